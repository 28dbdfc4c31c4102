#pragma once
// What pages are told while they are open. Modules publish facts to a topic; the WebSocket (http/websocket)
// carries them to the browsers that subscribed and may see it. The last facts of each topic are kept for
// those who were away for a moment. A module may also say what its topic holds now: whoever subscribes is
// sent that first.

#include <functional>
#include <string>
#include <string_view>

#include "http/principal.h"

namespace lectern::http {

class Live {
 public:
  virtual ~Live() = default;
  /// `payload` is a JSON object. Any thread; never waits for a client.
  virtual void publish(std::string_view topic, std::string_view payload) = 0;
};

/// May this principal hear this topic? Asked on a worker: at each subscription, and again when rights change.
using MayHear = std::function<bool(const Principal&, std::string_view topic)>;

/// What a topic holds now, as a JSON object, for this principal. Runs on a worker.
using TopicContent = std::function<std::string(const Principal&, std::string_view topic)>;

/// "courses" stands for the topic "courses" and for all "courses/…".
struct LiveTopic {
  std::string name;
  TopicContent content;
};

/// Each person has a topic of their own, which pages know as "me". Nobody else may hear it.
inline constexpr std::string_view kOwnTopic = "me";
inline constexpr std::string_view kPeople = "users/";

inline std::string topic_of(const UserId& user) {
  return std::string{kPeople} + user.text();
}

}  // namespace lectern::http
