#include "storage/db/database.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <latch>
#include <set>
#include <thread>

#include "base/error.h"
#include "base/random.h"
#include "storage/db/migrator.h"
#include "tests/integration/storage/storage_test.h"

namespace lectern::storage {
namespace {

using lectern::testing::TempFolder;
using ::testing::ElementsAre;

enum class Colour { Red, Green };
constexpr std::array kColourTexts = {EnumText{Colour::Red, "red"}, EnumText{Colour::Green, "green"}};
constexpr const auto& text_table(Colour) {
  return kColourTexts;
}

constexpr Migration kSchema[] = {{1, "test", R"sql(
  CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE reply (note_id INTEGER NOT NULL REFERENCES note (id) ON DELETE CASCADE) STRICT;
  CREATE TABLE thing (id TEXT, colour TEXT, at INTEGER, took INTEGER, hash BLOB, ratio REAL, is_big INTEGER,
                      comment TEXT) STRICT;
)sql"}};

const Query kAdd{"note.add", "INSERT INTO note (text) VALUES (?1)"};
const Query kTexts{"note.texts", "SELECT text FROM note ORDER BY id"};
const Query kCount{"note.count", "SELECT count(*) FROM note"};
const Query kReply{"reply.add", "INSERT INTO reply (note_id) VALUES (?1)"};
const Query kRemoveLike{"note.remove_like", "DELETE FROM note WHERE text LIKE ?1"};
const Query kAddThing{"thing.add", "INSERT INTO thing VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"};
const Query kThings{"thing.all", "SELECT id, colour, at, took, hash, ratio, is_big, comment FROM thing"};
const Query kCountFar{"count_far", R"sql(
  WITH RECURSIVE far (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM far WHERE n < 1000000000) SELECT max(n) FROM far)sql"};

std::string as_text(const Row& row) {
  return row.get<std::string>(0);
}
std::int64_t as_number(const Row& row) {
  return row.get<std::int64_t>(0);
}

class DatabaseTest : public ::testing::Test {
 protected:
  std::vector<std::string> texts() {
    return db.read([](const Reader& reader) { return reader.all(kTexts, as_text); });
  }

  TempFolder folder;
  FakeClock clock;
  Database db{{folder / "test.db", {}}, clock, kSchema};
};

TEST_F(DatabaseTest, ValuesComeBackAsTheirTypes) {
  const auto id = new_id<UserId>(clock);
  const auto comment = std::optional<std::string>{};
  db.write([&](Writer& writer) {
    writer.run(kAddThing, id, Colour::Green, clock.now(), Milliseconds{1500}, Bytes{std::string("\0\xff", 2)},
               0.25, true, comment);
    writer.run(kAddThing, UserId{}, Colour::Red, clock.now(), Milliseconds{0}, Bytes{}, 1.0, false, "");
  });
  const auto check = [&](const Row& row) {
    if (row.get<UserId>(0).empty()) {
      EXPECT_EQ(row.get<Colour>(1), Colour::Red);
      EXPECT_EQ(row.get<Bytes>(4).value, "");
      EXPECT_EQ(row.get<std::optional<std::string>>(7), "");
      return;
    }
    EXPECT_EQ(row.get<UserId>(0), id);
    EXPECT_EQ(row.get<Colour>(1), Colour::Green);
    EXPECT_EQ(row.get<Instant>(2), clock.now());
    EXPECT_EQ(row.get<Milliseconds>(3), Milliseconds{1500});
    EXPECT_EQ(row.get<Bytes>(4).value, std::string("\0\xff", 2));
    EXPECT_EQ(row.get<double>(5), 0.25);
    EXPECT_TRUE(row.get<bool>(6));
    EXPECT_EQ(row.get<std::optional<std::string>>(7), std::nullopt);
    EXPECT_THROW(row.get<std::string>(7), Error);
    EXPECT_THROW(row.get<std::int64_t>(1), Error);
  };
  db.read([&](const Reader& reader) { reader.each(kThings, check); });
}

TEST_F(DatabaseTest, AWriteIsSeenOnceItReturns) {
  const auto changed = db.write([](Writer& writer) { return writer.run(kAdd, "one"); });
  EXPECT_EQ(changed, 1);
  EXPECT_THAT(texts(), ElementsAre("one"));
}

TEST_F(DatabaseTest, AThrowUndoesTheWriteAndReachesItsCaller) {
  const auto failing = [&] {
    db.write([](Writer& writer) {
      writer.run(kAdd, "one");
      throw Error(ErrorCode::Forbidden, "No.");
    });
  };
  EXPECT_THROW(failing(), Error);
  EXPECT_THAT(texts(), ElementsAre());
}

// Holds the writer until all others wait behind it, so that those form one batch.
TEST_F(DatabaseTest, ClosuresThatWaitTogetherShareACommitAndFailAlone) {
  std::promise<void> let_go;
  std::latch holds(1);
  std::thread holder([&] {
    db.write([&](Writer&) {
      holds.count_down();
      let_go.get_future().wait();
    });
  });
  holds.wait();
  constexpr int kWriters = 20;
  std::atomic<int> failed = 0;
  std::atomic<int> outside_sees = -1;
  std::atomic<int> inside_sees = 0;
  std::atomic<int> started = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < kWriters; ++i) {
    threads.emplace_back([&, i] {
      ++started;
      try {
        db.write([&](Writer& writer) {
          writer.run(kAdd, std::to_string(i));
          const int seen = static_cast<int>(*writer.first(kCount, as_number));
          if (seen > inside_sees) {
            inside_sees = seen;
            std::thread([&] {
              outside_sees =
                  static_cast<int>(*db.read([](const Reader& r) { return r.first(kCount, as_number); }));
            }).join();
          }
          if (i % 4 == 0) throw Error(ErrorCode::Conflict, "Every fourth fails.");
        });
      } catch (const Error&) {
        ++failed;
      }
    });
  }
  while (started < kWriters) std::this_thread::yield();
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  let_go.set_value();
  holder.join();
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(failed, kWriters / 4);
  EXPECT_EQ(texts().size(), kWriters - kWriters / 4);
  // The last closure saw what others of its batch had written, while nobody outside did: one transaction.
  EXPECT_GE(inside_sees, kWriters - kWriters / 4);
  EXPECT_EQ(outside_sees, 0);
}

TEST_F(DatabaseTest, AReadIsOneSnapshot) {
  db.write([](Writer& writer) { writer.run(kAdd, "one"); });
  db.read([&](const Reader& reader) {
    EXPECT_EQ(reader.first(kCount, as_number), 1);
    std::thread([&] { db.write([](Writer& writer) { writer.run(kAdd, "two"); }); }).join();
    EXPECT_EQ(reader.first(kCount, as_number), 1);
  });
  EXPECT_THAT(texts(), ElementsAre("one", "two"));
}

TEST_F(DatabaseTest, AQueryMayRunWithinItself) {
  db.write([](Writer& writer) {
    writer.run(kAdd, "one");
    writer.run(kAdd, "two");
    std::vector<std::string> pairs;
    writer.each(kTexts, [&](const Row& outer) {
      writer.each(kTexts, [&](const Row& inner) { pairs.push_back(as_text(outer) + as_text(inner)); });
    });
    EXPECT_THAT(pairs, ElementsAre("oneone", "onetwo", "twoone", "twotwo"));
  });
}

TEST_F(DatabaseTest, BrokenConstraintsAreConflicts) {
  db.write([](Writer& writer) { writer.run(kAdd, "one"); });
  const auto code_of = [&](const std::function<void(Writer&)>& closure) {
    try {
      db.write(closure);
    } catch (const Error& error) {
      return error.code();
    }
    return ErrorCode::Internal;
  };
  EXPECT_EQ(code_of([](Writer& writer) { writer.run(kAdd, "one"); }), ErrorCode::Conflict);
  EXPECT_EQ(code_of([](Writer& writer) { writer.run(kReply, 99); }), ErrorCode::Conflict);
  EXPECT_EQ(db.write([](Writer& writer) { return writer.run(kRemoveLike, "o%"); }), 1);
}

TEST_F(DatabaseTest, AReadPastItsDeadlineIsInterrupted) {
  const ReadDeadline deadline(Milliseconds{30});
  try {
    db.read([](const Reader& reader) { return reader.first(kCountFar, as_number); });
    FAIL() << "The read went on.";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::Unavailable);
  }
}

TEST_F(DatabaseTest, OnlyACommitRaisesTheSignal) {
  auto& signal = db.signal(Wake::Jobs);
  const auto before = signal.count();
  EXPECT_ANY_THROW(db.write([](Writer& writer) {
    writer.wake(Wake::Jobs);
    throw Error(ErrorCode::Conflict, "No.");
  }));
  EXPECT_EQ(signal.count(), before);
  db.write([](Writer& writer) { writer.wake(Wake::Jobs); });
  signal.wait_beyond(before, Milliseconds{5'000}, {});
  EXPECT_EQ(signal.count(), before + 1);
  EXPECT_EQ(db.signal(Wake::Events).count(), 0u);
}

using DatabaseDeathTest = DatabaseTest;

TEST_F(DatabaseDeathTest, AWriteWithinAWriteIsABug) {
  ::testing::FLAGS_gtest_death_test_style = "threadsafe";
  EXPECT_DEATH(db.write([&](Writer&) { db.write([](Writer&) {}); }), "pass its Reader or Writer on");
}

TEST(Durability, WhatWasAcknowledgedSurvivesKill9) {
  const TempFolder folder;
  const auto last = lectern::testing::kill_after(60, [&](const auto& acknowledge) {
    const SystemClock clock;
    Database db{{folder / "test.db", {}}, clock, kSchema};
    for (std::int64_t i = 0;; ++i) {
      // A second writer, so that commits are shared now and then.
      auto other = std::async(std::launch::async, [&] {
        db.write([&](Writer& writer) { writer.run(kAdd, "other " + std::to_string(i)); });
      });
      db.write([&](Writer& writer) { writer.run(kAdd, std::to_string(i)); });
      other.get();
      acknowledge(i);
    }
  });
  ASSERT_GE(last, 59);
  const SystemClock clock;
  Database db{{folder / "test.db", {}}, clock, kSchema};
  const auto texts = db.read([](const Reader& reader) { return reader.all(kTexts, as_text); });
  const std::set<std::string> found(texts.begin(), texts.end());
  for (std::int64_t i = 0; i <= last; ++i) {
    EXPECT_TRUE(found.contains(std::to_string(i))) << i;
    EXPECT_TRUE(found.contains("other " + std::to_string(i))) << i;
  }
}

}  // namespace
}  // namespace lectern::storage
