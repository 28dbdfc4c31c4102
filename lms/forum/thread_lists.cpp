#include "lms/forum/thread_lists.h"

#include <iterator>
#include <limits>

#include "base/error.h"
#include "base/text.h"
#include "lms/forum/forum_rows.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::lms {

namespace {

// ?1 forum or lesson, ?2 and ?3 where the page before ended, ?4 limit, ?5 viewer, ?6 from when things are new
// to them, ?7 what is shown
#define IS_UNREAD                                                                         \
  " (t.active_at > ?6 AND NOT EXISTS (SELECT 1 FROM forum_read r WHERE r.account_id = ?5" \
  " AND r.thread_id = t.id AND r.read_at >= t.active_at)) "
#define IS_ENDORSED                                                                            \
  " EXISTS (SELECT 1 FROM forum_post p WHERE p.thread_id = t.id AND p.endorsed_by IS NOT NULL" \
  " AND p.state = 'shown') "
#define IS_SHOWN                                                                                 \
  " (?7 IN ('all', 'removed') OR (?7 = 'questions' AND t.kind = 'question')"                     \
  " OR (?7 = 'unanswered' AND t.kind = 'question' AND t.accepted_post IS NULL)"                  \
  " OR (?7 = 'mine' AND t.author_id = ?5) OR (?7 = 'unread' AND" IS_UNREAD                       \
  ")"                                                                                            \
  " OR (?7 = 'following' AND EXISTS (SELECT 1 FROM forum_subscription s WHERE s.account_id = ?5" \
  " AND s.scope = 'thread' AND s.target_id = t.id AND s.level = 'following'))) "
#define ROW_COLUMNS THREAD_COLUMNS "," IS_UNREAD "," IS_ENDORSED

const storage::Query kPinned{"threads.pinned", "SELECT" ROW_COLUMNS R"sql(
  FROM forum_thread t WHERE t.forum_id = ?1 AND t.state = 'open' AND t.pinned = 1 AND (t.active_at, t.id) < (?2, ?3) AND)sql" IS_SHOWN
                                               "ORDER BY t.active_at DESC, t.id DESC LIMIT ?4"};

const storage::Query kByActivity{"threads.by_activity", "SELECT" ROW_COLUMNS R"sql(
  FROM forum_thread t WHERE t.forum_id = ?1 AND t.state = 'open' AND t.pinned = 0 AND (t.active_at, t.id) < (?2, ?3) AND)sql" IS_SHOWN
                                                        "ORDER BY t.active_at DESC, t.id DESC LIMIT ?4"};

const storage::Query kByVotes{"threads.by_votes", "SELECT" ROW_COLUMNS R"sql(
  FROM forum_thread t WHERE t.forum_id = ?1 AND t.state = 'open' AND t.pinned = 0 AND (t.votes, t.id) < (?2, ?3) AND)sql" IS_SHOWN
                                                  "ORDER BY t.votes DESC, t.id DESC LIMIT ?4"};

const storage::Query kNewest{"threads.newest", "SELECT" ROW_COLUMNS R"sql(
  FROM forum_thread t WHERE t.forum_id = ?1 AND t.state = 'open' AND t.pinned = 0 AND ?2 >= 0 AND t.id < ?3 AND)sql" IS_SHOWN
                                               "ORDER BY t.id DESC LIMIT ?4"};

const storage::Query kRemoved{"threads.removed", "SELECT" ROW_COLUMNS R"sql(
  FROM forum_thread t
 WHERE t.forum_id = ?1 AND t.state = 'removed' AND t.pinned = 0 AND (t.active_at, t.id) < (?2, ?3) AND)sql" IS_SHOWN
                                                 "ORDER BY t.active_at DESC, t.id DESC LIMIT ?4"};

