#pragma once
// Names of languages as BCP 47 (RFC 5646) has them. Pure.

#include <optional>
#include <string>
#include <string_view>

namespace lectern::catalog {

/// In the usual letters ("pt-BR", "zh-Hant"); nothing where it is no tag.
std::optional<std::string> parse_language_tag(std::string_view text);

}  // namespace lectern::catalog
