#pragma once
// What completes a lesson, and whether its video is watched in order. A lesson whose rule nobody set follows
// what is usual for its kind.

#include <array>
#include <optional>

#include "base/enum_text.h"
#include "catalog/doors.h"
#include "http/principal.h"

namespace lectern::storage {
class Database;
class Reader;
class Writer;
}  // namespace lectern::storage

namespace lectern::lms {

enum class CompletesBy {
  Watching,  ///< A share of a video or of sound.
  Opening,
  Quiz,     ///< Passing it.
  HandIn,   ///< Of an assignment.
  Passing,  ///< The same, marked well enough.
  Posting,
  Learner,  ///< Says so.
  Teacher,  ///< Says so.
};

constexpr std::array kCompletesByTexts = {
    EnumText{CompletesBy::Watching, "watching"}, EnumText{CompletesBy::Opening, "opening"},
    EnumText{CompletesBy::Quiz, "quiz"},         EnumText{CompletesBy::HandIn, "hand_in"},
    EnumText{CompletesBy::Passing, "passing"},   EnumText{CompletesBy::Posting, "posting"},
    EnumText{CompletesBy::Learner, "learner"},   EnumText{CompletesBy::Teacher, "teacher"}};
constexpr const auto& text_table(CompletesBy) {
  return kCompletesByTexts;
}

struct LessonRule {
  CompletesBy by = CompletesBy::Learner;
  std::int64_t share = 90;  ///< In hundredths: nobody has to sit through the closing titles.
  bool in_order = false;    ///< Nobody may skip what they have not seen.
};

LessonRule usual_rule(catalog::LessonKind kind);

struct LessonRulePatch {
  std::optional<CompletesBy> by;
  std::optional<std::int64_t> share;
  std::optional<bool> in_order;
};

class LessonRules {
 public:
  LessonRules(storage::Database& database, const catalog::Doors& doors)
      : database_(database), doors_(doors) {}

  LessonRule of(const http::Principal& who, const LessonId& lesson) const;
  /// Who already meets the new rule is complete at once; what was completed stays so.
  LessonRule change(const http::Principal& who, const LessonId& lesson, const LessonRulePatch& patch);

 private:
  storage::Database& database_;
  const catalog::Doors& doors_;
};

/// Nothing where there is no such lesson.
std::optional<LessonRule> find_rule(const storage::Reader& db, const LessonId& lesson);

}  // namespace lectern::lms
