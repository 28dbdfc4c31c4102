#include "storage/outbox/outbox.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <thread>

#include "base/error.h"
#include "base/metrics.h"
#include "storage/outbox/dispatcher.h"
#include "tests/integration/storage/storage_test.h"

namespace lectern::outbox {

struct CoursePublished {
  std::string course;
};

NewEvent as_event(const CoursePublished& fact) {
  return {"course.published", fact.course};
}

namespace {

using lectern::testing::TempFolder;
using storage::Database;
using storage::Reader;
using storage::Writer;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class OutboxTest : public ::testing::Test {
 protected:
  void publish(const std::string& course) {
    db.write([&](Writer& writer) { append(writer, CoursePublished{course}); });
  }
  Consumer collector(const std::string& name, std::vector<std::string>& into) {
    return {name, [&into](const Event& event) { into.push_back(event.subject); }};
  }
  Consumer failing_on(const std::string& name, const std::string& poison, std::vector<std::string>& into) {
    return {name, [&into, poison](const Event& event) {
              if (event.subject == poison) throw Error(ErrorCode::Internal, "Cannot take it.");
              into.push_back(event.subject);
            }};
  }
  std::vector<ParkedEvent> parked() {
    return db.read([](const Reader& reader) { return parked_events(reader, 10); });
  }

  TempFolder folder;
  FakeClock clock;
  Database db{{folder / "test.db", {}}, clock};
};

TEST_F(OutboxTest, AnEventIsThereOnlyIfItsCauseIsCommitted) {
  EXPECT_ANY_THROW(db.write([](Writer& writer) {
    append(writer, CoursePublished{"a"});
    throw Error(ErrorCode::Conflict, "No.");
  }));
  publish("b");
  const auto events = db.read([](const Reader& reader) { return read_after(reader, 0, 10); });
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].topic, "course.published");
  EXPECT_EQ(events[0].subject, "b");
  EXPECT_EQ(events[0].payload, "{}");
  EXPECT_EQ(events[0].at, clock.now());
}

TEST_F(OutboxTest, EveryConsumerGetsEveryEventInOrderOnceItIsTaken) {
  std::vector<std::string> one, two, wanted;
  Dispatcher dispatcher(db, {collector("one", one), collector("two", two)});
  for (int i = 0; i < 250; ++i) {
    wanted.push_back(std::to_string(i));
    publish(wanted.back());
  }
  dispatcher.run_until_idle();
  dispatcher.run_until_idle();
  EXPECT_EQ(one, wanted);
  EXPECT_EQ(two, wanted);
}

TEST_F(OutboxTest, ANewStartGoesOnWhereTheLastOneCameTo) {
  std::vector<std::string> seen;
  publish("a");
  Dispatcher(db, {collector("one", seen)}).run_until_idle();
  publish("b");
  Dispatcher(db, {collector("one", seen)}).run_until_idle();
  EXPECT_THAT(seen, ElementsAre("a", "b"));
}

TEST_F(OutboxTest, ANewConsumerStartsWhereItSays) {
  std::vector<std::string> oldest, now;
  publish("a");
  Consumer late = collector("now", now);
  late.start_at = StartAt::Now;
  Dispatcher dispatcher(db, {collector("oldest", oldest), late});
  publish("b");
  dispatcher.run_until_idle();
  EXPECT_THAT(oldest, ElementsAre("a", "b"));
  EXPECT_THAT(now, ElementsAre("b"));
}

TEST_F(OutboxTest, APoisonedEventIsSetAsideForItsConsumerAloneAndTheRestGoesOn) {
  std::vector<std::string> bad, good;
  int tries = 0;
  Consumer consumer = failing_on("bad", "poison", bad);
  consumer.handle = [&tries, inner = consumer.handle](const Event& event) {
    if (event.subject == "poison") ++tries;
    inner(event);
  };
  Dispatcher dispatcher(db, {consumer, collector("good", good)}, {3, Milliseconds{1}});
  for (const auto* course : {"a", "poison", "b"}) publish(course);
  const auto before = value_of(Counter::EventsParked);
  dispatcher.run_until_idle();
  EXPECT_EQ(tries, 3);
  EXPECT_THAT(bad, ElementsAre("a", "b"));
  EXPECT_THAT(good, ElementsAre("a", "poison", "b"));
  EXPECT_EQ(value_of(Counter::EventsParked), before + 1);
  ASSERT_EQ(parked().size(), 1u);
  EXPECT_EQ(parked()[0].consumer, "bad");
  EXPECT_EQ(parked()[0].event.subject, "poison");
  EXPECT_EQ(parked()[0].error, "Cannot take it.");
}

TEST_F(OutboxTest, AnEventSetAsideCanBeTakenLater) {
  std::vector<std::string> seen;
  publish("poison");
  Dispatcher(db, {failing_on("one", "poison", seen)}, {1, Milliseconds{1}}).run_until_idle();
  Dispatcher still_bad(db, {failing_on("one", "poison", seen)});
  EXPECT_EQ(still_bad.retry_parked(), 0);
  Dispatcher repaired(db, {collector("one", seen)});
  EXPECT_EQ(repaired.retry_parked(), 1);
  EXPECT_THAT(seen, ElementsAre("poison"));
  EXPECT_THAT(parked(), IsEmpty());
}

TEST_F(OutboxTest, OnlyWhatAllHavePassedAndIsOldIsPruned) {
  std::vector<std::string> fast, slow;
  publish("a");
  clock.advance(Milliseconds{10});
  publish("b");
  Dispatcher(db, {collector("fast", fast), collector("slow", slow)});
  const auto prune_all = [&] {
    return db.write([&](Writer& w) { return prune(w, clock.now() + Milliseconds{1}); });
  };
  EXPECT_EQ(prune_all(), 0);
  // A consumer that is no more does not hold the rest back.
  Dispatcher(db, {collector("fast", fast)}).run_until_idle();
  EXPECT_EQ(db.write([&](Writer& writer) { return prune(writer, clock.now()); }), 1);
  EXPECT_EQ(prune_all(), 1);
}

TEST_F(OutboxTest, SequencesAreNeverUsedAgain) {
  publish("a");
  Dispatcher(db, {{"one", [](const Event&) {}}}).run_until_idle();
  db.write([&](Writer& writer) { return prune(writer, clock.now() + Milliseconds{1}); });
  EXPECT_EQ(db.write([](Writer& writer) { return append(writer, CoursePublished{"b"}); }), 2);
}

TEST_F(OutboxTest, TheThreadIsWokenByTheCommit) {
  std::promise<std::string> got;
  auto future = got.get_future();
  Dispatcher dispatcher(db, {{"one", [&](const Event& event) { got.set_value(event.subject); }}});
  dispatcher.start();
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  publish("a");
  ASSERT_EQ(future.wait_for(std::chrono::seconds(5)), std::future_status::ready);
  EXPECT_EQ(future.get(), "a");
}

TEST_F(OutboxTest, TheThreadTriesAgainAfterAPause) {
  std::promise<void> got;
  auto future = got.get_future();
  std::atomic<int> tries = 0;
  Dispatcher dispatcher(db,
                        {{"one",
                          [&](const Event&) {
                            if (++tries < 3) throw Error(ErrorCode::Unavailable, "Not now.");
                            got.set_value();
                          }}},
                        {5, Milliseconds{10}});
  dispatcher.start();
  publish("a");
  ASSERT_EQ(future.wait_for(std::chrono::seconds(5)), std::future_status::ready);
  dispatcher.stop();
  EXPECT_THAT(parked(), IsEmpty());
}

}  // namespace
}  // namespace lectern::outbox
