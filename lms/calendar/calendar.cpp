#include "lms/calendar/calendar.h"

#include <algorithm>
#include <tuple>

#include "lms/calendar/sources.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::lms {

namespace {

#define SEAT_COLUMNS                                                                                 \
  "SELECT e.account_id, c.id, c.title, e.role <> 'student', c.starts_at, c.ends_at, e.enrolled_at, " \
  "e.ends_at, "                                                                                      \
  "e.id FROM enrolment e JOIN course c ON c.id = e.course_id "

const storage::Query kEnrolled{
    "calendar.enrolled", SEAT_COLUMNS
    "WHERE e.account_id = ?1 AND e.state = 'active' AND e.role <> 'observer' AND c.deleted_at IS NULL "
    "AND (c.visibility <> 'draft' OR e.role <> 'student') AND c.owner_id <> ?1 ORDER BY e.id LIMIT 300"};

const storage::Query kOwned{"calendar.owned", R"sql(
  SELECT c.owner_id, c.id, c.title, 1, c.starts_at, c.ends_at, NULL, NULL
    FROM course c WHERE c.owner_id = ?1 AND c.deleted_at IS NULL AND c.visibility <> 'archived'
   ORDER BY c.id LIMIT 300)sql"};

const storage::Query kLearners{"calendar.learners", SEAT_COLUMNS
                               "WHERE e.id > ?1 AND e.state = 'active' AND e.role = 'student' "
                               "AND c.deleted_at IS NULL AND c.visibility <> 'draft' ORDER BY e.id LIMIT ?2"};

Seat as_seat(const storage::Row& row) {
  Seat seat;
  seat.user = row.get<UserId>(0);
  seat.course = row.get<CourseId>(1);
  seat.course_title = row.get<std::string>(2);
  seat.teaches = row.get<bool>(3);
  seat.course_starts = row.get<std::optional<Instant>>(4);
  seat.course_ends = row.get<std::optional<Instant>>(5);
  seat.enrolled = row.get<std::optional<Instant>>(6);
  seat.enrolment_ends = row.get<std::optional<Instant>>(7);
  return seat;
}

void sort_by_time(std::vector<CalendarEntry>& entries) {
  std::sort(entries.begin(), entries.end(), [](const auto& one, const auto& other) {
    return std::tie(one.at, one.course_title, one.title, one.kind, one.subject) <
           std::tie(other.at, other.course_title, other.title, other.kind, other.subject);
  });
}

}  // namespace

bool is_deadline(CalendarKind kind) {
  return kind != CalendarKind::LessonOpens && kind != CalendarKind::CourseStarts;
}

std::string CalendarEntry::uid() const {
  return std::string{text_of(kind)} + "-" + subject;
}

std::vector<Seat> seats_of(const storage::Reader& db, const UserId& user) {
  auto seats = db.all(kEnrolled, as_seat, user);
  for (auto& seat : db.all(kOwned, as_seat, user)) seats.push_back(std::move(seat));
  return seats;
}

std::vector<Seat> learner_seats_after(const storage::Reader& db, const std::string& enrolment, int limit,
                                      std::string& last) {
  const auto read = [&](const storage::Row& row) {
    last = row.get<std::string>(8);
    return as_seat(row);
  };
  return db.all(kLearners, read, enrolment, limit);
}

Calendar::Calendar(storage::Database& database) : database_(database), sources_(own_sources()) {}

std::vector<CalendarEntry> Calendar::of_seat(const storage::Reader& db, const Seat& seat, Instant from,
                                             Instant until) const {
  std::vector<CalendarEntry> entries;
  for (const auto& source : sources_) source.tell(db, seat, entries);
  std::erase_if(entries, [&](const auto& entry) { return entry.at < from || entry.at >= until; });
  for (auto& entry : entries) {
    entry.course = seat.course;
    entry.course_title = seat.course_title;
  }
  return entries;
}

std::vector<CalendarEntry> Calendar::between(const storage::Reader& db, const UserId& user, Instant from,
                                             Instant until) const {
  std::vector<CalendarEntry> entries;
  for (const auto& seat : seats_of(db, user))
    for (auto& entry : of_seat(db, seat, from, until)) entries.push_back(std::move(entry));
  sort_by_time(entries);
  return entries;
}

std::vector<CalendarEntry> Calendar::of(const http::Principal& who, Instant from, Instant until) const {
  return database_.read([&](const storage::Reader& db) { return between(db, who.user, from, until); });
}

}  // namespace lectern::lms
