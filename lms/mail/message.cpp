#include "lms/mail/message.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <ctime>

#include "base/encoding.h"

namespace lectern::lms {

namespace {

struct Frame {
  std::string_view language;
  std::string_view greeting;
  std::string_view nameless_greeting;
  std::string_view copy_link;
  std::string_view footer;
};

constexpr Frame kFrames[] = {
    {"en", "Hello {},", "Hello,", "If the button does nothing, copy this address into your browser:",
     "Sent by {}. Replies to this mail are not read."},
    {"de", "Hallo {},", "Hallo,",
     "Falls die Schaltfläche nichts bewirkt, kopieren Sie diese Adresse in den Browser:",
     "Gesendet von {}. Antworten auf diese Mail werden nicht gelesen."},
};

const Frame& frame_for(std::string_view language) {
  const auto primary = language.substr(0, language.find('-'));
  const auto* found = std::find_if(std::begin(kFrames), std::end(kFrames),
                                   [&](const Frame& frame) { return frame.language == primary; });
  return found == std::end(kFrames) ? kFrames[0] : *found;
}

std::string escape_html(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string paragraph(std::string_view text) {
  return fmt::format("<p style=\"margin:0 0 16px\">{}</p>\n", escape_html(text));
}

std::string small_print(std::string_view text) {
  return fmt::format("<p style=\"margin:0 0 8px;font-size:13px;color:#565e6c\">{}</p>\n", text);
}

std::string button(const MailAction& action) {
  return fmt::format(
      "<p style=\"margin:24px 0\"><a href=\"{}\" style=\"background:#24417f;color:#ffffff;padding:12px 20px;"
      "border-radius:8px;text-decoration:none;display:inline-block\">{}</a></p>\n",
      escape_html(action.url), escape_html(action.label));
}

std::string html_of(const Mail& mail, const Frame& frame, const std::string& greeting,
                    const std::string& footer) {
  std::string html = fmt::format(
      "<!doctype html>\n<html lang=\"{}\">\n<head><meta charset=\"utf-8\"><title>{}</title></head>\n"
      "<body "
      "style=\"margin:0;padding:24px;font-family:sans-serif;font-size:16px;line-height:1.5;color:#1c2330\">\n"
      "<div style=\"max-width:560px;margin:0 auto\">\n",
      frame.language, escape_html(mail.subject));
  html += paragraph(greeting);
  for (const auto& text : mail.paragraphs) html += paragraph(text);
  if (mail.action) {
    html += button(*mail.action);
    html += small_print(escape_html(frame.copy_link) + "<br>" + escape_html(mail.action->url));
  }
  return html + small_print(escape_html(footer)) + "</div>\n</body>\n</html>\n";
}

std::string text_of_mail(const Mail& mail, const std::string& greeting, const std::string& footer) {
  std::string text = greeting + "\n\n";
  for (const auto& words : mail.paragraphs) text += words + "\n\n";
  if (mail.action) text += mail.action->label + ":\n" + mail.action->url + "\n\n";
  return text + "-- \n" + footer + "\n";
}

bool is_plain_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c < 127; }) &&
         text.find("=?") == std::string_view::npos;
}

bool begins_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
}

// RFC 5322 §3.2.4: what is quoted may hold what an atom may not.
std::string phrase(std::string_view text) {
  if (!is_plain_ascii(text)) return encode_header(text);
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "\"";
}

std::string mailbox(std::string_view name, std::string_view address) {
  return name.empty() ? fmt::format("<{}>", address) : fmt::format("{} <{}>", phrase(name), address);
}

// RFC 5322 §3.3.
std::string date_text(Instant at) {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(at);
  return fmt::format("{:%a, %d %b %Y %H:%M:%S} +0000", fmt::gmtime(seconds));
}

std::string part(std::string_view type, std::string_view content) {
  return fmt::format(
      "Content-Type: {}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{}\r\n", type,
      quoted_printable(content));
}

}  // namespace

MailBody compose(const Mail& mail, std::string_view site_url) {
  const auto& frame = frame_for(mail.language);
  const std::string greeting = mail.to_name.empty() ? std::string{frame.nameless_greeting}
                                                    : fmt::format(fmt::runtime(frame.greeting), mail.to_name);
  const std::string footer = fmt::format(fmt::runtime(frame.footer), site_url);
  return {text_of_mail(mail, greeting, footer), html_of(mail, frame, greeting, footer)};
}

std::string as_message(const MailHead& head, const MailBody& body) {
  const auto host = head.from.substr(head.from.find('@') + 1);
  const std::string boundary = "part-" + head.id;
  std::string message = fmt::format(
      "Date: {}\r\nFrom: {}\r\nTo: {}\r\nMessage-ID: <{}@{}>\r\nSubject: {}\r\nAuto-Submitted: "
      "auto-generated\r\n"
      "MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=\"{}\"\r\n\r\n",
      date_text(head.at), mailbox(head.from_name, head.from), mailbox(head.to_name, head.to), head.id, host,
      encode_header(head.subject), boundary);
  for (const auto& [type, content] :
       {std::pair{"text/plain", &body.text}, std::pair{"text/html", &body.html}})
    message += fmt::format("--{}\r\n{}", boundary, part(type, *content));
  return message + fmt::format("--{}--\r\n", boundary);
}

std::string encode_header(std::string_view text) {
  if (is_plain_ascii(text)) return std::string{text};
  constexpr std::size_t kBytesInWord = 42;  // 56 characters of base64; with its frame below 75.
  std::string encoded;
  while (!text.empty()) {
    auto length = std::min(kBytesInWord, text.size());
    while (length < text.size() && length > 0 && !begins_character(text[length])) --length;
    if (length == 0) length = std::min(kBytesInWord, text.size());
    encoded +=
        fmt::format("{}=?utf-8?B?{}?=", encoded.empty() ? "" : "\r\n ", to_base64(text.substr(0, length)));
    text.remove_prefix(length);
  }
  return encoded;
}

std::string quoted_printable(std::string_view text) {
  constexpr std::size_t kLongestLine = 75;  // And the soft line break's equals sign.
  std::string out;
  std::size_t column = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\n') {
      out += "\r\n";
      column = 0;
      continue;
    }
    const bool ends_line = i + 1 == text.size() || text[i + 1] == '\n';
    const bool is_literal = (c > ' ' && c < 127 && c != '=') || (c == ' ' && !ends_line);
    const auto piece = is_literal ? std::string{c} : fmt::format("={:02X}", static_cast<unsigned char>(c));
    if (column + piece.size() > kLongestLine) {
      out += "=\r\n";
      column = 0;
    }
    out += piece;
    column += piece.size();
  }
  return out;
}

}  // namespace lectern::lms
