#include "tests/media/outcomes/result.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <set>

#include <array>
#include <cmath>
#include <cstdio>

namespace lectern::transcoder {
namespace {

/// A last picture or packet of sound may stick out so far.
constexpr double kLengthTolerance = 0.15;

void expect_continuous(const std::string& name, const TrackIndex& track, double duration) {
  ASSERT_FALSE(track.segments.empty()) << name;
  const double start = static_cast<double>(track.segments[0].start) / track.timescale;
  EXPECT_NEAR(start, 1.0, 0.0005) << name;
  std::uint64_t expected = track.segments[0].start;
  for (const SegmentRecord& segment : track.segments) {
    EXPECT_EQ(segment.start, expected) << name;
    expected = segment.start + segment.duration;
  }
  EXPECT_NEAR(static_cast<double>(expected) / track.timescale - 1, duration, kLengthTolerance) << name;
}

}  // namespace

Said run_program(const std::string& command) {
  Said said;
  FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  if (pipe == nullptr) return {1, "cannot run " + command};
  std::array<char, 4096> block;
  while (const std::size_t count = fread(block.data(), 1, block.size(), pipe))
    said.text.append(block.data(), count);
  said.exit_code = pclose(pipe);
  return said;
}

void expect_sound_package(const PackageContents& contents, const std::filesystem::path& folder) {
  ASSERT_TRUE(contents.summary);
  for (const auto& [name, track] : contents.tracks) {
    expect_continuous(name, track, contents.summary->duration_seconds);
    const std::string file = (folder / (name + ".mp4")).string();
    const Said said = run_program(fmt::format(
        "ffmpeg -nostdin -v error -xerror -i {} -vsync passthrough -enc_time_base -1 -f null -", file));
    EXPECT_EQ(said.exit_code, 0) << name;
    EXPECT_EQ(said.text, "") << name;
  }
}

std::string rendition_names(const PackageContents& contents) {
  std::set<std::string> renditions;
  for (const TrackSummary& track : contents.summary->tracks)
    if (!track.rendition.starts_with('i')) renditions.insert(track.rendition);
  std::string names;
  for (const std::string& name : renditions) names += (names.empty() ? "" : " ") + name;
  return names;
}

std::filesystem::path shared_media() {
  for (const char* place : {"../shared/media", "../../shared/media"}) {
    if (std::filesystem::is_directory(place)) return place;
  }
  return {};
}

}  // namespace lectern::transcoder
