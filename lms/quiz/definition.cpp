#include "lms/quiz/definition.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "base/text.h"

namespace lectern::lms {

using nlohmann::json;

DefinitionReader::DefinitionReader(const json& object, std::string path, std::vector<Problem>& problems)
    : object_(object), path_(std::move(path)), problems_(problems) {
  if (!object_.is_object())
    problems_.push_back({path_.empty() ? "definition" : path_, "This must be an object."});
}

std::string DefinitionReader::path_of(std::string_view field) const {
  return path_.empty() ? std::string{field} : fmt::format("{}.{}", path_, field);
}

void DefinitionReader::add_problem(std::string_view field, std::string message) {
  problems_.push_back({path_of(field), std::move(message)});
}

const json* DefinitionReader::find(std::string_view field) {
  asked_.emplace_back(field);
  if (!object_.is_object()) return nullptr;
  const auto found = object_.find(field);
  return found == object_.end() || found->is_null() ? nullptr : &*found;
}

std::string DefinitionReader::optional_text(std::string_view field, std::size_t most) {
  const auto* value = find(field);
  if (value == nullptr) return {};
  if (!value->is_string() || !is_utf8(value->get_ref<const std::string&>())) {
    add_problem(field, "This must be text.");
    return {};
  }
  auto text = value->get<std::string>();
  if (count_characters(text) > most)
    add_problem(field, fmt::format("This must have at most {} characters.", most));
  return text;
}

std::string DefinitionReader::text(std::string_view field, std::size_t most) {
  const auto before = problems_.size();
  auto text = optional_text(field, most);
  if (trim(text).empty() && problems_.size() == before) add_problem(field, "This field is required.");
  return text;
}

std::optional<double> DefinitionReader::optional_number(std::string_view field, double least, double most) {
  const auto* value = find(field);
  if (value == nullptr) return std::nullopt;
  if (!value->is_number() || !std::isfinite(value->get<double>()) || value->get<double>() < least ||
      value->get<double>() > most) {
    add_problem(field, fmt::format("This must be a number from {} to {}.", least, most));
    return std::nullopt;
  }
  return value->get<double>();
}

double DefinitionReader::number(std::string_view field, double least, double most) {
  const auto before = problems_.size();
  const auto value = optional_number(field, least, most);
  if (!value && problems_.size() == before) add_problem(field, "This field is required.");
  return value.value_or(least);
}

bool DefinitionReader::optional_flag(std::string_view field) {
  const auto* value = find(field);
  if (value == nullptr) return false;
  if (!value->is_boolean()) add_problem(field, "This must be true or false.");
  return value->is_boolean() && value->get<bool>();
}

bool DefinitionReader::flag(std::string_view field) {
  if (!object_.is_object() || !object_.contains(field)) add_problem(field, "This field is required.");
  return optional_flag(field);
}

std::string DefinitionReader::choice(std::string_view field, const std::vector<std::string_view>& choices) {
  const auto* value = find(field);
  if (value == nullptr) return std::string{choices.front()};
  if (value->is_string() &&
      std::find(choices.begin(), choices.end(), std::string_view{value->get_ref<const std::string&>()}) !=
          choices.end())
    return value->get<std::string>();
  add_problem(field, fmt::format("This must be one of: {}.", fmt::join(choices, ", ")));
  return std::string{choices.front()};
}

const json* DefinitionReader::list(std::string_view field, std::size_t least, std::size_t most) {
  static const json kNone = json::array();
  const auto* value = find(field);
  if (value == nullptr && least == 0) return &kNone;
  if (value == nullptr || !value->is_array() || value->size() < least || value->size() > most) {
    add_problem(field, fmt::format("This must be a list of {} to {}.", least, most));
    return nullptr;
  }
  return value;
}

std::size_t DefinitionReader::each(std::string_view field, std::size_t least, std::size_t most,
                                   const std::function<void(DefinitionReader&)>& read) {
  const auto* items = list(field, least, most);
  if (items == nullptr) return 0;
  for (std::size_t at = 0; at < items->size(); ++at) {
    DefinitionReader reader((*items)[at], fmt::format("{}.{}", path_of(field), at), problems_);
    read(reader);
    reader.finish();
  }
  return items->size();
}

std::size_t DefinitionReader::texts(std::string_view field, std::size_t least, std::size_t most,
                                    std::size_t longest) {
  const auto* items = list(field, least, most);
  if (items == nullptr) return 0;
  for (std::size_t at = 0; at < items->size(); ++at) {
    const auto& item = (*items)[at];
    if (!item.is_string() || trim(item.get_ref<const std::string&>()).empty() ||
        item.get_ref<const std::string&>().size() > longest)
      add_problem(fmt::format("{}.{}", field, at), "This must be text that is neither empty nor too long.");
  }
  return items->size();
}

void DefinitionReader::finish() {
  if (!object_.is_object()) return;
  for (const auto& [field, value] : object_.items())
    if (std::find(asked_.begin(), asked_.end(), field) == asked_.end())
      add_problem(field, "There is no such field here.");
}

}  // namespace lectern::lms
