#pragma once
// A whole server on a free port, with routes that show what the server does: echo, wait, stream, media.

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/guarded.h"
#include "base/lanes.h"
#include "http/pipeline.h"
#include "http/server.h"
#include "http/websocket.h"

namespace lectern::http::testing {

/// Whoever says "Authorization: Bearer good" is signed in.
class OnePasswordAuthenticator final : public Authenticator {
 public:
  Identified identify(const Request& request) override;
};

/// What happened to the streams of a test.
struct StreamLog {
  std::atomic<std::uint64_t> bytes = 0;
  std::atomic<std::uint64_t> checksum = 0;
  std::atomic<std::uint64_t> largest_block = 0;
  std::atomic<int> opened = 0;
  std::atomic<int> finished = 0;
  std::atomic<int> abandoned = 0;
  std::atomic<int> destroyed = 0;
  std::atomic<std::uint64_t> fail_after = ~0ULL;
};

/// What happened to the answers that were read on the way.
struct FeedLog {
  std::atomic<int> sent = 0;
  std::atomic<int> reads = 0;
  std::atomic<std::uint64_t> largest_read = 0;
  std::atomic<std::uint64_t> fail_from = ~0ULL;
};

/// The byte at each place of an answer that is read on the way.
constexpr char fed_byte(std::uint64_t offset) {
  return static_cast<char>('a' + offset % 23);
}
constexpr std::uint64_t kFedSize = 3'000'001;

class TestServer {
 public:
  explicit TestServer(ServerOptions options = {});
  TestServer(ServerOptions options, WebSocketOptions of_sockets);
  ~TestServer();

  void stop();
  std::uint16_t port() const { return server_->port(); }
  std::uint16_t tls_port() const { return server_->tls_port(); }

  /// Handlers of /api/v1/wait end when this says so.
  void release_waiting() { is_released_ = true; }
  int waiting() const { return waiting_; }
  /// From here on nobody may hear the topic "open/private".
  void make_private() { is_private_ = true; }

  StreamLog streams;
  FeedLog feeds;
  std::unique_ptr<WebSockets> websockets;

 private:
  std::vector<Route> routes();

  std::atomic<bool> is_released_ = false;
  std::atomic<int> waiting_ = 0;
  std::atomic<bool> is_private_ = false;
  SystemClock clock_;
  OnePasswordAuthenticator authenticator_;
  Lanes lanes_;
  std::unique_ptr<Pipeline> pipeline_;
  std::unique_ptr<Server> server_;
};

/// Until the condition holds or ten seconds are over.
bool eventually(const std::function<bool()>& condition);

}  // namespace lectern::http::testing
