#pragma once
// What progress must know of streaming and cannot know itself: declared here, implemented by the roof over
// the streamer's grants.

#include <optional>

#include "base/clock.h"
#include "base/ids.h"
#include "lms/progress/intervals.h"

namespace lectern::lms {

struct Delivered {
  Intervals spans;               ///< Of the recording: what was really sent to this viewer.
  std::optional<Instant> since;  ///< When they first opened it; absent: never, or long ago.
};

class Deliveries {
 public:
  virtual ~Deliveries() = default;
  /// May wait for the disk.
  virtual Delivered to(const UserId& user, const LessonId& lesson) = 0;
  /// Of a lesson that is watched in order: how far this viewer has come.
  virtual void extend(const UserId& user, const LessonId& lesson, Milliseconds reach) = 0;
};

}  // namespace lectern::lms
