#include "transcoder/picture_header.h"

#include <gtest/gtest.h>

#include <string>

namespace lectern::transcoder {
namespace {

using namespace std::string_literals;

std::string padded(std::string head) {
  head.resize(64, '\0');
  return head;
}

void expect_size(const std::string& file, std::uint32_t width, std::uint32_t height) {
  const auto size = claimed_size(padded(file));
  ASSERT_TRUE(size);
  EXPECT_EQ(size->width, width);
  EXPECT_EQ(size->height, height);
}

TEST(PictureHeader, ReadsWhatEachKindClaims) {
  expect_size("\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\xea\x60\0\0\x3e\x80"s, 60'000, 16'000);
  expect_size("GIF89a\x10\x27\x20\x4e"s, 10'000, 20'000);
  expect_size("RIFF....WEBPVP8X....\x10\0\0\0\xff\x3f\0\x0f\x27\0"s, 16'384, 10'000);
  expect_size("RIFF....WEBPVP8L....\x2f\xff\xff\xff\x0f"s, 16'384, 16'384);
  expect_size("RIFF....WEBPVP8 ....\x30\x01\x00\x9d\x01\x2a\x10\x27\x20\x4e"s, 10'000, 3'616);
}

TEST(PictureHeader, SkipsWhatStandsBeforeTheFrameOfAJpeg) {
  const auto before = "\xff\xd8\xff\xe1\x00\x06\x45\x78\x69\x66\xff\xff\xc4\x00\x03\x00"s;
  expect_size(before + "\xff\xc2\x00\x11\x08\xea\x60\x3e\x80\x03"s, 16'000, 60'000);
}

TEST(PictureHeader, ClaimsNothingForWhatItDoesNotKnow) {
  EXPECT_FALSE(claimed_size(""));
  EXPECT_FALSE(claimed_size("\x89PNG\r\n\x1a\n"s));
  EXPECT_FALSE(claimed_size(padded("<svg>")));
  EXPECT_FALSE(claimed_size(padded("\xff\xd8\xff\xe0\x00"s)));
}

}  // namespace
}  // namespace lectern::transcoder
