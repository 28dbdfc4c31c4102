#pragma once
// What became of a quiz, for those who teach: everybody's attempts, the analysis, marking what the server
// cannot, and marking again after a key was mended.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "lms/quiz/attempts.h"
#include "lms/quiz/item_analysis.h"

namespace lectern::lms {

struct ResultRow {
  Attempt attempt;
  std::string name;
  std::string email;
  std::vector<std::optional<double>> points;  ///< By slot of the quiz; absent: not marked.
};

struct ItemReport {
  std::int64_t slot = 1;
  std::string name;
  std::string type;
  double points = 1;
  std::optional<double> random_guess;  ///< A percentage; absent for drawn questions.
  ItemFacts facts;
  /// Part of the question → what was answered → how often.
  std::map<std::string, std::map<std::string, std::int64_t>> responses;
};

struct QuizReport {
  QuizFacts facts;
  double most_points = 0;
  std::vector<std::int64_t> histogram;  ///< People by tenths of the grade.
  std::vector<ItemReport> items;
};

/// An answer that a person must mark.
struct ToMark {
  AttemptId attempt;
  std::int64_t slot = 1;
  std::string person;
  Answer answer;
  std::int64_t waiting = 0;  ///< Attempts with something to mark, this one included.
};

struct GivenMark {
  double points = 0;   ///< Where there is no rubric.
  std::string rubric;  ///< JSON: the level of each criterion; empty: the points say it.
  std::string comment;
};

struct Regraded {
  AttemptId attempt;
  std::string person;
  std::int64_t slot = 1;
  double before = 0;  ///< In points.
  double after = 0;
};

enum class RegradeMode { Preview, Apply };

class Results {
 public:
  Results(storage::Database& database, const catalog::Doors& doors) : database_(database), doors_(doors) {}

  catalog::Page<ResultRow> list(const http::Principal& who, const LessonId& lesson,
                                const http::Paging& paging) const;
  std::string csv(const http::Principal& who, const LessonId& lesson) const;
  /// Of everybody's first finished attempt: later ones are not independent of it.
  QuizReport report(const http::Principal& who, const LessonId& lesson) const;

  /// The one that waits longest, those of `after` and before it left out; nothing where all is marked.
  std::optional<ToMark> next_to_mark(const http::Principal& who, const LessonId& lesson,
                                     const AttemptId& after) const;
  void give_mark(const http::Principal& who, const AttemptId& attempt, std::int64_t slot,
                 const GivenMark& mark);
  /// Marks with the current version of each question; what a person marked stays, and so does what was
  /// answered to a question whose form has changed since.
  std::vector<Regraded> regrade(const http::Principal& who, const LessonId& lesson, RegradeMode mode);

 private:
  struct Change {
    Regraded shown;
    std::int64_t version = 1;
    std::optional<double> fraction;
  };

  Quiz teachable(const storage::Reader& db, const http::Principal& who, const LessonId& lesson) const;
  std::vector<Change> changes_of(const storage::Reader& db, const Quiz& quiz) const;

  storage::Database& database_;
  const catalog::Doors& doors_;
};

}  // namespace lectern::lms
