#pragma once
// A package with something at every address: two pictures, two sounds, a second view, key frames, subtitles,
// stills. Its media are numbered bytes, since delivery never looks into them.

#include <cstdint>
#include <filesystem>
#include <string>

#include "streamer/object_cache.h"

namespace lectern::streamer {

inline constexpr std::size_t kSampleSegments = 5;

/// The bytes of segment `number` of `track`, or of its init segment.
std::string sample_segment(const std::string& track, std::size_t number);
std::string sample_init(const std::string& track);

class SamplePackage {
 public:
  /// Plan, init segments and stills below `root`; no segment yet.
  SamplePackage(const std::filesystem::path& root, const PackageKey& key);

  /// Appends the next segment to every track.
  void add_segment();
  /// The summary: from here on it is finished.
  void finish();
  /// Throws away the last segment of every track, as a resumed transcode does, and puts another in its place.
  void remake_last_segment();

  const std::filesystem::path& folder() const { return folder_; }

 private:
  std::filesystem::path folder_;
  std::size_t segments_ = 0;
};

}  // namespace lectern::streamer
