// Apple's HLS authoring rules that a package can break, checked on what was really written. Numbers are the
// rules'.
#include <gmock/gmock.h>

#include <sstream>

#include "support.h"
#include "transcoder/playlist.h"

namespace lectern::transcoder {
namespace {

using ::testing::HasSubstr;
using testing::TemporaryFolder;

class AuthoringRules : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto clip =
        testing::make_clip(folder_.path(), "clip.mkv",
                           "-f lavfi -i testsrc2=s=640x360:r=25:d=15 -f lavfi -i sine=d=15 -c:v libx264 "
                           "-preset ultrafast -c:a aac");
    testing::Recorder recorder;
    testing::transcode_clip(clip, folder_.path() / "package", recorder);
    contents_ = testing::contents_of(folder_.path() / "package");
    master_ = master(contents_);
  }

  std::vector<std::string> lines_with(const std::string& text, const std::string& start) const {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);)
      if (line.rfind(start, 0) == 0) lines.push_back(line);
    return lines;
  }

  TemporaryFolder folder_;
  PackageContents contents_;
  std::string master_;
};

TEST_F(AuthoringRules, EveryVariantNamesWhatAPlayerChoosesBy) {
  const auto variants = lines_with(master_, "#EXT-X-STREAM-INF:");
  ASSERT_GE(variants.size(), 2U);
  for (const auto& variant : variants) {
    EXPECT_THAT(variant, HasSubstr("CODECS="));             // 9.1
    EXPECT_THAT(variant, HasSubstr("AVERAGE-BANDWIDTH="));  // 9.14
    if (variant.find("avc1") == std::string::npos) continue;
    EXPECT_THAT(variant, HasSubstr("RESOLUTION="));  // 9.2
    EXPECT_THAT(variant, HasSubstr("FRAME-RATE="));  // 9.15
  }
}

TEST_F(AuthoringRules, StatedRatesAreTheMeasuredOnes) {  // 1.26
  for (const auto& track : contents_.summary->tracks) {
    const auto bytes = std::filesystem::file_size(folder_.path() / "package" / (track.name + ".mp4"));
    const double rate = 8.0 * static_cast<double>(bytes) / track.duration_seconds;
    EXPECT_NEAR(static_cast<double>(track.average_rate), rate, 0.1 * rate) << track.name;
    EXPECT_GE(track.peak_rate, track.average_rate);
  }
}

TEST_F(AuthoringRules, ThereIsAnIFramePlaylistWithAPictureASecond) {  // 6.1, 6.2
  EXPECT_EQ(lines_with(master_, "#EXT-X-I-FRAME-STREAM-INF:").size(), 1U);
  const auto pictures = lines_with(iframe_playlist(contents_, "i0", Naming::Numbered), "#EXTINF:");
  EXPECT_GE(pictures.size(), 15U);
}

TEST_F(AuthoringRules, SegmentsKeepToTheTargetInAllTracksAlike) {  // 7.5, 7.7, 8.2, 8.3, 8.6
  std::size_t count = 0;
  for (const auto& track : contents_.summary->tracks) {
    if (track.name == "i0") continue;
    const std::string text = media_playlist(contents_, track.name, Naming::Numbered, Stage::Finished);
    EXPECT_THAT(text, HasSubstr("#EXT-X-PLAYLIST-TYPE:VOD\n"));
    EXPECT_THAT(text, HasSubstr("#EXT-X-TARGETDURATION:6\n"));
    const auto segments = lines_with(text, "#EXTINF:");
    for (const auto& segment : segments) EXPECT_LT(std::stod(segment.substr(8)), 6.5);
    if (count == 0) count = segments.size();
    EXPECT_EQ(segments.size(), count) << track.name;
  }
}

TEST_F(AuthoringRules, AllVariantsHaveTheSameShape) {  // 1.33
  for (const auto& track : contents_.summary->tracks) {
    if (track.width == 0) continue;
    EXPECT_NEAR(static_cast<double>(track.width) / track.height, 16.0 / 9, 0.03) << track.name;
  }
}

}  // namespace
}  // namespace lectern::transcoder
