#include "lms/forum/forum_room.h"

#include <nlohmann/json.hpp>

#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::lms {

namespace {

// Of courses that somebody takes or teaches now, and of their own.
const storage::Query kCourses{"forum.courses_of", R"sql(
  SELECT c.id, c.title FROM enrolment e JOIN course c ON c.id = e.course_id
   WHERE e.account_id = ?1 AND e.state = 'active' AND e.hidden = 0 AND e.role <> 'observer' AND c.deleted_at IS NULL
  UNION
  SELECT c.id, c.title FROM course c WHERE c.owner_id = ?1 AND c.deleted_at IS NULL
   LIMIT 200)sql"};

const storage::Query kUnread{"forum.unread_of_course", R"sql(
  SELECT count(*) FROM (
    SELECT 1 FROM forum_thread t JOIN forum f ON f.id = t.forum_id
     WHERE t.course_id = ?1 AND t.state = 'open' AND t.active_at > ?3
       AND (?4 OR f.audience = 'course' OR EXISTS (
             SELECT 1 FROM course_group_member m JOIN enrolment e ON e.id = m.enrolment_id
              WHERE m.group_id = f.group_id AND e.account_id = ?2 AND e.state = 'active'))
       AND NOT EXISTS (SELECT 1 FROM forum_read r
                        WHERE r.account_id = ?2 AND r.thread_id = t.id AND r.read_at >= t.active_at)
       AND NOT EXISTS (SELECT 1 FROM forum_subscription s
                        WHERE s.account_id = ?2 AND s.scope = 'thread' AND s.target_id = t.id AND s.level = 'muted')
     LIMIT 100))sql"};

struct NamedCourse {
  CourseId id;
  std::string title;
};

}  // namespace

ForumRoom::ForumRoom(storage::Database& database, const catalog::Doors& doors, http::Live& live)
    : pages_(live),
      doors_(doors),
      forums_(database, doors_),
      following_(database, doors_),
      drafts_(database, doors_),
      lists_(database, doors_),
      threads_(database, doors_),
      posts_(database, doors_),
      moderation_(database, doors_),
      search_(database, doors_),
      json_(database, doors.standing()),
      live_(database, doors_, live),
      forum_api_({forums_, following_, drafts_, search_, json_, live_}),
      thread_api_({forums_, lists_, threads_, posts_, moderation_, json_, live_}) {}

std::vector<http::Route> ForumRoom::routes() {
  auto routes = forum_api_.routes();
  for (auto& route : thread_api_.routes()) routes.push_back(std::move(route));
  return routes;
}

outbox::Consumer ForumRoom::consumer() {
  return {"forum.pages", [this](const outbox::Event& event) { tell_pages(event); }, outbox::StartAt::Now};
}

/// Where, and not by whom: the author may be anonymous to them.
void ForumRoom::tell_pages(const outbox::Event& event) const {
  if (event.topic != "forum.replied" && event.topic != "forum.mentioned") return;
  const auto payload = nlohmann::json::parse(event.payload);
  const UserId whom{payload.at("to_user_id").get<std::string>()};
  const nlohmann::json news = {{"type", event.topic},
                               {"course_id", payload.at("course_id")},
                               {"thread_id", payload.at("thread_id")},
                               {"post_id", payload.at("post_id")}};
  pages_.publish(http::topic_of(whom), news.dump());
}

HomePart ForumRoom::home_part() const {
  return {
      "forums", [this](const storage::Reader& db, const http::Principal& who, nlohmann::json& content) {
        const auto as_course = [](const storage::Row& row) {
          return NamedCourse{row.get<CourseId>(0), row.get<std::string>(1)};
        };
        const auto as_count = [](const storage::Row& row) { return row.get<std::int64_t>(0); };
        for (const auto& course : db.all(kCourses, as_course, who.user)) {
          const auto reader = doors_.participant(db, who, course.id);
          if (!reader) continue;
          const auto from = read_from(db, doors_.standing(), course.id, who.user);
          const auto unread =
              db.first(kUnread, as_count, course.id, who.user, from, reader->is_staff).value_or(0);
          if (unread > 0)
            content.push_back({{"course_id", course.id.text()}, {"title", course.title}, {"unread", unread}});
        }
      }};
}

}  // namespace lectern::lms
