#include "http/replay.h"

#include <algorithm>
#include <utility>

namespace lectern::http {

void Replay::keep(const std::string& topic, std::uint64_t number, Message message) {
  const auto [at, is_new] = topics_.try_emplace(topic);
  if (is_new)
    at->second.forgotten = forgotten_;
  else
    by_last_event_.erase(at->second.events.back().number);
  by_last_event_.emplace(number, at);
  bytes_ += message->size();
  at->second.events.push_back({number, std::move(message)});
  if (at->second.events.size() > limits_.events_of_topic) forget_oldest_of(at->second);
  make_room();
}

std::optional<std::vector<Replay::Message>> Replay::after(std::string_view topic,
                                                          std::uint64_t number) const {
  const auto at = topics_.find(topic);
  if (number < (at == topics_.end() ? forgotten_ : at->second.forgotten)) return std::nullopt;
  std::vector<Message> messages;
  if (at == topics_.end()) return messages;
  for (const Event& event : at->second.events)
    if (event.number > number) messages.push_back(event.message);
  return messages;
}

void Replay::forget_oldest_of(Topic& topic) {
  bytes_ -= topic.events.front().message->size();
  topic.forgotten = topic.events.front().number;
  topic.events.pop_front();
}

/// The topic that has been silent longest goes first, whole; the one that spoke last stays.
void Replay::make_room() {
  while (by_last_event_.size() > 1 && (topics_.size() > limits_.topics || bytes_ > limits_.bytes)) {
    const auto oldest = by_last_event_.begin();
    for (const Event& event : oldest->second->second.events) bytes_ -= event.message->size();
    forgotten_ = std::max(forgotten_, oldest->first);
    topics_.erase(oldest->second);
    by_last_event_.erase(oldest);
  }
}

}  // namespace lectern::http
