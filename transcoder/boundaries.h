#pragma once
// Where segments begin, decided once and for all tracks. The pictures decide (a key frame has to stand
// there); sound and the other rungs follow. Times only grow.

#include <cstddef>
#include <limits>
#include <vector>

#include "transcoder/media_time.h"

namespace lectern::transcoder {

class Boundaries {
 public:
  std::size_t decided() const { return times_.size(); }
  MediaTime at(std::size_t index) const { return times_[index]; }
  /// The next boundary is at `time`.
  void decide(MediaTime time) { times_.push_back(time); }

  /// No boundary will be decided at or before `time` any more.
  void settle(MediaTime time) { settled_ = std::max(settled_, time); }
  /// No boundary will be decided any more.
  void close() { settled_ = MediaTime{std::numeric_limits<std::int64_t>::max()}; }
  /// Whether it is known if boundary `index` is at or before `time`.
  bool is_known(std::size_t index, MediaTime time) const { return index < times_.size() || time <= settled_; }
  bool is_at(std::size_t index, MediaTime time) const {
    return index < times_.size() && times_[index] <= time;
  }

 private:
  std::vector<MediaTime> times_;
  MediaTime settled_{-1};
};

}  // namespace lectern::transcoder
