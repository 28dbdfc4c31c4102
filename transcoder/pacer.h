#pragma once
// When pictures are shown. The natural timing stays, with three exceptions: above the highest rate pictures
// are left out; a picture stands on every segment boundary, if need be the one before once more; and a first
// picture that comes late is shown from the start. Pure: it says what to show, the caller holds the pictures.

#include <cstddef>
#include <vector>

#include "transcoder/boundaries.h"

namespace lectern::transcoder {

enum class Which { Previous, Current };

struct Showing {
  MediaTime time{0};
  Which which = Which::Current;
  bool is_boundary = false;
};

class Pacer {
 public:
  /// Decides: boundaries not yet decided are found here. Follows: all are decided by someone else, ahead of
  /// the pictures.
  enum class Role { Decides, Follows };
  struct Options {
    double max_rate = 60;
    MediaTime start{0};        // pictures before it are only remembered
    std::size_t boundary = 0;  // the first to be met, at or after `start`
    Role role = Role::Decides;
  };

  Pacer(Boundaries& boundaries, const Options& options);

  /// A picture of `time` is there. Answers what to show because of it; nothing when it is left out.
  std::vector<Showing> next(MediaTime time);
  /// Nothing came so far for anything before `time`: boundaries until there are met with the picture before.
  std::vector<Showing> wait(MediaTime time);
  /// The lecture ends at `end`.
  std::vector<Showing> finish(MediaTime end);

  bool has_picture() const { return has_picture_; }

 private:
  bool is_boundary_decided() const { return boundary_ < boundaries_.decided(); }
  bool has_boundary() const { return is_boundary_decided() || options_.role == Role::Decides; }
  MediaTime next_boundary() const;
  void meet(MediaTime time);
  bool is_too_soon(MediaTime time) const;

  Boundaries& boundaries_;
  Options options_;
  std::size_t boundary_;
  bool has_picture_ = false;
  MediaTime latest_{-1};
  MediaTime shown_{-1};
};

/// Whether a rung with a lower rate leaves the picture out. Keeps an even rhythm for rates that divide, and
/// the natural one below.
class RateLimit {
 public:
  explicit RateLimit(double max_rate) : max_rate_(max_rate) {}
  bool is_kept(MediaTime time);

 private:
  double max_rate_;
  std::int64_t slot_ = -1;
};

}  // namespace lectern::transcoder
