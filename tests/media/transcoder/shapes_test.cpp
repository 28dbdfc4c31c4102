#include <gmock/gmock.h>

#include "support.h"

namespace lectern::transcoder {
namespace {

using testing::contents_of;
using testing::make_clip;
using testing::output_of;
using testing::Recorder;
using testing::TemporaryFolder;
using testing::times_of;
using testing::transcode_clip;

/// The mean colour of a corner of the first picture, as "RRGGBB".
std::string colour_at(const std::filesystem::path& track, const std::string& crop) {
  return output_of(
      "ffmpeg -nostdin -v error -i " + track.string() + " -vf crop=" + crop +
      ",scale=1:1:flags=area,format=rgb24 -frames:v 1 -f rawvideo - | od -An -tx1 | tr -d ' \\n'");
}

bool is_reddish(const std::string& colour) {
  return std::stoi(colour.substr(0, 2), nullptr, 16) > 150;
}

/// A picture that is black but for a red top left quarter.
const std::string kCorner =
    "-f lavfi -i color=black:s=320x240:r=25:d=1 -f lavfi -i color=red:s=160x120:r=25:d=1 "
    "-filter_complex overlay=0:0";

TEST(Shapes, ATurnedRecordingStandsUpright) {
  for (const int degrees : {90, 180, 270}) {
    SCOPED_TRACE(degrees);
    const TemporaryFolder folder;
    const auto flat = make_clip(folder.path(), "flat.mp4", kCorner + " -c:v libx264 -pix_fmt yuv420p");
    const auto clip =
        make_clip(folder.path(), "clip.mp4",
                  "-i " + flat.string() + " -c copy -metadata:s:v:0 rotate=" + std::to_string(degrees));
    const auto upright = make_clip(folder.path(), "upright.mp4", "-i " + clip.string() + " -pix_fmt yuv420p");
    Recorder recorder;
    transcode_clip(clip, folder.path() / "package", recorder);
    EXPECT_EQ(recorder.media.video.at(0).rotation % 180, degrees % 180);
    EXPECT_NE(recorder.media.video.at(0).rotation, 0);
    const auto v0 = folder.path() / "package/v0.mp4";
    const int width = degrees == 180 ? 320 : 240;
    EXPECT_EQ(contents_of(folder.path() / "package").plan.views.at(0).rungs.at(0).width, width);
    for (const char* corner : {"20:20:10:10", "20:20:10:200", "20:20:200:10", "20:20:200:200"})
      EXPECT_EQ(is_reddish(colour_at(v0, corner)), is_reddish(colour_at(upright, corner))) << corner;
  }
}

TEST(Shapes, PixelsBecomeSquare) {
  const TemporaryFolder folder;
  const auto clip =
      make_clip(folder.path(), "clip.mkv",
                "-f lavfi -i testsrc2=s=720x576:r=25:d=1 -vf setsar=64/45 -c:v libx264 -preset ultrafast");
  Recorder recorder;
  transcode_clip(clip, folder.path() / "package", recorder);
  const auto rung = recorder.plan.views.at(0).rungs.at(0);
  EXPECT_EQ(rung.width, 1024);
  EXPECT_EQ(rung.height, 576);
  EXPECT_EQ(output_of("ffprobe -v error -show_entries stream=width,height,sample_aspect_ratio -of csv=p=0 " +
                      (folder.path() / "package/v0.mp4").string()),
            "1024,576,1:1\n");
}

TEST(Shapes, FieldsBecomePicturesAtDoubleRate) {
  const TemporaryFolder folder;
  const auto clip =
      make_clip(folder.path(), "clip.ts",
                "-f lavfi -i testsrc2=s=720x576:r=50:d=3 -vf tinterlace=4,fieldorder=tff -flags "
                "+ilme+ildct -c:v mpeg2video -b:v 6M");
  Recorder recorder;
  transcode_clip(clip, folder.path() / "package", recorder);
  ASSERT_EQ(recorder.media.video.at(0).scan, Scan::Interlaced);
  EXPECT_NEAR(static_cast<double>(times_of(folder.path() / "package/v0.mp4").size()), 150, 4);
}

TEST(Shapes, MoreThanSixtyPicturesASecondBecomeSixty) {
  const TemporaryFolder folder;
  const auto clip = make_clip(folder.path(), "clip.mkv",
                              "-f lavfi -i testsrc2=s=320x180:r=120:d=3 -c:v libx264 -preset ultrafast");
  Recorder recorder;
  transcode_clip(clip, folder.path() / "package", recorder);
  EXPECT_LE(times_of(folder.path() / "package/v0.mp4").size(), 181U);
}

TEST(Shapes, TenBitHighDynamicRangeBecomesTaggedStandardRange) {
  const TemporaryFolder folder;
  const auto clip =
      make_clip(folder.path(), "clip.mkv",
                "-f lavfi -i testsrc2=s=320x180:r=25:d=1 -vf format=yuv420p10le -c:v libx265 "
                "-preset ultrafast -x265-params log-level=error:colorprim=bt2020:transfer=smpte2084:"
                "colormatrix=bt2020nc -color_primaries bt2020 -color_trc smpte2084 -colorspace bt2020nc");
  Recorder recorder;
  transcode_clip(clip, folder.path() / "package", recorder);
  EXPECT_EQ(recorder.media.video.at(0).range, DynamicRange::Pq);
  EXPECT_EQ(output_of("ffprobe -v error -show_entries stream=pix_fmt,color_range,color_space,color_transfer,"
                      "color_primaries -of csv=p=0 " +
                      (folder.path() / "package/v0.mp4").string()),
            "yuv420p,tv,bt709,bt709,bt709\n");
}

TEST(Shapes, SurroundSoundKeepsTheVoiceInTheMiddle) {
  const TemporaryFolder folder;
  // Only the centre sounds.
  const auto clip = make_clip(folder.path(), "clip.mkv",
                              "-f lavfi -i \"aevalsrc=0|0|0.2*sin(600*t)|0|0|0:c=5.1:d=4\" -c:a ac3");
  Recorder recorder;
  transcode_clip(clip, folder.path() / "package", recorder);
  EXPECT_EQ(recorder.plan.audio.at(0).channels, 2);
  const auto summary = *contents_of(folder.path() / "package").summary;
  ASSERT_TRUE(summary.tracks.at(0).loudness);
  EXPECT_NEAR(summary.tracks.at(0).loudness->integrated_lufs, -16, 1);
}

TEST(Shapes, EachLanguageIsARenditionOfItsOwn) {
  const TemporaryFolder folder;
  const auto clip =
      make_clip(folder.path(), "clip.mkv",
                "-f lavfi -i testsrc2=s=320x180:r=25:d=3 -f lavfi -i sine=f=300:d=3 -f lavfi -i "
                "sine=f=900:d=3 -map 0 -map 1 -map 2 -metadata:s:a:0 language=ger -metadata:s:a:1 "
                "language=eng -c:v libx264 -preset ultrafast -c:a aac");
  Recorder recorder;
  transcode_clip(clip, folder.path() / "package", recorder);
  ASSERT_EQ(recorder.plan.audio.size(), 2U);
  EXPECT_EQ(recorder.plan.audio.at(0).language, "de");
  EXPECT_EQ(recorder.plan.audio.at(1).language, "en");
}

TEST(Shapes, ATransportStreamWhoseClockJumpsByHoursIsClosedUp) {
  const TemporaryFolder folder;
  const std::string source =
      "-f lavfi -i testsrc2=s=320x180:r=25:d=3 -f lavfi -i sine=d=3 -c:v libx264 -preset "
      "ultrafast -g 25 -c:a aac ";
  const auto first = make_clip(folder.path(), "first.ts", source);
  const auto second = make_clip(folder.path(), "second.ts", source + "-output_ts_offset 9000");
  const auto clip = folder.path() / "clip.ts";
  output_of("cat " + first.string() + " " + second.string() + " > " + clip.string());
  Recorder recorder;
  transcode_clip(clip, folder.path() / "package", recorder);
  EXPECT_NEAR(contents_of(folder.path() / "package").summary->duration_seconds, 6, 0.3);
}

}  // namespace
}  // namespace lectern::transcoder
