#pragma once
// Reading an enum from a request's JSON: one of the texts of its table.

#include <optional>
#include <string_view>
#include <vector>

#include "base/enum_text.h"
#include "base/json.h"

namespace lectern::catalog {

template <typename Enum>
std::vector<std::string_view> texts_of() {
  std::vector<std::string_view> texts;
  for (const auto& row : text_table(Enum{})) texts.push_back(row.text);
  return texts;
}

template <typename Enum>
std::optional<Enum> optional_enum(FieldReader& fields, std::string_view name) {
  const auto text = fields.optional_choice(name, texts_of<Enum>());
  return text ? from_text<Enum>(*text) : std::nullopt;
}

}  // namespace lectern::catalog
