#include "transcoder/captions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lectern::transcoder {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

std::string text_of(const std::string& ass) {
  return cue_text_of_ass("0,0,Default,,0,0,0,," + ass);
}

TEST(CueText, EscapesWhatWebVttGivesAMeaning) {
  EXPECT_EQ(text_of("Tom & Jerry <b> a --> b"), "Tom &amp; Jerry &lt;b&gt; a --&gt; b");
}

TEST(CueText, KeepsCommasInTheText) {
  EXPECT_EQ(text_of("one, two, three"), "one, two, three");
}

TEST(CueText, KeepsBoldItalicAndUnderlineOnly) {
  EXPECT_EQ(text_of(R"({\b1}bold{\b0} {\i1\c&H00FF00&}green{\i0} {\u1}line)"),
            "<b>bold</b> <i>green</i> <u>line</u>");
}

TEST(CueText, NestsTagsThatAssOverlaps) {
  EXPECT_EQ(text_of(R"({\b1}a{\i1}b{\b0}c{\i0}d)"), "<b>a<i>b</i></b><i>c</i>d");
}

TEST(CueText, TakesStylesBackOnReset) {
  EXPECT_EQ(text_of(R"({\b1}a{\r}b)"), "<b>a</b>b");
}

TEST(CueText, TurnsAssLineBreaksIntoLinesAndDropsBlankOnes) {
  EXPECT_EQ(text_of(R"(one\N\N two\nthree\hx)"), "one\ntwo\nthree x");
}

TEST(CueText, DropsDrawings) {
  EXPECT_EQ(text_of(R"({\p1}m 0 0 l 10 10{\p0}text)"), "text");
}

TEST(CueText, IsEmptyWhereNothingIsLeftToShow) {
  EXPECT_EQ(text_of(R"({\b1}{\b0})"), "");
  EXPECT_EQ(cue_text_of_ass("no fields at all"), "");
}

TEST(CueText, LeavesAnUnclosedBraceAsText) {
  EXPECT_EQ(text_of("a { b"), "a { b");
}

TEST(WebVtt, SortsCuesAndMapsTheMediaClock) {
  const std::string text =
      webvtt({{seconds{3}, seconds{4}, "later"}, {milliseconds{1500}, seconds{2}, "first"}});
  EXPECT_EQ(text,
            "WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:90000,LOCAL:00:00:00.000\n"
            "\n00:00:01.500 --> 00:00:02.000\nfirst\n"
            "\n00:00:03.000 --> 00:00:04.000\nlater\n");
}

TEST(WebVtt, IsReadBackAsItWasWritten) {
  const std::vector<Cue> cues = {{milliseconds{1500}, seconds{2}, "a &amp; b\n<i>second line</i>"},
                                 {std::chrono::hours{11}, std::chrono::hours{11} + seconds{1}, "late"}};
  EXPECT_EQ(parse_own_webvtt(webvtt(cues)), cues);
}

}  // namespace
}  // namespace lectern::transcoder
