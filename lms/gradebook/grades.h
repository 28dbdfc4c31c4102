#pragma once
// What everyone has: results that come from quizzes and assignments, what those who teach say instead, and
// what it adds up to. A total is kept in step with each grade, in the transaction that changed it.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "lms/gradebook/gradebook.h"

namespace lectern::outbox {
struct Event;
}

namespace lectern::lms {

struct Grade {
  std::optional<std::int64_t> earned;    ///< As the quiz or the assignment says.
  std::optional<std::int64_t> override;  ///< As somebody who teaches says.
  bool is_excused = false;

  /// What counts.
  std::optional<std::int64_t> value() const {
    if (is_excused) return std::nullopt;
    return override ? override : earned;
  }
};

struct GradeChange {
  UserId by;
  std::string by_name;
  std::optional<std::int64_t> override;
  bool is_excused = false;
  std::string reason;
  Instant at;
};

/// One person in the grid: one grade an item, in the order of the gradebook.
struct GradeRow {
  std::string enrolment;
  UserId user;
  std::string name;
  std::string email;
  std::vector<Grade> grades;
  std::optional<std::int64_t> total;
};

struct GradeRows {
  std::vector<GradeRow> rows;
  std::string next;  ///< Empty: these were the last.
};

/// What somebody who teaches enters. No value takes an earlier one back.
struct GradeEntry {
  std::optional<std::int64_t> value;
  bool is_excused = false;
  std::string reason;
};

/// A person's own page: hidden items have no grade in it, and the total is without them.
struct Report {
  Gradebook book;
  std::vector<Grade> grades;
  std::vector<bool> hidden;
  std::optional<std::int64_t> total;
};

class Grades {
 public:
  Grades(storage::Database& database, const catalog::Doors& doors) : database_(database), doors_(doors) {}

  GradeRows rows(const http::Principal& who, const CourseId& course, const std::string& after,
                 int limit) const;
  /// Answers the person's row as it is then, and what its grades are of.
  std::pair<GradeRow, Gradebook> enter(const http::Principal& who, const GradeItemId& item,
                                       const UserId& user, const GradeEntry& entry);
  std::vector<GradeChange> history(const http::Principal& who, const GradeItemId& item,
                                   const UserId& user) const;
  Report own(const http::Principal& who, const CourseId& course) const;
  Report of(const http::Principal& who, const CourseId& course, const UserId& user) const;

  /// A quiz or an assignment was graded, or the gradebook is another one than before.
  void handle(const outbox::Event& event);

  /// Joins the transaction; answers whether anything changed. The total is the caller's to follow.
  static bool put(storage::Writer& db, const GradeItem& item, const UserId& user, const GradeEntry& entry,
                  const UserId& by);
  static GradeRow read_row(const storage::Reader& db, const Gradebook& book, const CourseId& course,
                           GradeRow person);
  static void follow(storage::Writer& db, const Gradebook& book, const CourseId& course, const UserId& user);

 private:
  storage::Database& database_;
  const catalog::Doors& doors_;
};

}  // namespace lectern::lms
