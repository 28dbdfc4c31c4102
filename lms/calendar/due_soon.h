#pragma once
// Tells, through the outbox, what is due within a day and not done yet: `calendar.due_soon`, about the
// course, with `user_id`, `course_id`, `lesson_id` (or null), `kind`, `title` and `at`. Once for each person
// and deadline; again where it was moved.

#include <string>

#include "lms/calendar/calendar.h"

namespace lectern::storage {
class Writer;
}

namespace lectern::lms {

class DueSoon {
 public:
  DueSoon(storage::Database& database, const Calendar& calendar) : database_(database), calendar_(calendar) {}

  /// A part of everybody, and the next part with the next call; every half minute.
  void sweep();

 private:
  void tell(storage::Writer& db, const UserId& user, const CalendarEntry& entry);

  storage::Database& database_;
  const Calendar& calendar_;
  std::string cursor_;        ///< The last enrolment that was looked at.
  Instant rests_until_ = {};  ///< Everybody was looked at.
};

}  // namespace lectern::lms
