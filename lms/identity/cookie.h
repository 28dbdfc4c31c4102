#pragma once
// The session cookie (RFC 6265): for this host alone, out of reach of scripts, and not sent along by other
// sites.

#include <string>
#include <string_view>

#include "base/clock.h"

namespace lectern::lms {

inline constexpr std::string_view kCookieName = "lectern_session";

enum class Transport { Plain, Secure };

std::string session_cookie(std::string_view secret, Milliseconds lifetime, Transport transport);
/// Makes the browser forget it.
std::string ended_cookie(Transport transport);

}  // namespace lectern::lms
