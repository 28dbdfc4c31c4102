#pragma once
// Handing one message to a mail server (RFC 5321), by libcurl. Waits for the network: jobs only.

#include <array>
#include <cstdint>
#include <stop_token>
#include <string>

#include "base/clock.h"
#include "base/enum_text.h"
#include "base/error.h"

namespace lectern {

enum class SmtpSecurity {
  None,
  StartTls,  ///< RFC 3207; a server that does not offer it is refused.
  Tls,       ///< RFC 8314 §3.3, from the first byte.
};
constexpr std::array kSmtpSecurityTexts = {EnumText{SmtpSecurity::None, "none"},
                                           EnumText{SmtpSecurity::StartTls, "starttls"},
                                           EnumText{SmtpSecurity::Tls, "tls"}};
constexpr const auto& text_table(SmtpSecurity) {
  return kSmtpSecurityTexts;
}

struct SmtpServer {
  std::string host = {};  ///< Empty: there is none.
  std::uint16_t port = 587;
  SmtpSecurity security = SmtpSecurity::StartTls;
  std::string user = {};  ///< Empty: without signing in.
  std::string password = {};
  std::string ca_file = {};  ///< Who vouches for the server's certificate; empty: whom the system trusts.
  Milliseconds time_out = std::chrono::seconds{60};

  bool operator==(const SmtpServer&) const = default;
};

/// "smtp://mail.example.org:587": what the server is known by.
std::string origin_of(const SmtpServer& server);

/// The server answered, and does not take this mail: for good (Invalid) or for now (Unavailable).
class MailRefused final : public Error {
 public:
  using Error::Error;
};

struct Envelope {
  std::string from;
  std::string to;
};

/// `message` is whole (RFC 5322), its lines ended by CRLF. Throws MailRefused, Unavailable where the server
/// cannot be reached or serves nobody now, Cancelled where `stop` was asked for.
void send_mail(const SmtpServer& server, const Envelope& envelope, const std::string& message,
               const std::stop_token& stop);

}  // namespace lectern
