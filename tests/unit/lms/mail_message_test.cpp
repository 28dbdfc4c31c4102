#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lms/mail/message.h"

namespace lectern::lms {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Mail reset_mail() {
  Mail mail;
  mail.to = "jörg@example.org";
  mail.to_name = "Jörg <script>";
  mail.language = "de";
  mail.subject = "Passwort zurücksetzen";
  mail.paragraphs = {"Setzen Sie a & b zurück."};
  mail.action = MailAction{"Weiter", "https://x.example/reset#a=b"};
  return mail;
}

TEST(MailMessage, SpeaksTheLanguageAndFallsBackToEnglish) {
  auto mail = reset_mail();
  EXPECT_THAT(compose(mail, "https://x.example").text, HasSubstr("Hallo Jörg"));
  mail.language = "de-AT";
  EXPECT_THAT(compose(mail, "https://x.example").html, HasSubstr("lang=\"de\""));
  mail.language = "fr";
  EXPECT_THAT(compose(mail, "https://x.example").text, HasSubstr("Hello Jörg"));
}

TEST(MailMessage, HtmlHoldsNoMarkupOfOthers) {
  const auto html = compose(reset_mail(), "https://x.example").html;
  EXPECT_THAT(html, Not(HasSubstr("<script>")));
  EXPECT_THAT(html, HasSubstr("&lt;script&gt;"));
  EXPECT_THAT(html, HasSubstr("a &amp; b"));
}

TEST(MailMessage, HeadersCannotBeBrokenOutOf) {
  MailHead head;
  head.id = "1";
  head.from = "lectern@example.org";
  head.to = "a@example.org";
  head.to_name = "A\r\nBcc: victim@example.org";
  head.subject = "x\r\nX-Evil: 1";
  const auto message = as_message(head, {"text", "<p>html</p>"});
  EXPECT_THAT(message, Not(HasSubstr("\r\nBcc:")));
  EXPECT_THAT(message, Not(HasSubstr("\r\nX-Evil:")));
  EXPECT_THAT(message, HasSubstr("Date: Thu, 01 Jan 1970 00:00:00 +0000\r\n"));
}

TEST(MailMessage, LongSubjectsBecomeWordsThatEndBetweenCharacters) {
  EXPECT_EQ(encode_header("plain"), "plain");
  EXPECT_EQ(encode_header("Prüfung"), "=?utf-8?B?UHLDvGZ1bmc=?=");
  std::string umlauts = "x";
  for (int i = 0; i < 60; ++i) umlauts += "ü";
  const auto encoded = encode_header(umlauts);
  EXPECT_THAT(encoded, HasSubstr("?=\r\n =?utf-8?B?"));
  for (std::size_t at = 0, end = 0; end != std::string::npos; at = end + 2) {
    end = encoded.find("\r\n", at);
    EXPECT_LE(encoded.substr(at, end - at).size(), 76u);
  }
}

TEST(MailMessage, QuotedPrintableLinesAreShort) {
  EXPECT_EQ(quoted_printable("a=ü \nb"), "a=3D=C3=BC=20\r\nb");
  const auto encoded = quoted_printable(std::string(200, 'x'));
  EXPECT_EQ(encoded.find("=\r\n"), 75u);
}

}  // namespace
}  // namespace lectern::lms
