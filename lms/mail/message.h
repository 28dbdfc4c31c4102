#pragma once
// What a mail says, and how it stands on the wire: a plain text and the same as simple HTML, in one message
// (RFC 5322, RFC 2045–2047). Pure.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"

namespace lectern::lms {

/// The one thing that a mail asks for.
struct MailAction {
  std::string label;
  std::string url;
};

struct Mail {
  std::string to = {};
  std::string to_name = {};
  std::string language = "en";  ///< Of the words around what is said: greeting and footer.
  std::string subject = {};
  std::vector<std::string> paragraphs = {};
  std::optional<MailAction> action = {};
  /// Not sent after this: a link in it would be dead.
  std::optional<Instant> expires_at = {};
};

struct MailBody {
  std::string text;
  std::string html;
};

/// With greeting, action and a footer that names the server.
MailBody compose(const Mail& mail, std::string_view site_url);

struct MailHead {
  std::string id;  ///< For Message-ID; unique.
  std::string from;
  std::string from_name;
  std::string to;
  std::string to_name;
  std::string subject;
  Instant at;
};

/// Whole, ready for send_mail.
std::string as_message(const MailHead& head, const MailBody& body);

/// RFC 2047: as it is where it is plain ASCII, else encoded words of at most 75 characters.
std::string encode_header(std::string_view text);
/// RFC 2045 §6.7, for text; its line feeds become CRLF.
std::string quoted_printable(std::string_view text);

}  // namespace lectern::lms
