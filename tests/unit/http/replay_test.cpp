#include "http/replay.h"

#include <gtest/gtest.h>

namespace lectern::http {
namespace {

Replay::Message message(std::string text) {
  return std::make_shared<const std::string>(std::move(text));
}

std::string told(const Replay& replay, std::string_view topic, std::uint64_t number) {
  const auto messages = replay.after(topic, number);
  if (!messages) return "reset";
  std::string text;
  for (const auto& one : *messages) text += *one;
  return text;
}

TEST(Replay, TellsWhatCameAfterANumberInOrderAndOfThisTopicOnly) {
  Replay replay({}, 100);
  replay.keep("a", 101, message("x"));
  replay.keep("b", 102, message("y"));
  replay.keep("a", 103, message("z"));
  EXPECT_EQ(told(replay, "a", 100), "xz");
  EXPECT_EQ(told(replay, "a", 101), "z");
  EXPECT_EQ(told(replay, "a", 103), "");
  EXPECT_EQ(told(replay, "silent", 100), "");
}

TEST(Replay, WhatWasBeforeItsTimeIsUnknown) {
  Replay replay({}, 100);
  replay.keep("a", 101, message("x"));
  EXPECT_EQ(told(replay, "a", 99), "reset");
  EXPECT_EQ(told(replay, "silent", 99), "reset");
}

TEST(Replay, ForgetsTheOldestOfATopicAndKnowsIt) {
  Replay replay({.events_of_topic = 2}, 0);
  for (std::uint64_t number = 1; number <= 3; ++number) replay.keep("a", number, message("x"));
  EXPECT_EQ(told(replay, "a", 0), "reset");
  EXPECT_EQ(told(replay, "a", 1), "xx");
}

TEST(Replay, ForgetsTheTopicThatWasSilentLongest) {
  Replay replay({.topics = 2}, 0);
  replay.keep("a", 1, message("x"));
  replay.keep("b", 2, message("x"));
  replay.keep("a", 3, message("x"));
  replay.keep("c", 4, message("x"));
  EXPECT_EQ(told(replay, "b", 1), "reset");
  EXPECT_EQ(told(replay, "b", 2), "");
  EXPECT_EQ(told(replay, "a", 0), "xx");
  // A topic that comes back knows that it was forgotten.
  replay.keep("b", 5, message("y"));
  EXPECT_EQ(told(replay, "b", 1), "reset");
  EXPECT_EQ(told(replay, "b", 4), "y");
}

TEST(Replay, HoldsNoMoreBytesThanItMay) {
  Replay replay({.bytes = 10}, 0);
  replay.keep("a", 1, message("123456"));
  replay.keep("b", 2, message("123456"));
  EXPECT_EQ(told(replay, "a", 0), "reset");
  EXPECT_EQ(told(replay, "b", 1), "123456");
}

}  // namespace
}  // namespace lectern::http
