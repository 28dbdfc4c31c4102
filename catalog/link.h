#pragma once
// Addresses that lessons lead to: https alone, spelled plainly. Pure.

#include <optional>
#include <string>
#include <string_view>

namespace lectern::catalog {

inline constexpr std::size_t kLongestLink = 2000;

/// The host of `address`, for people to see where it leads. Nothing where it is not an https address that can
/// be shown as it is: other schemes, a user name in front of the host, blanks and control characters.
std::optional<std::string> host_of(std::string_view address);

}  // namespace lectern::catalog
