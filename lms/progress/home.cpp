#include "lms/progress/home.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "catalog/course.h"
#include "lms/enrolment/invitations.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::lms {

using nlohmann::json;

namespace {

const storage::Query kEnrolled{"home.enrolled", R"sql(
  SELECT c.id, c.title, c.summary, c.visibility, e.id, e.role, e.completed_lessons,
         (SELECT count(*) FROM lesson l WHERE l.course_id = c.id)
    FROM enrolment e JOIN course c ON c.id = e.course_id
   WHERE e.account_id = ?1 AND e.state = 'active' AND e.hidden = 0 AND c.owner_id <> ?1 AND c.deleted_at IS NULL
     AND (c.visibility <> 'draft' OR e.role IN ('instructor', 'assistant'))
   ORDER BY e.id DESC LIMIT 200)sql"};

const storage::Query kOwned{"home.owned", R"sql(
  SELECT c.id, c.title, c.summary, c.visibility, NULL, 'owner', 0,
         (SELECT count(*) FROM lesson l WHERE l.course_id = c.id)
    FROM course c WHERE c.owner_id = ?1 AND c.deleted_at IS NULL ORDER BY c.id DESC LIMIT 200)sql"};

// Places in queues: of courses, and of categories.
const storage::Query kWaiting{"home.waiting", R"sql(
  SELECT e.id, c.id, c.title, (SELECT count(*) FROM enrolment b
                                WHERE b.course_id = e.course_id AND b.state = 'waiting'
                                  AND (b.waiting_since, b.id) <= (e.waiting_since, e.id))
    FROM enrolment e JOIN course c ON c.id = e.course_id
   WHERE e.account_id = ?1 AND e.state = 'waiting' AND e.hidden = 0 AND c.deleted_at IS NULL
   ORDER BY e.id LIMIT 50)sql"};

const storage::Query kWanted{"home.wanted", R"sql(
  SELECT g.id, g.name FROM category_subscription s JOIN category g ON g.id = s.category_id
   WHERE s.account_id = ?1 AND s.state = 'waiting' ORDER BY s.id LIMIT 50)sql"};

// What ends: one's place, or the course itself, whichever is first.
const storage::Query kDue{"home.due", R"sql(
  SELECT c.id, c.title, min(coalesce(e.ends_at, c.ends_at), coalesce(c.ends_at, e.ends_at))
    FROM enrolment e JOIN course c ON c.id = e.course_id
   WHERE e.account_id = ?1 AND e.state = 'active' AND e.completed_at IS NULL AND e.role = 'student'
     AND c.deleted_at IS NULL AND min(coalesce(e.ends_at, c.ends_at), coalesce(c.ends_at, e.ends_at)) BETWEEN ?2 AND ?3
   ORDER BY 3 LIMIT 50)sql"};

constexpr std::chrono::hours kSoon{24 * 14};

struct HomeCourse {
  std::optional<Instant> stopped_at;
  json value;
};

json text_or_null(const std::string& text) {
  return text.empty() ? json(nullptr) : json(text);
}

HomeCourse as_home_course(const storage::Row& row) {
  return {{},
          {{"course_id", row.get<std::string>(0)},
           {"title", row.get<std::string>(1)},
           {"summary", row.get<std::string>(2)},
           {"visibility", row.get<std::string>(3)},
           {"enrolment_id", text_or_null(row.get<std::optional<std::string>>(4).value_or(""))},
           {"role", row.get<std::string>(5)},
           {"completed_lessons", row.get<std::int64_t>(6)},
           {"lessons", row.get<std::int64_t>(7)},
           {"continue", nullptr}}};
}

/// The one watched last comes first.
void fill_courses(const storage::Reader& db, const UserId& user, const Positions& positions, json& content) {
  auto courses = db.all(kEnrolled, as_home_course, user);
  for (auto& course : db.all(kOwned, as_home_course, user)) courses.push_back(std::move(course));
  for (auto& course : courses) {
    const auto stop = positions.last_stop(db, user, CourseId{course.value["course_id"].get<std::string>()});
    if (!stop) continue;
    course.stopped_at = stop->at;
    course.value["continue"] = {{"lesson_id", stop->lesson.text()},
                                {"title", stop->lesson_title},
                                {"seconds", stop->seconds},
                                {"at", to_rfc3339(stop->at)}};
  }
  std::stable_sort(courses.begin(), courses.end(),
                   [](const HomeCourse& a, const HomeCourse& b) { return a.stopped_at > b.stopped_at; });
  for (auto& course : courses) content.push_back(std::move(course.value));
}

void fill_waiting(const storage::Reader& db, const UserId& user, json& content) {
  db.each(
      kWaiting,
      [&](const storage::Row& row) {
        content.push_back({{"enrolment_id", row.get<std::string>(0)},
                           {"course_id", row.get<std::string>(1)},
                           {"category_id", nullptr},
                           {"title", row.get<std::string>(2)},
                           {"queue_place", row.get<std::int64_t>(3)}});
      },
      user);
  db.each(
      kWanted,
      [&](const storage::Row& row) {
        content.push_back({{"enrolment_id", nullptr},
                           {"course_id", nullptr},
                           {"category_id", row.get<std::string>(0)},
                           {"title", row.get<std::string>(1)},
                           {"queue_place", nullptr}});
      },
      user);
}

void fill_invitations(const storage::Reader& db, const UserId& user, json& content) {
  for (const auto& invitation : invitations_for(db, user))
    content.push_back({{"code", invitation.code},
                       {"course_id", invitation.course.text()},
                       {"course_title", invitation.course_title},
                       {"role", text_of(invitation.role)},
                       {"invited_by", text_or_null(invitation.invited_by)}});
}

void fill_due(const storage::Reader& db, const UserId& user, json& content) {
  db.each(
      kDue,
      [&](const storage::Row& row) {
        content.push_back({{"course_id", row.get<std::string>(0)},
                           {"title", row.get<std::string>(1)},
                           {"ends_at", to_rfc3339(row.get<Instant>(2))}});
      },
      user, db.now(), db.now() + kSoon);
}

}  // namespace

Home::Home(storage::Database& database, const Positions& positions) : database_(database) {
  using storage::Reader;
  add({"courses", [&positions](const Reader& db, const http::Principal& who, json& content) {
         fill_courses(db, who.user, positions, content);
       }});
  add({"waiting", [](const Reader& db, const http::Principal& who, json& content) {
         fill_waiting(db, who.user, content);
       }});
  add({"invitations", [](const Reader& db, const http::Principal& who, json& content) {
         fill_invitations(db, who.user, content);
       }});
  add({"due",
       [](const Reader& db, const http::Principal& who, json& content) { fill_due(db, who.user, content); }});
}

json Home::of(const http::Request& request) const {
  std::vector<std::string> known;
  for (const auto& part : parts_) known.push_back(part.name);
  const http::Include include(request, known, http::Include::Unasked::Everything);
  return database_.read([&](const storage::Reader& db) {
    json home = {{"unavailable", json::array()}};
    for (const auto& part : parts_) {
      include.add(home, part.name, [&] {
        json content = json::array();
        part.fill(db, request.principal, content);
        return content;
      });
    }
    return home;
  });
}

}  // namespace lectern::lms
