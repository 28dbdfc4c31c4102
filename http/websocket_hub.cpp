#include "http/websocket_hub.h"

#include <sys/epoll.h>
#include <sys/eventfd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

#include "base/log.h"
#include "base/metrics.h"

namespace lectern::http {
namespace {

constexpr std::size_t kLongestTopic = 200;
/// Publications that the thread has not got round to. Beyond it they are dropped, and everyone is told.
constexpr std::size_t kMostWaiting = 10'000;
constexpr std::uint64_t kWakeId = 0;

/// Numbers go on rising over a restart, and stay below 2^53 for JavaScript.
std::uint64_t first_number() {
  using std::chrono::microseconds;
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return static_cast<std::uint64_t>(std::chrono::duration_cast<microseconds>(now).count());
}

/// A rule that fails allows nothing.
bool is_allowed(const MayHear& may_hear, const Principal& principal, const std::string& topic) {
  if (topic == topic_of(principal.user)) return true;
  try {
    return may_hear(principal, topic);
  } catch (const std::exception& error) {
    log::error("websocket.rule_failed", {{"topic", topic}, {"error", error.what()}});
    return false;
  }
}

}  // namespace

WebSocketHub::WebSocketHub(WebSocketOptions options, MayHear may_hear, WorkLane& worker)
    : options_(options),
      may_hear_(std::move(may_hear)),
      worker_(worker),
      poll_fd_(epoll_create1(EPOLL_CLOEXEC)),
      wake_fd_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
      last_id_(kWakeId),
      delivered_(first_number()),
      replay_(options.replay, delivered_) {
  inbox_.with([this](WebSocketInbox& box) { box.last_number = delivered_; });
  epoll_event event{EPOLLIN, {}};
  event.data.u64 = kWakeId;
  epoll_ctl(poll_fd_.get(), EPOLL_CTL_ADD, wake_fd_.get(), &event);
}

void WebSocketHub::open() {
  inbox_.with([](WebSocketInbox& box) { box.is_closed = false; });
}

void WebSocketHub::close() {
  leave([](WebSocketInbox& box) { box.is_closed = true; });
}

void WebSocketHub::wake() {
  eventfd_write(wake_fd_.get(), 1);
}

bool WebSocketHub::is_heard(std::string_view topic) const {
  return heard_.with([&](const auto& topics) { return topics.contains(topic); });
}

void WebSocketHub::publish(std::string_view topic, std::string_view payload) {
  leave([&](WebSocketInbox& box) {
    const std::uint64_t number = ++box.last_number;
    if (box.publications.size() >= kMostWaiting) {
      box.has_lost_some = true;
      return;
    }
    box.publications.push_back({std::string{topic}, number,
                                std::make_shared<const std::string>(event_note(topic, number, payload))});
  });
}

void WebSocketHub::take(Principal principal, UpgradedSocket socket) {
  const bool is_taken = inbox_.with([&](WebSocketInbox& box) {
    if (box.is_closed) return false;
    box.clients.push_back({std::move(principal), socket});
    return true;
  });
  if (!is_taken) return socket.close();
  wake();
}

const LiveTopic* WebSocketHub::provider_of(std::string_view topic) const {
  const auto at = std::find_if(provided_.begin(), provided_.end(), [topic](const LiveTopic& candidate) {
    return topic.starts_with(candidate.name) &&
           (topic.size() == candidate.name.size() || topic[candidate.name.size()] == '/');
  });
  return at == provided_.end() ? nullptr : &*at;
}

/// On a worker_. What was published before the content was read is part of it; what comes meanwhile follows
/// from the replay_.
Verdict WebSocketHub::judge(ClientId client, const Principal& principal, std::string topic, Question question,
                            std::optional<std::uint64_t> after) {
  Verdict verdict{client, std::move(topic), question, {}, {}, after};
  if (!is_allowed(may_hear_, principal, verdict.topic)) {
    verdict.refused = Refused::Forbidden;
    return verdict;
  }
  const LiveTopic* provider = question == Question::MaySubscribe ? provider_of(verdict.topic) : nullptr;
  if (provider == nullptr) return verdict;
  verdict.seen = inbox_.with([](const WebSocketInbox& box) { return box.last_number; });
  try {
    verdict.content = provider->content(principal, verdict.topic);
  } catch (const std::exception& error) {
    log::error("websocket.content_failed", {{"topic", verdict.topic}, {"error", error.what()}});
    verdict.refused = Refused::Unavailable;
  }
  return verdict;
}

void WebSocketHub::run() {
  std::array<epoll_event, 64> events{};
  const auto tick = std::min(options_.ping_every / 4, std::chrono::milliseconds(1000));
  SteadyTime next_check;
  while (!inbox_.with([](const WebSocketInbox& box) { return box.is_closed; })) {
    const int ready =
        epoll_wait(poll_fd_.get(), events.data(), events.size(), static_cast<int>(tick.count()));
    for (int i = 0; i < ready; ++i) {
      const ClientId id = events[static_cast<std::size_t>(i)].data.u64;
      if (const auto at = clients_.find(id); at != clients_.end()) serve(*at->second);
    }
    read_inbox();
    const auto now = std::chrono::steady_clock::now();
    if (now >= next_check) {
      for (const auto& [id, client] : clients_) keep_alive(*client, now);
      next_check = now + tick;
    }
    drop_broken();
  }
  read_inbox();
  dismiss(Goodbye::GoingAway, [](const Client&) { return true; });
  drop_broken();
}

void WebSocketHub::read_inbox() {
  eventfd_t ignored = 0;
  eventfd_read(wake_fd_.get(), &ignored);
  WebSocketInbox arrived = inbox_.with([](WebSocketInbox& box) {
    WebSocketInbox taken;
    taken.last_number = box.last_number;
    taken.is_closed = box.is_closed;
    std::swap(box, taken);
    return taken;
  });
  for (NewClient& client : arrived.clients) admit(std::move(client));
  for (const SessionId& session : arrived.ended)
    dismiss(Goodbye::SignedOut, [&](const Client& client) { return client.principal().session == session; });
  for (const UserId& user : arrived.changed_people)
    dismiss(Goodbye::RightsChanged, [&](const Client& client) { return client.principal().user == user; });
  for (const Verdict& verdict : arrived.verdicts) decide(verdict);
  for (const Publication& publication : arrived.publications) deliver(publication);
  for (const std::string& topic : arrived.changed_topics)
    if (const auto at = listeners_.find(topic); at != listeners_.end())
      for (const ClientId id : at->second) ask(*clients_.at(id), topic, Question::StillAllowed);
  if (arrived.has_lost_some) start_anew(arrived.last_number);
}

void WebSocketHub::admit(NewClient arrival) {
  const auto on_text = [this](Client& from, std::string_view text) { hear(from, text); };
  auto client = std::make_unique<Client>(++last_id_, std::move(arrival.principal), std::move(arrival.socket),
                                         options_.max_message, on_text);
  const auto now = std::chrono::steady_clock::now();
  client->next_ping = now + options_.ping_every;
  client->next_recheck = now + options_.recheck_every;
  epoll_event event{EPOLLIN, {}};
  event.data.u64 = client->id();
  epoll_ctl(poll_fd_.get(), EPOLL_CTL_ADD, client->socket(), &event);
  adjust(Gauge::WebSockets, 1);
  Client& admitted = *client;
  clients_.emplace(admitted.id(), std::move(client));
  serve(admitted);
}

void WebSocketHub::serve(Client& client) {
  client.receive();
  flush(client);
  if (client.is_behind && !client.wants_to_write()) catch_up(client);
}

void WebSocketHub::flush(Client& client) {
  client.flush();
  // Events are left out before it comes to this: these are answers to a client that asks and does not read.
  if (client.backlog() > 2 * options_.max_backlog) client.give_up();
  if (client.is_broken() || client.wants_to_write() == client.waits_to_write) return;
  client.waits_to_write = client.wants_to_write();
  epoll_event event{EPOLLIN, {}};
  if (client.waits_to_write) event.events |= EPOLLOUT;
  event.data.u64 = client.id();
  epoll_ctl(poll_fd_.get(), EPOLL_CTL_MOD, client.socket(), &event);
}

void WebSocketHub::hear(Client& client, std::string_view text) {
  const auto said = understand(text);
  if (!said) return client.say(kNotUnderstood);
  switch (said->verb) {
    case Verb::Ping:
      return client.say(R"({"pong":)" + said->echo + "}");
    case Verb::Subscribe:
      return subscribe(client, *said);
    case Verb::Unsubscribe:
      return unsubscribe(client, topic_for(client.principal(), said->topic).value_or(""));
  }
}

void WebSocketHub::subscribe(Client& client, const Said& said) {
  const auto topic = topic_for(client.principal(), said.topic);
  if (!topic) return client.say(kNotYours);
  const bool is_possible = topic->size() <= kLongestTopic &&
                           (client.topics.contains(*topic) || client.topics.size() < options_.max_topics);
  if (!is_possible || !ask(client, *topic, Question::MaySubscribe, said.after))
    return client.say(refused_note(*topic, Refused::Unavailable));
  client.topics.try_emplace(*topic);
}

bool WebSocketHub::ask(const Client& client, const std::string& topic, Question question,
                       std::optional<std::uint64_t> after) {
  return worker_.try_submit(
      [weak = weak_from_this(), id = client.id(), principal = client.principal(), topic, question, after] {
        const auto hub = weak.lock();
        if (!hub) return;
        Verdict verdict = hub->judge(id, principal, topic, question, after);
        hub->leave([&](WebSocketInbox& box) { box.verdicts.push_back(std::move(verdict)); });
      });
}

void WebSocketHub::ask_again(Client& client) {
  for (const auto& [topic, subscription] : client.topics)
    if (subscription.is_open) ask(client, topic, Question::StillAllowed);
}

void WebSocketHub::decide(const Verdict& verdict) {
  const auto at = clients_.find(verdict.client);
  if (at == clients_.end()) return;
  Client& client = *at->second;
  if (!client.topics.contains(verdict.topic)) return;  // Left meanwhile.
  if (verdict.refused) {
    unsubscribe(client, verdict.topic);
    client.say(refused_note(verdict.topic, *verdict.refused));
  } else if (verdict.question == Question::MaySubscribe) {
    welcome(client, verdict);
  }
  flush(client);
}

void WebSocketHub::welcome(Client& client, const Verdict& verdict) {
  client.topics[verdict.topic] = {.is_open = true};
  listeners_[verdict.topic].insert(client.id());
  heard_.with([&](auto& topics) { topics.insert(verdict.topic); });
  client.say(subscribed_note(verdict.topic, delivered_));
  if (!verdict.content.empty())
    client.say(event_note(verdict.topic, std::min(*verdict.seen, delivered_), verdict.content));
  if (!verdict.seen) return;
  const auto missed = replay_.after(verdict.topic, *verdict.seen);
  if (!missed) return reset(client, verdict.topic);
  count(Counter::WebSocketReplayed, missed->size());
  for (const Replay::Message& message : *missed) client.say(*message);
}

void WebSocketHub::reset(Client& client, const std::string& topic) {
  client.say(reset_note(topic));
  count(Counter::WebSocketResets);
}

void WebSocketHub::unsubscribe(Client& client, const std::string& topic) {
  client.topics.erase(topic);
  const auto at = listeners_.find(topic);
  if (at == listeners_.end()) return;
  at->second.erase(client.id());
  if (!at->second.empty()) return;
  listeners_.erase(at);
  heard_.with([&](auto& topics) { topics.erase(topic); });
}

void WebSocketHub::deliver(const Publication& publication) {
  delivered_ = publication.number;
  replay_.keep(publication.topic, publication.number, publication.message);
  const auto at = listeners_.find(publication.topic);
  if (at == listeners_.end()) return;
  for (const ClientId id : at->second) deliver_to(*clients_.at(id), publication);
}

void WebSocketHub::deliver_to(Client& client, const Publication& publication) {
  if (client.is_behind || client.backlog() > options_.max_backlog) {
    client.is_behind = client.topics[publication.topic].is_behind = true;
    return;
  }
  client.say(*publication.message);
  flush(client);
}

/// It has read all it was sent; what was left out it gets from the API, or as content.
void WebSocketHub::catch_up(Client& client) {
  client.is_behind = false;
  for (auto& [topic, subscription] : client.topics) {
    if (!std::exchange(subscription.is_behind, false)) continue;
    reset(client, topic);
    if (provider_of(topic) != nullptr) ask(client, topic, Question::MaySubscribe);
  }
  flush(client);
}

/// Some publications found no room: nobody can be told what they were.
void WebSocketHub::start_anew(std::uint64_t number) {
  delivered_ = number;
  replay_ = Replay(options_.replay, delivered_);
  for (const auto& [id, client] : clients_) {
    client->is_behind = true;
    for (auto& [topic, subscription] : client->topics) subscription.is_behind = true;
    if (!client->wants_to_write()) catch_up(*client);
  }
}

/// A client that vanished over TLS is noticed by nothing but a write that fails or a pong that stays away.
void WebSocketHub::keep_alive(Client& client, SteadyTime now) {
  if (now >= client.pong_by) client.give_up();
  if (client.is_broken()) return;
  if (now >= client.next_recheck) {
    client.next_recheck = now + options_.recheck_every;
    ask_again(client);
  }
  if (now < client.next_ping) return;
  client.next_ping = now + options_.ping_every;
  client.pong_by = std::min(client.pong_by, now + options_.pong_time);
  client.ping();
  flush(client);
}

void WebSocketHub::drop_broken() {
  std::vector<ClientId> broken;
  for (const auto& [id, client] : clients_)
    if (client->is_broken()) broken.push_back(id);
  for (const ClientId id : broken) drop(id);
}

void WebSocketHub::drop(ClientId id) {
  Client& client = *clients_.at(id);
  const auto topics = client.topics;
  for (const auto& [topic, subscription] : topics) unsubscribe(client, topic);
  epoll_ctl(poll_fd_.get(), EPOLL_CTL_DEL, client.socket(), nullptr);
  client.close();
  clients_.erase(id);
  adjust(Gauge::WebSockets, -1);
}

template <typename Predicate>
void WebSocketHub::dismiss(Goodbye why, const Predicate& is_meant) {
  for (const auto& [id, client] : clients_)
    if (is_meant(*client)) client->say_goodbye(why);
}

}  // namespace lectern::http
