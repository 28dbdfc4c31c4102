#include "lms/identity/cookie.h"

#include <fmt/format.h>

namespace lectern::lms {

std::string session_cookie(std::string_view secret, Milliseconds lifetime, Transport transport) {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(lifetime).count();
  return fmt::format("{}={}; Path=/; Max-Age={}; HttpOnly; SameSite=Lax{}", kCookieName, secret, seconds,
                     transport == Transport::Secure ? "; Secure" : "");
}

std::string ended_cookie(Transport transport) {
  return session_cookie("", Milliseconds{0}, transport);
}

}  // namespace lectern::lms
