#include "storage/outbox/dispatcher.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <optional>
#include <thread>
#include <utility>

#include "base/error.h"
#include "base/log.h"
#include "base/metrics.h"
#include "storage/outbox/outbox.h"

namespace lectern::outbox {
namespace {

using storage::Query;
using storage::Row;
using SteadyClock = std::chrono::steady_clock;

const Query kAddCursor{
    "outbox_cursor.add",
    "INSERT INTO outbox_cursor (consumer, sequence) VALUES (?1, ?2) ON CONFLICT DO NOTHING"};
const Query kCursor{"outbox_cursor.get", "SELECT sequence FROM outbox_cursor WHERE consumer = ?1"};
const Query kMoveCursor{"outbox_cursor.move", "UPDATE outbox_cursor SET sequence = ?2 WHERE consumer = ?1"};
const Query kConsumers{"outbox_cursor.all", "SELECT consumer FROM outbox_cursor"};
const Query kRemoveCursor{"outbox_cursor.remove", "DELETE FROM outbox_cursor WHERE consumer = ?1"};
const Query kPark{"outbox_parked.add", R"sql(
  INSERT INTO outbox_parked (consumer, sequence, topic, subject, payload, at, error, parked_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING)sql"};
const Query kParked{"outbox_parked.list", R"sql(
  SELECT consumer, sequence, topic, subject, payload, at, error, parked_at
    FROM outbox_parked ORDER BY sequence, consumer LIMIT ?1)sql"};
const Query kUnpark{"outbox_parked.remove",
                    "DELETE FROM outbox_parked WHERE consumer = ?1 AND sequence = ?2"};

constexpr int kBatch = 100;
constexpr int kManyParked = 10'000;
constexpr Milliseconds kLongestSleep{60'000};

ParkedEvent as_parked(const Row& row) {
  return {row.get<std::string>(0),
          {row.get<std::int64_t>(1), row.get<std::string>(2), row.get<std::string>(3),
           row.get<std::string>(4), row.get<Instant>(5)},
          row.get<std::string>(6),
          row.get<Instant>(7)};
}

// Where one consumer stands.
struct Feed {
  Consumer consumer;
  std::int64_t handled = 0;  // The last event it took, or that was set aside for it.
  std::int64_t saved = 0;    // What the cursor's row says.
  int tries = 0;             // Of the event after `handled`.
  SteadyClock::time_point again_at;
};

enum class Pauses { Kept, Skipped };

}  // namespace

class Dispatcher::State {
 public:
  State(storage::Database& db, std::vector<Consumer> consumers, DispatcherOptions options)
      : db_(db), options_(options) {
    for (auto& consumer : consumers) feeds_.emplace_back().consumer = std::move(consumer);
    load_cursors();
  }

  void start() {
    thread_ = std::jthread([this](const std::stop_token& stop) { loop(stop); });
  }

  void stop() {
    if (!thread_.joinable()) return;
    thread_.request_stop();
    thread_.join();
  }

  void run_until_idle() {
    bool more = true;
    while (more) {
      more = false;
      for (auto& feed : feeds_) more = advance(feed, Pauses::Skipped, {}) || more;
    }
  }

  int retry_parked();

 private:
  void load_cursors();
  void loop(const std::stop_token& stop);
  bool look_around(const std::stop_token& stop);
  bool advance(Feed& feed, Pauses pauses, const std::stop_token& stop);
  bool hand_over(Feed& feed, const Event& event);
  void park(Feed& feed, const Event& event, const std::string& error);
  void save(Feed& feed);
  Milliseconds until_next() const;

  storage::Database& db_;
  const DispatcherOptions options_;
  std::vector<Feed> feeds_;
  std::jthread thread_;
};

// A consumer that is gone must not hold back pruning for ever, so its cursor goes as well.
void Dispatcher::State::load_cursors() {
  db_.write([&](storage::Writer& writer) {
    const auto names = writer.all(kConsumers, [](const Row& row) { return row.get<std::string>(0); });
    for (const auto& name : names) {
      const bool is_known = std::any_of(feeds_.begin(), feeds_.end(),
                                        [&](const Feed& feed) { return feed.consumer.name == name; });
      if (!is_known) writer.run(kRemoveCursor, name);
    }
    for (auto& feed : feeds_) {
      const auto first = feed.consumer.start_at == StartAt::Now ? last_sequence(writer) : 0;
      writer.run(kAddCursor, feed.consumer.name, first);
      const auto cursor = writer.first(
          kCursor, [](const Row& row) { return row.get<std::int64_t>(0); }, feed.consumer.name);
      feed.handled = feed.saved = cursor.value_or(first);
    }
  });
}

void Dispatcher::State::loop(const std::stop_token& stop) {
  auto& signal = db_.signal(storage::Wake::Events);
  while (!stop.stop_requested()) {
    const auto seen = signal.count();
    if (look_around(stop)) continue;
    signal.wait_beyond(seen, until_next(), stop);
  }
}

bool Dispatcher::State::look_around(const std::stop_token& stop) {
  bool more = false;
  for (auto& feed : feeds_) {
    try {
      more = advance(feed, Pauses::Kept, stop) || more;
    } catch (const std::exception& error) {
      // The database's trouble, not the event's: nothing is lost, the cursor has not moved.
      feed.again_at = SteadyClock::now() + std::chrono::seconds{1};
      log::error("dispatch_failed", {{"consumer", feed.consumer.name}, {"error", error.what()}});
    }
  }
  return more;
}

// True where there is more to do at once.
bool Dispatcher::State::advance(Feed& feed, Pauses pauses, const std::stop_token& stop) {
  if (pauses == Pauses::Kept && SteadyClock::now() < feed.again_at) return false;
  const auto events =
      db_.read([&](const storage::Reader& reader) { return read_after(reader, feed.handled, kBatch); });
  for (const auto& event : events) {
    if (stop.stop_requested() || !hand_over(feed, event)) break;
  }
  save(feed);
  const bool is_behind = !events.empty() && feed.handled < events.back().sequence;
  if (is_behind) return pauses == Pauses::Skipped;
  return events.size() == kBatch;
}

bool Dispatcher::State::hand_over(Feed& feed, const Event& event) {
  std::string error;
  try {
    feed.consumer.handle(event);
    count(Counter::EventsDispatched);
  } catch (const std::exception& thrown) {
    error = thrown.what();
    if (error.empty()) error = "unknown";
  }
  if (!error.empty() && ++feed.tries < options_.tries) {
    feed.again_at = SteadyClock::now() + options_.first_pause * (1 << (feed.tries - 1));
    return false;
  }
  if (!error.empty()) park(feed, event, error);
  feed.handled = event.sequence;
  feed.tries = 0;
  return true;
}

void Dispatcher::State::park(Feed& feed, const Event& event, const std::string& error) {
  db_.write([&](storage::Writer& writer) {
    writer.run(kPark, feed.consumer.name, event.sequence, event.topic, event.subject, event.payload, event.at,
               error, writer.now());
    writer.run(kMoveCursor, feed.consumer.name, event.sequence);
  });
  feed.saved = event.sequence;
  count(Counter::EventsParked);
  log::error("event_parked", {{"consumer", feed.consumer.name},
                              {"sequence", event.sequence},
                              {"topic", event.topic},
                              {"error", error}});
}

void Dispatcher::State::save(Feed& feed) {
  if (feed.saved == feed.handled) return;
  db_.write([&](storage::Writer& writer) { writer.run(kMoveCursor, feed.consumer.name, feed.handled); });
  feed.saved = feed.handled;
}

Milliseconds Dispatcher::State::until_next() const {
  const auto now = SteadyClock::now();
  auto sleep = kLongestSleep;
  for (const auto& feed : feeds_)
    if (feed.again_at > now) sleep = std::min(sleep, std::chrono::ceil<Milliseconds>(feed.again_at - now));
  return sleep;
}

int Dispatcher::State::retry_parked() {
  int taken = 0;
  const auto parked =
      db_.read([](const storage::Reader& reader) { return parked_events(reader, kManyParked); });
  for (const auto& one : parked) {
    const auto feed = std::find_if(feeds_.begin(), feeds_.end(),
                                   [&](const Feed& row) { return row.consumer.name == one.consumer; });
    if (feed == feeds_.end()) continue;
    try {
      feed->consumer.handle(one.event);
    } catch (const std::exception& error) {
      log::warning("parked_event_failed_again", {{"sequence", one.event.sequence}, {"error", error.what()}});
      continue;
    }
    db_.write([&](storage::Writer& writer) { writer.run(kUnpark, one.consumer, one.event.sequence); });
    ++taken;
  }
  return taken;
}

Dispatcher::Dispatcher(storage::Database& db, std::vector<Consumer> consumers, DispatcherOptions options)
    : state_(std::make_unique<State>(db, std::move(consumers), options)) {}

Dispatcher::~Dispatcher() {
  stop();
}

void Dispatcher::start() {
  state_->start();
}

void Dispatcher::stop() {
  state_->stop();
}

void Dispatcher::run_until_idle() {
  state_->run_until_idle();
}

int Dispatcher::retry_parked() {
  return state_->retry_parked();
}

std::vector<ParkedEvent> parked_events(const storage::Reader& db, int limit) {
  return db.all(kParked, as_parked, limit);
}

}  // namespace lectern::outbox