// ?8 whether they teach the course
const storage::Query kOfLesson{"threads.of_lesson", "SELECT" ROW_COLUMNS R"sql(
  FROM forum_thread t JOIN forum f ON f.id = t.forum_id
 WHERE t.lesson_id = ?1 AND t.state = 'open' AND (t.active_at, t.id) < (?2, ?3)
   AND (?8 OR f.audience = 'course' OR EXISTS (
         SELECT 1 FROM course_group_member m JOIN enrolment e ON e.id = m.enrolment_id
          WHERE m.group_id = f.group_id AND e.account_id = ?5 AND e.state = 'active')) AND)sql" IS_SHOWN
                                                    "ORDER BY t.active_at DESC, t.id DESC LIMIT ?4"};

constexpr int kMostPinned = 50;

/// Where a page begins: below this in its order.
struct Place {
  std::int64_t key = std::numeric_limits<std::int64_t>::max();
  std::string id = "~";
};

std::int64_t key_of(const Thread& thread, ThreadOrder order) {
  if (order == ThreadOrder::Votes) return thread.votes;
  return thread.active_at.time_since_epoch().count();
}

std::string place_after(const Thread& thread, ThreadOrder order) {
  return std::to_string(key_of(thread, order)) + "-" + thread.id.text();
}

Place read_place(const std::string& after) {
  if (after.empty()) return {};
  const auto parts = split(after, '-');
  const auto key = parts.size() == 2 ? parse_number<std::int64_t>(parts[0]) : std::nullopt;
  if (!key || !ThreadId::parse(parts[1]))
    throw InvalidInput({Problem{"after", "This is not where a page ended. Begin with the first page."}});
  return {*key, std::string{parts[1]}};
}

ThreadRow as_thread_row(const storage::Row& row) {
  return {as_thread(row), row.get<bool>(kThreadColumns), row.get<bool>(kThreadColumns + 1)};
}

const storage::Query& query_for(const ThreadQuery& query) {
  if (query.show == ThreadShow::Removed) return kRemoved;
  switch (query.order) {
    case ThreadOrder::Votes:
      return kByVotes;
    case ThreadOrder::Newest:
      return kNewest;
    case ThreadOrder::Activity:
      break;
  }
  return kByActivity;
}

}  // namespace

ThreadLists::Listed ThreadLists::of_forum(const http::Principal& who, const ForumId& forum,
                                          const ThreadQuery& query) const {
  const auto place = read_place(query.paging.after);
  return database_.read([&](const storage::Reader& db) {
    auto open = doors_.forum(db, who, forum);
    if (query.show == ThreadShow::Removed) require_staff(open.who);
    const auto from = read_from(db, doors_.standing(), open.forum.course, who.user);
    const int limit = query.paging.limit;
    auto page =
        catalog::as_page(db.all(query_for(query), as_thread_row, forum, place.key, place.id, limit + 1,
                                who.user, from, query.show),
                         limit, [&](const ThreadRow& row) { return place_after(row.thread, query.order); });
    if (query.paging.after.empty() && query.show != ThreadShow::Removed) {
      auto pinned =
          db.all(kPinned, as_thread_row, forum, place.key, place.id, kMostPinned, who.user, from, query.show);
      page.items.insert(page.items.begin(), std::make_move_iterator(pinned.begin()),
                        std::make_move_iterator(pinned.end()));
    }
    return Listed{std::move(page), std::move(open.who)};
  });
}

ThreadLists::Listed ThreadLists::of_lesson(const http::Principal& who, const LessonId& lesson,
                                           const http::Paging& paging) const {
  const auto place = read_place(paging.after);
  return database_.read([&](const storage::Reader& db) {
    const auto course = doors_.catalog_doors().lesson(db, lesson, who, catalog::Need::Watch).course.id;
    auto open = doors_.course(db, who, course);
    const auto from = read_from(db, doors_.standing(), course, who.user);
    auto page = catalog::as_page(
        db.all(kOfLesson, as_thread_row, lesson, place.key, place.id, paging.limit + 1, who.user, from,
               ThreadShow::All, open.who.is_staff),
        paging.limit, [](const ThreadRow& row) { return place_after(row.thread, ThreadOrder::Activity); });
    return Listed{std::move(page), std::move(open.who)};
  });
}

}  // namespace lectern::lms
