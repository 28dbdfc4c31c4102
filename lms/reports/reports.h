#pragma once
// How a course gets on: completion by lesson and by learner, and who may not make it. For those who may read
// its roster. Every figure is what the roster, the progress and the gradebook say.

#include <optional>
#include <string>
#include <vector>

#include "catalog/doors.h"
#include "catalog/page.h"
#include "http/principal.h"
#include "lms/reports/risk.h"

namespace lectern::storage {
class Database;
class Reader;
}  // namespace lectern::storage

namespace lectern::lms {

/// How many of those who take the course now.
struct LessonReport {
  LessonId lesson;
  std::string section;
  std::string title;
  std::int64_t completed = 0;
  std::int64_t started = 0;  ///< Watched some of it, or completed it.
};

struct CourseReport {
  std::int64_t learners = 0;
  std::int64_t completed = 0;  ///< The whole course.
  std::vector<LessonReport> lessons;
};

enum class LessonStand { Nothing, Started, Completed };
constexpr std::array kLessonStandTexts = {EnumText{LessonStand::Nothing, "nothing"},
                                          EnumText{LessonStand::Started, "started"},
                                          EnumText{LessonStand::Completed, "completed"}};
constexpr const auto& text_table(LessonStand) {
  return kLessonStandTexts;
}

struct LearnerReport {
  std::string enrolment;
  UserId user;
  std::string name;
  std::string email;
  LearnerFacts facts;
  std::vector<LessonStand> lessons;  ///< In the order of the course; empty in the list of risks.
  std::vector<Risk> risks;           ///< Empty in the matrix.
};

class Reports {
 public:
  Reports(storage::Database& database, const catalog::Doors& doors) : database_(database), doors_(doors) {}

  CourseReport course(const http::Principal& who, const CourseId& course) const;
  /// By name.
  catalog::Page<LearnerReport> learners(const http::Principal& who, const CourseId& course,
                                        const std::string& after, int limit) const;
  /// Who was away longest comes first.
  catalog::Page<LearnerReport> at_risk(const http::Principal& who, const CourseId& course,
                                       const RiskRule& rule, const std::string& after, int limit) const;

  std::string completion_csv(const http::Principal& who, const CourseId& course) const;
  std::string risk_csv(const http::Principal& who, const CourseId& course, const RiskRule& rule) const;

 private:
  storage::Database& database_;
  const catalog::Doors& doors_;
};

}  // namespace lectern::lms
