#include "lms/quiz/quizzes.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::lms {

namespace {

using catalog::Need;
using nlohmann::json;

const storage::Query kQuiz{"quiz.one", R"sql(
  SELECT q.lesson_id, l.course_id, l.title, q.rules,
         (SELECT count(*) FROM quiz_attempt a WHERE a.lesson_id = q.lesson_id AND a.is_preview = 0)
    FROM quiz q JOIN lesson l ON l.id = q.lesson_id WHERE q.lesson_id = ?1)sql"};

const storage::Query kSlots{"quiz.slots", R"sql(
  SELECT slot, page, section, question_id, category_id, tag, points
    FROM quiz_slot WHERE lesson_id = ?1 ORDER BY slot)sql"};

const storage::Query kPut{"quiz.put", R"sql(
  INSERT INTO quiz (lesson_id, rules, updated_at) VALUES (?1, ?2, ?3)
      ON CONFLICT (lesson_id) DO UPDATE SET rules = excluded.rules, updated_at = excluded.updated_at)sql"};

const storage::Query kForgetSlots{"quiz.forget_slots", R"sql(
  DELETE FROM quiz_slot WHERE lesson_id = ?1)sql"};

// A quiz goes by its lesson's id; without questions there is nothing to go to.
const storage::Query kSetTarget{"quiz.set_target", R"sql(
  UPDATE lesson SET target_id = CASE WHEN EXISTS (SELECT 1 FROM quiz_slot s WHERE s.lesson_id = lesson.id)
                                     THEN lesson.id ELSE '' END
   WHERE id = ?1)sql"};

const storage::Query kForgetPreviews{"quiz.forget_previews", R"sql(
  DELETE FROM quiz_attempt WHERE lesson_id = ?1 AND is_preview = 1)sql"};

const storage::Query kAddSlot{"quiz.add_slot", R"sql(
  INSERT INTO quiz_slot (lesson_id, slot, page, section, question_id, category_id, tag, points)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8))sql"};

const storage::Query kOverrides{"quiz_override.list", R"sql(
  SELECT o.whom, o.whom_id, o.opens_at, o.closes_at, o.time_limit_seconds, o.attempts,
         coalesce((SELECT name FROM account WHERE id = o.whom_id), (SELECT name FROM cohort WHERE id = o.whom_id), '')
    FROM quiz_override o WHERE o.lesson_id = ?1 ORDER BY o.whom, o.whom_id)sql"};

const storage::Query kOverrideOf{"quiz_override.of_person", R"sql(
  SELECT opens_at, closes_at, time_limit_seconds, attempts
    FROM quiz_override WHERE lesson_id = ?1 AND whom = 'person' AND whom_id = ?2)sql"};

const storage::Query kOverridesOfCohorts{"quiz_override.of_cohorts", R"sql(
  SELECT o.opens_at, o.closes_at, o.time_limit_seconds, o.attempts
    FROM cohort_member m JOIN quiz_override o ON o.lesson_id = ?1 AND o.whom = 'cohort' AND o.whom_id = m.cohort_id
   WHERE m.account_id = ?2)sql"};

const storage::Query kForgetOverrides{"quiz_override.forget", R"sql(
  DELETE FROM quiz_override WHERE lesson_id = ?1)sql"};

const storage::Query kAddOverride{"quiz_override.add", R"sql(
  INSERT INTO quiz_override (lesson_id, whom, whom_id, opens_at, closes_at, time_limit_seconds, attempts)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7))sql"};

const storage::Query kExists{"quiz_override.whom", R"sql(
  SELECT 1 WHERE EXISTS (SELECT 1 FROM account WHERE id = ?1) OR EXISTS (SELECT 1 FROM cohort WHERE id = ?1))sql"};

const storage::Query kOpenAttempts{"quiz.open_attempts", R"sql(
  SELECT id, account_id, started_at FROM quiz_attempt
   WHERE lesson_id = ?1 AND is_preview = 0 AND state = 'open')sql"};

