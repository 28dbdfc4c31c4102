#include "base/text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>

#include "base/encoding.h"
#include "base/enum_text.h"

namespace lectern {
namespace {

using ::testing::ElementsAre;

TEST(Text, KnowsUtf8FromOtherBytes) {
  for (const auto* good : {"", "plain", "Größe", "数学", "🎓"}) EXPECT_TRUE(is_utf8(good)) << good;
  // Cut short, a stray continuation, too long for its value, a surrogate, beyond the last code point (RFC
  // 3629 §3).
  for (const auto* bad : {"\xc3", "\x80", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xff"})
    EXPECT_FALSE(is_utf8(bad));
}

TEST(Text, CountsCharactersNotBytes) {
  EXPECT_EQ(count_characters("Größe"), 5u);
  EXPECT_EQ(count_characters("🎓"), 1u);
}

TEST(Text, TrimsAndSplits) {
  EXPECT_EQ(trim(" \t a b \r\n"), "a b");
  EXPECT_EQ(trim("   "), "");
  EXPECT_THAT(split("a,,b", ','), ElementsAre("a", "", "b"));
  EXPECT_THAT(split("", ','), ElementsAre(""));
}

TEST(Text, ComparesWithoutCase) {
  EXPECT_TRUE(equal_ignoring_case("Content-Type", "content-TYPE"));
  EXPECT_FALSE(equal_ignoring_case("a", "ab"));
  EXPECT_EQ(to_lower_ascii("ÄB"), "Äb");
}

TEST(Text, ANumberIsTheWholeTextAndInRange) {
  EXPECT_EQ(parse_number<int>("-12"), -12);
  EXPECT_EQ(parse_number<std::uint8_t>("255"), 255);
  for (const auto* bad : {"", " 1", "1 ", "+1", "1.5", "0x10", "256"})
    EXPECT_EQ(parse_number<std::uint8_t>(bad), std::nullopt) << bad;
}

TEST(Encoding, Base64AsInRfc4648) {
  constexpr std::pair<const char*, const char*> vectors[] = {{"", ""},
                                                             {"f", "Zg=="},
                                                             {"fo", "Zm8="},
                                                             {"foo", "Zm9v"},
                                                             {"foob", "Zm9vYg=="},
                                                             {"fooba", "Zm9vYmE="},
                                                             {"foobar", "Zm9vYmFy"}};
  for (const auto& [bytes, text] : vectors) {
    EXPECT_EQ(to_base64(bytes), text);
    EXPECT_EQ(from_base64(text), bytes);
  }
  EXPECT_EQ(to_base64url("\xfb\xff"), "-_8");
  EXPECT_EQ(from_base64url("-_8"), "\xfb\xff");
}

TEST(Encoding, OnlyTheCanonicalFormDecodes) {
  for (const auto* bad : {"Zg", "Zg=", "Zh==", "Z===", "Zg==Zg==", "Zm9v\n", "Zm9-"})
    EXPECT_EQ(from_base64(bad), std::nullopt) << bad;
  for (const auto* bad : {"Zg==", "Zh", "Z", "Zm9+", "Zm 9v"})
    EXPECT_EQ(from_base64url(bad), std::nullopt) << bad;
}

TEST(Encoding, HexadecimalIsLowerCase) {
  EXPECT_EQ(to_hex(std::string_view("\x00\xab\xff", 3)), "00abff");
}

enum class Light { Red, Green };
constexpr std::array kLightTexts = {EnumText{Light::Red, "red"}, EnumText{Light::Green, "green"}};
constexpr const auto& text_table(Light) {
  return kLightTexts;
}

TEST(EnumText, GoesBothWays) {
  EXPECT_EQ(text_of(Light::Green), "green");
  EXPECT_EQ(from_text<Light>("red"), Light::Red);
  EXPECT_EQ(from_text<Light>("Red"), std::nullopt);
}

}  // namespace
}  // namespace lectern
