#pragma once
// A client that says exactly what it is told, byte by byte, and a server in this process to say it to.

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/file.h"

namespace lectern::http::testing {

using namespace std::chrono_literals;

struct Reply {
  int status = 0;  ///< 0: the connection closed without an answer, or the time was up.
  std::string head;
  std::string body;

  bool has(std::string_view header_line) const;
  std::string header(std::string_view name) const;
};

class RawClient {
 public:
  explicit RawClient(std::uint16_t port);

  /// False where the server has closed.
  bool send(std::string_view bytes);
  /// One answer with Content-Length, or none at all for HEAD.
  Reply receive(std::chrono::milliseconds time = 10s, bool has_body = true);
  Reply ask(std::string_view request) {
    send(request);
    return receive();
  }
  /// Whatever comes until `count` bytes are there or the time is up.
  std::string receive_bytes(std::size_t count, std::chrono::milliseconds time = 10s);
  /// Whether the server closes within the time.
  bool is_closed_within(std::chrono::milliseconds time);
  void close_sending();
  void vanish();
  int fd() const { return socket_.get(); }

 private:
  bool fill(std::chrono::steady_clock::time_point until);

  UniqueFd socket_;
  std::string buffered_;
  bool is_closed_ = false;
};

}  // namespace lectern::http::testing
