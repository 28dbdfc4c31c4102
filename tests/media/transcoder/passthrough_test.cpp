// A source that is passed through: out of Matroska, which tells less of itself than MP4, and one that turns
// out to be damaged on the way.

#include <gmock/gmock.h>

#include <fcntl.h>

#include <sstream>

#include "base/error.h"
#include "base/file.h"
#include "support.h"

namespace lectern::transcoder {
namespace {

using testing::fragments_of;
using testing::Recorder;
using testing::TemporaryFolder;
using testing::transcode_clip;

constexpr double kTick = 1.5 / 90'000;
constexpr int kIdrNal = 5;

struct KeyPacket {
  double seconds = 0;
  std::uint64_t size = 0;
  std::uint64_t position = 0;
};

std::vector<KeyPacket> key_packets(const std::filesystem::path& clip) {
  std::istringstream lines(testing::output_of(
      "ffprobe -v error -select_streams v -show_entries packet=pts_time,size,pos,flags -of csv=p=0 " +
      clip.string() + " | grep K | tr , ' '"));
  std::vector<KeyPacket> packets;
  for (KeyPacket packet; lines >> packet.seconds >> packet.size >> packet.position;) {
    packets.push_back(packet);
    lines.ignore(100, '\n');
  }
  return packets;
}

/// Gives the second slice of the picture a length that it does not have: its head looks whole.
void break_second_slice(int fd, const KeyPacket& packet) {
  std::string bytes(packet.size, '\0');
  ASSERT_EQ(read_at(fd, bytes.data(), bytes.size(), packet.position), bytes.size());
  int slices = 0;
  for (std::size_t at = 0; at + 4 < bytes.size();) {
    std::size_t length = 0;
    for (std::size_t i = 0; i < 4; ++i) length = length << 8 | static_cast<unsigned char>(bytes[at + i]);
    if ((bytes[at + 4] & 31) == kIdrNal && ++slices == 2) {
      const char longer = static_cast<char>(bytes[at + 1] + 1);
      ASSERT_EQ(pwrite(fd, &longer, 1, static_cast<off_t>(packet.position + at + 1)), 1);
      return;
    }
    at += 4 + length;
  }
  FAIL() << "no second slice in the key frame at " << packet.seconds;
}

std::vector<double> starts_of(const std::filesystem::path& track) {
  std::vector<double> starts;
  for (const auto& fragment : fragments_of(track)) {
    EXPECT_LT(fragment.duration, 6.5) << "RFC 8216 §4.3.3.1: it would round to more than the target";
    starts.push_back(fragment.decode_time);
  }
  return starts;
}

/// 12 s with a key frame every 1.6 s, so that none stands on the usual grid, and pictures out of order.
std::filesystem::path make_matroska(const std::filesystem::path& folder, const std::string& size,
                                    const std::string& more) {
  return testing::make_clip(folder, "clip.mkv",
                            "-f lavfi -i testsrc2=r=25:d=12:s=" + size +
                                " -f lavfi -i sine=d=12 -c:v libx264 "
                                "-preset veryfast -g 40 -pix_fmt yuv420p -bf 2 -c:a aac " +
                                more);
}

TEST(MatroskaPassthrough, RulesTheBoundariesOfAllTracksAndGoesOnWhereItStopped) {
  const TemporaryFolder folder;
  const auto clip = make_matroska(folder.path(), "1280x720", "");
  Recorder first;
  first.stop_after = 3;
  EXPECT_THROW(transcode_clip(clip, folder.path() / "package", first), Error);
  Recorder second;
  transcode_clip(clip, folder.path() / "package", second);
  ASSERT_EQ(second.plan.views.at(0).rungs.at(0).making, Making::Passthrough)
      << second.media.video.at(0).passthrough.reason;
  const auto v0 = folder.path() / "package/v0.mp4";
  EXPECT_EQ(testing::decoding_complaint(v0), "");
  const auto times = testing::times_of(v0);
  ASSERT_EQ(times.size(), 300U) << "every picture is there once";
  for (std::size_t i = 0; i < times.size(); ++i)
    EXPECT_NEAR(times[i], 1 + static_cast<double>(i) / 25, 0.0011) << "Matroska counts in milliseconds";
  const auto starts = starts_of(v0);
  ASSERT_GT(starts.size(), 3U);
  for (const double start : starts) EXPECT_NEAR(std::remainder(start - 1, 1.6), 0, 0.0011);
  EXPECT_THAT(starts_of(folder.path() / "package/v1.mp4"),
              ::testing::Pointwise(::testing::DoubleNear(kTick), starts));
}

struct Objection {
  const char* name;
  const char* options;
  const char* reason;
};

class MatroskaObjection : public ::testing::TestWithParam<Objection> {};

TEST_P(MatroskaObjection, IsSaidAndThePicturesAreEncoded) {
  const TemporaryFolder folder;
  const auto clip = make_matroska(folder.path(), "320x180", GetParam().options);
  Recorder recorder;
  recorder.stop_after = 1;
  EXPECT_THROW(transcode_clip(clip, folder.path() / "package", recorder), Error);
  EXPECT_EQ(recorder.plan.views.at(0).rungs.at(0).making, Making::Encode);
  EXPECT_EQ(recorder.media.video.at(0).passthrough.reason, GetParam().reason);
}

INSTANTIATE_TEST_SUITE_P(
    MatroskaPassthrough, MatroskaObjection,
    ::testing::Values(Objection{"open_groups", "-x264-params open-gop=1:scenecut=0:bframes=3",
                                "Not every key frame begins anew."},
                      Objection{"rare_key_frames", "-g 200 -keyint_min 200 -sc_threshold 0",
                                "Key frames are too far apart."},
                      Objection{"no_cues", "-live 1", "Key frames are too far apart."},
                      Objection{"short_pictures", "-vf trim=end=8",
                                "The pictures end before the recording does."}),
    [](const auto& objection) { return objection.param.name; });

class DamagedPassthrough : public ::testing::Test {
 protected:
  /// 24 s with a key frame every second, of which those from 7 to 17 s are damaged.
  static void SetUpTestSuite() {
    folder_ = new TemporaryFolder;
    clip_ = testing::make_clip(
        folder_->path(), "clip.mp4",
        "-f lavfi -i testsrc2=s=640x360:r=25:d=24 -f lavfi -i sine=d=24 -c:v libx264 -preset veryfast "
        "-x264-params slices=2:keyint=25:scenecut=0:bframes=2 -pix_fmt yuv420p -c:a aac");
    const UniqueFd file = open_file(clip_, O_RDWR);
    for (const KeyPacket& packet : key_packets(clip_))
      if (packet.seconds > 6.5 && packet.seconds < 17.5) break_second_slice(file.get(), packet);
  }
  static void TearDownTestSuite() { delete folder_; }