const storage::Query kSetDue{"quiz.set_due", R"sql(
  UPDATE quiz_attempt SET due_at = ?2 WHERE id = ?1 AND state = 'open')sql"};

QuizSlot as_slot(const storage::Row& row) {
  return {row.get<std::int64_t>(0), row.get<std::int64_t>(1),       row.get<std::string>(2),
          row.get<QuestionId>(3),   row.get<QuestionCategoryId>(4), row.get<std::string>(5),
          row.get<double>(6)};
}

QuizOverride as_override(const storage::Row& row, int first) {
  return {row.get<std::optional<Instant>>(first), row.get<std::optional<Instant>>(first + 1),
          row.get<std::optional<std::int64_t>>(first + 2), row.get<std::optional<std::int64_t>>(first + 3)};
}

bool is_same(const QuizSlot& a, const QuizSlot& b) {
  return a.page == b.page && a.section == b.section && a.question == b.question && a.category == b.category &&
         a.tag == b.tag && a.points == b.points;
}

/// Each slot names a question or something to draw from, both within reach of the course.
void check_slots(const storage::Reader& db, const CourseId& course, const std::vector<QuizSlot>& slots) {
  std::vector<Problem> problems;
  for (std::size_t at = 0; at < slots.size(); ++at) {
    const auto& slot = slots[at];
    const auto field = [&](const char* name) { return "slots." + std::to_string(at) + "." + name; };
    if (!slot.question.empty()) {
      const auto question = question_at(db, slot.question, 0);
      const bool is_ours =
          question && (question->course == course ||
                       (!question->category.empty() && may_draw_from(db, course, question->category)));
      if (!is_ours) problems.push_back({field("question_id"), "This course has no such question."});
    } else if (slot.category.empty() && slot.tag.empty()) {
      problems.push_back({field("question_id"), "Name a question, or a category or a tag to draw from."});
    } else if (!slot.category.empty() && !may_draw_from(db, course, slot.category)) {
      problems.push_back({field("category_id"), "This course has no such category."});
    }
  }
  if (!problems.empty()) throw InvalidInput(std::move(problems));
}

/// The rules have changed: whoever is at it now has until their new end.
void move_ends(storage::Writer& db, const LessonId& lesson) {
  const auto quiz = stored_quiz(db, lesson);
  struct Open {
    std::string id;
    UserId user;
    Instant started;
  };
  const auto as_open = [](const storage::Row& row) {
    return Open{row.get<std::string>(0), row.get<UserId>(1), row.get<Instant>(2)};
  };
  for (const auto& open : db.all(kOpenAttempts, as_open, lesson))
    db.run(kSetDue, open.id, due_at(rules_for(db, *quiz, open.user), open.started));
}

}  // namespace

void require_quiz(const catalog::OpenLesson& open) {
  if (open.lesson.kind != catalog::LessonKind::Quiz)
    throw Error(ErrorCode::Conflict, "This lesson is no quiz.");
}

std::optional<Quiz> stored_quiz(const storage::Reader& db, const LessonId& lesson) {
  const auto as_quiz = [](const storage::Row& row) {
    Quiz quiz;
    quiz.lesson = row.get<LessonId>(0);
    quiz.course = row.get<CourseId>(1);
    quiz.title = row.get<std::string>(2);
    quiz.rules = read_rules(json::parse(row.get<std::string>(3)));
    quiz.attempts = row.get<std::int64_t>(4);
    return quiz;
  };
  auto quiz = db.first(kQuiz, as_quiz, lesson);
  if (quiz) quiz->slots = db.all(kSlots, as_slot, lesson);
  return quiz;
}

