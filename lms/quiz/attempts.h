#pragma once
// Taking a quiz. Answers are saved one by one as they are given, each with a number that only rises, so that
// a late or repeated save never undoes a newer one. The server ends an attempt at its deadline whether or not
// a browser is there. Submitting only says that it is over; marking follows at once outside the transaction,
// and again from the sweep where the server stopped in between, so that many who submit together do not wait
// for each other's marks.

#include <optional>
#include <string>
#include <vector>

#include "catalog/documents.h"
#include "lms/quiz/quizzes.h"

namespace lectern::lms {

using AttemptId = Id<struct AttemptTag>;

enum class AttemptState { Open, Submitted, Marking, Graded };
constexpr std::array kAttemptStateTexts = {
    EnumText{AttemptState::Open, "open"}, EnumText{AttemptState::Submitted, "submitted"},
    EnumText{AttemptState::Marking, "marking"}, EnumText{AttemptState::Graded, "graded"}};
constexpr const auto& text_table(AttemptState) {
  return kAttemptStateTexts;
}

struct Attempt {
  AttemptId id;
  LessonId lesson;
  UserId user;
  std::int64_t number = 1;
  bool is_preview = false;
  AttemptState state = AttemptState::Open;
  Instant started_at;
  std::optional<Instant> due_at;
  std::optional<Instant> submitted_at;
  std::optional<double> points;
  double most_points = 0;
  std::int64_t page = 1;  ///< Where they are in a quiz without a way back.

  bool is_over() const { return state != AttemptState::Open; }
  /// Never below nothing, whatever wrong answers cost.
  std::optional<double> fraction() const;
};

/// Handed in with an essay.
struct EssayFile {
  catalog::DocumentId id;
  std::string filename;
  std::int64_t size = 0;
};

struct Answer {
  std::int64_t slot = 1;
  std::int64_t quiz_slot = 1;
  std::int64_t page = 1;
  std::string section;
  QuestionId question;
  std::int64_t version = 1;
  std::uint64_t seed = 0;
  double points = 1;
  std::int64_t sequence = 0;
  std::string response;  ///< JSON; empty: none.
  std::optional<std::int64_t> certainty;
  bool is_flagged = false;
  std::int64_t hints = 0;
  std::optional<double> fraction;
  std::string comment;
  std::string rubric;  ///< JSON: the level of each criterion; empty: none was chosen.
  std::vector<EssayFile> files;
  std::vector<std::string> late_files;  ///< Names of those that arrived too late to be handed in.
  std::string type;                     ///< Of the question.
  std::string name;                     ///< Of the question.
  std::string definition;               ///< Of the version that was given.
};

/// An attempt and how much of it the asker may see.
struct AttemptView {
  Attempt attempt;
  std::vector<Answer> answers;
  QuizRules rules;
  CourseId course;
  std::string title;
  std::string person;
  bool is_teaching = false;  ///< Sees everything.
  std::int64_t pages = 1;
  bool shows_points = false;
  bool shows_feedback = false;
  bool shows_solutions = false;
};

/// What a person finds before they begin.
struct QuizEntrance {
  LessonId lesson;
  CourseId course;
  std::string title;
  QuizRules rules;
  std::int64_t questions = 0;
  double most_points = 0;
  std::vector<Attempt> attempts;
  std::optional<StartRefusal> refusal;
  std::string refusal_sentence;
  std::optional<double> fraction;  ///< What all attempts come to, once that may be seen.
  bool passed = false;
  bool is_teaching = false;
};

struct AnswerSave {
  std::int64_t sequence = 1;
  std::string response;  ///< JSON.
  std::optional<std::int64_t> certainty;
  bool is_flagged = false;
};

struct AttemptEvent {
  std::int64_t number = 1;
  std::string what;
  std::optional<std::int64_t> slot;
  std::string details;
  Instant at;
};

class Attempts {
 public:
  Attempts(storage::Database& database, const catalog::Doors& doors) : database_(database), doors_(doors) {}

  QuizEntrance entrance(const http::Principal& who, const LessonId& lesson) const;
  /// Goes on with the open attempt where there is one. Forbidden, with the reason, where none may begin.
  AttemptView start(const http::Principal& who, const LessonId& lesson, const std::string& password);
  AttemptView find(const http::Principal& who, const AttemptId& id);
  /// Answers the sequence that is kept now. Conflict for one that is not newer, Gone once the attempt is
  /// over.
  std::int64_t save(const http::Principal& who, const AttemptId& id, std::int64_t slot,
                    const AnswerSave& save);
  /// The next hint of the question, at its cost.
  AttemptView take_hint(const http::Principal& who, const AttemptId& id, std::int64_t slot);
  /// Leaves a page for good, in a quiz without a way back. Leaving the same one twice is leaving it once.
  AttemptView leave_page(const http::Principal& who, const AttemptId& id, std::int64_t page);
  /// Twice is once.
  AttemptView submit(const http::Principal& who, const AttemptId& id);
  std::vector<AttemptEvent> events(const http::Principal& who, const AttemptId& id) const;

  /// Ends what is due and marks what was left unmarked. Every second.
  void sweep();

 private:
  AttemptView view(const storage::Reader& db, const http::Principal& who, const Attempt& attempt) const;
  AttemptId begin(storage::Writer& db, const http::Principal& who, const Quiz& quiz, const QuizRules& rules,
                  const std::string& password, bool is_preview) const;
  void mark(const AttemptId& id);

  storage::Database& database_;
  const catalog::Doors& doors_;
};

/// One's own, and still running; a teacher reads others' attempts but never writes in them.
Attempt require_own_open(const storage::Reader& db, const http::Principal& who, const AttemptId& id);
bool is_past(const Attempt& attempt, Instant now);
std::vector<EssayFile> files_of(const storage::Reader& db, const AttemptId& id, std::int64_t slot);
/// The event of a file that arrived when it could be handed in no more.
inline constexpr char kLateFile[] = "file_late";

// For whoever marks, regrades and analyses.
std::optional<Attempt> attempt_of(const storage::Reader& db, const AttemptId& id);
std::vector<Answer> answers_of(const storage::Reader& db, const AttemptId& id);
/// Nothing where a person must mark it. Hints and certainty count in.
std::optional<double> marked_fraction(const Answer& answer, const std::string& definition,
                                      const QuizRules& rules);
void log_event(storage::Writer& db, const AttemptId& id, const char* what, std::optional<std::int64_t> slot,
               const std::string& details);
/// Adds the points up, and where all are there, says what the person has now: quiz.graded.
void settle(storage::Writer& db, const AttemptId& id);
void set_fraction(storage::Writer& db, const AttemptId& id, std::int64_t slot,
                  const std::optional<double>& fraction);

}  // namespace lectern::lms
