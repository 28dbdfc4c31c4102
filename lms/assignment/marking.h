#pragma once
// Marking, for those who teach: what waits, one after the other, marks by rubric or points, comments,
// returning for revision, and showing marks at once or all together.

#include <optional>
#include <string>
#include <vector>

#include "catalog/page.h"
#include "lms/assignment/hand_ins.h"

namespace lectern::lms {

/// What becomes of it with the mark: only saved, finished, or returned to be done again.
enum class MarkThen { Keep, Finish, Return };
constexpr std::array kMarkThenTexts = {EnumText{MarkThen::Keep, "keep"}, EnumText{MarkThen::Finish, "finish"},
                                       EnumText{MarkThen::Return, "return"}};
constexpr const auto& text_table(MarkThen) {
  return kMarkThenTexts;
}

struct NewMark {
  std::optional<double> points;  ///< Absent: what the rubric gives.
  std::vector<RubricMark> marks;
  std::string feedback;
  std::vector<Pin> pins;
  MarkThen then = MarkThen::Keep;
};

/// A hand-in as whoever marks it sees it.
struct MarkView {
  Assignment assignment;
  HandInView hand_in;
  bool hides_names = false;
  std::vector<HandIn> earlier;  ///< Attempts of the same people, oldest first.
  Verdicts verdicts;
};

struct HandInCounts {
  std::int64_t to_mark = 0;
  std::int64_t marked = 0;  ///< And not released.
  std::int64_t released = 0;
  std::int64_t returned = 0;
  std::int64_t missing = 0;  ///< People who have handed in nothing.
};

/// Somebody who has handed in nothing.
struct MissingPerson {
  std::string enrolment;
  UserId user;
  std::string name;
  std::string email;
  bool has_draft = false;
};

class Marking {
 public:
  Marking(storage::Database& database, const catalog::Doors& doors) : database_(database), doors_(doors) {}

  Assignment find(const http::Principal& who, const LessonId& lesson) const;
  HandInCounts counts(const http::Principal& who, const LessonId& lesson) const;
  /// Those that came first first; of one state, or all but drafts.
  catalog::Page<HandInView> list(const http::Principal& who, const LessonId& lesson,
                                 std::optional<HandInState> state, const http::Paging& paging) const;
  catalog::Page<MissingPerson> missing(const http::Principal& who, const LessonId& lesson,
                                       const http::Paging& paging) const;
  MarkView open(const http::Principal& who, const HandInId& id) const;
  /// The one that waits longest after that place; from the beginning where none does.
  std::optional<HandInId> next(const http::Principal& who, const LessonId& lesson,
                               const HandInId& after) const;
  MarkView mark(const http::Principal& who, const HandInId& id, const NewMark& mark);
  /// Answers how many.
  std::int64_t release_all(const http::Principal& who, const LessonId& lesson);

  /// In: checks nothing but the points, which must be within reach.
  static void store(storage::Writer& db, const Assignment& assignment, const HandIn& hand_in,
                    const NewMark& mark, const UserId& by);

 private:
  MarkView mark_view(const storage::Reader& db, const Assignment& assignment, HandIn hand_in) const;

  storage::Database& database_;
  const catalog::Doors& doors_;
};

/// Names stay hidden until a mark is shown to whose it is.
bool hides_names(const Assignment& assignment, const HandIn& hand_in);

}  // namespace lectern::lms
