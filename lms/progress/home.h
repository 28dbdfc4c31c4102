#pragma once
// What someone finds after signing in: their courses, and where they stopped in each.

#include <optional>
#include <string>
#include <vector>

#include "catalog/courses.h"
#include "lms/enrolment/enrolments.h"
#include "lms/progress/positions.h"

namespace lectern::lms {

struct HomeCourse {
  CourseId course;
  std::string title;
  std::string summary;
  catalog::Visibility visibility = catalog::Visibility::Draft;
  EnrolmentId enrolment;     ///< Empty for one's own course.
  std::string role;          ///< "owner", "instructor" or "student".
  std::optional<Stop> stop;  ///< Where to go on.
};

class Home {
 public:
  Home(storage::Database& database, const Positions& positions)
      : database_(database), positions_(positions) {}

  /// The one watched last comes first.
  std::vector<HomeCourse> courses_of(const UserId& user) const;

 private:
  storage::Database& database_;
  const Positions& positions_;
};

}  // namespace lectern::lms
