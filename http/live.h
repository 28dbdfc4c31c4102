#pragma once
// What pages are told while they are open. Modules publish facts to a topic; the WebSocket (http/websocket)
// carries them to the browsers that subscribed and may see it. Nothing is kept: a page that was away asks the
// API again.

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

/// May this principal hear this topic? Asked once per subscription, on a worker.
using MayHear = std::function<bool(const Principal&, std::string_view topic)>;

}  // namespace lectern::http
