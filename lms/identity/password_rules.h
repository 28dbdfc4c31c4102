#pragma once
// Which passwords will do (NIST SP 800-63B §5.1.1.2): length counts, composition does not; what everybody
// tries first, and what is made of the person's own name or address, is refused. Pure.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lectern::lms {

inline constexpr std::size_t kLongestPassword = 512;

/// What is wrong with a password, as a sentence; nothing if it will do.
std::optional<std::string> password_problem(std::string_view password);

/// The same for a password of one's own choice; `own_words` are name, username and address.
std::optional<std::string> password_problem(std::string_view password,
                                            const std::vector<std::string>& own_words);

}  // namespace lectern::lms
