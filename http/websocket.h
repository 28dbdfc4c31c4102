#pragma once
// The WebSocket at /api/v1/ws (RFC 6455): one thread for all of them. A page says
// {"subscribe":"lessons/<id>"} and hears {"topic":"lessons/<id>","payload":{…}}; {"unsubscribe":…} ends it.
// Who may hear what is asked once, on a worker. A client that does not read is dropped, never waited for.

#include <chrono>
#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/lanes.h"
#include "http/live.h"
#include "http/route.h"

namespace lectern::http {

struct WebSocketOptions {
  std::chrono::milliseconds ping_every{20'000};
  std::chrono::milliseconds pong_time{15'000};
  std::size_t max_clients = 4096;
  std::size_t max_topics = 64;          ///< Of one client.
  std::size_t max_backlog = 1U << 20;   ///< Bytes that wait for one client; more drops it.
  std::size_t max_message = 16U << 10;  ///< From a client.
};

class WebSockets final : public Live {
 public:
  WebSockets(WebSocketOptions options, MayHear may_hear, WorkLane& worker);
  ~WebSockets() override;

  /// GET /api/v1/ws, for the joined table.
  std::vector<Route> routes();

  void start();
  /// Says goodbye to every client and gives the connections back. Before the server's loops end.
  void stop();

  void publish(std::string_view topic, std::string_view payload) override;
  /// Whoever signed out hears nothing more. Any thread.
  void end_session(const SessionId& session);

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace lectern::http