void store_quiz(storage::Writer& db, const LessonId& lesson, const QuizRules& rules,
                const std::vector<QuizSlot>& slots) {
  db.run(kPut, lesson, as_json(rules).dump(), db.now());
  db.run(kForgetPreviews, lesson);
  db.run(kForgetSlots, lesson);
  for (std::size_t at = 0; at < slots.size(); ++at) {
    const auto& slot = slots[at];
    db.run(kAddSlot, lesson, at + 1, slot.page, slot.section, slot.question, slot.category, slot.tag,
           slot.points);
  }
  db.run(kSetTarget, lesson);
}

QuizRules rules_for(const storage::Reader& db, const Quiz& quiz, const UserId& user) {
  const auto read = [](const storage::Row& row) { return as_override(row, 0); };
  return with_overrides(quiz.rules, db.first(kOverrideOf, read, quiz.lesson, user),
                        db.all(kOverridesOfCohorts, read, quiz.lesson, user));
}

Quiz Quizzes::find(const http::Principal& who, const LessonId& lesson) const {
  return database_.read([&](const storage::Reader& db) {
    const auto open = doors_.lesson(db, lesson, who, Need::Edit);
    require_quiz(open);
    auto quiz = stored_quiz(db, lesson);
    if (quiz) return std::move(*quiz);
    Quiz fresh;
    fresh.lesson = lesson;
    fresh.course = open.course.id;
    fresh.title = open.lesson.title;
    return fresh;
  });
}

Quiz Quizzes::write(const http::Principal& who, const LessonId& lesson, const QuizRules& rules,
                    std::vector<QuizSlot> slots) {
  return database_.write([&](storage::Writer& db) {
    const auto open = doors_.lesson(db, lesson, who, Need::Edit);
    require_quiz(open);
    const auto before = stored_quiz(db, lesson);
    const bool slots_change = !before || !std::equal(slots.begin(), slots.end(), before->slots.begin(),
                                                     before->slots.end(), is_same);
    if (slots_change && before && before->attempts > 0)
      throw Error(ErrorCode::Conflict,
                  "People have begun this quiz: its questions stay. Change a question itself, and regrade.");
    if (slots_change) {
      check_slots(db, open.course.id, slots);
      store_quiz(db, lesson, rules, slots);
    } else {
      db.run(kPut, lesson, as_json(rules).dump(), db.now());
    }
    move_ends(db, lesson);
    return stored_quiz(db, lesson).value();
  });
}

std::vector<NamedOverride> Quizzes::overrides(const http::Principal& who, const LessonId& lesson) const {
  return database_.read([&](const storage::Reader& db) {
    require_quiz(doors_.lesson(db, lesson, who, Need::Edit));
    const auto as_named = [](const storage::Row& row) {
      return NamedOverride{row.get<OverrideFor>(0), row.get<std::string>(1), row.get<std::string>(6),
                           as_override(row, 2)};
    };
    return db.all(kOverrides, as_named, lesson);
  });
}

std::vector<NamedOverride> Quizzes::set_overrides(const http::Principal& who, const LessonId& lesson,
                                                  const std::vector<NamedOverride>& overrides) {
  database_.write([&](storage::Writer& db) {
    require_quiz(doors_.lesson(db, lesson, who, Need::Edit));
    if (!stored_quiz(db, lesson)) throw Error(ErrorCode::Conflict, "Give the quiz its questions first.");
    db.run(kForgetOverrides, lesson);
    std::vector<Problem> problems;
    for (std::size_t at = 0; at < overrides.size(); ++at) {
      const auto& one = overrides[at];
      const auto exists = [](const storage::Row&) { return true; };
      if (!db.first(kExists, exists, one.id)) {
        problems.push_back({"overrides." + std::to_string(at) + ".id", "There is nobody of this id."});
        continue;
      }
      db.run(kAddOverride, lesson, one.whom, one.id, one.rules.opens_at, one.rules.closes_at,
             one.rules.time_limit_seconds, one.rules.attempts);
    }
    if (!problems.empty()) throw InvalidInput(std::move(problems));
    move_ends(db, lesson);
  });
  return this->overrides(who, lesson);
}

}  // namespace lectern::lms
