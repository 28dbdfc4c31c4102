#pragma once
// The language of the WebSocket: what pages say, and what they are told. JSON text both ways.
//
//   {"subscribe":"lessons/1"}                    → {"subscribed":"lessons/1","seq":41}, then events
//   {"subscribe":"lessons/1","after":41}         the same, after everything since 41; {"reset":…} where it is
//                                                gone: ask the API again
//   {"unsubscribe":"lessons/1"}
//   {"ping":1}                                   → {"pong":1}
//   event                                        {"topic":"lessons/1","seq":42,"payload":{…}}
//   no right, or no time                         {"refused":"lessons/1","code":"forbidden"|"unavailable"}

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "http/principal.h"

namespace lectern::http {

enum class Verb { Subscribe, Unsubscribe, Ping };

struct Said {
  Verb verb = Verb::Ping;
  std::string topic;
  std::optional<std::uint64_t> after;  ///< The last event that was heard.
  std::string echo;                    ///< Of a ping, as JSON.
};

/// Nothing where it is none of the words.
std::optional<Said> understand(std::string_view text);

inline constexpr std::string_view kNotUnderstood =
    R"({"error":"Say {\"subscribe\":\"<topic>\"}, {\"unsubscribe\":\"<topic>\"} or {\"ping\":1}."})";

inline constexpr std::string_view kNotYours = R"({"error":"Say \"me\" for the topic that is your own."})";

enum class Refused { Forbidden, Unavailable };

std::string subscribed_note(std::string_view topic, std::uint64_t number);
std::string refused_note(std::string_view topic, Refused why);
std::string reset_note(std::string_view topic);
std::string event_note(std::string_view topic, std::uint64_t number, std::string_view payload);

/// "me" of this principal is "users/<id>"; nothing for what only "me" may name.
std::optional<std::string> topic_for(const Principal& principal, std::string_view said);

}  // namespace lectern::http
