#pragma once
// A fact of the domain that other modules want to know. Small: ids and what changed; a consumer reads the
// current state itself.

#include <cstdint>
#include <string>

#include "base/clock.h"

namespace lectern::outbox {

struct NewEvent {
  std::string topic = {};      ///< "course.published"
  std::string subject = {};    ///< The id it is about.
  std::string payload = "{}";  ///< JSON.
};

struct Event {
  std::int64_t sequence = 0;
  std::string topic;
  std::string subject;
  std::string payload;
  Instant at;
};

}  // namespace lectern::outbox
