#pragma once
// The WebSocket at /api/v1/ws (RFC 6455): one thread for all of them. websocket_words.h is its language. Who
// may hear what, and what a topic holds now, is asked on a worker. Events have numbers that rise, over
// restarts too: whoever comes back says the last one and misses nothing, or is told to ask the API again. So
// is a client that reads too slowly; one that does not live is dropped, and none is ever waited for.

#include <chrono>
#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/lanes.h"
#include "http/live.h"
#include "http/replay.h"
#include "http/route.h"

namespace lectern::http {

struct WebSocketOptions {
  std::chrono::milliseconds ping_every{20'000};
  std::chrono::milliseconds pong_time{15'000};
  /// Rights are asked again when something says that they changed, and this often anyway.
  std::chrono::milliseconds recheck_every{300'000};
  std::size_t max_clients = 4096;
  std::size_t max_topics = 64;          ///< Of one client.
  std::size_t max_backlog = 1U << 20;   ///< Bytes that wait for one client; beyond it events are left out.
  std::size_t max_message = 16U << 10;  ///< From a client.
  ReplayLimits replay{};
};

class WebSockets final : public Live {
 public:
  WebSockets(WebSocketOptions options, MayHear may_hear, WorkLane& worker);
  ~WebSockets() override;

  /// GET /api/v1/ws, for the joined table.
  std::vector<Route> routes();
  /// What these topics hold is sent to whoever subscribes. Before start().
  void provide(LiveTopic topic);

  void start();
  /// Says goodbye to every client and gives the connections back. Before the server's loops end.
  void stop();

  void publish(std::string_view topic, std::string_view payload) override;
  /// Whether anybody listens to it now: what is costly to say need not be said to nobody. Any thread.
  bool is_heard(std::string_view topic) const;
  /// Whoever signed out hears nothing more. Any thread.
  void end_session(const SessionId& session);
  /// This person's role changed: their pages connect anew, as who they are now, and each topic is asked about
  /// again. Any thread.
  void rights_changed(const UserId& user);
  /// Who may hear this topic changed: its listeners are asked about again. Any thread.
  void rights_changed(std::string_view topic);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace lectern::http
