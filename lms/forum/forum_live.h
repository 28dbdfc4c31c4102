#pragma once
// What open pages are told: topics "forums/{id}" and "threads/{id}". They carry how often something changed,
// no words and no names: who may see what of a post differs from reader to reader, so each asks the API. The
// same is sent to whoever subscribes, so that nothing that happened meanwhile is missed.

#include <string>
#include <string_view>
#include <vector>

#include "http/live.h"
#include "lms/forum/forum_doors.h"

namespace lectern::storage {
class Database;
}

namespace lectern::lms {

class ForumLive {
 public:
  ForumLive(storage::Database& database, const ForumDoors& doors, http::Live& live)
      : database_(database), doors_(doors), live_(live) {}

  /// After the commit.
  void thread_changed(const ThreadId& id) const;
  void forum_changed(const ForumId& id) const;

  /// Nothing for topics of others.
  std::optional<bool> may_hear(const http::Principal& who, std::string_view topic) const;
  std::vector<http::LiveTopic> topics() const;

 private:
  std::string content(std::string_view topic) const;

  storage::Database& database_;
  const ForumDoors& doors_;
  http::Live& live_;
};

}  // namespace lectern::lms
