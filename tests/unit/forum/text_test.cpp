#include <gtest/gtest.h>

#include "lms/forum/post_text.h"

namespace lectern::lms {
namespace {

const std::string kSam = "01hzzzzzzzzzzzzzzzzzzzzzzz";
const std::string kOlga = "01j00000000000000000000000";

TEST(PostText, MentionsAreReadOnceEachInTheirOrder) {
  const auto people = mentioned_in("@{" + kOlga + "} and @{" + kSam + "}, or @{" + kOlga + "}?");
  ASSERT_EQ(people.size(), 2U);
  EXPECT_EQ(people[0].text(), kOlga);
  EXPECT_EQ(people[1].text(), kSam);
}

TEST(PostText, WhatOnlyLooksLikeAMentionIsNone) {
  EXPECT_TRUE(mentioned_in("@{sam} @{} @{" + kSam + " @" + kSam + "} sam@{example.org} @{").empty());
  EXPECT_TRUE(mentioned_in("@{" + kSam).empty());
}

TEST(PostText, APostMentionsAtMostFifty) {
  std::string text;
  for (char tens = '0'; tens < '7'; ++tens)
    for (char ones = '0'; ones <= '9'; ++ones)
      text += "@{01hzzzzzzzzzzzzzzzzzzzzz" + std::string{tens, ones} + "} ";
  EXPECT_EQ(mentioned_in(text).size(), 50U);
}

TEST(PostText, WordsAreFoundWithoutCaseAccentsAndSigns) {
  const std::vector<std::string> expected = {"a", "okonomie", "x", "лекция", "最適化"};
  EXPECT_EQ(words_of("**Ökonomie**, ЛЕКЦИЯ: `x=a` 最適化 okonomie", 100), expected);
}

TEST(PostText, IdsOfMentionsAreNoWords) {
  EXPECT_EQ(words_of("Ask @{" + kSam + "} first", 100), (std::vector<std::string>{"ask", "first"}));
}

TEST(PostText, ALongWordIsCutBetweenCharacters) {
  const auto words = words_of(std::string(39, 'a') + "ш" + std::string(10, 'b'), 100);
  ASSERT_EQ(words.size(), 1U);
  EXPECT_EQ(words[0], std::string(39, 'a'));
}

}  // namespace
}  // namespace lectern::lms
