#include "http/websocket_words.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "http/live.h"

namespace lectern::http {
namespace {

using nlohmann::json;

/// As the page calls it, in quotes.
std::string quoted(std::string_view topic) {
  const std::string_view said = topic.starts_with(kPeople) ? kOwnTopic : topic;
  return json(said).dump(-1, ' ', false, json::error_handler_t::replace);
}

std::optional<Said> subscription(const json& said) {
  const bool has_after = said.contains("after");
  if (said.size() != (has_after ? 2 : 1) || !said.at("subscribe").is_string()) return std::nullopt;
  Said understood{Verb::Subscribe, said.at("subscribe").get<std::string>(), {}, {}};
  if (!has_after) return understood;
  if (!said.at("after").is_number_unsigned()) return std::nullopt;
  understood.after = said.at("after").get<std::uint64_t>();
  return understood;
}

}  // namespace

std::optional<Said> understand(std::string_view text) {
  const json said = json::parse(text, nullptr, false);
  if (!said.is_object()) return std::nullopt;
  if (said.contains("subscribe")) return subscription(said);
  if (said.size() != 1) return std::nullopt;
  if (said.contains("ping") && said.at("ping").is_number())
    return Said{Verb::Ping, {}, {}, said.at("ping").dump()};
  if (said.contains("unsubscribe") && said.at("unsubscribe").is_string())
    return Said{Verb::Unsubscribe, said.at("unsubscribe").get<std::string>(), {}, {}};
  return std::nullopt;
}

std::string subscribed_note(std::string_view topic, std::uint64_t number) {
  return fmt::format(R"({{"subscribed":{},"seq":{}}})", quoted(topic), number);
}

std::string refused_note(std::string_view topic, Refused why) {
  return fmt::format(R"({{"refused":{},"code":"{}"}})", quoted(topic),
                     why == Refused::Forbidden ? "forbidden" : "unavailable");
}

std::string reset_note(std::string_view topic) {
  return fmt::format(R"({{"reset":{}}})", quoted(topic));
}

std::string event_note(std::string_view topic, std::uint64_t number, std::string_view payload) {
  return fmt::format(R"({{"topic":{},"seq":{},"payload":{}}})", quoted(topic), number, payload);
}

std::optional<std::string> topic_for(const Principal& principal, std::string_view said) {
  if (said == kOwnTopic && principal.is_signed_in()) return topic_of(principal.user);
  if (said.starts_with(kPeople)) return std::nullopt;
  return std::string{said};
}

}  // namespace lectern::http
