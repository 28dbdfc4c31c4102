#pragma once
// Enumerators as text, from one table beside the enum: for columns, JSON and logs. The enum's own namespace
// declares
//
//   constexpr std::array kStateTexts = {EnumText{State::Draft, "draft"}, EnumText{State::Published,
//   "published"}}; constexpr const auto& text_table(State) { return kStateTexts; }

#include <optional>
#include <string_view>
#include <type_traits>

#include "base/error.h"

namespace lectern {

template <typename Enum>
struct EnumText {
  Enum value;
  std::string_view text;
};
template <typename Enum>
EnumText(Enum, const char*) -> EnumText<Enum>;

template <typename Enum>
concept HasTextTable = std::is_enum_v<Enum> && requires(Enum value) {
  text_table(value);
};

template <HasTextTable Enum>
constexpr std::string_view text_of(Enum value) {
  for (const auto& row : text_table(value))
    if (row.value == value) return row.text;
  assertion_failed("the enumerator has a text", __FILE__, __LINE__, "Add the missing row to its text table.");
}

template <HasTextTable Enum>
constexpr std::optional<Enum> from_text(std::string_view text) {
  for (const auto& row : text_table(Enum{}))
    if (row.text == text) return row.value;
  return std::nullopt;
}

}  // namespace lectern
