#include "lms/certificates/certificate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lms/certificates/design.h"
#include "lms/certificates/pdf_language.h"
#include "lms/certificates/sheet.h"

namespace lectern::lms {
namespace {

using std::chrono::days;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const Instant kIssued = from_rfc3339("2026-03-03T10:00:00Z").value();

Certificate valid_for(days time) {
  Certificate certificate;
  certificate.issued_at = kIssued;
  certificate.valid_until = kIssued + time;
  return certificate;
}

TEST(CertificateState, IsValidUntilTheMomentItEnds) {
  const auto certificate = valid_for(days{365});
  EXPECT_EQ(state_of(certificate, kIssued + days{365} - Milliseconds{1}), CertificateState::Valid);
  EXPECT_EQ(state_of(certificate, kIssued + days{365}), CertificateState::Expired);
}

TEST(CertificateState, RevokedGoesBeforeExpired) {
  auto certificate = valid_for(days{1});
  certificate.revoked_at = kIssued;
  EXPECT_EQ(state_of(certificate, kIssued + days{2}), CertificateState::Revoked);
  EXPECT_FALSE(is_renewable(certificate, kIssued + days{2}));
}

TEST(Renewing, BeginsSixtyDaysBeforeTheEnd) {
  const auto certificate = valid_for(days{365});
  EXPECT_FALSE(is_renewable(certificate, kIssued + days{305} - Milliseconds{1}));
  EXPECT_TRUE(is_renewable(certificate, kIssued + days{305}));
}

TEST(Renewing, OfAShortOneBeginsHalfWay) {
  EXPECT_FALSE(is_renewable(valid_for(days{10}), kIssued + days{4}));
  EXPECT_TRUE(is_renewable(valid_for(days{10}), kIssued + days{5}));
}

TEST(Renewing, NeedsAnEnd) {
  Certificate endless;
  endless.issued_at = kIssued;
  EXPECT_FALSE(is_renewable(endless, kIssued + days{36'500}));
  EXPECT_FALSE(earns_another(endless, kIssued + days{36'500}));
  EXPECT_TRUE(earns_another(std::nullopt, kIssued));
}

TEST(CertificateCode, ComesBackHoweverItIsTyped) {
  const auto code = new_certificate_code();
  EXPECT_EQ(code.size(), 20U);
  EXPECT_EQ(typed_code(shown_code(code)), code);
  EXPECT_EQ(typed_code("oO0il-1abcd efghj kmnpq"), "000111abcdefghjkmnpq");
  EXPECT_NE(code, new_certificate_code());
}

TEST(CertificateCode, IsNothingWhereItIsNone) {
  EXPECT_EQ(typed_code("short"), "");
  EXPECT_EQ(typed_code("00011-1abcd-efghj-kmnpq-x"), "");
  EXPECT_EQ(typed_code("00011-1abcd-efghj-kmnpu"), "");
}

TEST(Placeholders, AreFilledInTheLanguageOfTheCertificate) {
  CertificateFacts facts;
  facts.name = "Ada {grade}";
  facts.course = "Optics";
  facts.grade = 9'251;
  facts.issued = kIssued;
  EXPECT_EQ(fill_in("{name}: {course}, {date}, {valid_until}, {grade}", facts, "de-AT"),
            "Ada {grade}: Optics, 3. März 2026, –, 93 %");
  EXPECT_EQ(date_text(kIssued, "en"), "3 March 2026");
  EXPECT_EQ(date_text(kIssued, "fr"), "2026-03-03");
}

TEST(Placeholders, ThatStandForNothingAreNamed) {
  EXPECT_THAT(unknown_placeholders("{nmae} took {course} {"), ElementsAre("{nmae}"));
}

TEST(UsualDesign, SpeaksTheCoursesLanguageWhereItCan) {
  EXPECT_EQ(usual_design("de").title, "Zertifikat");
  EXPECT_EQ(usual_design("xx").language, "en");
  for (const auto* language : {"en", "de", "ar"})
    EXPECT_TRUE(unknown_placeholders(usual_design(language).statement).empty());
  EXPECT_TRUE(is_right_to_left("ar-EG"));
  EXPECT_FALSE(is_right_to_left("arn"));
}

TEST(PrintOrder, ComesOutAsItWentIn) {
  PrintOrder order;
  order.format = SheetFormat::Png;
  order.sheet.orientation = Orientation::Portrait;
  order.sheet.name = "अनुराधा \"शर्मा\"\n";
  order.sheet.logo = std::string{"RIFF\0\n", 6};
  order.sheet.issued = kIssued;
  const auto text = order_text(order);
  EXPECT_EQ(text.find('\n'), std::string::npos);
  const auto read = parse_order(text);
  EXPECT_EQ(read.sheet.name, order.sheet.name);
  EXPECT_EQ(read.sheet.logo, order.sheet.logo);
  EXPECT_EQ(read.sheet.orientation, Orientation::Portrait);
  EXPECT_EQ(read.sheet.issued, kIssued);
  EXPECT_ANY_THROW(parse_order("{}"));
}

TEST(PdfLanguage, IsAddedBehindWhatIsThere) {
  const std::string pdf =
      "%PDF-1.5\n7 0 obj\n<< /Type /Catalog\n   /Pages 1 0 R\n>>\nendobj\n"
      "xref\n0 1\ntrailer\n<< /Size 8\n   /Root 7 0 R\n   /Info 6 0 R\n>>\nstartxref\n64\n%%EOF\n";
  const auto with = with_language(pdf, "ar");
  EXPECT_TRUE(with.starts_with(pdf));
  EXPECT_THAT(with, HasSubstr("7 0 obj\n<< /Type /Catalog\n   /Pages 1 0 R\n   /Lang (ar)\n>>"));
  EXPECT_THAT(with, HasSubstr("/Prev 64"));
  EXPECT_EQ(with_language("no PDF", "ar"), "no PDF");
}

}  // namespace
}  // namespace lectern::lms
