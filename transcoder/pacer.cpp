#include "transcoder/pacer.h"

#include <algorithm>
#include <cmath>

#include "transcoder/plan.h"

namespace lectern::transcoder {
namespace {

/// A picture so soon after a nominal boundary becomes the boundary itself, rather than a repetition just
/// before it.
constexpr MediaTime kTolerance{9'000};
/// At the very start less is tolerated: players would see a hole.
constexpr MediaTime kStartTolerance{4'500};
/// No segment is begun so near the end.
constexpr MediaTime kLeastSegment{9'000};
/// Pictures may come this much of a slot early: clocks in whole milliseconds are never exact.
constexpr double kSlotTolerance = 0.25;

std::int64_t slot_of(MediaTime time, double rate) {
  return static_cast<std::int64_t>(std::floor(as_seconds(time) * rate + kSlotTolerance));
}

}  // namespace

Pacer::Pacer(Boundaries& boundaries, const Options& options)
    : boundaries_(boundaries), options_(options), boundary_(options.boundary) {}

MediaTime Pacer::next_boundary() const {
  if (is_boundary_decided()) return boundaries_.at(boundary_);
  return std::max(MediaTime{nominal_start(boundary_)}, shown_ + MediaTime{1});
}

void Pacer::meet(MediaTime time) {
  // The first boundary is the start of the lecture for all tracks, even where the first picture comes a
  // little later.
  if (!is_boundary_decided()) boundaries_.decide(boundary_ == 0 ? MediaTime{0} : time);
  ++boundary_;
  shown_ = time;
}

bool Pacer::is_too_soon(MediaTime time) const {
  return shown_.count() >= 0 && slot_of(time, options_.max_rate) <= slot_of(shown_, options_.max_rate);
}

std::vector<Showing> Pacer::next(MediaTime time) {
  std::vector<Showing> showings;
  if (time <= latest_ || (shown_.count() >= 0 && time <= shown_)) return showings;
  latest_ = time;
  if (time < options_.start) {
    has_picture_ = true;
    return showings;
  }
  const Which before = has_picture_ ? Which::Previous : Which::Current;
  has_picture_ = true;
  bool is_shown = false;
  while (!is_shown && has_boundary() && next_boundary() <= time) {
    const MediaTime boundary = next_boundary();
    const MediaTime tolerance = boundary_ == 0 ? kStartTolerance : kTolerance;
    const bool is_near = !is_boundary_decided() && time - boundary <= tolerance;
    is_shown = is_near || boundary == time;
    const MediaTime at = is_shown ? time : boundary;
    showings.push_back({at, is_shown ? Which::Current : before, true});
    meet(at);
  }
  if (!is_shown && !is_too_soon(time)) {
    showings.push_back({time, Which::Current, false});
    shown_ = time;
  }
  // A boundary is never earlier than its nominal place.
  if (options_.role == Role::Decides && !is_boundary_decided())
    boundaries_.settle(std::max(shown_, next_boundary() - MediaTime{1}));
  return showings;
}

std::vector<Showing> Pacer::wait(MediaTime time) {
  std::vector<Showing> showings;
  if (!has_picture_) {
    // Decided for the others; the first picture will be shown from the first of them on.
    while (options_.role == Role::Decides && nominal_start(boundaries_.decided()) < time)
      boundaries_.decide(nominal_start(boundaries_.decided()));
  } else {
    while (has_boundary() && next_boundary() < time) {
      const MediaTime boundary = next_boundary();
      showings.push_back({boundary, Which::Previous, true});
      meet(boundary);
    }
  }
  if (options_.role == Role::Decides) boundaries_.settle(time - MediaTime{1});
  return showings;
}

std::vector<Showing> Pacer::finish(MediaTime end) {
  std::vector<Showing> showings;
  while (has_boundary() && next_boundary() + kLeastSegment < end) {
    const MediaTime boundary = next_boundary();
    if (has_picture_) showings.push_back({boundary, Which::Previous, true});
    meet(boundary);
  }
  boundaries_.close();
  return showings;
}

bool RateLimit::is_kept(MediaTime time) {
  const std::int64_t slot = slot_of(time, max_rate_);
  if (slot <= slot_) return false;
  slot_ = slot;
  return true;
}

}  // namespace lectern::transcoder
