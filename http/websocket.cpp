#include "http/websocket.h"

#include <fmt/format.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <wslay/wslay.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <thread>
#include <unordered_map>

#include "base/error.h"
#include "base/file.h"
#include "base/guarded.h"
#include "base/log.h"
#include "base/metrics.h"
#include "http/websocket_handshake.h"

namespace lectern::http {
namespace {

using SteadyTime = std::chrono::steady_clock::time_point;
using ClientId = std::uint64_t;

constexpr std::size_t kLongestTopic = 200;
/// Publications that the thread has not got round to. Beyond it they are dropped: pages ask again anyway.
constexpr std::size_t kMostWaiting = 10'000;
constexpr ClientId kWakeId = 0;

struct FreeContext {
  void operator()(wslay_event_context* context) const { wslay_event_context_free(context); }
};

struct Client {
  ClientId id = 0;
  Principal principal;
  UpgradedSocket socket;
  std::unique_ptr<wslay_event_context, FreeContext> context;
  std::set<std::string> topics;
  std::size_t asked = 0;  ///< Subscriptions on which nobody has decided yet.
  SteadyTime next_ping;
  SteadyTime pong_by = SteadyTime::max();
  bool waits_to_write = false;
  bool is_broken = false;
  std::function<void(Client&, const wslay_event_on_msg_recv_arg&)> on_message;
};

struct Publication {
  std::string topic;
  std::string message;
};

struct Verdict {
  ClientId client;
  std::string topic;
  bool may_hear;
};

struct NewClient {
  Principal principal;
  UpgradedSocket socket;
};

/// What other threads leave for the one that serves the sockets.
struct Inbox {
  std::vector<NewClient> clients;
  std::vector<Publication> publications;
  std::vector<Verdict> verdicts;
  std::vector<SessionId> ended;
  bool is_closed = true;
};

std::string note(std::string_view key, std::string_view topic) {
  return nlohmann::json{{key, topic}}.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void enqueue(Client& client, std::uint8_t opcode, std::string_view text) {
  const wslay_event_msg message{opcode, reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
  if (wslay_event_queue_msg(client.context.get(), &message) != 0) client.is_broken = true;
  if (opcode == WSLAY_TEXT_FRAME) count(Counter::WebSocketMessages);
}

ssize_t send_some(wslay_event_context* context, const std::uint8_t* data, std::size_t size, int /*flags*/,
                  void* user) {
  const auto sent = send(static_cast<Client*>(user)->socket.fd, data, size, MSG_NOSIGNAL | MSG_DONTWAIT);
  if (sent >= 0) return sent;
  wslay_event_set_error(
      context, errno == EAGAIN || errno == EINTR ? WSLAY_ERR_WOULDBLOCK : WSLAY_ERR_CALLBACK_FAILURE);
  return -1;
}

ssize_t receive_some(wslay_event_context* context, std::uint8_t* data, std::size_t size, int /*flags*/,
                     void* user) {
  UpgradedSocket& socket = static_cast<Client*>(user)->socket;
  if (!socket.received.empty()) {
    const std::size_t taken = std::min(size, socket.received.size());
    std::memcpy(data, socket.received.data(), taken);
    socket.received.erase(0, taken);
    return static_cast<ssize_t>(taken);
  }
  const auto got = recv(socket.fd, data, size, MSG_DONTWAIT);
  if (got > 0) return got;
  const bool is_waiting = got < 0 && (errno == EAGAIN || errno == EINTR);
  wslay_event_set_error(context, is_waiting ? WSLAY_ERR_WOULDBLOCK : WSLAY_ERR_CALLBACK_FAILURE);
  return -1;
}

void pass_message(wslay_event_context* /*context*/, const wslay_event_on_msg_recv_arg* message, void* user) {
  auto& client = *static_cast<Client*>(user);
  client.on_message(client, *message);
}

/// A rule that fails allows nothing.
bool is_allowed(const MayHear& may_hear, const Principal& principal, const std::string& topic) {
  try {
    return may_hear(principal, topic);
  } catch (const std::exception& error) {
    log::error("websocket.rule_failed", {{"topic", topic}, {"error", error.what()}});
    return false;
  }
}

}  // namespace

struct WebSockets::State : std::enable_shared_from_this<WebSockets::State> {
  State(WebSocketOptions the_options, MayHear the_rule, WorkLane& the_worker)
      : options(the_options),
        may_hear(std::move(the_rule)),
        worker(the_worker),
        poll_fd(epoll_create1(EPOLL_CLOEXEC)),
        wake_fd(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    epoll_event event{EPOLLIN, {}};
    event.data.u64 = kWakeId;
    epoll_ctl(poll_fd.get(), EPOLL_CTL_ADD, wake_fd.get(), &event);
  }

  // Any thread.
  template <typename Function>
  void leave(Function&& function) {
    inbox.with(function);
    eventfd_write(wake_fd.get(), 1);
  }
  void take(Principal principal, UpgradedSocket socket);

  // The thread.
  void run();
  void read_inbox();
  void admit(NewClient arrival);
  void deliver(const Publication& publication);
  void decide(const Verdict& verdict);
  void serve(Client& client);
  void hear(Client& client, std::string_view text);
  void subscribe(Client& client, const std::string& topic);
  void unsubscribe(Client& client, const std::string& topic);
  void keep_alive(Client& client, SteadyTime now);
  void flush(Client& client);
  void drop(ClientId id);
  void drop_broken();
  void dismiss(const SessionId& session);
  void say_goodbye();

  const WebSocketOptions options;
  const MayHear may_hear;
  WorkLane& worker;
  const UniqueFd poll_fd;
  const UniqueFd wake_fd;
  Guarded<Inbox> inbox;
  std::jthread thread;

  std::unordered_map<ClientId, std::unique_ptr<Client>> clients;
  std::map<std::string, std::set<ClientId>, std::less<>> listeners;
  ClientId last_id = kWakeId;
};

namespace {

/// Ties a request's principal to the socket that comes out of it.
template <typename State>
class Taker final : public SocketTaker {
 public:
  Taker(std::shared_ptr<State> state, Principal principal)
      : state_(std::move(state)), principal_(std::move(principal)) {}
  void take(UpgradedSocket socket) override { state_->take(principal_, std::move(socket)); }

 private:
  std::shared_ptr<State> state_;
  Principal principal_;
};

}  // namespace

void WebSockets::State::take(Principal principal, UpgradedSocket socket) {
  const bool is_taken = inbox.with([&](Inbox& box) {
    if (box.is_closed) return false;
    box.clients.push_back({std::move(principal), socket});
    return true;
  });
  if (!is_taken) return socket.close();
  eventfd_write(wake_fd.get(), 1);
}

void WebSockets::State::run() {
  std::array<epoll_event, 64> events{};
  const auto tick = std::min(options.ping_every / 4, std::chrono::milliseconds(1000));
  SteadyTime next_check;
  while (!inbox.with([](const Inbox& box) { return box.is_closed; })) {
    const int ready = epoll_wait(poll_fd.get(), events.data(), events.size(), static_cast<int>(tick.count()));
    for (int i = 0; i < ready; ++i) {
      const ClientId id = events[static_cast<std::size_t>(i)].data.u64;
      if (const auto at = clients.find(id); at != clients.end()) serve(*at->second);
    }
    read_inbox();
    const auto now = std::chrono::steady_clock::now();
    if (now >= next_check) {
      for (const auto& [id, client] : clients) keep_alive(*client, now);
      next_check = now + tick;
    }
    drop_broken();
  }
  say_goodbye();
}

void WebSockets::State::read_inbox() {
  eventfd_t ignored = 0;
  eventfd_read(wake_fd.get(), &ignored);
  Inbox arrived = inbox.with([](Inbox& box) {
    Inbox taken;
    std::swap(taken.clients, box.clients);
    std::swap(taken.publications, box.publications);
    std::swap(taken.verdicts, box.verdicts);
    std::swap(taken.ended, box.ended);
    return taken;
  });
  for (NewClient& client : arrived.clients) admit(std::move(client));
  for (const SessionId& session : arrived.ended) dismiss(session);
  for (const Verdict& verdict : arrived.verdicts) decide(verdict);
  for (const Publication& publication : arrived.publications) deliver(publication);
}

void WebSockets::State::admit(NewClient arrival) {
  auto client = std::make_unique<Client>();
  client->id = ++last_id;
  client->principal = std::move(arrival.principal);
  client->socket = std::move(arrival.socket);
  client->next_ping = std::chrono::steady_clock::now() + options.ping_every;
  client->on_message = [this](Client& from, const wslay_event_on_msg_recv_arg& message) {
    if (message.opcode == WSLAY_PONG) from.pong_by = SteadyTime::max();
    if (message.opcode == WSLAY_TEXT_FRAME)
      hear(from, {reinterpret_cast<const char*>(message.msg), message.msg_length});
  };
  constexpr wslay_event_callbacks kCallbacks{&receive_some, &send_some, nullptr,      nullptr,
                                             nullptr,       nullptr,    &pass_message};
  wslay_event_context* context = nullptr;
  if (wslay_event_context_server_init(&context, &kCallbacks, client.get()) != 0)
    return client->socket.close();
  client->context.reset(context);
  wslay_event_config_set_max_recv_msg_length(context, options.max_message);
  epoll_event event{EPOLLIN, {}};
  event.data.u64 = client->id;
  epoll_ctl(poll_fd.get(), EPOLL_CTL_ADD, client->socket.fd, &event);
  adjust(Gauge::WebSockets, 1);
  Client& admitted = *client;
  clients.emplace(admitted.id, std::move(client));
  serve(admitted);
}

void WebSockets::State::serve(Client& client) {
  if (wslay_event_recv(client.context.get()) != 0) client.is_broken = true;
  flush(client);
}

void WebSockets::State::flush(Client& client) {
  wslay_event_context* context = client.context.get();
  if (wslay_event_send(context) != 0) client.is_broken = true;
  const bool wants_write = wslay_event_want_write(context) != 0;
  const bool wants_read = wslay_event_want_read(context) != 0;
  if (!wants_write && !wants_read) client.is_broken = true;
  if (wslay_event_get_queued_msg_length(context) > options.max_backlog) client.is_broken = true;
  if (client.is_broken || wants_write == client.waits_to_write) return;
  client.waits_to_write = wants_write;
  epoll_event event{EPOLLIN, {}};
  if (wants_write) event.events |= EPOLLOUT;
  event.data.u64 = client.id;
  epoll_ctl(poll_fd.get(), EPOLL_CTL_MOD, client.socket.fd, &event);
}

void WebSockets::State::hear(Client& client, std::string_view text) {
  const auto said = nlohmann::json::parse(text, nullptr, false);
  for (const std::string_view verb : {"subscribe", "unsubscribe"}) {
    if (!said.is_object() || said.size() != 1 || !said.contains(verb) ||
        !said.at(std::string{verb}).is_string())
      continue;
    const auto topic = said.at(std::string{verb}).get<std::string>();
    return verb == "subscribe" ? subscribe(client, topic) : unsubscribe(client, topic);
  }
  enqueue(client, WSLAY_TEXT_FRAME,
          R"({"error":"Say {\"subscribe\":\"<topic>\"} or {\"unsubscribe\":\"<topic>\"}."})");
}

void WebSockets::State::subscribe(Client& client, const std::string& topic) {
  const bool is_possible =
      topic.size() <= kLongestTopic && client.topics.size() + client.asked < options.max_topics;
  auto ask = [state = weak_from_this(), id = client.id, principal = client.principal, topic] {
    const auto here = state.lock();
    if (!here) return;
    const bool may = is_allowed(here->may_hear, principal, topic);
    here->leave([&](Inbox& box) { box.verdicts.push_back({id, topic, may}); });
  };
  if (!is_possible || !worker.try_submit(std::move(ask)))
    return enqueue(client, WSLAY_TEXT_FRAME, note("refused", topic));
  ++client.asked;
}

void WebSockets::State::decide(const Verdict& verdict) {
  const auto at = clients.find(verdict.client);
  if (at == clients.end()) return;
  Client& client = *at->second;
  --client.asked;
  if (verdict.may_hear) {
    client.topics.insert(verdict.topic);
    listeners[verdict.topic].insert(client.id);
  }
  enqueue(client, WSLAY_TEXT_FRAME, note(verdict.may_hear ? "subscribed" : "refused", verdict.topic));
  flush(client);
}

void WebSockets::State::unsubscribe(Client& client, const std::string& topic) {
  client.topics.erase(topic);
  const auto at = listeners.find(topic);
  if (at == listeners.end()) return;
  at->second.erase(client.id);
  if (at->second.empty()) listeners.erase(at);
}

void WebSockets::State::deliver(const Publication& publication) {
  const auto at = listeners.find(publication.topic);
  if (at == listeners.end()) return;
  for (const ClientId id : at->second) {
    Client& client = *clients.at(id);
    enqueue(client, WSLAY_TEXT_FRAME, publication.message);
    flush(client);
  }
}

/// A client that vanished over TLS is noticed by nothing but a write that fails or a pong that stays away.
void WebSockets::State::keep_alive(Client& client, SteadyTime now) {
  if (now >= client.pong_by) client.is_broken = true;
  if (client.is_broken || now < client.next_ping) return;
  client.next_ping = now + options.ping_every;
  client.pong_by = std::min(client.pong_by, now + options.pong_time);
  enqueue(client, WSLAY_PING, "");
  flush(client);
}

void WebSockets::State::drop_broken() {
  std::vector<ClientId> broken;
  for (const auto& [id, client] : clients)
    if (client->is_broken) broken.push_back(id);
  for (const ClientId id : broken) drop(id);
}

void WebSockets::State::drop(ClientId id) {
  Client& client = *clients.at(id);
  const auto topics = client.topics;
  for (const std::string& topic : topics) unsubscribe(client, topic);
  epoll_ctl(poll_fd.get(), EPOLL_CTL_DEL, client.socket.fd, nullptr);
  client.socket.close();
  clients.erase(id);
  adjust(Gauge::WebSockets, -1);
}

void WebSockets::State::dismiss(const SessionId& session) {
  for (const auto& [id, client] : clients) {
    if (client->principal.session != session) continue;
    wslay_event_queue_close(client->context.get(), WSLAY_CODE_POLICY_VIOLATION, nullptr, 0);
    wslay_event_send(client->context.get());
    client->is_broken = true;
  }
}

void WebSockets::State::say_goodbye() {
  read_inbox();
  std::vector<ClientId> all;
  for (const auto& [id, client] : clients) {
    wslay_event_queue_close(client->context.get(), WSLAY_CODE_GOING_AWAY, nullptr, 0);
    wslay_event_send(client->context.get());
    all.push_back(id);
  }
  for (const ClientId id : all) drop(id);
}

WebSockets::WebSockets(WebSocketOptions options, MayHear may_hear, WorkLane& worker)
    : state_(std::make_shared<State>(options, std::move(may_hear), worker)) {}

WebSockets::~WebSockets() {
  stop();
}

std::vector<Route> WebSockets::routes() {
  const auto open = [state = state_](const Request& request) {
    if (static_cast<std::size_t>(value_of(Gauge::WebSockets)) >= state->options.max_clients)
      throw Error(ErrorCode::Unavailable, "Too many pages are connected. Try again in a moment.");
    Response response = websocket_handshake(request);
    if (response.status == 101) response.upgrade = std::make_shared<Taker<State>>(state, request.principal);
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

void WebSockets::start() {
  state_->inbox.with([](Inbox& box) { box.is_closed = false; });
  state_->thread = std::jthread([state = state_.get()] { state->run(); });
}

void WebSockets::stop() {
  state_->leave([](Inbox& box) { box.is_closed = true; });
  if (state_->thread.joinable()) state_->thread.join();
}

void WebSockets::end_session(const SessionId& session) {
  if (session.empty()) return;  // Of those who came without signing in.
  state_->leave([&](Inbox& box) {
    if (!box.is_closed) box.ended.push_back(session);
  });
}

void WebSockets::publish(std::string_view topic, std::string_view payload) {
  std::string message = fmt::format(R"({{"topic":{},"payload":{}}})", nlohmann::json(topic).dump(), payload);
  state_->leave([&](Inbox& box) {
    if (!box.is_closed && box.publications.size() < kMostWaiting)
      box.publications.push_back({std::string{topic}, std::move(message)});
  });
}

}  // namespace lectern::http
