#include "transcoder/order.h"

#include <gtest/gtest.h>

namespace lectern::transcoder {
namespace {

TEST(Order, GoesThroughJsonUnchanged) {
  TranscodeOrder order;
  order.package = "/srv/a \"b\"";
  order.threads = 3;
  order.memory_limit = 123'456'789;
  order.processor_limit = std::chrono::seconds{77};
  const TranscodeOrder read = order_from_json(to_json(order));
  EXPECT_EQ(read.package, order.package);
  EXPECT_EQ(read.threads, 3);
  EXPECT_EQ(read.memory_limit, 123'456'789U);
  EXPECT_EQ(read.processor_limit, std::chrono::seconds{77});
  EXPECT_EQ(read.max_pixels, order.max_pixels);
}

TEST(Order, WithAnUnknownFieldIsRefused) {
  EXPECT_THROW(order_from_json(R"({"package":"x","plant":"segfault"})"), Error);
}

template <typename T>
T round_trip(const T& message) {
  const auto read = message_of(to_line(message));
  EXPECT_TRUE(read && std::holds_alternative<T>(*read));
  return read && std::holds_alternative<T>(*read) ? std::get<T>(*read) : T{};
}

TEST(Message, EveryKindGoesThroughALine) {
  EXPECT_EQ(round_trip(message::Probed{12.5, 1920, 1080, "mov"}).width, 1920);
  EXPECT_EQ(round_trip(message::Probed{0, 0, 0, ""}).container, "");
  EXPECT_EQ(round_trip(message::Planned{{"v0", "a0"}}).tracks.size(), 2U);
  EXPECT_EQ(round_trip(message::Segment{"v0", 7}).number, 7);
  EXPECT_DOUBLE_EQ(round_trip(message::Progress{0.5, 3.25, 42}).speed, 3.25);
  EXPECT_EQ(round_trip(message::Note{"It was cut off."}).sentence, "It was cut off.");
  EXPECT_EQ(round_trip(message::Failed{ErrorCode::StorageFull, "Full.", ""}).code, ErrorCode::StorageFull);
  round_trip(message::Playable{});
  round_trip(message::Done{});
}

TEST(Message, TextThatIsNoUtf8IsReplacedNotLost) {
  EXPECT_FALSE(round_trip(message::Failed{ErrorCode::Internal, "Broken.", "title \xff\xfe"}).detail.empty());
}

TEST(Message, WhatAnUntrustedChildMaySayIsChecked) {
  for (const char* line :
       {"", "[]", "{}", "null", "{\"type\":\"progress\",\"fraction\":7,\"speed\":1,\"seconds_left\":1}",
        "{\"type\":\"segment\",\"track\":\"v0\",\"number\":-1}", "{\"type\":\"done\",\"extra\":1}",
        "{\"type\":\"erase\"}", "Segmentation fault"}) {
    EXPECT_FALSE(message_of(line)) << line;
  }
}

}  // namespace
}  // namespace lectern::transcoder
