#include "base/json.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "base/text.h"

namespace lectern {
namespace {

constexpr std::string_view kRequired = "This field is required.";

std::string listed(const std::vector<std::string_view>& choices) {
  std::string text;
  for (const auto choice : choices) text += (text.empty() ? "" : ", ") + std::string{choice};
  return text;
}

}  // namespace

FieldReader::FieldReader(const nlohmann::json& object) : object_(object) {
  if (!object_.is_object()) add_problem("body", "The body must be a JSON object.");
}

const nlohmann::json* FieldReader::find(std::string_view field) {
  asked_.emplace_back(field);
  if (!object_.is_object()) return nullptr;
  const auto found = object_.find(field);
  return found == object_.end() || found->is_null() ? nullptr : &*found;
}

std::optional<std::string> FieldReader::checked_text(std::string_view field, const nlohmann::json& value,
                                                     TextRule rule) {
  if (!value.is_string()) {
    add_problem(field, "This must be text.");
    return std::nullopt;
  }
  const std::string text{trim(value.get_ref<const std::string&>())};
  const std::size_t length = is_utf8(text) ? count_characters(text) : 0;
  if (text.find('\0') != std::string::npos || !is_utf8(text)) {
    add_problem(field, "This must be text in UTF-8.");
  } else if (length < rule.min_characters) {
    add_problem(field, length == 0
                           ? std::string{kRequired}
                           : fmt::format("This must have at least {} characters.", rule.min_characters));
  } else if (length > rule.max_characters) {
    add_problem(field,
                fmt::format("This must have at most {} characters; it has {}.", rule.max_characters, length));
  }
  return text;
}

std::string FieldReader::text(std::string_view field, TextRule rule) {
  const auto* value = find(field);
  if (value == nullptr) {
    add_problem(field, std::string{kRequired});
    return {};
  }
  rule.min_characters = std::max<std::size_t>(rule.min_characters, 1);
  return checked_text(field, *value, rule).value_or("");
}

std::optional<std::string> FieldReader::optional_text(std::string_view field, TextRule rule) {
  const auto* value = find(field);
  if (value == nullptr) return std::nullopt;
  return checked_text(field, *value, rule);
}

std::string FieldReader::secret(std::string_view field) {
  const auto* value = find(field);
  if (value == nullptr || !value->is_string() || value->get_ref<const std::string&>().empty()) {
    add_problem(field, std::string{kRequired});
    return {};
  }
  return value->get<std::string>();
}

std::optional<std::int64_t> FieldReader::optional_integer(std::string_view field, std::int64_t least,
                                                          std::int64_t most) {
  const auto* value = find(field);
  if (value == nullptr) return std::nullopt;
  if (!value->is_number_integer() || value->get<std::int64_t>() < least ||
      value->get<std::int64_t>() > most) {
    add_problem(field, fmt::format("This must be a whole number from {} to {}.", least, most));
    return std::nullopt;
  }
  return value->get<std::int64_t>();
}

std::int64_t FieldReader::integer(std::string_view field, std::int64_t least, std::int64_t most) {
  const std::size_t before = problems_.size();
  const auto value = optional_integer(field, least, most);
  if (!value && problems_.size() == before) add_problem(field, std::string{kRequired});
  return value.value_or(least);
}

std::optional<double> FieldReader::optional_number(std::string_view field, double least, double most) {
  const auto* value = find(field);
  if (value == nullptr) return std::nullopt;
  if (!value->is_number() || !std::isfinite(value->get<double>()) || value->get<double>() < least ||
      value->get<double>() > most) {
    add_problem(field, fmt::format("This must be a number from {} to {}.", least, most));
    return std::nullopt;
  }
  return value->get<double>();
}

double FieldReader::number(std::string_view field, double least, double most) {
  const std::size_t before = problems_.size();
  const auto value = optional_number(field, least, most);
  if (!value && problems_.size() == before) add_problem(field, std::string{kRequired});
  return value.value_or(least);
}

std::optional<bool> FieldReader::optional_flag(std::string_view field) {
  const auto* value = find(field);
  if (value == nullptr) return std::nullopt;
  if (!value->is_boolean()) {
    add_problem(field, "This must be true or false.");
    return std::nullopt;
  }
  return value->get<bool>();
}

std::optional<std::string> FieldReader::optional_choice(std::string_view field,
                                                        const std::vector<std::string_view>& choices) {
  const auto* value = find(field);
  if (value == nullptr) return std::nullopt;
  if (value->is_string() &&
      std::find(choices.begin(), choices.end(), value->get_ref<const std::string&>()) != choices.end())
    return value->get<std::string>();
  add_problem(field, fmt::format("This must be one of: {}.", listed(choices)));
  return std::nullopt;
}

std::string FieldReader::choice(std::string_view field, const std::vector<std::string_view>& choices) {
  const std::size_t before = problems_.size();
  const auto value = optional_choice(field, choices);
  if (!value && problems_.size() == before) add_problem(field, std::string{kRequired});
  return value.value_or("");
}

const nlohmann::json* FieldReader::optional_object(std::string_view field) {
  const auto* value = find(field);
  if (value == nullptr || value->is_object()) return value;
  add_problem(field, "This must be a JSON object.");
  return nullptr;
}

bool FieldReader::clears(std::string_view field) const {
  if (!object_.is_object()) return false;
  const auto found = object_.find(field);
  return found != object_.end() && found->is_null();
}

std::vector<std::string> FieldReader::texts(std::string_view field, std::size_t most, TextRule rule) {
  const auto* value = find(field);
  std::vector<std::string> result;
  if (value == nullptr) return result;
  if (!value->is_array() || value->size() > most) {
    add_problem(field, fmt::format("This must be a list of at most {} texts.", most));
    return result;
  }
  for (const auto& item : *value)
    if (auto text = checked_text(field, item, rule)) result.push_back(std::move(*text));
  return result;
}

void FieldReader::add_problem(std::string_view field, std::string message) {
  problems_.push_back({std::string{field}, std::move(message)});
}

void FieldReader::finish() {
  if (object_.is_object())
    for (const auto& [key, value] : object_.items())
      if (std::find(asked_.begin(), asked_.end(), key) == asked_.end())
        add_problem(key, "There is no such field here.");
  if (!problems_.empty()) throw InvalidInput(std::move(problems_));
}

nlohmann::json parse_json(std::string_view text) {
  try {
    return nlohmann::json::parse(text);
  } catch (const nlohmann::json::parse_error& error) {
    throw Error(ErrorCode::Invalid, fmt::format("The body is not valid JSON (at byte {}).", error.byte),
                error.what());
  }
}

}  // namespace lectern
