#include "lms/forum/forum_live.h"

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "lms/forum/forum_rows.h"
#include "storage/db/database.h"

namespace lectern::lms {

namespace {

constexpr std::string_view kForums = "forums/";
constexpr std::string_view kThreads = "threads/";

std::string words_of(const Forum& forum) {
  return nlohmann::json({{"type", "forum"}, {"forum_id", forum.id.text()}, {"change", forum.change}}).dump();
}

std::string words_of(const Thread& thread) {
  return nlohmann::json({{"type", "thread"}, {"thread_id", thread.id.text()}, {"change", thread.change}})
      .dump();
}

}  // namespace

void ForumLive::forum_changed(const ForumId& id) const {
  const auto forum = database_.read([&](const storage::Reader& db) { return find_forum(db, id); });
  if (forum) live_.publish(std::string{kForums} + id.text(), words_of(*forum));
}

void ForumLive::thread_changed(const ThreadId& id) const {
  const auto thread = database_.read([&](const storage::Reader& db) { return find_thread(db, id); });
  if (!thread) return;
  live_.publish(std::string{kThreads} + id.text(), words_of(*thread));
  forum_changed(thread->forum);
}

std::optional<bool> ForumLive::may_hear(const http::Principal& who, std::string_view topic) const {
  if (!topic.starts_with(kForums) && !topic.starts_with(kThreads)) return std::nullopt;
  return database_.read([&](const storage::Reader& db) {
    const auto thread = topic.starts_with(kThreads)
                            ? find_thread(db, ThreadId{std::string{topic.substr(kThreads.size())}})
                            : std::nullopt;
    if (topic.starts_with(kThreads) && !thread) return false;
    const auto forum =
        find_forum(db, thread ? thread->forum : ForumId{std::string{topic.substr(kForums.size())}});
    if (!forum) return false;
    const auto reader = doors_.participant(db, who, forum->course);
    return reader && may_see(*forum, *reader) && (!thread || may_see(*thread, *reader));
  });
}

std::vector<http::LiveTopic> ForumLive::topics() const {
  const auto now = [this](const http::Principal&, std::string_view topic) { return content(topic); };
  return {{"forums", now}, {"threads", now}};
}

/// Only for topics that may be heard, so what it names is there, or was a moment ago.
std::string ForumLive::content(std::string_view topic) const {
  return database_.read([&](const storage::Reader& db) -> std::string {
    if (topic.starts_with(kThreads)) {
      const auto thread = find_thread(db, ThreadId{std::string{topic.substr(kThreads.size())}});
      return thread ? words_of(*thread) : "{}";
    }
    const auto forum = find_forum(db, ForumId{std::string{topic.substr(kForums.size())}});
    return forum ? words_of(*forum) : "{}";
  });
}

}  // namespace lectern::lms
