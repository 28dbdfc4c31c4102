#pragma once
// The institution's colour.

#include <optional>
#include <string>
#include <string_view>

namespace lectern::config {

/// Nothing for a colour written #rrggbb that white text can be read on, at 4.5 to 1 (WCAG 2.2, 1.4.3); else
/// what is wrong with it.
std::optional<std::string> accent_problem(std::string_view text);

}  // namespace lectern::config
