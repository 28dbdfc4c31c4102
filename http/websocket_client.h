#pragma once
// One WebSocket: its frames, its subscriptions, whether it still lives. Only the thread of http/websocket
// touches it. The library behind the frames, wslay, stays in the .cpp.

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "http/message.h"

namespace lectern::http {

using SteadyTime = std::chrono::steady_clock::time_point;

/// Why a socket is closed (RFC 6455 §7.4.1).
enum class Goodbye : std::uint16_t {
  GoingAway = 1001,
  SignedOut = 1008,
  /// Of our own: come again, who you are has changed.
  RightsChanged = 4001,
};

struct Subscription {
  bool is_open = false;    ///< Allowed; until then it is only asked for.
  bool is_behind = false;  ///< Events were left out, because this client does not read.
};

class WebSocketClient {
 public:
  using OnText = std::function<void(WebSocketClient&, std::string_view)>;

  WebSocketClient(std::uint64_t id, Principal principal, UpgradedSocket socket, std::size_t max_message,
                  OnText on_text);
  ~WebSocketClient();

  std::uint64_t id() const { return id_; }
  const Principal& principal() const { return principal_; }
  int socket() const { return socket_.fd; }

  /// Queued; flush() sends.
  void say(std::string_view text);
  void ping();
  void say_goodbye(Goodbye why);
  void receive();
  void flush();

  /// Bytes that wait for this client to read.
  std::size_t backlog() const;
  bool wants_to_write() const;
  bool is_broken() const { return is_broken_; }
  void give_up() { is_broken_ = true; }
  /// Gives the socket back to the server.
  void close();

  std::map<std::string, Subscription> topics;
  bool is_behind = false;
  bool waits_to_write = false;  ///< As the poll knows it.
  SteadyTime next_ping;
  SteadyTime next_recheck;
  SteadyTime pong_by = SteadyTime::max();

 private:
  struct Frames;

  const std::uint64_t id_;
  const Principal principal_;
  UpgradedSocket socket_;
  OnText on_text_;
  bool is_broken_ = false;
  std::unique_ptr<Frames> frames_;
};

}  // namespace lectern::http
