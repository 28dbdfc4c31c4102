#pragma once
// The last events of each topic, for pages that were away for a moment. Bounded in three ways: events of a
// topic, topics, bytes in all. What had to go is known, so that nobody is told a story with a hole in it.

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lectern::http {

struct ReplayLimits {
  std::size_t events_of_topic = 64;
  std::size_t topics = 4096;
  std::size_t bytes = 8U << 20;
};

class Replay {
 public:
  using Message = std::shared_ptr<const std::string>;

  /// Nothing is known of events up to `start`.
  Replay(ReplayLimits limits, std::uint64_t start) : limits_(limits), forgotten_(start) {}

  /// Numbers rise from call to call.
  void keep(const std::string& topic, std::uint64_t number, Message message);

  /// What came after `number`, oldest first; nothing where some of it is gone.
  std::optional<std::vector<Message>> after(std::string_view topic, std::uint64_t number) const;

 private:
  struct Event {
    std::uint64_t number;
    Message message;
  };
  struct Topic {
    std::deque<Event> events;
    std::uint64_t forgotten = 0;  ///< Events up to here may be missing.
  };
  using Topics = std::map<std::string, Topic, std::less<>>;

  void forget_oldest_of(Topic& topic);
  void make_room();

  ReplayLimits limits_;
  Topics topics_;
  std::map<std::uint64_t, Topics::iterator> by_last_event_;
  std::size_t bytes_ = 0;
  std::uint64_t forgotten_;  ///< Of topics of which nothing is kept.
};

}  // namespace lectern::http
