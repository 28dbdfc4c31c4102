#include "lms/identity/user.h"

#include <gtest/gtest.h>

namespace lectern::lms {
namespace {

TEST(NormalEmail, TrimsAndLowersCase) {
  EXPECT_EQ(normal_email("  Ada@Example.ORG "), "ada@example.org");
}

TEST(NormalEmail, RefusesWhatIsNone) {
  for (const char* text :
       {"", "ada", "@example.org", "ada@", "a@b@c", "ada lovelace@example.org", "<ada@example.org>"})
    EXPECT_FALSE(normal_email(text)) << text;
}

TEST(PasswordProblem, AsksForEightCharacters) {
  EXPECT_TRUE(password_problem("1234567"));
  EXPECT_FALSE(password_problem("12345678"));
  EXPECT_TRUE(password_problem("\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4"));  // Four characters in eight bytes.
  EXPECT_TRUE(password_problem(std::string(513, 'x')));
}

TEST(RoleNamed, KnowsTheThree) {
  EXPECT_EQ(role_named("admin"), http::Role::Admin);
  EXPECT_FALSE(role_named("root"));
}

}  // namespace
}  // namespace lectern::lms
