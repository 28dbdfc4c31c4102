#include "http/websocket.h"

#include <thread>
#include <utility>

#include "base/error.h"
#include "base/metrics.h"
#include "http/websocket_handshake.h"
#include "http/websocket_hub.h"

namespace lectern::http {
namespace {

/// Ties a request's principal to the socket that comes out of it.
class Taker final : public SocketTaker {
 public:
  Taker(std::shared_ptr<WebSocketHub> hub, Principal principal)
      : hub_(std::move(hub)), principal_(std::move(principal)) {}
  void take(UpgradedSocket socket) override { hub_->take(principal_, std::move(socket)); }

 private:
  std::shared_ptr<WebSocketHub> hub_;
  Principal principal_;
};

}  // namespace

struct WebSockets::State {
  State(WebSocketOptions options, MayHear may_hear, WorkLane& worker)
      : hub(std::make_shared<WebSocketHub>(options, std::move(may_hear), worker)) {}

  const std::shared_ptr<WebSocketHub> hub;
  std::jthread thread;
};

WebSockets::WebSockets(WebSocketOptions options, MayHear may_hear, WorkLane& worker)
    : state_(std::make_unique<State>(options, std::move(may_hear), worker)) {}

WebSockets::~WebSockets() {
  stop();
}

std::vector<Route> WebSockets::routes() {
  const auto open = [hub = state_->hub](const Request& request) {
    if (static_cast<std::size_t>(value_of(Gauge::WebSockets)) >= hub->max_clients())
      throw Error(ErrorCode::Unavailable, "Too many pages are connected. Try again in a moment.");
    Response response = websocket_handshake(request);
    if (response.status == 101) response.upgrade = std::make_shared<Taker>(hub, request.principal);
    return response;
  };
  return {{Method::Get,
           "/api/v1/ws",
           Who::SignedIn,
           Body::None,
           Lane::Inline,
           open,
           nullptr,
           "Open the WebSocket: live news of what a page shows",
           {}}};
}

void WebSockets::provide(LiveTopic topic) {
  state_->hub->provide(std::move(topic));
}

void WebSockets::start() {
  state_->hub->open();
  state_->thread = std::jthread([hub = state_->hub] { hub->run(); });
}

void WebSockets::stop() {
  state_->hub->close();
  if (state_->thread.joinable()) state_->thread.join();
}

void WebSockets::publish(std::string_view topic, std::string_view payload) {
  state_->hub->publish(topic, payload);
}

bool WebSockets::is_heard(std::string_view topic) const {
  return state_->hub->is_heard(topic);
}

void WebSockets::end_session(const SessionId& session) {
  if (session.empty()) return;  // Of those who came without signing in.
  state_->hub->leave([&](WebSocketInbox& box) { box.ended.push_back(session); });
}

void WebSockets::rights_changed(const UserId& user) {
  state_->hub->leave([&](WebSocketInbox& box) { box.changed_people.push_back(user); });
}

void WebSockets::rights_changed(std::string_view topic) {
  state_->hub->leave([&](WebSocketInbox& box) { box.changed_topics.emplace_back(topic); });
}

}  // namespace lectern::http
