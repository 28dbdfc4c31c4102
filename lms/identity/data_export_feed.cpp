#include "lms/identity/data_export_feed.h"

#include <nlohmann/json.hpp>

namespace lectern::lms {

namespace {

constexpr char kTopic[] = "data-exports";
constexpr std::string_view kPrefix = "data-exports/";

}  // namespace

http::LiveTopic DataExportFeed::topic() const {
  return {kTopic, [this](const http::Principal& who, std::string_view) {
            return as_json(exports_.find(who.user)).dump();
          }};
}

std::optional<bool> DataExportFeed::may_hear(const http::Principal& who, std::string_view topic) {
  if (!topic.starts_with(kPrefix)) return std::nullopt;
  return who.is_signed_in() && topic.substr(kPrefix.size()) == who.user.text();
}

outbox::Consumer DataExportFeed::consumer() {
  outbox::Consumer consumer;
  consumer.name = "data_export_feed";
  consumer.start_at = outbox::StartAt::Now;
  consumer.handle = [this](const outbox::Event& event) {
    if (event.topic != kDataExportChangedTopic) return;
    const UserId user{event.subject};
    live_.publish(std::string{kPrefix} + user.text(), as_json(exports_.find(user)).dump());
  };
  return consumer;
}

}  // namespace lectern::lms
