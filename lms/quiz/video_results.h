#pragma once
// What came of the questions within a recording, for those who teach: question by question, and person by
// person.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "catalog/page.h"
#include "http/message.h"
#include "lms/quiz/results.h"
#include "lms/quiz/video_questions.h"

namespace lectern::lms {

struct VideoItemReport {
  VideoMoment moment;
  std::string name;
  std::string type;
  std::int64_t people = 0;  ///< Who answered.
  std::int64_t right_at_first = 0;
  std::int64_t right_at_last = 0;
  std::int64_t tries = 0;  ///< Of all of them together.
  double mean_first = 0;   ///< What first tries earned, as a share.
  /// Part of the question → what was answered at the first try → how often.
  std::map<std::string, std::map<std::string, std::int64_t>> responses;
};

struct VideoPerson {
  UserId user;
  std::string name;
  std::int64_t answered = 0;  ///< Questions.
  std::optional<double> fraction;
  bool passed = false;
  std::vector<std::optional<double>> by_moment;  ///< What counts there; nothing where it was not answered.
};

/// A try that comes to something else by the question as it is now.
struct VideoRegraded {
  VideoMomentId moment;
  Milliseconds at{};
  UserId user;
  std::string person;  ///< A name.
  std::int64_t number = 1;
  std::int64_t version = 1;
  double fraction = 0;
  double before = 0;  ///< Points.
  double after = 0;
};

class VideoResults {
 public:
  VideoResults(storage::Database& database, const catalog::Doors& doors)
      : database_(database), doors_(doors) {}

  std::vector<VideoItemReport> report(const http::Principal& who, const LessonId& lesson) const;
  /// Everybody who answered something.
  catalog::Page<VideoPerson> people(const http::Principal& who, const LessonId& lesson,
                                    const http::Paging& paging) const;
  /// Marks what was answered to older versions by the questions as they are now, where that still means the
  /// same. Answers what changed; whoever comes to something else is told to the gradebook.
  std::vector<VideoRegraded> regrade(const http::Principal& who, const LessonId& lesson, RegradeMode mode);

 private:
  VideoQuiz teachable(const storage::Reader& db, const http::Principal& who, const LessonId& lesson) const;

  storage::Database& database_;
  const catalog::Doors& doors_;
};

}  // namespace lectern::lms
