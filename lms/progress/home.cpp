#include "lms/progress/home.h"

#include <algorithm>

#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::lms {

namespace {

const storage::Query kEnrolled{"home.enrolled", R"sql(
  SELECT c.id, c.title, c.summary, c.visibility, e.id, e.role
    FROM enrolment e JOIN course c ON c.id = e.course_id
   WHERE e.account_id = ?1 AND e.state = 'active' AND c.owner_id <> ?1 AND c.deleted_at IS NULL
     AND (c.visibility <> 'draft' OR e.role = 'instructor')
   ORDER BY e.id DESC LIMIT 200)sql"};

const storage::Query kOwned{"home.owned", R"sql(
  SELECT c.id, c.title, c.summary, c.visibility, NULL, 'owner'
    FROM course c WHERE c.owner_id = ?1 AND c.deleted_at IS NULL ORDER BY c.id DESC LIMIT 200)sql"};

HomeCourse as_home_course(const storage::Row& row) {
  return {row.get<CourseId>(0),
          row.get<std::string>(1),
          row.get<std::string>(2),
          row.get<catalog::Visibility>(3),
          row.get<EnrolmentId>(4),
          row.get<std::string>(5),
          std::nullopt};
}

}  // namespace

std::vector<HomeCourse> Home::courses_of(const UserId& user) const {
  auto courses = database_.read([&](const storage::Reader& db) {
    auto all = db.all(kEnrolled, as_home_course, user);
    for (auto& course : db.all(kOwned, as_home_course, user)) all.push_back(std::move(course));
    for (auto& course : all) course.stop = positions_.last_stop(db, user, course.course);
    return all;
  });
  std::stable_sort(courses.begin(), courses.end(), [](const HomeCourse& a, const HomeCourse& b) {
    return (a.stop ? a.stop->at : Instant{}) > (b.stop ? b.stop->at : Instant{});
  });
  return courses;
}

}  // namespace lectern::lms
