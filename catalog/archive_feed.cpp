#include "catalog/archive_feed.h"

#include <nlohmann/json.hpp>

#include "catalog/archive_json.h"
#include "storage/db/database.h"

namespace lectern::catalog {

namespace {

using namespace std::chrono_literals;

constexpr char kTopic[] = "archives";
constexpr Milliseconds kTellEvery = 300ms;

std::optional<ArchiveId> archive_in(std::string_view topic) {
  const auto slash = topic.find('/');
  if (topic.substr(0, slash) != kTopic || slash == std::string_view::npos) return std::nullopt;
  return ArchiveId::parse(topic.substr(slash + 1));
}

}  // namespace

ArchiveFeed::ArchiveFeed(storage::Database& database, CourseArchives& archives, http::Live& live)
    : database_(database), archives_(archives), live_(live) {
  archives_.on_progress([this](const ArchiveId& id, double fraction) { tell_progress(id, fraction); });
}

http::LiveTopic ArchiveFeed::topic() {
  return {kTopic, [this](const http::Principal& who, std::string_view topic) {
            return as_json(archives_.get(who, archive_in(topic).value())).dump();
          }};
}

std::optional<bool> ArchiveFeed::may_hear(const http::Principal& who, std::string_view topic) const {
  const auto id = archive_in(topic);
  if (!id) return std::nullopt;
  const auto archive = archives_.find(*id);
  return archive && archive->owner == who.user;
}

outbox::Consumer ArchiveFeed::consumer() {
  outbox::Consumer consumer;
  consumer.name = "archive_feed";
  consumer.start_at = outbox::StartAt::Now;
  consumer.handle = [this](const outbox::Event& event) {
    if (event.topic != kArchiveChangedTopic) return;
    const auto archive = archives_.find(ArchiveId{event.subject});
    if (archive) tell(*archive);
  };
  return consumer;
}

void ArchiveFeed::tell_progress(const ArchiveId& id, double fraction) {
  const auto now = database_.clock().now();
  const bool is_time = told_at_.with([&](auto& told_at) {
    auto& last = told_at[id];
    if (now - last < kTellEvery) return false;
    last = now;
    return true;
  });
  if (!is_time) return;
  auto archive = archives_.find(id);
  if (!archive || archive->state != ArchiveState::Working) return;
  archive->progress = fraction;
  tell(*archive);
}

void ArchiveFeed::tell(const Archive& archive) {
  if (archive.state != ArchiveState::Working)
    told_at_.with([&](auto& told_at) { told_at.erase(archive.id); });
  live_.publish(std::string{kTopic} + '/' + archive.id.text(), as_json(archive).dump());
}

}  // namespace lectern::catalog
