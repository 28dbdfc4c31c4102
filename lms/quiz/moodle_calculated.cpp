#include "lms/quiz/moodle_calculated.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>

#include "base/error.h"
#include "base/text.h"
#include "lms/quiz/draw.h"
#include "lms/quiz/quantity.h"

namespace lectern::lms {

using nlohmann::json;

namespace {

/// Moodle draws from a list that comes along, not from the range.
constexpr int kItems = 10;
/// Values of `tolerancetype`.
constexpr std::string_view kRelative = "1";
constexpr std::string_view kNominal = "2";

std::string text_of(const pugi::xml_node& node) {
  return std::string{trim(node.child("text") ? node.child("text").text().get() : node.text().get())};
}

double number_in(const pugi::xml_node& parent, const char* field, double otherwise) {
  if (!parent.child(field)) return otherwise;
  const auto number = parse_number<double>(text_of(parent.child(field)));
  if (!number) throw Error(ErrorCode::Invalid, fmt::format("The {} is no number.", field));
  return *number;
}

bool is_letter(char letter) {
  return std::isalpha(static_cast<unsigned char>(letter)) != 0;
}

/// "{a} * {b}" is "(a) * (b)", as "2{a}" is twice a.
std::string without_braces(std::string formula) {
  std::replace(formula.begin(), formula.end(), '{', '(');
  std::replace(formula.begin(), formula.end(), '}', ')');
  return formula;
}

/// The other way round, for names that are parameters; functions stay.
std::string with_braces(const std::string& formula, const json& parameters) {
  std::string written;
  for (std::size_t at = 0; at < formula.size();) {
    auto end = at;
    while (end < formula.size() && is_letter(formula[end])) ++end;
    if (end == at) {
      written += formula[at++];
      continue;
    }
    const auto name = formula.substr(at, end - at);
    const bool is_parameter = std::any_of(parameters.begin(), parameters.end(),
                                          [&](const json& one) { return one.value("name", "") == name; });
    written += is_parameter ? "{" + name + "}" : name;
    at = end;
  }
  return written;
}

void write_text(pugi::xml_node parent, const char* name, const std::string& text) {
  parent.append_child(name).append_child("text").text() = text.c_str();
}

void write_dataset(pugi::xml_node parent, const json& parameter) {
  const double least = parameter.value("least", 0.0);
  const double most = parameter.value("most", 0.0);
  const auto decimals = parameter.value("decimals", 0);
  auto dataset = parent.append_child("dataset_definition");
  write_text(dataset, "status", "private");
  write_text(dataset, "name", parameter.value("name", ""));
  dataset.append_child("type").text() = "calculated";
  write_text(dataset, "distribution", "uniform");
  write_text(dataset, "minimum", write_number(least));
  write_text(dataset, "maximum", write_number(most));
  write_text(dataset, "decimals", std::to_string(decimals));
  dataset.append_child("itemcount").text() = std::to_string(kItems).c_str();
  auto items = dataset.append_child("dataset_items");
  Draw draw(0);
  const double scale = std::pow(10, decimals);
  for (int number = 1; number <= kItems; ++number) {
    const double value = std::round((least + (most - least) * draw.fraction()) * scale) / scale;
    auto item = items.append_child("dataset_item");
    item.append_child("number").text() = std::to_string(number).c_str();
    item.append_child("value").text() = write_number(value).c_str();
  }
}

}  // namespace

void read_moodle_calculated(const pugi::xml_node& question, json& definition) {
  const auto answer = question.child("answer");
  if (!answer || question.select_nodes("answer").size() != 1)
    throw Error(ErrorCode::Invalid, "Only calculated questions with one answer can be read.");
  definition["formula"] = without_braces(text_of(answer));
  definition["tolerance"] = number_in(answer, "tolerance", 0);
  const auto kind = text_of(answer.child("tolerancetype"));
  definition["tolerance_kind"] = kind.empty() || kind == kRelative ? "relative" : "absolute";
  definition["parameters"] = json::array();
  for (const auto& dataset : question.child("dataset_definitions").children("dataset_definition"))
    definition["parameters"].push_back({{"name", text_of(dataset.child("name"))},
                                        {"least", number_in(dataset, "minimum", 1)},
                                        {"most", number_in(dataset, "maximum", 10)},
                                        {"decimals", number_in(dataset, "decimals", 0)}});
  const auto unit = question.child("units").child("unit").child("unit_name");
  if (unit) definition["unit"] = text_of(unit);
}

void write_moodle_calculated(pugi::xml_node question, const json& definition) {
  const auto parameters = definition.value("parameters", json::array());
  auto answer = question.append_child("answer");
  answer.append_attribute("fraction") = "100";
  answer.append_child("text").text() = with_braces(definition.value("formula", ""), parameters).c_str();
  answer.append_child("tolerance").text() = write_number(definition.value("tolerance", 0.0)).c_str();
  const bool is_relative = definition.value("tolerance_kind", "absolute") == "relative";
  answer.append_child("tolerancetype").text() = std::string{is_relative ? kRelative : kNominal}.c_str();
  auto datasets = question.append_child("dataset_definitions");
  for (const auto& parameter : parameters) write_dataset(datasets, parameter);
  const auto unit_name = definition.value("unit", "");
  if (unit_name.empty()) return;
  auto unit = question.append_child("units").append_child("unit");
  unit.append_child("multiplier").text() = "1";
  unit.append_child("unit_name").text() = unit_name.c_str();
}

}  // namespace lectern::lms
