// What becomes of every awkward file in ../shared/media: it plays, with these tracks and this length, or it
// is refused with one clear sentence.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "tests/media/outcomes/result.h"
#include "tests/process/transcoder/child_run.h"

namespace lectern::transcoder {
namespace {

enum class Expected { Plays, Refused };

struct Outcome {
  const char* file;
  Expected expected;
  double seconds;          ///< Of what plays.
  const char* renditions;  ///< Without the trick track.
  const char* subtitles;
  std::size_t chapters;
  const char* said;  ///< Part of a note, or of the sentence of refusal. "" where nothing is to be said.
};

// clang-format off
const Outcome kOutcomes[] = {
    {"av.mov",                              Expected::Plays,   10.44,  "a0 v0",          "",      0, ""},
    {"bbb_1920x1080_60fps_vp8.webm",        Expected::Plays,   1.01,   "a0 v0 v1 v2 v3", "",      0, ""},
    // What the container counts includes the 2048 samples that prime the decoder.
    {"bbb_1ch_8kHz_aac_lc.m4a",             Expected::Plays,   3.07,   "a0",             "",      0, ""},
    {"bear-vp9-odd-dimensions.webm",        Expected::Plays,   1.00,   "v0",             "",      0, ""},
    {"edit_list_positive_shift.mp4",        Expected::Plays,   10.00,  "a0 v0 v1",       "",      0, ""},
    {"hlg10-color-test.mp4",                Expected::Plays,   0.30,   "a0 v0 v1",       "",      0, ""},
    {"large_stbl_truncated_after_moov.m4b", Expected::Refused, 0,      "",               "",      0, "neither a picture nor a sound"},
    {"long_1080p_lowbitrate.mp4",           Expected::Plays,   362.77, "a0 v0 v1",       "",      0, ""},
    {"nasa_13013.mp4",                      Expected::Plays,   13.06,  "a0 a1 v0 w0",    "s0 s1", 0, ""},
    {"sample.avi",                          Expected::Plays,   4.09,   "a0 v0",          "",      0, ""},
    {"sample.flv",                          Expected::Plays,   1.14,   "a0 v0 v1",       "",      0, ""},
    // Encrypted: nothing in it decodes.
    {"sample_fragmented_uuid.mp4",          Expected::Refused, 0,      "",               "",      0, "neither a picture nor a sound"},
    {"sample_missing_stsd.mp4",             Expected::Plays,   1.00,   "v0 v1",          "",      0, "sound track is in a format that cannot be read"},
    {"sample_shorter_audio.mp4",            Expected::Plays,   1.20,   "a0 v0",          "",      0, ""},
    {"sample_with_chapters.mp4",            Expected::Plays,   1.09,   "a0 v0 v1",       "",      3, ""},
    {"sample_with_invalid_nalu.mp4",        Expected::Plays,   1.00,   "v0 v1",          "",      0, ""},
    {"sample_with_srt.mkv",                 Expected::Plays,   1.09,   "a0 v0 v1",       "s0",    0, ""},
    {"scene-change.mov",                    Expected::Plays,   20.00,  "v0",             "",      0, ""},
    {"test-025.ts",                         Expected::Plays,   3.30,   "a0 v0 v1",       "",      0, ""},
    {"video_90.mov",                        Expected::Plays,   0.10,   "v0 v1",          "",      0, ""},
};
// clang-format on

std::string all_notes(const PackageSummary& summary) {
  std::string text;
  for (const std::string& note : summary.notes) text += note + " ";
  return text;
}

void expect_cues(const std::filesystem::path& file) {
  ASSERT_TRUE(std::filesystem::exists(file)) << file;
  std::ifstream stream(file);
  std::string first;
  std::string second;
  std::getline(stream, first);
  std::getline(stream, second);
  EXPECT_EQ(first, "WEBVTT");
  EXPECT_EQ(second, "X-TIMESTAMP-MAP=MPEGTS:90000,LOCAL:00:00:00.000");
  EXPECT_NE(read_file(file).find(" --> "), std::string::npos) << file;
}

std::string subtitle_names(const PackageContents& contents) {
  std::string names;
  for (const SubtitleTrack& track : contents.plan.subtitles) names += (names.empty() ? "" : " ") + track.name;
  return names;
}

class SharedMedia : public testing::TestWithParam<Outcome> {};

TEST_P(SharedMedia, BecomesWhatTheTableSays) {
  const Outcome& outcome = GetParam();
  const auto source = shared_media() / outcome.file;
  if (!std::filesystem::exists(source)) GTEST_SKIP() << "../shared/media/" << outcome.file << " is not here";
  const Workshop workshop;
  const ChildRun run = run_on(source, workshop.package());
  if (outcome.expected == Expected::Refused) {
    EXPECT_EQ(run.outcome.end, ChildEnd::Refused) << run.outcome.message << " " << run.outcome.detail;
    EXPECT_THAT(run.outcome.message, testing::HasSubstr(outcome.said));
    return;
  }
  ASSERT_EQ(run.outcome.end, ChildEnd::Done) << run.outcome.message << " " << run.outcome.detail;
  const PackageReader reader(workshop.package());
  const PackageContents& contents = reader.contents();
  EXPECT_NEAR(contents.summary->duration_seconds, outcome.seconds, 0.1);
  EXPECT_EQ(rendition_names(contents), outcome.renditions);
  EXPECT_EQ(subtitle_names(contents), outcome.subtitles);
  EXPECT_EQ(contents.summary->chapters.size(), outcome.chapters);
  EXPECT_THAT(all_notes(*contents.summary), testing::HasSubstr(outcome.said));
  EXPECT_EQ(all_notes(*contents.summary).empty(), *outcome.said == '\0') << all_notes(*contents.summary);
  expect_sound_package(contents, workshop.package());
  for (const SubtitleTrack& track : contents.plan.subtitles)
    expect_cues(workshop.package() / (track.name + ".vtt"));
  EXPECT_EQ(std::filesystem::exists(workshop.package() / "poster.jpg"), !contents.plan.views.empty());
}

std::string test_name(const testing::TestParamInfo<Outcome>& info) {
  std::string name = info.param.file;
  for (char& c : name) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  }
  return name;
}

INSTANTIATE_TEST_SUITE_P(Files, SharedMedia, testing::ValuesIn(kOutcomes), test_name);

}  // namespace
}  // namespace lectern::transcoder
