#include "transcoder/playlist.h"

#include <gmock/gmock.h>

#include "base/error.h"

namespace lectern::transcoder {
namespace {

using testing::HasSubstr;
using testing::Not;

TrackIndex index_of(std::uint32_t timescale, const char* codecs, const std::vector<std::uint32_t>& lengths) {
  TrackIndex index{800, timescale, codecs, {}};
  std::uint64_t offset = 800;
  for (std::size_t i = 0; i < lengths.size(); ++i) {
    const auto start = static_cast<std::uint64_t>(nominal_start(i).count()) * timescale;
    const auto end = static_cast<std::uint64_t>(nominal_start(i + 1).count()) * timescale;
    index.segments.push_back(
        {offset, start + timescale, lengths[i], static_cast<std::uint32_t>(end - start), 0});
    offset += lengths[i];
  }
  return index;
}

PackageContents growing() {
  PackageContents contents;
  contents.plan.views = {{0,
                          25,
                          {{"v0", 1920, 1080, 60, 23, 5'000'000, 5'000'000, Making::Encode, false},
                           {"v1", 1280, 720, 60, 23, 2'000'000, 2'000'000, Making::Encode, true},
                           {"v2", 640, 360, 60, 23, 800'000, 800'000, Making::Encode, true}}}};
  contents.plan.audio = {{"a0", 1, "en", "English", 2, 128'000, 0, true}};
  contents.plan.trick.width = 320;
  contents.plan.trick.height = 180;
  contents.tracks["v1"] = index_of(90'000, "avc1.64001f", {100'000, 120'000});
  contents.tracks["v2"] = index_of(90'000, "avc1.64001e", {50'000});
  contents.tracks["a0"] = index_of(48'000, "mp4a.40.2", {32'000, 32'000});
  return contents;
}

PackageContents finished() {
  PackageContents contents = growing();
  contents.tracks["v0"] = index_of(90'000, "avc1.640028", {900'000, 700'000});
  contents.tracks["v2"] = index_of(90'000, "avc1.64001e", {50'000, 40'000});
  contents.tracks["i0"] = index_of(90'000, "avc1.64000d", {9'000, 8'000});
  PackageSummary summary;
  summary.duration_seconds = 4;
  for (const auto& [name, index] : contents.tracks) summary.tracks.push_back(measure_track(index, name));
  for (auto& track : summary.tracks)
    if (track.name == "v1") track.width = 1280, track.height = 720, track.frame_rate = 25;
  contents.summary = summary;
  return contents;
}

TEST(EarlyMaster, ListsOnlyTheEarlySetWithItsCaps) {
  const std::string text = early_master(growing());
  EXPECT_THAT(text, HasSubstr("#EXT-X-START:TIME-OFFSET=0,PRECISE=YES\n"));
  EXPECT_THAT(text, HasSubstr("BANDWIDTH=2140800,CODECS=\"avc1.64001f,mp4a.40.2\",RESOLUTION=1280x720,"
                              "FRAME-RATE=25.000,AUDIO=\"sound\",CLOSED-CAPTIONS=NONE\nv1/early.m3u8\n"));
  EXPECT_THAT(text, Not(HasSubstr("v0/")));
  EXPECT_THAT(text, Not(HasSubstr("AVERAGE-BANDWIDTH")));
}

TEST(IsPlayable, WaitsForEveryTrackOfTheEarlySet) {
  PackageContents contents = growing();
  EXPECT_TRUE(is_playable(contents));
  contents.tracks["v2"].segments.clear();
  EXPECT_FALSE(is_playable(contents));
  contents.tracks.erase("v2");
  EXPECT_FALSE(is_playable(contents));
}

TEST(IsPlayable, IsFalseForAPackageOfNothing) {
  EXPECT_FALSE(is_playable(PackageContents{}));
}

TEST(Master, StatesMeasuredRatesAndTheTrickPlayTrack) {
  const std::string text = master(finished());
  // Pictures: 220,000 bytes in 4 s = 440,000 bit/s; sound: 64,000 bytes = 128,000 bit/s.
  EXPECT_THAT(text, HasSubstr("BANDWIDTH=568000,AVERAGE-BANDWIDTH=568000,CODECS=\"avc1.64001f,mp4a.40.2\""));
  EXPECT_THAT(text, HasSubstr("#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=34000,AVERAGE-BANDWIDTH=34000,"
                              "CODECS=\"avc1.64000d\",URI=\"i0/iframes.m3u8\"\n"));
  EXPECT_THAT(text, HasSubstr("\na0/index.m3u8\n"));
  EXPECT_THAT(text, Not(HasSubstr("early.m3u8")));
}

TEST(Master, BeginsWithAVariantThatAnOrdinaryLineCarries) {
  const std::string text = master(finished());
  EXPECT_LT(text.find("v1/index.m3u8"), text.find("v0/index.m3u8"));
}

TEST(Master, UsesTheSecondMakingOfASound) {
  PackageContents contents = finished();
  for (auto& track : contents.summary->tracks)
    if (track.name == "a0") track.name = "a1";
  EXPECT_THAT(master(contents), HasSubstr("URI=\"a1/index.m3u8\""));
  // Who began with the first making can watch on to its end.
  EXPECT_THAT(media_playlist(contents, "a0", Naming::Numbered, Stage::Early), HasSubstr("#EXT-X-ENDLIST"));
}

TEST(MediaPlaylist, GrowsAsAnEventAndEndsWhenFinished) {
  EXPECT_EQ(media_playlist(growing(), "v2", Naming::Numbered, Stage::Early),
            "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:6\n#EXT-X-MEDIA-SEQUENCE:0\n"
            "#EXT-X-PLAYLIST-TYPE:EVENT\n#EXT-X-INDEPENDENT-SEGMENTS\n#EXT-X-MAP:URI=\"init.mp4\"\n"
            "#EXTINF:2.00000,\n0.m4s\n");
  EXPECT_THAT(media_playlist(finished(), "v2", Naming::Numbered, Stage::Early),
              HasSubstr("1.m4s\n#EXT-X-ENDLIST\n"));
  EXPECT_THAT(media_playlist(finished(), "v2", Naming::Numbered, Stage::Finished),
              HasSubstr("PLAYLIST-TYPE:VOD"));
}

TEST(MediaPlaylist, CanNameRangesOfTheFile) {
  const std::string text = media_playlist(finished(), "v2", Naming::ByteRange, Stage::Finished);
  EXPECT_THAT(text, HasSubstr("#EXT-X-MAP:URI=\"../v2.mp4\",BYTERANGE=\"800@0\"\n"));
  EXPECT_THAT(text, HasSubstr("#EXT-X-BYTERANGE:40000@50800\n../v2.mp4\n"));
}

TEST(MediaPlaylist, OfATrackThatIsNotThereIsNotFound) {
  EXPECT_THROW(media_playlist(growing(), "v7", Naming::Numbered, Stage::Early), Error);
}

TEST(SecondMaster, HoldsTheOtherViewWithoutSound) {
  PackageContents contents = growing();
  EXPECT_EQ(second_master(contents), "");
  contents.plan.views.push_back({1, 25, {{"w0", 640, 360, 30, 23, 900'000, 900'000, Making::Encode, true}}});
  contents.tracks["w0"] = index_of(90'000, "avc1.64001e", {1000});
  EXPECT_THAT(second_master(contents), HasSubstr("w0/early.m3u8"));
  EXPECT_THAT(second_master(contents), Not(HasSubstr("AUDIO")));
  EXPECT_THAT(early_master(contents), Not(HasSubstr("w0")));
}

TEST(SubtitlePlaylist, IsOneSegmentOverTheWhole) {
  const std::string text = subtitle_playlist(finished(), "s0");
  EXPECT_THAT(text, HasSubstr("#EXTINF:4.00000,\nall.vtt\n#EXT-X-ENDLIST\n"));
}

TEST(Master, NamesWhatWasBroughtBesideTheFilesOwnSubtitles) {
  PackageContents contents = finished();
  contents.plan.subtitles = {{"s0", 2, "en", "English", true}};
  const std::vector<SubtitleTrack> brought = {{"c71", -1, "en", "English", false},
                                              {"c72", -1, "de", "Deutsch", false}};
  const std::string text = master(contents, brought);
  EXPECT_THAT(text, HasSubstr("NAME=\"English\",LANGUAGE=\"en\",DEFAULT=YES"));
  EXPECT_THAT(text, HasSubstr("NAME=\"English (2)\",LANGUAGE=\"en\",DEFAULT=NO"));
  EXPECT_THAT(text, HasSubstr("URI=\"c72/index.m3u8\""));
  contents.plan.subtitles.clear();
  EXPECT_THAT(master(contents), Not(HasSubstr("SUBTITLES")));
  EXPECT_THAT(master(contents, brought), HasSubstr(",SUBTITLES=\"text\""));
}

TEST(WebVttOnMediaClock, SaysWhereItsZeroIs) {
  EXPECT_EQ(webvtt_on_media_clock("WEBVTT\n\n00:01"),
            "WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:90000,LOCAL:00:00:00.000\n\n00:01");
}

TEST(Quotes, InALabelDoNotEndTheAttribute) {
  PackageContents contents = growing();
  contents.plan.audio.at(0).label = "The \"best\"\nline";
  EXPECT_THAT(early_master(contents), HasSubstr("NAME=\"The 'best'line\""));
}

TEST(MeasureTrack, TakesThePeakOverRunsOfComparableLength) {
  // 2 s, 2 s, 4 s, 6 s: no single two-second segment makes the peak.
  const TrackSummary summary =
      measure_track(index_of(90'000, "avc1", {500'000, 100'000, 400'000, 300'000}), "v0");
  EXPECT_EQ(summary.peak_rate, 8 * 600'000 / 4);
  EXPECT_EQ(summary.average_rate, static_cast<std::int64_t>(8.0 * 1'300'000 / 14 + 0.5));
}

}  // namespace
}  // namespace lectern::transcoder
