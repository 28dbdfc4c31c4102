#include "lms/identity/session_table.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/crypto.h"
#include "base/encoding.h"

namespace lectern::lms {
namespace {

using namespace std::chrono_literals;

constexpr Instant kNow{Milliseconds{1'767'225'600'000}};

template <typename Id>
Id named(std::string_view name) {
  IdBytes bytes{};
  std::copy(name.begin(), name.end(), bytes.begin());
  return Id{encode_id(bytes)};
}

std::string secret_of(std::string_view name) {
  return to_hex(sha256(name));
}

Session session(std::string_view id, std::string_view user, Instant expires_at) {
  return {named<SessionId>(id), named<UserId>(user), http::Role::Student, 0,
          secret_of(id),        expires_at,          expires_at,          {}};
}

class SessionTableTest : public ::testing::Test {
 protected:
  SessionTableTest() { table_.put(session("one", "ada", kNow + 1h)); }
  SessionTable table_;
};

TEST_F(SessionTableTest, FindsBySecretAndById) {
  ASSERT_TRUE(table_.use_by_secret(secret_of("one"), kNow, kNow));
  EXPECT_EQ(table_.use(named<SessionId>("one"), kNow, kNow)->user, named<UserId>("ada"));
  EXPECT_FALSE(table_.use_by_secret(secret_of("two"), kNow, kNow));
}

TEST_F(SessionTableTest, UseLetsASessionLiveLonger) {
  ASSERT_TRUE(table_.use(named<SessionId>("one"), kNow + 30min, kNow + 90min));
  EXPECT_TRUE(table_.use(named<SessionId>("one"), kNow + 80min, kNow + 80min));
}

TEST_F(SessionTableTest, UseNeverShortensALife) {
  ASSERT_TRUE(table_.use(named<SessionId>("one"), kNow, kNow + 1min));
  EXPECT_TRUE(table_.use(named<SessionId>("one"), kNow + 30min, kNow));
}

TEST_F(SessionTableTest, AnExpiredSessionIsNobodys) {
  EXPECT_FALSE(table_.use(named<SessionId>("one"), kNow + 1h, kNow + 2h));
  EXPECT_FALSE(table_.use_by_secret(secret_of("one"), kNow + 1h, kNow + 2h));
}

TEST_F(SessionTableTest, ARemovedSessionIsGoneBothWays) {
  table_.remove(named<SessionId>("one"));
  EXPECT_FALSE(table_.use(named<SessionId>("one"), kNow, kNow));
  EXPECT_FALSE(table_.use_by_secret(secret_of("one"), kNow, kNow));
}

TEST_F(SessionTableTest, AllOfOneUserGoTogether) {
  table_.put(session("two", "ada", kNow + 1h));
  table_.put(session("three", "bob", kNow + 1h));
  table_.remove_all_of(named<UserId>("ada"));
  EXPECT_FALSE(table_.use(named<SessionId>("two"), kNow, kNow));
  EXPECT_TRUE(table_.use(named<SessionId>("three"), kNow, kNow));
}

TEST_F(SessionTableTest, TellsOnceWhatTheDatabaseDoesNotKnow) {
  EXPECT_TRUE(table_.take_extended(10min).empty());
  ASSERT_TRUE(table_.use(named<SessionId>("one"), kNow, kNow + 2h));
  const auto extended = table_.take_extended(10min);
  ASSERT_EQ(extended.size(), 1U);
  EXPECT_EQ(extended[0].expires_at, kNow + 2h);
  EXPECT_TRUE(table_.take_extended(10min).empty());
}

}  // namespace
}  // namespace lectern::lms
