#include "lms/progress/portable_rules.h"

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/json.h"
#include "lms/progress/lesson_rules.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::lms {

namespace {

using catalog::CopyFor;
using catalog::LessonNumbers;
using nlohmann::json;

const storage::Query kLessons{"portable_rules.lessons", R"sql(
  SELECT r.lesson_id, r.completes_by, r.share, r.in_order
    FROM lesson l JOIN lesson_rule r ON r.lesson_id = l.id WHERE l.course_id = ?1)sql"};

const storage::Query kCourse{"portable_rules.course", R"sql(
  SELECT lessons_needed, grade_needed FROM course_rule WHERE course_id = ?1)sql"};

const storage::Query kPutLesson{"portable_rules.put_lesson", R"sql(
  INSERT INTO lesson_rule (lesson_id, completes_by, share, in_order) VALUES (?1, ?2, ?3, ?4))sql"};

const storage::Query kPutCourse{"portable_rules.put_course", R"sql(
  INSERT INTO course_rule (course_id, lessons_needed, grade_needed) VALUES (?1, ?2, ?3))sql"};

constexpr std::size_t kMostLessons = 5000;

template <typename Value>
json value_or_null(const std::optional<Value>& value) {
  return value ? json(*value) : json(nullptr);
}

json read(const storage::Reader& db, const CourseId& course, const LessonNumbers& lessons, CopyFor) {
  json list = json::array();
  db.each(
      kLessons,
      [&](const storage::Row& row) {
        const auto number = lessons.number_of(row.get<LessonId>(0));
        if (!number) return;
        list.push_back({{"lesson", *number},
                        {"completes_by", row.get<std::string>(1)},
                        {"share", row.get<std::int64_t>(2)},
                        {"in_order", row.get<bool>(3)}});
      },
      course);
  const auto as_rule = [](const storage::Row& row) {
    return json{{"lessons_needed", value_or_null(row.get<std::optional<std::int64_t>>(0))},
                {"grade_needed", value_or_null(row.get<std::optional<std::int64_t>>(1))}};
  };
  const auto rule = db.first(kCourse, as_rule, course);
  if (list.empty() && !rule) return nullptr;
  json value{{"lessons", std::move(list)}};
  if (rule) value["course"] = *rule;
  return value;
}

void write_lesson(storage::Writer& db, const LessonNumbers& lessons, const json& value) {
  std::vector<std::string_view> choices;
  for (const auto& row : text_table(CompletesBy{})) choices.push_back(row.text);
  FieldReader fields(value);
  const auto number = fields.integer("lesson", 0, 1'000'000);
  const auto by = fields.choice("completes_by", choices);
  const auto share = fields.integer("share", 1, 100);
  const bool in_order = fields.optional_flag("in_order").value_or(false);
  fields.finish();
  db.run(kPutLesson, lessons.at(static_cast<std::size_t>(number)), by, share, in_order);
}

void write(storage::Writer& db, const http::Principal&, const CourseId& course, const LessonNumbers& lessons,
           const json& value) {
  catalog::each_in(value, "lessons", kMostLessons, [&](const json& one) { write_lesson(db, lessons, one); });
  if (!value.contains("course")) return;
  FieldReader fields(value["course"]);
  const auto lessons_needed = fields.optional_integer("lessons_needed", 1, 5000);
  const auto grade_needed = fields.optional_integer("grade_needed", 0, 100);
  fields.finish();
  db.run(kPutCourse, course, lessons_needed, grade_needed);
}

}  // namespace

catalog::PortablePart portable_completion() {
  return {"completion", read, write};
}

}  // namespace lectern::lms
