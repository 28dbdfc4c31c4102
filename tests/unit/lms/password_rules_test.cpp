#include "lms/identity/password_rules.h"

#include <gtest/gtest.h>

namespace lectern::lms {
namespace {

TEST(PasswordRules, AskForEightCharacters) {
  EXPECT_TRUE(password_problem("q7.kx2m"));
  EXPECT_FALSE(password_problem("q7.kx2mz"));
  EXPECT_TRUE(password_problem("\xC3\xA4\xC3\xB6\xC3\xBC\xC3\x9F"));  // Four characters in eight bytes.
  EXPECT_TRUE(password_problem(std::string(256, 'x') + std::string(257, 'y')));
}

TEST(PasswordRules, AskForNoComposition) {
  EXPECT_FALSE(password_problem("correct horse"));
  EXPECT_FALSE(password_problem("Donaudampf"));
}

TEST(PasswordRules, RefuseWhatOthersTryFirst) {
  for (const char* common :
       {"password", "PassWord", "12345678", "iloveyou", "qwertyuiop", "aaaaaaaaaaaa", "hgfedcba"})
    EXPECT_TRUE(password_problem(common)) << common;
}

TEST(PasswordRules, RefuseOnesOwnNameAndAddress) {
  const std::vector<std::string> own = {"Samira Okafor", "samira.okafor@example.org"};
  EXPECT_TRUE(password_problem("Samira2024", own));
  EXPECT_TRUE(password_problem("okaforsamira", own));
  EXPECT_TRUE(password_problem("example.org1", own));
  EXPECT_FALSE(password_problem("Samira likes violet trams", own));
  EXPECT_FALSE(password_problem("Samira2024", {"Otto"}));
}

}  // namespace
}  // namespace lectern::lms
