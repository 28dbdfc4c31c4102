#include "lms/identity/session_table.h"

#include <gtest/gtest.h>

namespace lectern::lms {
namespace {

using namespace std::chrono_literals;

constexpr Instant kNow{Milliseconds{1'767'225'600'000}};

Session session(const std::string& id, const std::string& user, Instant expires_at) {
  return {SessionId{id}, UserId{user}, http::Role::Student, 0, "hash of " + id, expires_at, expires_at, {}};
}

class SessionTableTest : public ::testing::Test {
 protected:
  SessionTableTest() { table_.put(session("one", "ada", kNow + 1h)); }
  SessionTable table_;
};

TEST_F(SessionTableTest, FindsBySecretAndById) {
  ASSERT_TRUE(table_.use_by_secret("hash of one", kNow, kNow));
  EXPECT_EQ(table_.use(SessionId{"one"}, kNow, kNow)->user, UserId{"ada"});
  EXPECT_FALSE(table_.use_by_secret("hash of two", kNow, kNow));
}

TEST_F(SessionTableTest, UseLetsASessionLiveLonger) {
  ASSERT_TRUE(table_.use(SessionId{"one"}, kNow + 30min, kNow + 90min));
  EXPECT_TRUE(table_.use(SessionId{"one"}, kNow + 80min, kNow + 80min));
}

TEST_F(SessionTableTest, UseNeverShortensALife) {
  ASSERT_TRUE(table_.use(SessionId{"one"}, kNow, kNow + 1min));
  EXPECT_TRUE(table_.use(SessionId{"one"}, kNow + 30min, kNow));
}

TEST_F(SessionTableTest, AnExpiredSessionIsNobodys) {
  EXPECT_FALSE(table_.use(SessionId{"one"}, kNow + 1h, kNow + 2h));
  EXPECT_FALSE(table_.use_by_secret("hash of one", kNow + 1h, kNow + 2h));
}

TEST_F(SessionTableTest, ARemovedSessionIsGoneBothWays) {
  table_.remove(SessionId{"one"});
  EXPECT_FALSE(table_.use(SessionId{"one"}, kNow, kNow));
  EXPECT_FALSE(table_.use_by_secret("hash of one", kNow, kNow));
}

TEST_F(SessionTableTest, AllOfOneUserGoTogether) {
  table_.put(session("two", "ada", kNow + 1h));
  table_.put(session("three", "bob", kNow + 1h));
  table_.remove_all_of(UserId{"ada"});
  EXPECT_FALSE(table_.use(SessionId{"two"}, kNow, kNow));
  EXPECT_TRUE(table_.use(SessionId{"three"}, kNow, kNow));
}

TEST_F(SessionTableTest, TellsOnceWhatTheDatabaseDoesNotKnow) {
  EXPECT_TRUE(table_.take_extended(10min).empty());
  ASSERT_TRUE(table_.use(SessionId{"one"}, kNow, kNow + 2h));
  const auto extended = table_.take_extended(10min);
  ASSERT_EQ(extended.size(), 1U);
  EXPECT_EQ(extended[0].expires_at, kNow + 2h);
  EXPECT_TRUE(table_.take_extended(10min).empty());
}

}  // namespace
}  // namespace lectern::lms
