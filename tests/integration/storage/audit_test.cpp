#include "storage/audit/audit.h"

#include <gmock/gmock.h>

#include "base/error.h"
#include "tests/integration/storage/storage_test.h"

namespace lectern::audit {
namespace {

using lectern::testing::TempFolder;
using storage::Reader;
using storage::Writer;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const storage::Query kChange{"audit_test.change", "UPDATE audit SET action = 'forged'"};
const storage::Query kRemove{"audit_test.remove", "DELETE FROM audit"};

const UserId kAda{"01hadaaaaaaaaaaaaaaaaaaaaa"};
const UserId kBob{"01hbbbbbbbbbbbbbbbbbbbbbbb"};

class AuditTest : public ::testing::Test {
 protected:
  void act(const UserId& who, const std::string& action, const std::string& id) {
    db.write([&](Writer& writer) { record(writer, {who, action, {"user", id}, "{}", "192.0.2.7", "r1"}); });
    clock.advance(std::chrono::minutes{1});
  }
  std::vector<std::string> objects(const Filter& filter, std::optional<std::int64_t> before = {},
                                   int limit = 10) {
    std::vector<std::string> ids;
    for (const auto& entry :
         db.read([&](const Reader& reader) { return list(reader, filter, before, limit); }))
      ids.push_back(entry.act.object.id);
    return ids;
  }

  TempFolder folder;
  FakeClock clock;
  Instant start = clock.now();
  storage::Database db{{folder / "test.db", {}}, clock};
};

TEST_F(AuditTest, KeepsWhoWhatWhenAndFromWhere) {
  act(kAda, "user.disabled", "u1");
  const auto entries = db.read([](const Reader& reader) { return list(reader, {}, {}, 10); });
  ASSERT_EQ(entries.size(), 1U);
  EXPECT_EQ(entries[0].at, start);
  EXPECT_EQ(entries[0].act.who, kAda);
  EXPECT_EQ(entries[0].act.action, "user.disabled");
  EXPECT_EQ(entries[0].act.object.kind, "user");
  EXPECT_EQ(entries[0].act.address, "192.0.2.7");
  EXPECT_EQ(entries[0].act.request_id, "r1");
}

TEST_F(AuditTest, IsOnlyAddedTo) {
  act(kAda, "user.disabled", "u1");
  EXPECT_THROW(db.write([](Writer& writer) { writer.run(kChange); }), Error);
  EXPECT_THROW(db.write([](Writer& writer) { writer.run(kRemove); }), Error);
  EXPECT_THAT(objects({}), ElementsAre("u1"));
}

TEST_F(AuditTest, AnActThatWasUndoneLeavesNoTrace) {
  EXPECT_ANY_THROW(db.write([](Writer& writer) {
    record(writer, {kAda, "user.disabled", {"user", "u1"}});
    throw Error(ErrorCode::Conflict, "No.");
  }));
  EXPECT_THAT(objects({}), IsEmpty());
}

TEST_F(AuditTest, FiltersByPersonActionObjectAndTime) {
  act(kAda, "user.disabled", "u1");
  act(kBob, "user.disabled", "u2");
  act(kAda, "user.enabled", "u1");
  EXPECT_THAT(objects({.who = kAda}), ElementsAre("u1", "u1"));
  EXPECT_THAT(objects({.who = kAda, .action = "user.enabled"}), ElementsAre("u1"));
  EXPECT_THAT(objects({.action = "user.disabled"}), ElementsAre("u2", "u1"));
  EXPECT_THAT(objects({.object = Object{"user", "u2"}}), ElementsAre("u2"));
  EXPECT_THAT(objects({.object = Object{"user", ""}}), ElementsAre("u1", "u2", "u1"));
  EXPECT_THAT(objects({.object = Object{"course", ""}}), IsEmpty());
  EXPECT_THAT(objects({.since = start + std::chrono::seconds{30}}), ElementsAre("u1", "u2"));
  EXPECT_THAT(objects({.until = start + std::chrono::minutes{1}}), ElementsAre("u1"));
  EXPECT_THAT(objects({.since = start + std::chrono::hours{1}}), IsEmpty());
  EXPECT_THAT(objects({.until = start}), IsEmpty());
}

TEST_F(AuditTest, PagesFromTheNewest) {
  for (const auto* id : {"u1", "u2", "u3"}) act(kAda, "user.disabled", id);
  EXPECT_THAT(objects({}, {}, 2), ElementsAre("u3", "u2"));
  EXPECT_THAT(objects({}, 2, 2), ElementsAre("u1"));
}

TEST_F(AuditTest, NamesEveryActionOnce) {
  act(kAda, "user.enabled", "u1");
  act(kAda, "user.disabled", "u1");
  act(kAda, "user.disabled", "u2");
  EXPECT_THAT(db.read([](const Reader& reader) { return actions(reader); }),
              ElementsAre("user.disabled", "user.enabled"));
}

}  // namespace
}  // namespace lectern::audit