  static TemporaryFolder* folder_;
  static std::filesystem::path clip_;
};

TemporaryFolder* DamagedPassthrough::folder_ = nullptr;
std::filesystem::path DamagedPassthrough::clip_;

TEST_F(DamagedPassthrough, StandsStillAndKeepsWhatWasPublished) {
  Recorder recorder;
  transcode_clip(clip_, folder_->path() / "package", recorder);
  ASSERT_EQ(recorder.plan.views.at(0).rungs.at(0).making, Making::Passthrough)
      << recorder.media.video.at(0).passthrough.reason;
  EXPECT_EQ(std::count(recorder.events.begin(), recorder.events.end(), "v0 0"), 1) << "it began only once";
  EXPECT_THAT(recorder.notes, ::testing::Contains(::testing::HasSubstr("stands still there")));
  const auto v0 = folder_->path() / "package/v0.mp4";
  EXPECT_EQ(testing::decoding_complaint(v0), "");
  const auto starts = starts_of(v0);
  for (const auto& track : recorder.plan.views.at(0).rungs)
    EXPECT_THAT(starts_of(folder_->path() / "package" / (track.name + ".mp4")),
                ::testing::Pointwise(::testing::DoubleNear(kTick), starts));
  EXPECT_NEAR(fragments_of(v0).back().decode_time + fragments_of(v0).back().duration, 25, 0.05);
}

TEST_F(DamagedPassthrough, GoesOnInTheMiddleOfWhatIsMissing) {
  Recorder whole;
  transcode_clip(clip_, folder_->path() / "whole", whole);
  for (const std::size_t segments : {4U, 8U}) {
    SCOPED_TRACE(segments);
    const TemporaryFolder again;
    Recorder first;
    first.stop_after = segments;
    EXPECT_THROW(transcode_clip(clip_, again.path(), first), Error);
    Recorder second;
    transcode_clip(clip_, again.path(), second);
    EXPECT_THAT(
        starts_of(again.path() / "v0.mp4"),
        ::testing::Pointwise(::testing::DoubleNear(kTick), starts_of(folder_->path() / "whole/v0.mp4")));
    EXPECT_EQ(testing::decoding_complaint(again.path() / "v0.mp4"), "");
  }
}

}  // namespace
}  // namespace lectern::transcoder
