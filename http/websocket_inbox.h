#pragma once
// What other threads leave for the one that serves the WebSockets.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "http/message.h"
#include "http/replay.h"
#include "http/websocket_words.h"

namespace lectern::http {

struct Publication {
  std::string topic;
  std::uint64_t number;
  Replay::Message message;
};

/// Why a worker is asked about a topic.
enum class Question { MaySubscribe, StillAllowed };

struct Verdict {
  std::uint64_t client;
  std::string topic;
  Question question;
  std::optional<Refused> refused;
  std::string content;                ///< Where somebody provides it.
  std::optional<std::uint64_t> seen;  ///< Events up to here are known to the client.
};

struct NewClient {
  Principal principal;
  UpgradedSocket socket;
};

struct WebSocketInbox {
  std::vector<NewClient> clients;
  std::vector<Publication> publications;
  std::vector<Verdict> verdicts;
  std::vector<SessionId> ended;
  std::vector<UserId> changed_people;
  std::vector<std::string> changed_topics;
  std::uint64_t last_number = 0;
  bool has_lost_some = false;
  bool is_closed = true;
};

}  // namespace lectern::http
