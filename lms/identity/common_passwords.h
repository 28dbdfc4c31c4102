#pragma once
// Passwords that everybody tries first: those of eight characters and more among the thirty thousand that
// zxcvbn 4.4.2 (MIT, © Dropbox) counted in leaks, in lower case. NIST SP 800-63B §5.1.1.2 asks to refuse
// them.

#include <string_view>

namespace lectern::lms {

/// One a line, with a line feed before the first and after the last.
extern const std::string_view kCommonPasswords;

}  // namespace lectern::lms
