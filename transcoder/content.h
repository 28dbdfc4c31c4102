#pragma once
// What kind of lecture this is: camera footage, or a screen with slides. Decided before the first frame is
// encoded, from the sizes of packets and at most 16 key frames; pure functions over what was looked at.

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "transcoder/picture.h"

namespace lectern::transcoder {

enum class ContentClass { Camera, Screen };

std::string_view name_of(ContentClass content);
std::optional<ContentClass> content_class_named(std::string_view name);

/// One packet of the video stream.
struct PacketFact {
  std::int64_t bytes = 0;
  bool is_key = false;
};

/// What one decoded key frame looks like.
struct FrameFact {
  double flat_share = 0;  ///< Of all 8×8 blocks, those in which no two pixels differ by more than 2.
  double changed_share =
      0;  ///< Of all 8×8 blocks, those that differ from the key frame before; 1 for the first.
};

struct ContentFacts {
  ContentClass content = ContentClass::Camera;
  double flat_share = 0;      ///< Median over the key frames.
  double bits_per_pixel = 0;  ///< Of the frames between key frames.
  /// How much moves, 0 to 1: the share of blocks that change between key frames.
  double activity = 0;
};

constexpr std::size_t kMostKeyFrames = 16;

/// `before` is null for the first frame looked at.
FrameFact frame_fact(const PictureView& picture, const PictureView* before);

ContentFacts classify(const std::vector<PacketFact>& packets, const std::vector<FrameFact>& frames, int width,
                      int height);

}  // namespace lectern::transcoder
