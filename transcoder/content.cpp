#include "transcoder/content.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace lectern::transcoder {
namespace {

constexpr int kBlock = 8;
/// A drawn surface has no noise; what a codec leaves of noise is above this.
constexpr int kFlatRange = 2;
/// Mean difference a pixel from which a block counts as another picture, and not as the same one coded again.
constexpr int kChangedMean = 3;

// Thresholds, chosen by reasoning and tried on the recordings of the tests only, not fitted to a collection:
// a drawn screen is mostly flat blocks; a camera picture has few, unless it was shot in the dark or coded so
// hard that little is left, and then it moves. Camera footage taken for a screen loses quality, a screen
// taken for camera footage costs only time: in doubt it is camera footage.
constexpr double kSurelyDrawn = 0.45;
constexpr double kPerhapsDrawn = 0.20;
constexpr double kStillActivity = 0.35;
/// Between key frames a still screen costs next to nothing.
constexpr double kStillBitsPerPixel = 0.012;

struct Named {
  ContentClass content;
  std::string_view name;
};
constexpr std::array kNames = {Named{ContentClass::Camera, "camera"}, Named{ContentClass::Screen, "screen"}};

struct BlockFact {
  bool is_flat = true;
  bool is_changed = false;
};

BlockFact block_fact(const PictureView& picture, const PictureView* before, int left, int top) {
  int low = 255;
  int high = 0;
  int difference = 0;
  for (int y = top; y < top + kBlock; ++y) {
    const std::uint8_t* row = picture.planes[0] + static_cast<std::ptrdiff_t>(y) * picture.strides[0] + left;
    const std::uint8_t* old =
        before ? before->planes[0] + static_cast<std::ptrdiff_t>(y) * before->strides[0] + left : nullptr;
    for (int x = 0; x < kBlock; ++x) {
      low = std::min<int>(low, row[x]);
      high = std::max<int>(high, row[x]);
      if (old) difference += std::abs(row[x] - old[x]);
    }
  }
  return {high - low <= kFlatRange, !before || difference > kChangedMean * kBlock * kBlock};
}

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

/// The median, because one slide change among a hundred still seconds must not look like motion.
double bits_per_pixel_between_keys(const std::vector<PacketFact>& packets, int width, int height) {
  std::vector<double> bits;
  for (const PacketFact& packet : packets) {
    if (!packet.is_key) bits.push_back(static_cast<double>(packet.bytes) * 8);
  }
  const double pixels = static_cast<double>(width) * height;
  return pixels > 0 ? median(std::move(bits)) / pixels : 0;
}

bool is_screen(const ContentFacts& facts, bool has_inter_packets) {
  if (facts.flat_share >= kSurelyDrawn) return true;
  if (facts.flat_share < kPerhapsDrawn) return false;
  return facts.activity <= kStillActivity &&
         (!has_inter_packets || facts.bits_per_pixel <= kStillBitsPerPixel);
}

}  // namespace

std::string_view name_of(ContentClass content) {
  return kNames[static_cast<std::size_t>(content)].name;
}

std::optional<ContentClass> content_class_named(std::string_view name) {
  for (const Named& row : kNames) {
    if (row.name == name) return row.content;
  }
  return std::nullopt;
}

FrameFact frame_fact(const PictureView& picture, const PictureView* before) {
  if (before && (before->width != picture.width || before->height != picture.height)) before = nullptr;
  int blocks = 0;
  int flat = 0;
  int changed = 0;
  for (int top = 0; top + kBlock <= picture.height; top += kBlock) {
    for (int left = 0; left + kBlock <= picture.width; left += kBlock) {
      const BlockFact fact = block_fact(picture, before, left, top);
      ++blocks;
      flat += fact.is_flat ? 1 : 0;
      changed += fact.is_changed ? 1 : 0;
    }
  }
  if (blocks == 0) return {};
  return {static_cast<double>(flat) / blocks, static_cast<double>(changed) / blocks};
}

ContentFacts classify(const std::vector<PacketFact>& packets, const std::vector<FrameFact>& frames, int width,
                      int height) {
  ContentFacts facts;
  std::vector<double> flat;
  std::vector<double> changed;
  for (const FrameFact& frame : frames) flat.push_back(frame.flat_share);
  for (std::size_t i = 1; i < frames.size(); ++i) changed.push_back(frames[i].changed_share);
  facts.flat_share = median(std::move(flat));
  facts.activity = median(std::move(changed));
  facts.bits_per_pixel = bits_per_pixel_between_keys(packets, width, height);
  const bool has_inter_packets =
      std::any_of(packets.begin(), packets.end(), [](const PacketFact& packet) { return !packet.is_key; });
  facts.content = is_screen(facts, has_inter_packets) ? ContentClass::Screen : ContentClass::Camera;
  return facts;
}

}  // namespace lectern::transcoder
