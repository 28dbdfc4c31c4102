#pragma once
// What a quiz is made of: the rules and the questions of a lesson of that kind, and other rules for some
// people.

#include <optional>
#include <string>
#include <vector>

#include "catalog/doors.h"
#include "lms/enrolment/cohorts.h"
#include "lms/quiz/question_bank.h"
#include "lms/quiz/quiz_rules.h"

namespace lectern::lms {

struct QuizSlot {
  std::int64_t slot = 1;
  std::int64_t page = 1;
  std::string section;          ///< Heading above it; empty: goes on under the one before.
  QuestionId question;          ///< Empty: drawn for each attempt.
  QuestionCategoryId category;  ///< To draw from; empty: any that has the tag.
  std::string tag;
  double points = 1;
};

struct Quiz {
  LessonId lesson;
  CourseId course;
  std::string title;
  QuizRules rules;
  std::vector<QuizSlot> slots;
  std::int64_t attempts = 0;  ///< That people have begun: then its questions stay.
};

enum class OverrideFor { Person, Cohort };
constexpr std::array kOverrideForTexts = {EnumText{OverrideFor::Person, "person"},
                                          EnumText{OverrideFor::Cohort, "cohort"}};
constexpr const auto& text_table(OverrideFor) {
  return kOverrideForTexts;
}

struct NamedOverride {
  OverrideFor whom = OverrideFor::Person;
  std::string id;    ///< Of the account or the cohort.
  std::string name;  ///< Filled when read.
  QuizOverride rules;
};

class Quizzes {
 public:
  Quizzes(storage::Database& database, const catalog::Doors& doors) : database_(database), doors_(doors) {}

  /// For those who teach the course. A quiz that nobody has written yet has no questions.
  Quiz find(const http::Principal& who, const LessonId& lesson) const;
  /// Conflict where the questions change although people have begun.
  Quiz write(const http::Principal& who, const LessonId& lesson, const QuizRules& rules,
             std::vector<QuizSlot> slots);
  std::vector<NamedOverride> overrides(const http::Principal& who, const LessonId& lesson) const;
  /// All of them at once: what is not named is taken away. Open attempts get their new end.
  std::vector<NamedOverride> set_overrides(const http::Principal& who, const LessonId& lesson,
                                           const std::vector<NamedOverride>& overrides);

 private:
  storage::Database& database_;
  const catalog::Doors& doors_;
};

/// Throws Conflict where the lesson is none of that kind.
void require_quiz(const catalog::OpenLesson& open);
/// Nothing while nobody has written it.
std::optional<Quiz> stored_quiz(const storage::Reader& db, const LessonId& lesson);
/// All of it anew: its questions were checked, and nobody has begun it.
void store_quiz(storage::Writer& db, const LessonId& lesson, const QuizRules& rules,
                const std::vector<QuizSlot>& slots);
/// As they are for this person.
QuizRules rules_for(const storage::Reader& db, const Quiz& quiz, const UserId& user);

}  // namespace lectern::lms
