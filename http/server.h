#pragma once
// The HTTP server: one acceptor, one loop per core, lanes for what must wait. start() listens, stop() answers
// what is in hand and closes everything in the order of http/README.md. The library behind it stays in
// http/mhd/.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/lanes.h"
#include "http/pipeline.h"

namespace lectern::http {

struct ServerOptions {
  /// "127.0.0.1:8080", "[::1]:8080"; port 0 takes a free one; empty where only TLS is wanted.
  std::string listen = "127.0.0.1:8080";
  /// A second address for TLS; empty for none. Needs both files, in PEM.
  std::string tls_listen;
  std::filesystem::path tls_certificate;
  std::filesystem::path tls_key;
  /// A plain address that sends everybody to TLS; empty for none.
  std::string redirect_listen;
  /// Where to: "https://lectures.example". Empty: the host they asked for.
  std::string redirect_origin;

  /// 0: one for each core, at most 8.
  unsigned loops = 0;
  std::size_t max_connections = 8192;
  std::size_t max_connections_per_address = 2048;
  /// Of all uploads together: blocks that wait for the disk, and JSON bodies.
  std::uint64_t body_memory = 64ULL << 20;

  /// A head that is not complete after this closes the connection.
  std::chrono::seconds head_time{10};
  /// Without a byte either way, also between two requests.
  std::chrono::seconds idle_time{65};
  /// A body that comes slower than this, over body_rate_window, closes the connection.
  std::uint64_t least_body_bytes_per_second = 512;
  std::chrono::seconds body_rate_window{30};
  /// What stop() gives to answers that are under way.
  std::chrono::milliseconds stop_grace{1000};

  /// Addresses or networks ("10.0.0.0/8") whose X-Forwarded-For and X-Forwarded-Proto are believed.
  std::vector<std::string> trusted_proxies;
};

class Server {
 public:
  /// Throws Invalid for options that make no sense. The lanes must be started before the server and stopped
  /// after it.
  Server(ServerOptions options, const Pipeline& pipeline, Lanes& lanes);
  ~Server();

  void start();
  /// Nobody is left waiting: see http/README.md. `before_daemons` closes what holds upgraded
  /// connections (WebSockets::stop).
  void stop(const std::function<void()>& before_daemons = {});

  /// Takes the certificate and key that are in their files now, within a second; connections that are open go
  /// on with the old ones. Files that change are noticed without this. Any thread.
  void reload_certificate();

  /// As bound, after start().
  std::uint16_t port() const;
  /// 0 without TLS.
  std::uint16_t tls_port() const;
  std::uint16_t redirect_port() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace lectern::http
