#include "raw_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include <stdexcept>

#include "base/text.h"

namespace lectern::http::testing {

bool Reply::has(std::string_view header_line) const {
  return to_lower_ascii(head).find("\r\n" + to_lower_ascii(header_line)) != std::string::npos;
}

std::string Reply::header(std::string_view name) const {
  const auto at = to_lower_ascii(head).find("\r\n" + to_lower_ascii(name) + ": ");
  if (at == std::string::npos) return {};
  const auto begin = at + name.size() + 4;
  return head.substr(begin, head.find("\r\n", begin) - begin);
}

RawClient::RawClient(std::uint16_t port) : socket_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(socket_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    throw std::runtime_error("cannot connect");
}

bool RawClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool RawClient::fill(std::chrono::steady_clock::time_point until) {
  const auto left =
      std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
  pollfd waiting{socket_.get(), POLLIN, 0};
  if (left.count() <= 0 || poll(&waiting, 1, static_cast<int>(left.count())) <= 0) return false;
  char bytes[65536];
  const auto got = recv(socket_.get(), bytes, sizeof bytes, 0);
  is_closed_ = got <= 0;
  if (is_closed_) return false;
  buffered_.append(bytes, static_cast<std::size_t>(got));
  return true;
}

Reply RawClient::receive(std::chrono::milliseconds time, bool has_body) {
  const auto until = std::chrono::steady_clock::now() + time;
  std::size_t end = 0;
  while ((end = buffered_.find("\r\n\r\n")) == std::string::npos)
    if (!fill(until)) return {};
  Reply reply;
  reply.head = buffered_.substr(0, end + 2);
  buffered_.erase(0, end + 4);
  reply.status = parse_number<int>(std::string_view{reply.head}.substr(9, 3)).value_or(0);
  if (reply.status == 100) return receive(time, has_body);
  const auto length = parse_number<std::size_t>(reply.header("Content-Length")).value_or(0);
  if (!has_body || length == 0) return reply;
  while (buffered_.size() < length)
    if (!fill(until)) break;
  reply.body = buffered_.substr(0, length);
  buffered_.erase(0, length);
  return reply;
}

std::string RawClient::receive_bytes(std::size_t count, std::chrono::milliseconds time) {
  const auto until = std::chrono::steady_clock::now() + time;
  while (buffered_.size() < count)
    if (!fill(until)) break;
  std::string bytes = buffered_.substr(0, count);
  buffered_.erase(0, bytes.size());
  return bytes;
}

bool RawClient::is_closed_within(std::chrono::milliseconds time) {
  const auto until = std::chrono::steady_clock::now() + time;
  while (fill(until)) continue;
  return is_closed_;
}

void RawClient::close_sending() {
  shutdown(socket_.get(), SHUT_WR);
}

void RawClient::vanish() {
  // Zero linger: the other side gets a reset, as from a machine that lost its power.
  const linger now{1, 0};
  setsockopt(socket_.get(), SOL_SOCKET, SO_LINGER, &now, sizeof now);
  socket_.reset();
}

}  // namespace lectern::http::testing
