#pragma once
// What texts of settings must look like: an address with a port, a URL, rules for groups. Pure.

#include <optional>
#include <string>
#include <string_view>

namespace lectern::config {

/// What the text must be, in words, where it is not; nothing where it fits, or where the rule is no shape.
std::optional<std::string> shape_problem(std::string_view text, std::string_view rule);

}  // namespace lectern::config
