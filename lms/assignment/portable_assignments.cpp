#include "lms/assignment/portable_assignments.h"

#include <nlohmann/json.hpp>

#include "base/json.h"
#include "lms/assignment/assignment_rows.h"
#include "lms/assignment/assignments.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::lms {

namespace {

using nlohmann::json;

const storage::Query kOfCourse{"portable_assignment.of_course", R"sql(
  SELECT l.id FROM lesson l JOIN assignment a ON a.lesson_id = l.id WHERE l.course_id = ?1 ORDER BY l.id)sql"};

const storage::Query kKind{"portable_assignment.kind", R"sql(
  SELECT kind FROM lesson WHERE id = ?1)sql"};

constexpr std::size_t kMost = 5000;

/// Given again, it is given at another time.
AssignmentRules without_dates(AssignmentRules rules) {
  for (auto* date :
       {&rules.opens_at, &rules.due_at, &rules.cut_off_at, &rules.peer.opens_at, &rules.peer.closes_at})
    date->reset();
  return rules;
}

json read(const storage::Reader& db, const CourseId& course, const catalog::LessonNumbers& lessons,
          catalog::CopyFor copy_for) {
  json items = json::array();
  for (const auto& id : db.all(
           kOfCourse, [](const storage::Row& row) { return row.get<LessonId>(0); }, course)) {
    const auto number = lessons.number_of(id);
    const auto assignment = stored_assignment(db, id);
    if (!number || !assignment) continue;
    const auto& rules = assignment->rules;
    items.push_back(
        {{"lesson", *number},
         {"rules", as_json(copy_for == catalog::CopyFor::NextTime ? without_dates(rules) : rules)},
         {"rubric", as_json(assignment->rubric)}});
  }
  return items.empty() ? json(nullptr) : json{{"items", std::move(items)}};
}

void write_one(storage::Writer& db, const catalog::LessonNumbers& lessons, const json& object) {
  FieldReader fields(object);
  const auto& lesson = lessons.at(static_cast<std::size_t>(fields.integer("lesson", 0, 100'000)));
  const auto* rules = fields.optional_object("rules");
  const auto* rubric = fields.optional_object("rubric");
  const auto as_kind = [](const storage::Row& row) { return row.get<catalog::LessonKind>(0); };
  if (db.first(kKind, as_kind, lesson) != catalog::LessonKind::Assignment)
    fields.add_problem("lesson", "This lesson is no assignment.");
  fields.finish();
  put_assignment(db, lesson, read_assignment_rules(rules != nullptr ? *rules : json::object()),
                 read_rubric(rubric != nullptr ? *rubric : json::object()));
}

}  // namespace

catalog::PortablePart portable_assignments() {
  const auto write = [](storage::Writer& db, const http::Principal&, const CourseId&,
                        const catalog::LessonNumbers& lessons, const json& value) {
    catalog::each_in(value, "items", kMost, [&](const json& object) { write_one(db, lessons, object); });
  };
  return {"assignments", read, write};
}

}  // namespace lectern::lms
