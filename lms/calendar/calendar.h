#pragma once
// Everybody's deadlines over all their courses. Where they come from is a table of sources, to which other
// modules add theirs.

#include <functional>
#include <string>
#include <vector>

#include "http/principal.h"
#include "lms/calendar/entry.h"

namespace lectern::storage {
class Database;
class Reader;
}  // namespace lectern::storage

namespace lectern::lms {

struct CalendarSource {
  std::string name;
  /// Tells `entries` all that it knows of the seat, whenever it is: course and title are filled in by the
  /// calendar.
  std::function<void(const storage::Reader& db, const Seat& seat, std::vector<CalendarEntry>& entries)> tell;
};

class Calendar {
 public:
  /// Quizzes, assignments, grades, lessons, courses, enrolments and certificates are there from the start.
  explicit Calendar(storage::Database& database);

  void add(CalendarSource source) { sources_.push_back(std::move(source)); }

  /// In order of time, from `from` to before `until`.
  std::vector<CalendarEntry> of(const http::Principal& who, Instant from, Instant until) const;
  std::vector<CalendarEntry> between(const storage::Reader& db, const UserId& user, Instant from,
                                     Instant until) const;
  std::vector<CalendarEntry> of_seat(const storage::Reader& db, const Seat& seat, Instant from,
                                     Instant until) const;

 private:
  storage::Database& database_;
  std::vector<CalendarSource> sources_;
};

/// Where somebody learns or teaches now.
std::vector<Seat> seats_of(const storage::Reader& db, const UserId& user);
/// Of all who learn, those behind that enrolment, in order of enrolments; `last` is that of the last one.
std::vector<Seat> learner_seats_after(const storage::Reader& db, const std::string& enrolment, int limit,
                                      std::string& last);

}  // namespace lectern::lms
