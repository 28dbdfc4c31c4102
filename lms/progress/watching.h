#pragma once
// What of each lesson each person has really watched. A page tells what it has played since it was opened, as
// often as it likes; what of that the streamer sent to this viewer, and there was time to play, counts. A
// beat that comes twice, late or from two pages at once changes nothing that is not so. Kept in memory and
// written with all others every few seconds; as pages tell everything again, a crash loses nothing of what
// they played.

#include <map>
#include <optional>
#include <string>
#include <utility>

#include "base/guarded.h"
#include "catalog/doors.h"
#include "http/principal.h"
#include "lms/progress/credit.h"
#include "lms/progress/deliveries.h"
#include "lms/progress/positions.h"

namespace lectern::lms {

/// What a page tells.
struct Beat {
  std::string sitting;        ///< One page from opening to closing.
  std::int64_t sequence = 0;  ///< Rises within a sitting.
  double position = 0;        ///< Seconds: where it is now.
  Intervals played;           ///< All that it has played.
};

/// How far somebody is in one lesson.
struct Watched {
  Milliseconds watched{};
  Milliseconds reach{};  ///< Without a gap, from the start.
  std::optional<double> duration_seconds;
  Milliseconds not_fetched{};  ///< Of the claim at hand: was never sent to them.
  Milliseconds too_fast{};     ///< Of the claim at hand: cannot have been played yet.
};

class Watching {
 public:
  Watching(storage::Database& database, const catalog::Doors& doors, Positions& positions,
           Deliveries& deliveries)
      : database_(database), doors_(doors), positions_(positions), deliveries_(deliveries) {}

  /// For whoever may watch the lesson.
  Watched take(const http::Principal& who, const LessonId& lesson, const Beat& beat);
  /// Where they may not go further in a lesson that is watched in order; nothing where they may go anywhere.
  std::optional<Milliseconds> limit(const storage::Reader& db, const catalog::OpenLesson& open) const;

  /// Somebody starts a course over: what memory holds of it counts no more.
  void forget(const UserId& user, const CourseId& course);

  /// Writes what is new, and completes what was watched by it. Every few seconds, and before the end.
  void flush();
  /// Forgets who has not been heard of for a while. Every few minutes.
  void sweep();

 private:
  struct Record {
    CourseId course;
    Intervals watched;
    Budget budget;
    std::map<std::string, std::int64_t> sittings;  ///< The last sequence of each.
    Instant heard_at;
    bool is_written = true;
  };
  using Key = std::pair<UserId, LessonId>;
  using Records = std::map<Key, Record>;

  Intervals watched(const storage::Reader& db, const UserId& user, const LessonId& lesson) const;
  Record restored(const storage::Reader& db, const Key& key, const CourseId& course) const;
  Watched count(Records& records, Record restored, const Key& key, const Beat& beat,
                const Delivered& delivered);

  storage::Database& database_;
  const catalog::Doors& doors_;
  Positions& positions_;
  Deliveries& deliveries_;
  Guarded<Records> records_;
};

}  // namespace lectern::lms
