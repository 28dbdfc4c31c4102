#pragma once
// Questions within a recording, and what people answer there. Marked at once by the server, which gives away
// nothing that marks before; every try is kept. What comes of it is told as `quiz.graded`, like that of a
// quiz.

#include <optional>
#include <string>
#include <vector>

#include "catalog/doors.h"
#include "lms/quiz/video_rules.h"

namespace lectern::lms {

/// One try, as it was marked.
struct VideoAnswer {
  std::int64_t number = 1;
  std::int64_t version = 1;
  std::uint64_t seed = 0;
  std::string response;  ///< JSON.
  double fraction = 0;
};

/// A moment as one person finds it.
struct AskedMoment {
  VideoMoment moment;
  std::string type;
  std::int64_t version = 1;
  std::string definition;  ///< Of that version.
  std::uint64_t seed = 0;
  std::int64_t next_number = 1;
  bool may_try = true;
  bool is_settled = false;
  std::optional<VideoAnswer> last;
  std::string last_definition;  ///< Of the version that was answered.
};

struct AskedVideo {
  std::vector<AskedMoment> moments;
  std::optional<double> fraction;  ///< Nothing where no question gives points.
  bool passed = false;
  bool is_teaching = false;  ///< Answers count nowhere.
};

struct GivenVideoAnswer {
  std::int64_t number = 1;   ///< Of the try.
  std::int64_t version = 1;  ///< Of the question that was shown.
  std::string response;      ///< JSON.
};

/// For those who write it.
struct VideoQuiz {
  CourseId course;
  VideoRules rules;
  std::vector<VideoMoment> moments;
  std::map<QuestionId, Question> questions;  ///< Without their definitions.
};

class VideoQuestions {
 public:
  VideoQuestions(storage::Database& database, const catalog::Doors& doors)
      : database_(database), doors_(doors) {}

  AskedVideo ask(const http::Principal& who, const LessonId& lesson) const;
  /// The moment after it. A try that comes twice is one; Conflict where the question has changed since.
  AskedMoment answer(const http::Principal& who, const VideoMomentId& id, const GivenVideoAnswer& given);

  VideoQuiz find(const http::Principal& who, const LessonId& lesson) const;
  /// All moments at once. Those that are not named are taken away with what was answered there.
  VideoQuiz write(const http::Principal& who, const LessonId& lesson, const VideoRules& rules,
                  std::vector<VideoMoment> moments);

 private:
  storage::Database& database_;
  const catalog::Doors& doors_;
};

/// Nothing while nobody has placed any.
std::optional<VideoQuiz> stored_video_quiz(const storage::Reader& db, const LessonId& lesson);
/// The moments were checked; those that are known keep what was answered there.
void store_video_quiz(storage::Writer& db, const LessonId& lesson, const VideoRules& rules,
                      const std::vector<VideoMoment>& moments);
/// Of everybody who answered something.
std::map<UserId, VideoTries> all_video_tries(const storage::Reader& db, const LessonId& lesson);
/// Whoever comes to something else than before, by other rules, moments or marks, is told to the gradebook.
void tell_video_changes(storage::Writer& db, const LessonId& lesson, const VideoQuiz& before,
                        const std::map<UserId, VideoTries>& tries_before);
/// Where this person must answer before they may go on; nothing where nothing holds them.
std::optional<Milliseconds> video_stop(const storage::Reader& db, const LessonId& lesson, const UserId& user);

}  // namespace lectern::lms
