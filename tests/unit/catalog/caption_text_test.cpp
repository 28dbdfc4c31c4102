#include "catalog/caption_text.h"

#include <gtest/gtest.h>

#include <random>

#include "base/error.h"
#include "base/text.h"
#include "catalog/language_tag.h"

namespace lectern::catalog {
namespace {

using std::chrono::milliseconds;

constexpr char kWebVtt[] =
    "WEBVTT - Week 1\nX-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:00.000\n\n"
    "STYLE\n::cue { color: red }\n\nNOTE made by hand\n\n"
    "intro\n00:01.000 --> 00:02.500 align:start line:0 region:fred\n<v Ada>Hello, <i>world</i>\nand all\n\n"
    "01:00:00.000 --> 01:00:01.000\nLate\n";

constexpr char kSubRip[] =
    "1\r\n00:00:03,000 --> 00:00:04,000 X1:10 X2:20\r\n{\\an8}<font color=\"red\">5 < 6 & 7</font> "
    "<B>so</B>\r\n\r\n"
    "2\r\n00:00:01,000 --> 00:00:02,000\r\nFirst\r\n\r\n";

/// What is said of the file, or "" where it can be read.
std::string complaint(std::string_view file) {
  try {
    parse_captions(file);
  } catch (const InvalidInput& wrong) {
    EXPECT_EQ(wrong.problems().front().field, "file");
    return wrong.problems().front().message;
  }
  return "";
}

TEST(CaptionText, ReadsWebVttWithoutWhatIsNotShown) {
  const auto cues = parse_captions(kWebVtt);
  ASSERT_EQ(cues.size(), 2U);
  EXPECT_EQ(cues[0], (CaptionCue{milliseconds{1000}, milliseconds{2500}, "align:start line:0",
                                 "<v Ada>Hello, <i>world</i>\nand all"}));
  EXPECT_EQ(cues[1].start, std::chrono::hours{1});
}

TEST(CaptionText, ReadsSubRipInOrderOfTime) {
  const auto cues = parse_captions(kSubRip);
  ASSERT_EQ(cues.size(), 2U);
  EXPECT_EQ(cues[0].text, "First");
  EXPECT_EQ(cues[1].text, "5 &lt; 6 &amp; 7 <b>so</b>");
  EXPECT_EQ(cues[1].settings, "");
}

TEST(CaptionText, WritesWhatItReadsBackTheSame) {
  for (const char* file : {kWebVtt, kSubRip}) {
    const auto cues = parse_captions(file);
    EXPECT_EQ(parse_captions(to_webvtt(cues)), cues);
  }
  EXPECT_EQ(to_webvtt(parse_captions(kSubRip)).substr(0, 53),
            "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nFirst\n\n00:00:03");
}

TEST(CaptionText, UnderstandsTheUsualEncodings) {
  const std::string times = "1\n00:00:01,000 --> 00:00:02,000\n";
  EXPECT_EQ(parse_captions("\xEF\xBB\xBF" + times + "Gr\xC3\xBC\xC3\x9F").front().text, "Grüß");
  EXPECT_EQ(parse_captions(times + "Gr\xFC\xDF \x80 \x93x\x94").front().text, "Grüß € “x”");
  std::string wide = "\xFF\xFE";
  for (const char c : times) wide += {c, '\0'};
  wide += std::string_view{"\xFC\x00\x3D\xD8\x00\xDE", 6};  // ü, and a pair of surrogates
  EXPECT_EQ(parse_captions(wide).front().text, "ü😀");
}

TEST(CaptionText, NamesTheLineAndTheReason) {
  EXPECT_NE(complaint("").find("no caption in this file"), std::string::npos);
  EXPECT_TRUE(complaint("Hello").starts_with("Line 1: a WebVTT file begins with WEBVTT"));
  EXPECT_TRUE(
      complaint("WEBVTT\n\n00:01.000 --> 00:0x.000\nHi\n").starts_with("Line 3: a time must look like"));
  EXPECT_TRUE(
      complaint("WEBVTT\n\n00:05.000 --> 00:02.000\nHi\n").starts_with("Line 3: this caption ends before"));
  EXPECT_TRUE(complaint("1\n00:00:01,000 --> 00:00:02,000\nHi\n2\n00:00:03,000 --> 00:00:04,000\nHo\n")
                  .starts_with("Line 5: a new time begins here"));
  EXPECT_TRUE(
      complaint("WEBVTT\n\nintro\n\n00:01.000 --> 00:02.000\nHi\n").starts_with("Line 4: here the times"));
  EXPECT_TRUE(complaint(std::string_view{"WEBVTT\n\n\0", 9}).starts_with("Line 3: this is not text"));
}

TEST(CaptionText, LeavesOutWhatNobodyWouldSee) {
  EXPECT_EQ(parse_captions("WEBVTT\n\n00:01.000 --> 00:01.000\nA flash\n\n00:02.000 --> 00:03.000\n\n"
                           "00:04.000 --> 00:05.000\nSeen\n")
                .size(),
            1U);
}

/// Broken files are refused or read, and what was read is clean: nothing else ever happens.
TEST(CaptionText, SurvivesAnyBytes) {
  std::mt19937 random{20240501};
  const std::string alphabet = std::string{"0123456789:.,-> \n\r<>&{}\\\xC3\xFF\x93WEBVTTNOTEbiu"} + '\0';
  for (int round = 0; round < 4000; ++round) {
    std::string file = round % 2 == 0 ? kWebVtt : kSubRip;
    const auto changes = random() % 12;
    for (unsigned change = 0; change < changes; ++change) {
      const auto at = random() % file.size();
      const char byte = alphabet[random() % alphabet.size()];
      if (random() % 3 == 0)
        file.erase(at, random() % 20);
      else
        file.insert(at, 1, byte);
      if (file.empty()) file = "\n";
    }
    try {
      const auto cues = parse_captions(file);
      const std::string text = to_webvtt(cues);
      ASSERT_TRUE(is_utf8(text)) << file;
      ASSERT_EQ(parse_captions(text), cues) << file;
    } catch (const InvalidInput& wrong) {
      ASSERT_TRUE(wrong.problems().front().message.starts_with("Line ")) << file;
    }
  }
}

TEST(LanguageTag, HasItsUsualLetters) {
  EXPECT_EQ(parse_language_tag("EN"), "en");
  EXPECT_EQ(parse_language_tag("pt-br"), "pt-BR");
  EXPECT_EQ(parse_language_tag("zh-HANT-tw"), "zh-Hant-TW");
  EXPECT_EQ(parse_language_tag("de-1996"), "de-1996");
}

TEST(LanguageTag, IsNothingElse) {
  for (const char* text :
       {"", "e", "english language", "en_GB", "en-", "-en", "12", "en-toolongsubtag", "../en"})
    EXPECT_FALSE(parse_language_tag(text)) << text;
}

}  // namespace
}  // namespace lectern::catalog
