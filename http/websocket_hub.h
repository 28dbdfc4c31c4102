#pragma once
// All WebSockets, as their thread sees them: who listens to what, what was said to whom. http/websocket is
// the face of it.

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/file.h"
#include "base/guarded.h"
#include "base/lanes.h"
#include "http/live.h"
#include "http/websocket.h"
#include "http/websocket_client.h"
#include "http/websocket_inbox.h"

namespace lectern::http {

class WebSocketHub : public std::enable_shared_from_this<WebSocketHub> {
 public:
  WebSocketHub(WebSocketOptions options, MayHear may_hear, WorkLane& worker);

  // Before the thread runs.
  void provide(LiveTopic topic) { provided_.push_back(std::move(topic)); }
  void open();

  /// The thread, until close() was called.
  void run();

  // Any thread.
  std::size_t max_clients() const { return options_.max_clients; }
  template <typename Function>
  void leave(Function&& function) {
    inbox_.with([&](WebSocketInbox& box) {
      if (!box.is_closed) function(box);
    });
    wake();
  }
  void publish(std::string_view topic, std::string_view payload);
  bool is_heard(std::string_view topic) const;
  void take(Principal principal, UpgradedSocket socket);
  void close();

 private:
  using ClientId = std::uint64_t;
  using Client = WebSocketClient;

  void wake();
  // On a worker.
  const LiveTopic* provider_of(std::string_view topic) const;
  Verdict judge(ClientId client, const Principal& principal, std::string topic, Question question,
                std::optional<std::uint64_t> after);

  void read_inbox();
  void admit(NewClient arrival);
  void deliver(const Publication& publication);
  void deliver_to(Client& client, const Publication& publication);
  void decide(const Verdict& verdict);
  void welcome(Client& client, const Verdict& verdict);
  void reset(Client& client, const std::string& topic);
  void serve(Client& client);
  void hear(Client& client, std::string_view text);
  void subscribe(Client& client, const Said& said);
  void unsubscribe(Client& client, const std::string& topic);
  bool ask(const Client& client, const std::string& topic, Question question,
           std::optional<std::uint64_t> after = {});
  void ask_again(Client& client);
  void keep_alive(Client& client, SteadyTime now);
  void flush(Client& client);
  void catch_up(Client& client);
  void start_anew(std::uint64_t number);
  void drop(ClientId id);
  void drop_broken();
  template <typename Predicate>
  void dismiss(Goodbye why, const Predicate& is_meant);

  const WebSocketOptions options_;
  const MayHear may_hear_;
  std::vector<LiveTopic> provided_;
  WorkLane& worker_;
  const UniqueFd poll_fd_;
  const UniqueFd wake_fd_;
  Guarded<WebSocketInbox> inbox_;

  std::unordered_map<ClientId, std::unique_ptr<Client>> clients_;
  std::map<std::string, std::set<ClientId>, std::less<>> listeners_;
  Guarded<std::set<std::string, std::less<>>> heard_;  ///< Those of listeners_, for other threads.
  ClientId last_id_;
  std::uint64_t delivered_;  ///< The number of the last event that was handed out.
  Replay replay_;
};

}  // namespace lectern::http
