#include "transcoder/content.h"

#include <gtest/gtest.h>

#include <random>

namespace lectern::transcoder {
namespace {

constexpr int kWidth = 640;
constexpr int kHeight = 360;

/// A blank slide with a dark line of "text" at `line`.
Picture slide(int line) {
  Picture picture = Picture::black(kWidth, kHeight);
  std::fill_n(picture.bytes.begin(), kWidth * kHeight, std::uint8_t{235});
  for (int y = line; y < line + 12; ++y) {
    for (int x = 40; x < 600; x += 2) picture.bytes[static_cast<std::size_t>(y * kWidth + x)] = 20;
  }
  return picture;
}

Picture noise(unsigned seed) {
  std::mt19937 random(seed);
  Picture picture = Picture::black(kWidth, kHeight);
  for (int i = 0; i < kWidth * kHeight; ++i) {
    picture.bytes[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(90 + random() % 60);
  }
  return picture;
}

TEST(Content, SlidesAreAScreen) {
  std::vector<FrameFact> frames;
  const Picture first = slide(40);
  const Picture second = slide(200);
  frames.push_back(frame_fact(first.view(), nullptr));
  const PictureView before = first.view();
  frames.push_back(frame_fact(second.view(), &before));
  EXPECT_GT(frames[1].flat_share, 0.8);
  EXPECT_LT(frames[1].changed_share, 0.2);
  EXPECT_EQ(classify({{90'000, true}, {200, false}}, frames, kWidth, kHeight).content, ContentClass::Screen);
}

TEST(Content, NoisyMovingPicturesAreACamera) {
  const Picture first = noise(1);
  const Picture second = noise(2);
  const PictureView before = first.view();
  const std::vector<FrameFact> frames = {frame_fact(first.view(), nullptr),
                                         frame_fact(second.view(), &before)};
  const ContentFacts facts = classify({{90'000, true}, {20'000, false}}, frames, kWidth, kHeight);
  EXPECT_EQ(facts.content, ContentClass::Camera);
  EXPECT_GT(facts.activity, 0.9);
}

TEST(Content, AHalfFlatPictureIsAScreenOnlyWhileItStandsStill) {
  const std::vector<FrameFact> still = {{0.3, 1}, {0.3, 0.05}};
  const std::vector<FrameFact> moving = {{0.3, 1}, {0.3, 0.8}};
  const std::vector<PacketFact> packets = {{40'000, true}, {100, false}};
  EXPECT_EQ(classify(packets, still, kWidth, kHeight).content, ContentClass::Screen);
  EXPECT_EQ(classify(packets, moving, kWidth, kHeight).content, ContentClass::Camera);
}

TEST(Content, NothingSeenCountsAsACamera) {
  EXPECT_EQ(classify({}, {}, 0, 0).content, ContentClass::Camera);
}

TEST(Content, NamesGoBothWays) {
  EXPECT_EQ(content_class_named(name_of(ContentClass::Screen)), ContentClass::Screen);
  EXPECT_FALSE(content_class_named("slides"));
}

TEST(Shrink, AveragesWhatFallsIntoOnePixel) {
  Picture picture = Picture::black(4, 4);
  for (std::size_t i = 0; i < 16; ++i) picture.bytes[i] = i % 2 == 0 ? 100 : 200;
  const Picture small = shrink(picture.view(), 2, 2);
  for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(small.bytes[i], 150);
}

}  // namespace
}  // namespace lectern::transcoder
