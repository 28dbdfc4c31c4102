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

TEST(RoleNamed, KnowsTheThree) {
  EXPECT_EQ(role_named("admin"), http::Role::Admin);
  EXPECT_FALSE(role_named("root"));
}

}  // namespace
}  // namespace lectern::lms
