#pragma once
// What is graded in a course and how it adds up: categories, items, weights, letters. What everyone has is
// grades.h. Every change says so through the outbox; who keeps totals follows it.

#include <optional>
#include <string>
#include <vector>

#include "catalog/doors.h"
#include "http/principal.h"
#include "lms/gradebook/totals.h"

namespace lectern::storage {
class Database;
class Reader;
class Writer;
}  // namespace lectern::storage

namespace lectern::lms {

struct GradeCategory {
  GradeCategoryId id;
  std::string name;
  std::int64_t weight = 1;
  std::int64_t drop_lowest = 0;
};

struct GradeItem {
  GradeItemId id;
  CourseId course;
  GradeCategoryId category;  ///< Empty: none.
  LessonId lesson;           ///< Whose results it takes. Empty: it is entered by hand.
  std::string name;
  std::int64_t most = 0;
  bool is_extra = false;
  std::optional<Instant> hidden_until;
  std::optional<Instant> due_at;
};

struct Gradebook {
  Weighting weighting = Weighting::Points;
  std::string scale;
  std::vector<GradeCategory> categories;
  std::vector<GradeItem> items;

  GradingScheme scheme() const;
};

struct GradebookPatch {
  std::optional<Weighting> weighting;
  std::optional<std::string> scale;
};

struct GradeCategoryPatch {
  std::optional<std::string> name;
  std::optional<std::int64_t> weight;
  std::optional<std::int64_t> drop_lowest;
};

struct GradeItemPatch {
  std::optional<std::string> name;
  std::optional<std::int64_t> most;
  std::optional<GradeCategoryId> category;
  std::optional<bool> is_extra;
  std::optional<std::optional<Instant>> hidden_until;
  std::optional<std::optional<Instant>> due_at;
};

Gradebook read_gradebook(const storage::Reader& db, const CourseId& course);
/// Into a course that has none yet.
void store_gradebook(storage::Writer& db, const CourseId& course, const Gradebook& book);
std::optional<GradeItem> find_item(const storage::Reader& db, const GradeItemId& id);
/// When the item of a lesson is due, as the lesson says; made where there is none yet.
void set_due(storage::Writer& db, const CourseId& course, const LessonId& lesson,
             const std::optional<Instant>& due);
/// The item of a lesson whose results are graded; made where there is none yet. Nothing for a lesson that is
/// gone.
std::optional<GradeItem> item_of_lesson(storage::Writer& db, const CourseId& course, const LessonId& lesson);
/// Throws for who does not teach the course.
/// May see everybody's grades; who may also give them is require_grader's to say.
void require_reader(const catalog::OpenCourse& open);
void require_grader(const catalog::OpenCourse& open);

class Gradebooks {
 public:
  Gradebooks(storage::Database& database, const catalog::Doors& doors) : database_(database), doors_(doors) {}

  Gradebook of(const http::Principal& who, const CourseId& course) const;
  Gradebook change(const http::Principal& who, const CourseId& course, const GradebookPatch& patch);
  Gradebook add_category(const http::Principal& who, const CourseId& course, const GradeCategory& category);
  Gradebook change_category(const http::Principal& who, const GradeCategoryId& id,
                            const GradeCategoryPatch& patch);
  void remove_category(const http::Principal& who, const GradeCategoryId& id);
  Gradebook add_item(const http::Principal& who, const CourseId& course, GradeItem item);
  Gradebook change_item(const http::Principal& who, const GradeItemId& id, const GradeItemPatch& patch);
  /// With all grades in it.
  void remove_item(const http::Principal& who, const GradeItemId& id);

 private:
  storage::Database& database_;
  const catalog::Doors& doors_;
};

}  // namespace lectern::lms
