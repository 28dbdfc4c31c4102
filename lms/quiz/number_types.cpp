// Numeric, calculated from parameters by chance, and formulas that are compared by their values.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "lms/quiz/definition.h"
#include "lms/quiz/draw.h"
#include "lms/quiz/expression.h"
#include "lms/quiz/quantity.h"
#include "lms/quiz/type_tools.h"

namespace lectern::lms {

using nlohmann::json;

namespace {

constexpr double kHuge = 1e300;
constexpr int kSamples = 12;

void read_tolerance(DefinitionReader& reader) {
  reader.optional_number("tolerance", 0, kHuge);
  reader.choice("tolerance_kind", {"absolute", "relative"});
}

void read_units(DefinitionReader& reader) {
  reader.each("units", 0, 30, [](DefinitionReader& unit) {
    unit.text("name", 40);
    unit.number("factor", 1e-300, kHuge);
  });
  reader.choice("unit_rule", {"optional", "required"});
  reader.optional_number("unit_penalty", 0, 1);
}

bool is_within(double number, double wanted, const json& rule) {
  const double tolerance = rule.value("tolerance", 0.0);
  const bool relative = text_of_field(rule, "tolerance_kind") == "relative";
  // Where a value was typed as it is, the last bit of its conversion must not decide.
  const double slack = std::fabs(wanted) * 1e-12;
  return std::fabs(number - wanted) <= (relative ? std::fabs(wanted) * tolerance : tolerance) + slack;
}

bool fits(double number, const json& answer) {
  if (answer.contains("least") && answer.contains("most"))
    return number >= answer.value("least", 0.0) && number <= answer.value("most", 0.0);
  return is_within(number, answer.value("value", 0.0), answer);
}

/// The number in the unit of factor 1, and what is left of the mark after its unit was looked at.
struct Measured {
  double number = 0;
  double share = 1;
};

Measured measure(const Quantity& quantity, const json& definition) {
  const auto& units = list_of(definition, "units");
  const auto found = std::find_if(units.begin(), units.end(), [&](const json& unit) {
    return text_of_field(unit, "name") == quantity.unit;
  });
  if (found != units.end()) return {quantity.number * found->value("factor", 1.0), 1};
  const bool is_missing = quantity.unit.empty();
  if (is_missing && (units.empty() || text_of_field(definition, "unit_rule") != "required"))
    return {quantity.number, 1};
  if (units.empty()) return {quantity.number, 0};  // Words behind the number where none were asked for.
  return {quantity.number, 1 - definition.value("unit_penalty", 1.0)};
}

struct Parameter {
  std::string name;
  double value = 0;
};

std::vector<std::string> names_in(const json& list) {
  std::vector<std::string> names;
  for (const auto& one : list) names.push_back(text_of_field(one, "name"));
  return names;
}

/// Each by chance, from `least` to `most` in steps of its last decimal.
Variables parameters_of(const GivenQuestion& given) {
  Variables parameters;
  Draw draw(given.seed);
  for (const auto& one : list_of(given.definition, "parameters")) {
    const double step = std::pow(10.0, -one.value("decimals", 0.0));
    const double least = one.value("least", 0.0);
    const auto steps =
        static_cast<std::size_t>(std::floor((one.value("most", 0.0) - least) / step + 1e-9)) + 1;
    parameters[text_of_field(one, "name")] =
        std::round((least + step * static_cast<double>(draw.below(steps))) / step) * step;
  }
  return parameters;
}

double result_of(const GivenQuestion& given) {
  const auto names = names_in(list_of(given.definition, "parameters"));
  return Expression::parse(text_of_field(given.definition, "formula"), names).value(parameters_of(given));
}

void check_name(DefinitionReader& reader) {
  const auto name = reader.text("name", 20);
  const auto is_letter = [](char character) {
    return std::isalpha(static_cast<unsigned char>(character)) != 0;
  };
  if (!name.empty() && !std::all_of(name.begin(), name.end(), is_letter))
    reader.add_problem("name", "A name has letters only.");
}

void check_range(DefinitionReader& reader) {
  const double least = reader.number("least", -1e9, 1e9);
  const double most = reader.number("most", -1e9, 1e9);
  if (most < least) reader.add_problem("most", "This must not be less than the least.");
}

/// A formula that the given names cannot be put into is a problem of the field it stands in.
void check_expression(DefinitionReader& reader, std::string_view field,
                      const std::vector<std::string>& names) {
  const auto formula = reader.text(field, 1000);
  if (formula.empty()) return;
  try {
    Expression::parse(formula, names);
  } catch (const Error& error) {
    reader.add_problem(field, error.message());
  }
}

}  // namespace

void check_numeric(DefinitionReader& reader, const json&) {
  double best = 0;
  reader.each("answers", 1, 30, [&](DefinitionReader& answer) {
    const auto least = answer.optional_number("least", -kHuge, kHuge);
    const auto most = answer.optional_number("most", -kHuge, kHuge);
    const auto value = answer.optional_number("value", -kHuge, kHuge);
    if (!value && (!least || !most)) answer.add_problem("value", "Give a value, or both least and most.");
    if (least && most && *most < *least) answer.add_problem("most", "This must not be less than the least.");
    read_tolerance(answer);
    best = std::max(best, answer.optional_number("fraction", -1, 1).value_or(1.0));
    answer.optional_text("feedback", 5000);
  });
  read_units(reader);
  if (best < 1) reader.add_problem("answers", "One answer must be right: give it the fraction 1.");
}

json show_numeric(const GivenQuestion& given) {
  json units = json::array();
  for (const auto& unit : list_of(given.definition, "units")) units.push_back(text_of_field(unit, "name"));
  return {{"units", std::move(units)}};
}

Mark mark_numeric(const GivenQuestion& given, const json& response) {
  const auto quantity = read_quantity(text_in(response, "text"));
  if (!quantity) return {0.0, {}};
  const auto measured = measure(*quantity, given.definition);
  Verdict verdict{"", write_number(quantity->number) + (quantity->unit.empty() ? "" : " " + quantity->unit)};
  for (const auto& answer : list_of(given.definition, "answers")) {
    if (!fits(measured.number, answer)) continue;
    verdict.fraction = fraction_of(answer) * measured.share;
    verdict.feedback = text_of_field(answer, "feedback");
    break;
  }
  return {verdict.fraction, {verdict}};
}

json solve_numeric(const GivenQuestion& given) {
  for (const auto& answer : list_of(given.definition, "answers")) {
    if (fraction_of(answer) < 1) continue;
    const double number = answer.contains("value")
                              ? answer.value("value", 0.0)
                              : (answer.value("least", 0.0) + answer.value("most", 0.0)) / 2;
    std::string unit;
    for (const auto& one : list_of(given.definition, "units"))
      if (unit.empty() && one.value("factor", 0.0) == 1) unit = " " + text_of_field(one, "name");
    return {{"text", write_number(number) + unit}};
  }
  return nullptr;
}

void check_calculated(DefinitionReader& reader, const json& definition) {
  reader.each("parameters", 1, 20, [](DefinitionReader& parameter) {
    check_name(parameter);
    check_range(parameter);
    parameter.optional_number("decimals", 0, 6);
  });
  check_expression(reader, "formula", names_in(list_of(definition, "parameters")));
  reader.optional_text("unit", 40);
  read_tolerance(reader);
}

/// The stem with {a} replaced by the value that this person was given.
json show_calculated(const GivenQuestion& given) {
  auto stem = text_of_field(given.definition, "stem");
  for (const auto& [name, value] : parameters_of(given)) {
    const auto mark = "{" + name + "}";
    for (auto at = stem.find(mark); at != std::string::npos; at = stem.find(mark, at))
      stem.replace(at, mark.size(), write_number(value));
  }
  const auto unit = text_of_field(given.definition, "unit");
  json units = json::array();
  if (!unit.empty()) units.push_back(unit);
  return {{"stem", std::move(stem)}, {"units", std::move(units)}};
}

Mark mark_calculated(const GivenQuestion& given, const json& response) {
  const auto quantity = read_quantity(text_in(response, "text"));
  if (!quantity) return {0.0, {}};
  const auto unit = text_of_field(given.definition, "unit");
  const bool unit_fits = quantity->unit.empty() || quantity->unit == unit;
  const double wanted = result_of(given);
  const bool is_right =
      unit_fits && std::isfinite(wanted) && is_within(quantity->number, wanted, given.definition);
  return {is_right ? 1.0 : 0.0, {{"", is_right ? "right" : "wrong", is_right ? 1.0 : 0.0}}};
}

json solve_calculated(const GivenQuestion& given) {
  return {{"text", write_number(result_of(given))}};
}

void check_formula(DefinitionReader& reader, const json& definition) {
  reader.each("variables", 1, 10, [](DefinitionReader& variable) {
    check_name(variable);
    check_range(variable);
  });
  check_expression(reader, "answer", names_in(list_of(definition, "variables")));
}

json show_formula(const GivenQuestion& given) {
  return {{"variables", names_in(list_of(given.definition, "variables"))}};
}

/// Two formulas are the same where they have the same values at points by chance: algebra is not asked about.
Mark mark_formula(const GivenQuestion& given, const json& response) {
  const auto typed = text_in(response, "text");
  const auto& variables = list_of(given.definition, "variables");
  const auto names = names_in(variables);
  const auto wanted = Expression::parse(text_of_field(given.definition, "answer"), names);
  Verdict verdict{"", typed};
  try {
    const auto said = Expression::parse(typed, names);
    Draw draw(given.seed);
    int compared = 0;
    bool is_right = true;
    for (int sample = 0; sample < kSamples && is_right; ++sample) {
      Variables at;
      for (const auto& variable : variables) {
        const double least = variable.value("least", 0.0);
        at[text_of_field(variable, "name")] = least + (variable.value("most", 0.0) - least) * draw.fraction();
      }
      const double right = wanted.value(at);
      if (!std::isfinite(right)) continue;
      const double here = said.value(at);
      is_right = std::isfinite(here) && std::fabs(here - right) <= 1e-6 * std::max(1.0, std::fabs(right));
      ++compared;
    }
    verdict.fraction = is_right && compared > 0 ? 1.0 : 0.0;
  } catch (const Error& error) {
    verdict.feedback = typed.empty() ? "" : error.message();
  }
  return {verdict.fraction, {verdict}};
}

json solve_formula(const GivenQuestion& given) {
  return {{"text", text_of_field(given.definition, "answer")}};
}

}  // namespace lectern::lms
