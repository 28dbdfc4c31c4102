#include "lms/identity/totp.h"

#include <gtest/gtest.h>

namespace lectern::lms {
namespace {

using std::chrono::seconds;

// RFC 6238 appendix B, SHA-1, its eight digits cut to six.
constexpr char kSecret[] = "12345678901234567890";

TEST(Totp, MakesTheCodesOfTheStandard) {
  const std::pair<std::int64_t, const char*> rows[] = {{59, "287082"},         {1111111109, "081804"},
                                                       {1111111111, "050471"}, {1234567890, "005924"},
                                                       {2000000000, "279037"}, {20000000000, "353130"}};
  for (const auto& [second, code] : rows) EXPECT_EQ(totp_code(kSecret, second / 30), code);
}

TEST(Totp, TakesACodeFromBesideItsStepAndNoneTwice) {
  const Instant at{seconds{1111111111}};
  const auto step = 1111111111 / 30;
  EXPECT_EQ(find_totp_step(kSecret, "050471", at, 0), step);
  EXPECT_EQ(find_totp_step(kSecret, "050471", at + seconds{30}, 0), step);
  EXPECT_EQ(find_totp_step(kSecret, "050471", at - seconds{30}, 0), step);
  EXPECT_FALSE(find_totp_step(kSecret, "050471", at + seconds{60}, 0));
  EXPECT_FALSE(find_totp_step(kSecret, "050471", at, step));
  EXPECT_FALSE(find_totp_step(kSecret, "05047", at, 0));
}

TEST(Totp, TellsAppsItsSecret) {
  EXPECT_EQ(to_base32("foobar"), "MZXW6YTBOI");
  EXPECT_EQ(totp_uri("foobar", "a@b.org", "My School"),
            "otpauth://totp/My%20School:a%40b.org?secret=MZXW6YTBOI&issuer=My%20School");
}

}  // namespace
}  // namespace lectern::lms
