#pragma once
// What stands in a person's calendar: values.

#include <array>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/enum_text.h"
#include "base/ids.h"

namespace lectern::lms {

enum class CalendarKind {
  QuizCloses,
  GradeDue,
  AssignmentDue,
  LessonOpens,
  CourseStarts,
  CourseEnds,
  EnrolmentEnds,
  CertificateEnds,
};
constexpr std::array kCalendarKindTexts = {EnumText{CalendarKind::QuizCloses, "quiz_closes"},
                                           EnumText{CalendarKind::GradeDue, "grade_due"},
                                           EnumText{CalendarKind::AssignmentDue, "assignment_due"},
                                           EnumText{CalendarKind::LessonOpens, "lesson_opens"},
                                           EnumText{CalendarKind::CourseStarts, "course_starts"},
                                           EnumText{CalendarKind::CourseEnds, "course_ends"},
                                           EnumText{CalendarKind::EnrolmentEnds, "enrolment_ends"},
                                           EnumText{CalendarKind::CertificateEnds, "certificate_ends"}};
constexpr const auto& text_table(CalendarKind) {
  return kCalendarKindTexts;
}

/// Something has to be done by then: openings and beginnings are none.
bool is_deadline(CalendarKind kind);

struct CalendarEntry {
  CalendarKind kind = CalendarKind::QuizCloses;
  std::string subject = {};  ///< The id of what it is about: with the kind, the same for ever.
  Instant at = {};
  std::string title = {};
  CourseId course = {};
  std::string course_title = {};
  LessonId lesson = {};  ///< Empty: none.
  bool is_done = false;  ///< Nothing is left to do for it.

  std::string uid() const;
};

/// Somebody's place in a course, which sources tell deadlines of.
struct Seat {
  UserId user;
  CourseId course;
  std::string course_title;
  bool teaches = false;
  std::optional<Instant> course_starts;
  std::optional<Instant> course_ends;
  std::optional<Instant> enrolled;
  std::optional<Instant> enrolment_ends;
};

}  // namespace lectern::lms
