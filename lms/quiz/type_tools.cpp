#include "lms/quiz/type_tools.h"

#include <nlohmann/json.hpp>

#include "base/text.h"
#include "lms/quiz/definition.h"
#include "lms/quiz/draw.h"

namespace lectern::lms {

using nlohmann::json;

namespace {

std::optional<std::size_t> as_place(const json& value, std::size_t count) {
  if (!value.is_number_integer()) return std::nullopt;
  const auto place = value.get<std::int64_t>();
  if (place < 0 || static_cast<std::uint64_t>(place) >= count) return std::nullopt;
  return static_cast<std::size_t>(place);
}

const json* field_of(const json& object, std::string_view field) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(field);
  return found == object.end() ? nullptr : &*found;
}

}  // namespace

std::optional<std::size_t> place_in(const json& response, std::string_view field, std::size_t count) {
  const auto* value = field_of(response, field);
  return value == nullptr ? std::nullopt : as_place(*value, count);
}

std::vector<std::optional<std::size_t>> places_in(const json& response, std::string_view field,
                                                  std::size_t expected, std::size_t count) {
  std::vector<std::optional<std::size_t>> places(expected);
  const auto* values = field_of(response, field);
  if (values == nullptr || !values->is_array()) return places;
  for (std::size_t at = 0; at < expected && at < values->size(); ++at)
    places[at] = as_place((*values)[at], count);
  return places;
}

std::string text_in(const json& response, std::string_view field) {
  const auto* value = field_of(response, field);
  if (value == nullptr || !value->is_string() || !is_utf8(value->get_ref<const std::string&>())) return {};
  return std::string{trim(value->get_ref<const std::string&>())};
}

std::string text_of_field(const json& definition, std::string_view field) {
  const auto* value = field_of(definition, field);
  return value != nullptr && value->is_string() ? value->get<std::string>() : std::string{};
}

double fraction_of(const json& answer) {
  const auto* value = field_of(answer, "fraction");
  return value != nullptr && value->is_number() ? value->get<double>() : 1.0;
}

const json& list_of(const json& definition, std::string_view field) {
  static const json kNone = json::array();
  const auto* value = field_of(definition, field);
  return value != nullptr && value->is_array() ? *value : kNone;
}

Mark mean_of(std::vector<Verdict> verdicts) {
  double sum = 0;
  for (const auto& verdict : verdicts) sum += verdict.fraction;
  const double mean = verdicts.empty() ? 0 : sum / static_cast<double>(verdicts.size());
  return {mean, std::move(verdicts)};
}

double no_guess(const json&) {
  return 0;
}

std::vector<std::size_t> shown_order(const GivenQuestion& given, std::size_t count) {
  const auto* shuffle = field_of(given.definition, "shuffle");
  if (shuffle != nullptr && shuffle->is_boolean() && !shuffle->get<bool>()) return in_order(count);
  return Draw(given.seed).order(count);
}

json show_nothing(const GivenQuestion&) {
  return json::object();
}

json solve_nothing(const GivenQuestion&) {
  return nullptr;
}

void check_nothing(DefinitionReader&, const json&) {}

/// Information between questions: there is nothing to answer.
Mark mark_nothing(const GivenQuestion&, const json&) {
  return {1.0, {}};
}

}  // namespace lectern::lms
