#include "streamer/media_path.h"

#include <gtest/gtest.h>

namespace lectern::streamer {
namespace {

const std::string kVideo = "01h455vb4pex5vsknk084sn02q";
const std::string kRoot = "/v/token/" + kVideo + "/7/";

struct Case {
  std::string_view rest;
  MediaObject object;
  TrackName track;
  std::uint32_t number;
};

constexpr Case kCases[] = {
    {"master.m3u8", MediaObject::Master, {}, 0},
    {"early.m3u8", MediaObject::EarlyMaster, {}, 0},
    {"second.m3u8", MediaObject::SecondMaster, {}, 0},
    {"v0/index.m3u8", MediaObject::TrackPlaylist, {'v', 0}, 0},
    {"a12/early.m3u8", MediaObject::EarlyTrackPlaylist, {'a', 12}, 0},
    {"i0/iframes.m3u8", MediaObject::KeyFramePlaylist, {'i', 0}, 0},
    {"w0/init.mp4", MediaObject::Init, {'w', 0}, 0},
    {"v3/0.m4s", MediaObject::Segment, {'v', 3}, 0},
    {"v3/5999.m4s", MediaObject::Segment, {'v', 3}, 5999},
    {"s0/index.m3u8", MediaObject::TrackPlaylist, {'s', 0}, 0},
    {"s1/all.vtt", MediaObject::Subtitles, {'s', 1}, 0},
    {"c123456789/index.m3u8", MediaObject::TrackPlaylist, {'c', 123456789}, 0},
    {"c7/all.vtt", MediaObject::Subtitles, {'c', 7}, 0},
    {"poster.jpg", MediaObject::Poster, {}, 0},
    {"storyboard.vtt", MediaObject::StoryboardMap, {}, 0},
    {"storyboard-4.jpg", MediaObject::StoryboardSheet, {}, 4},
    {"download.mp4", MediaObject::Download, {}, 0},
    {"original", MediaObject::Original, {}, 0},
};

TEST(MediaPath, NamesEveryObjectOfAPackage) {
  for (const auto& expected : kCases) {
    const std::string target = kRoot + std::string{expected.rest};
    const auto path = parse_media_path(target);
    ASSERT_TRUE(path) << target;
    EXPECT_EQ(path->token, "token");
    EXPECT_EQ(encode_id(path->video), kVideo);
    EXPECT_EQ(path->generation, 7u);
    EXPECT_EQ(path->object, expected.object) << target;
    EXPECT_EQ(path->track, expected.track) << target;
    EXPECT_EQ(path->number, expected.number) << target;
  }
}

TEST(MediaPath, HasOneSpelling) {
  for (const std::string rest : {"",
                                 "/",
                                 "master.m3u8/",
                                 "master.m3u8?",
                                 "master.m3u8?x=1",
                                 "master.m3u8#a",
                                 "Master.m3u8",
                                 "master.M3U8",
                                 "master%2em3u8",
                                 "%6daster.m3u8",
                                 "./master.m3u8",
                                 "../7/master.m3u8",
                                 "v0/../master.m3u8",
                                 "/master.m3u8",
                                 "v0//0.m4s",
                                 "v0/",
                                 "v0",
                                 "v00/0.m4s",
                                 "v/0.m4s",
                                 "v-1/0.m4s",
                                 "v1234/0.m4s",
                                 "V0/0.m4s",
                                 "x0/0.m4s",
                                 "v0/00.m4s",
                                 "v0/01.m4s",
                                 "v0/-1.m4s",
                                 "v0/+1.m4s",
                                 "v0/ 1.m4s",
                                 "v0/1.m4s ",
                                 "v0/.m4s",
                                 "v0/1.M4S",
                                 "v0/1.m4s.m4s",
                                 "v0/1e3.m4s",
                                 "v0/0x1.m4s",
                                 "v0/1234567890.m4s",
                                 "v0/4294967296.m4s",
                                 "v0/1/2.m4s",
                                 "v0/all.vtt",
                                 "s0/0.m4s",
                                 "s0/init.mp4",
                                 "s0/iframes.m3u8",
                                 "c0/0.m4s",
                                 "c1234567890/all.vtt",
                                 "storyboard-.jpg",
                                 "storyboard-01.jpg",
                                 "storyboard--1.jpg",
                                 "v0.mp4",
                                 "v0.idx",
                                 "plan.json",
                                 "package.json",
                                 "download.init",
                                 "s0.vtt",
                                 "v0\\0.m4s",
                                 "v0/0.m4s%00",
                                 "poster.jpg;x",
                                 "Poster.jpg",
                                 "original/"})
    EXPECT_FALSE(parse_media_path(kRoot + rest)) << rest;
}

TEST(MediaPath, WantsAVideoAndAGeneration) {
  const std::string upper = "01H455VB4PEX5VSKNK084SN02Q";
  for (const std::string& target :
       {std::string{}, std::string{"/"}, std::string{"/v"}, std::string{"/v/"}, std::string{"/v/token"},
        "/v/token/" + kVideo, "/v/token/" + kVideo + "/7", "/v/token/" + upper + "/7/master.m3u8",
        "/v/token/" + kVideo + "/07/master.m3u8", "/v/token/" + kVideo + "/-7/master.m3u8",
        "/v/token/" + kVideo + "//master.m3u8", "/v/token/" + kVideo + "0/7/master.m3u8",
        "/v/token/" + kVideo.substr(1) + "/7/master.m3u8", "/v/token/8" + kVideo.substr(1) + "/7/master.m3u8",
        "/v//token/" + kVideo + "/7/master.m3u8", "//v/token/" + kVideo + "/7/master.m3u8",
        "/V/token/" + kVideo + "/7/master.m3u8", "http://host/v/token/" + kVideo + "/7/master.m3u8",
        "/v/token/../" + kVideo + "/7/master.m3u8"})
    EXPECT_FALSE(parse_media_path(target)) << target;
}

TEST(MediaPath, SurvivesEveryTruncationAndEveryStrayByte) {
  const std::string whole = kRoot + "v0/12.m4s";
  for (std::size_t length = 0; length < whole.size(); ++length)
    EXPECT_FALSE(parse_media_path(std::string_view{whole}.substr(0, length)));
  for (std::size_t at = whole.size() - 12; at <= whole.size(); ++at)
    for (const char stray : {'\0', '/', '%', '.', '?', '#', ' ', '\\', '\x7f', '\xff'})
      EXPECT_FALSE(parse_media_path(std::string{whole}.insert(at, 1, stray))) << at << " " << int{stray};
}

}  // namespace
}  // namespace lectern::streamer
