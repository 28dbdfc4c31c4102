#include "lms/assignment/assignments.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "catalog/acting.h"
#include "lms/assignment/assignment_rows.h"
#include "lms/assignment/grading.h"
#include "storage/audit/audit.h"
#include "storage/db/database.h"
#include "storage/db/query.h"
#include "storage/outbox/outbox.h"

namespace lectern::lms {

namespace {

using catalog::Need;

const storage::Query kPut{"assignment.put", R"sql(
  INSERT INTO assignment (lesson_id, rules, rubric, phase, turns_at, updated_at)
  VALUES (?1, ?2, ?3, 'handing_in', ?4, ?5)
      ON CONFLICT (lesson_id) DO UPDATE
     SET rules = excluded.rules, rubric = excluded.rubric, turns_at = excluded.turns_at,
         updated_at = excluded.updated_at)sql"};

// An assignment goes by its lesson's id.
const storage::Query kSetTarget{"assignment.set_target", R"sql(
  UPDATE lesson SET target_id = id WHERE id = ?1)sql"};

const storage::Query kPhaseOf{"assignment.phase_of", R"sql(
  SELECT phase FROM assignment WHERE lesson_id = ?1)sql"};

const storage::Query kJudged{"assignment.judged", R"sql(
  SELECT 1 WHERE EXISTS (SELECT 1 FROM hand_in
                          WHERE lesson_id = ?1 AND state IN ('handed_in', 'marked', 'released', 'returned')
                            AND marks IS NOT NULL)
              OR EXISTS (SELECT 1 FROM peer_review WHERE lesson_id = ?1 AND marks IS NOT NULL))sql"};

const storage::Query kWithFraction{"assignment.with_fraction", R"sql(
  SELECT id FROM hand_in WHERE lesson_id = ?1 AND state IN ('handed_in', 'marked', 'released', 'returned')
                           AND fraction IS NOT NULL)sql"};

const storage::Query kExtensions{"assignment_extension.list", R"sql(
  SELECT x.account_id, a.name, x.due_at, x.cut_off_at
    FROM assignment_extension x JOIN account a ON a.id = x.account_id WHERE x.lesson_id = ?1
   ORDER BY x.account_id)sql"};

const storage::Query kForgetExtensions{"assignment_extension.forget", R"sql(
  DELETE FROM assignment_extension WHERE lesson_id = ?1)sql"};

const storage::Query kAddExtension{"assignment_extension.add", R"sql(
  INSERT INTO assignment_extension (lesson_id, account_id, due_at, cut_off_at) VALUES (?1, ?2, ?3, ?4)
      ON CONFLICT (lesson_id, account_id) DO UPDATE SET due_at = excluded.due_at, cut_off_at = excluded.cut_off_at)sql"};

/// Levels are remembered by their place: words may change, places and points may not.
bool has_same_levels(const Rubric& a, const Rubric& b) {
  const auto same_points = [](const RubricLevel& x, const RubricLevel& y) { return x.points == y.points; };
  const auto same = [&](const RubricCriterion& x, const RubricCriterion& y) {
    return std::equal(x.levels.begin(), x.levels.end(), y.levels.begin(), y.levels.end(), same_points);
  };
  return std::equal(a.criteria.begin(), a.criteria.end(), b.criteria.begin(), b.criteria.end(), same);
}

bool exists(const storage::Row&) {
  return true;
}

}  // namespace

Assignment teachable_assignment(const storage::Reader& db, const catalog::Doors& doors,
                                const http::Principal& who, const LessonId& lesson) {
  const auto open = doors.lesson(db, lesson, who, Need::See);
  if (!catalog::may_teach(open.course, open.viewer))
    throw Error(ErrorCode::Forbidden, "Only those who teach this course may see what was handed in.");
  require_assignment(open);
  auto assignment = stored_assignment(db, lesson);
  if (!assignment)
    throw Error(ErrorCode::Conflict, "This assignment has no rules yet. Set them on its page first.");
  return std::move(*assignment);
}

void put_assignment(storage::Writer& db, const LessonId& lesson, const AssignmentRules& rules,
                    const Rubric& rubric) {
  const auto as_phase = [](const storage::Row& row) { return row.get<Phase>(0); };
  const auto phase = db.first(kPhaseOf, as_phase, lesson).value_or(Phase::HandingIn);
  db.run(kPut, lesson, as_json(rules).dump(), as_json(rubric).dump(), turns_at(rules, phase), db.now());
  db.run(kSetTarget, lesson);
}

Assignment Assignments::find(const http::Principal& who, const LessonId& lesson) const {
  return database_.read([&](const storage::Reader& db) {
    const auto open = doors_.lesson(db, lesson, who, Need::Edit);
    require_assignment(open);
    auto assignment = stored_assignment(db, lesson);
    if (assignment) return std::move(*assignment);
    Assignment fresh;
    fresh.lesson = lesson;
    fresh.course = open.course.id;
    fresh.title = open.lesson.title;
    return fresh;
  });
}

Assignment Assignments::write(const http::Principal& who, const LessonId& lesson,
                              const AssignmentRules& rules, const Rubric& rubric) {
  return database_.write([&](storage::Writer& db) {
    const auto open = doors_.lesson(db, lesson, who, Need::Edit);
    require_assignment(open);
    const auto before = stored_assignment(db, lesson);
    if (before && !has_same_levels(before->rubric, rubric) && db.first(kJudged, exists, lesson))
      throw Error(ErrorCode::Conflict,
                  "Work has been marked by this rubric: its levels and points stay. Their words may change.");
    put_assignment(db, lesson, rules, rubric);
    const auto assignment = stored_assignment(db, lesson).value();
    const auto as_id = [](const storage::Row& row) { return row.get<HandInId>(0); };
    for (const auto& id : db.all(kWithFraction, as_id, lesson)) settle(db, assignment, id);
    const nlohmann::json payload = {
        {"lesson_id", lesson.text()},
        {"course_id", open.course.id.text()},
        {"due_at", rules.due_at ? nlohmann::json(to_rfc3339(*rules.due_at)) : nlohmann::json(nullptr)}};
    outbox::append(db, outbox::NewEvent{"assignment.changed", lesson.text(), payload.dump()});
    return assignment;
  });
}

std::vector<NamedExtension> Assignments::extensions(const http::Principal& who,
                                                    const LessonId& lesson) const {
  return database_.read([&](const storage::Reader& db) {
    teachable_assignment(db, doors_, who, lesson);
    const auto as_named = [](const storage::Row& row) {
      return NamedExtension{row.get<UserId>(0),
                            row.get<std::string>(1),
                            {row.get<std::optional<Instant>>(2), row.get<std::optional<Instant>>(3)}};
    };
    return db.all(kExtensions, as_named, lesson);
  });
}

std::vector<NamedExtension> Assignments::set_extensions(const http::Principal& who, const LessonId& lesson,
                                                        const std::vector<NamedExtension>& extensions) {
  database_.write([&](storage::Writer& db) {
    const auto assignment = teachable_assignment(db, doors_, who, lesson);
    db.run(kForgetExtensions, lesson);
    std::vector<Problem> problems;
    for (std::size_t at = 0; at < extensions.size(); ++at) {
      const auto& one = extensions[at];
      if (!doors_.standing().membership(db, assignment.course, one.user)) {
        problems.push_back(
            {"extensions." + std::to_string(at) + ".user_id", "This person does not take the course."});
        continue;
      }
      db.run(kAddExtension, lesson, one.user, one.dates.due_at, one.dates.cut_off_at);
    }
    if (!problems.empty()) throw InvalidInput(std::move(problems));
    audit::record(db, catalog::act_of(who, "assignment.extensions_set", {"lesson", lesson.text()}));
  });
  return this->extensions(who, lesson);
}

}  // namespace lectern::lms
