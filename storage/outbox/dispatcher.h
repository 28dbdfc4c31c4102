#pragma once
// Hands events to consumers: in order, at least once, each consumer at its own pace. An event that a consumer
// keeps failing on is set aside for that consumer, counted, and can be tried again later; the rest go on.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "storage/db/database.h"
#include "storage/outbox/event.h"

namespace lectern::outbox {

enum class StartAt {
  Oldest,  ///< A consumer that is new gets every event that is still there.
  Now,     ///< Only those to come.
};

struct Consumer {
  std::string name;                          ///< Its cursor's name: never renamed.
  std::function<void(const Event&)> handle;  ///< On the dispatcher's thread. Throwing means: again later.
  StartAt start_at = StartAt::Oldest;
};

struct DispatcherOptions {
  int tries = 5;
  Milliseconds first_pause{200};  ///< Doubles with each try.
};

struct ParkedEvent {
  std::string consumer;
  Event event;
  std::string error;
  Instant parked_at;
};

class Dispatcher {
 public:
  Dispatcher(storage::Database& db, std::vector<Consumer> consumers, DispatcherOptions options = {});
  Dispatcher(const Dispatcher&) = delete;
  Dispatcher& operator=(const Dispatcher&) = delete;
  ~Dispatcher();

  void start();
  /// Finishes the event in hand. Idempotent.
  void stop();

  /// For tests, instead of start(): hands out everything there is, without pauses between tries.
  void run_until_idle();

  /// Hands every event set aside to its consumer once more. Answers how many were taken.
  int retry_parked();

 private:
  class State;
  std::unique_ptr<State> state_;
};

std::vector<ParkedEvent> parked_events(const storage::Reader& db, int limit);

}  // namespace lectern::outbox
