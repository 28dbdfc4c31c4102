#include "http/acceptor.h"

#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <string_view>
#include <system_error>

#include "base/error.h"
#include "base/log.h"
#include "base/metrics.h"

namespace lectern::http {
namespace {

constexpr int kBacklog = 4096;
/// So many at a time from one socket, so that a flood on one does not starve the other.
constexpr int kBatch = 64;

/// What a connection above the limits is told.
const std::string& busy_answer() {
  static const std::string answer = [] {
    const std::string_view body =
        R"({"error":{"code":"unavailable","message":"The server is busy. Try again in a moment."}})";
    return fmt::format(
        "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 2\r\nContent-Type: application/json\r\n"
        "Content-Length: {}\r\nConnection: close\r\n\r\n{}",
        body.size(), body);
  }();
  return answer;
}

[[noreturn]] void throw_cannot_listen(const std::string& endpoint) {
  const std::string reason = std::generic_category().message(errno);
  throw Error(ErrorCode::Invalid, "Cannot listen on " + endpoint + ": " + reason + ".");
}

std::uint16_t port_of(int socket) {
  sockaddr_storage address{};
  socklen_t length = sizeof address;
  if (getsockname(socket, reinterpret_cast<sockaddr*>(&address), &length) != 0) return 0;
  // Port and family stand at the same place in both forms.
  return ntohs(reinterpret_cast<const sockaddr_in*>(&address)->sin_port);
}

void enable(int socket, int level, int option) {
  const int on = 1;
  setsockopt(socket, level, option, &on, sizeof on);
}

/// What the client sent is read first: closing over unread bytes sends a reset, which may overtake the
/// answer.
void refuse(int socket) {
  count(Counter::HttpRefusedLimit);
  [[maybe_unused]] const auto sent =
      send(socket, busy_answer().data(), busy_answer().size(), MSG_DONTWAIT | MSG_NOSIGNAL);
  shutdown(socket, SHUT_WR);
  char dropped[4096];
  while (recv(socket, dropped, sizeof dropped, MSG_DONTWAIT) > 0) continue;
}

}  // namespace

Acceptor::Acceptor(AcceptLimits limits, const Networks& unlimited, Take take)
    : limits_(limits),
      unlimited_(unlimited),
      take_(std::move(take)),
      wake_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}

Acceptor::~Acceptor() {
  stop();
}

std::uint16_t Acceptor::listen(const std::string& endpoint, Transport transport) {
  const Endpoint at = parse_endpoint(endpoint);
  UniqueFd listening(socket(at.address.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (!listening.is_open()) throw_cannot_listen(endpoint);
  enable(listening.get(), SOL_SOCKET, SO_REUSEADDR);
  if (bind(listening.get(), reinterpret_cast<const sockaddr*>(&at.address), at.length) != 0 ||
      ::listen(listening.get(), kBacklog) != 0)
    throw_cannot_listen(endpoint);
  const std::uint16_t port = port_of(listening.get());
  listeners_.push_back({std::move(listening), transport});
  return port;
}

void Acceptor::start() {
  thread_ = std::jthread([this] { run(); });
}

void Acceptor::stop() {
  stopping_ = true;
  eventfd_write(wake_.get(), 1);
  if (thread_.joinable()) thread_.join();
  listeners_.clear();
}

void Acceptor::closed(const AddressBytes& address) {
  open_.fetch_sub(1, std::memory_order_relaxed);
  adjust(Gauge::HttpConnections, -1);
  if (!unlimited_.contains(address)) counts_.leave(address);
}

void Acceptor::run() {
  std::vector<pollfd> watched;
  for (const Listener& listener : listeners_) watched.push_back({listener.socket.get(), POLLIN, 0});
  watched.push_back({wake_.get(), POLLIN, 0});
  while (!stopping_) {
    if (poll(watched.data(), watched.size(), -1) < 0) continue;
    for (std::size_t i = 0; i < listeners_.size(); ++i)
      if ((watched[i].revents & POLLIN) != 0) accept_from(listeners_[i]);
  }
}

void Acceptor::accept_from(const Listener& listener) {
  for (int i = 0; i < kBatch && !stopping_; ++i) {
    Accepted accepted;
    accepted.transport = listener.transport;
    accepted.address_length = sizeof accepted.address;
    accepted.socket = UniqueFd(accept4(listener.socket.get(), reinterpret_cast<sockaddr*>(&accepted.address),
                                       &accepted.address_length, SOCK_NONBLOCK | SOCK_CLOEXEC));
    if (!accepted.socket.is_open()) {
      if (errno != EMFILE && errno != ENFILE && errno != ENOBUFS && errno != ENOMEM) return;
      // Nothing can be accepted until something closes; asking again at once would burn a core.
      log::error("accept.failed", {{"error", std::generic_category().message(errno)}});
      pollfd wake{wake_.get(), POLLIN, 0};
      poll(&wake, 1, 100);
      return;
    }
    if (!admit(bytes_of(accepted.address))) {
      refuse(accepted.socket.get());
      continue;
    }
    enable(accepted.socket.get(), IPPROTO_TCP, TCP_NODELAY);
    take_(std::move(accepted));
  }
}

bool Acceptor::admit(const AddressBytes& address) {
  if (open_.load(std::memory_order_relaxed) >= limits_.connections) return false;
  if (!unlimited_.contains(address) && !counts_.enter(address, limits_.connections_per_address)) return false;
  open_.fetch_add(1, std::memory_order_relaxed);
  adjust(Gauge::HttpConnections, 1);
  return true;
}

}  // namespace lectern::http
