#pragma once
// Where deadlines come from: quizzes, assignments, grades, lessons that open, courses, enrolments and
// certificates.

#include <vector>

#include "lms/calendar/calendar.h"

namespace lectern::lms {

std::vector<CalendarSource> own_sources();

}  // namespace lectern::lms
