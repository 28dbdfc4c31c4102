#pragma once
// From what a source is to what is made of it: pure. Camera footage gets a full ladder; a screen with slides
// gets fewer and far cheaper rungs, because the same quality costs less there. Nothing is scaled up, the
// shape is kept, and all sizes are even.

#include <string>
#include <string_view>
#include <vector>

#include "transcoder/content.h"
#include "transcoder/media_info.h"
#include "transcoder/plan.h"

namespace lectern::transcoder {

struct LadderPolicy {
  unsigned cores = 2;
  std::size_t most_audio = 8;
  std::size_t most_subtitles = 16;
  /// What watching while it is made needs of the encoders, times real time.
  double early_speed = 1.5;
};

/// What was found out about one video stream.
struct StreamContent {
  int stream = -1;
  ContentFacts facts;
};

/// The video streams that are worth looking at: the one to show, or two where both run the whole length.
/// Stills and streams without a size are none. The likelier main view comes first.
std::vector<int> view_candidates(const MediaInfo& info);

/// `contents` holds what is known of the candidates; a stream without facts counts as camera footage.
/// Gains are left at 0. Throws Unsupported where there is neither picture nor sound.
Plan plan_for(const MediaInfo& info, const std::vector<StreamContent>& contents,
              const LadderPolicy& policy = {});

struct PictureSize {
  int width = 0;
  int height = 0;
  bool operator==(const PictureSize&) const = default;
};

/// The even size of about `short_side` that keeps the shape best; never larger than the source.
PictureSize size_near(PictureSize source, int short_side);

}  // namespace lectern::transcoder
