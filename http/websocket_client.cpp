#include "http/websocket_client.h"

#include <sys/socket.h>
#include <wslay/wslay.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "base/error.h"
#include "base/metrics.h"

namespace lectern::http {

/// wslay's context and what it calls back.
struct WebSocketClient::Frames {
  explicit Frames(WebSocketClient& the_client) : client(the_client) {}
  ~Frames() { wslay_event_context_free(context); }

  static ssize_t send_some(wslay_event_context* context, const std::uint8_t* data, std::size_t size,
                           int /*flags*/, void* user) {
    const int socket = static_cast<Frames*>(user)->client.socket_.fd;
    const auto sent = send(socket, data, size, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0) fail(context, errno == EAGAIN || errno == EINTR);
    return sent;
  }

  static ssize_t receive_some(wslay_event_context* context, std::uint8_t* data, std::size_t size,
                              int /*flags*/, void* user) {
    UpgradedSocket& socket = static_cast<Frames*>(user)->client.socket_;
    if (!socket.received.empty()) {
      const std::size_t taken = std::min(size, socket.received.size());
      std::memcpy(data, socket.received.data(), taken);
      socket.received.erase(0, taken);
      return static_cast<ssize_t>(taken);
    }
    const auto got = recv(socket.fd, data, size, MSG_DONTWAIT);
    if (got > 0) return got;
    fail(context, got < 0 && (errno == EAGAIN || errno == EINTR));
    return -1;
  }

  static void fail(wslay_event_context* context, int is_only_waiting) {
    wslay_event_set_error(context, is_only_waiting ? WSLAY_ERR_WOULDBLOCK : WSLAY_ERR_CALLBACK_FAILURE);
  }

  static void on_message(wslay_event_context* /*context*/, const wslay_event_on_msg_recv_arg* message,
                         void* user) {
    WebSocketClient& client = static_cast<Frames*>(user)->client;
    // Whatever comes shows that somebody is there.
    client.pong_by = SteadyTime::max();
    if (message->opcode == WSLAY_TEXT_FRAME)
      client.on_text_(client, {reinterpret_cast<const char*>(message->msg), message->msg_length});
  }

  WebSocketClient& client;
  wslay_event_context* context = nullptr;
};

WebSocketClient::WebSocketClient(std::uint64_t id, Principal principal, UpgradedSocket socket,
                                 std::size_t max_message, OnText on_text)
    : id_(id),
      principal_(std::move(principal)),
      socket_(std::move(socket)),
      on_text_(std::move(on_text)),
      frames_(std::make_unique<Frames>(*this)) {
  constexpr wslay_event_callbacks kCallbacks{
      &Frames::receive_some, &Frames::send_some, nullptr, nullptr, nullptr, nullptr, &Frames::on_message};
  if (wslay_event_context_server_init(&frames_->context, &kCallbacks, frames_.get()) != 0)
    throw std::bad_alloc();
  wslay_event_config_set_max_recv_msg_length(frames_->context, max_message);
}

WebSocketClient::~WebSocketClient() = default;

void WebSocketClient::say(std::string_view text) {
  const wslay_event_msg message{WSLAY_TEXT_FRAME, reinterpret_cast<const std::uint8_t*>(text.data()),
                                text.size()};
  if (wslay_event_queue_msg(frames_->context, &message) != 0) is_broken_ = true;
  count(Counter::WebSocketMessages);
}

void WebSocketClient::ping() {
  const wslay_event_msg message{WSLAY_PING, nullptr, 0};
  if (wslay_event_queue_msg(frames_->context, &message) != 0) is_broken_ = true;
}

void WebSocketClient::say_goodbye(Goodbye why) {
  wslay_event_queue_close(frames_->context, static_cast<std::uint16_t>(why), nullptr, 0);
  wslay_event_send(frames_->context);
  is_broken_ = true;
}

void WebSocketClient::receive() {
  if (wslay_event_recv(frames_->context) != 0) is_broken_ = true;
}

void WebSocketClient::flush() {
  if (wslay_event_send(frames_->context) != 0) is_broken_ = true;
  if (!wants_to_write() && wslay_event_want_read(frames_->context) == 0) is_broken_ = true;
}

std::size_t WebSocketClient::backlog() const {
  return wslay_event_get_queued_msg_length(frames_->context);
}

bool WebSocketClient::wants_to_write() const {
  return wslay_event_want_write(frames_->context) != 0;
}

void WebSocketClient::close() {
  socket_.close();
}

}  // namespace lectern::http
