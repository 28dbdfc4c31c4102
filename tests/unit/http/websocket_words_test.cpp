#include "http/websocket_words.h"

#include <gtest/gtest.h>

namespace lectern::http {
namespace {

TEST(WebSocketWords, SubscriptionsMayNameTheLastEventThatWasHeard) {
  EXPECT_EQ(understand(R"({"subscribe":"a"})")->topic, "a");
  EXPECT_FALSE(understand(R"({"subscribe":"a"})")->after);
  EXPECT_EQ(understand(R"({"subscribe":"a","after":7})")->after, 7U);
}

TEST(WebSocketWords, WhatIsNoWordIsNotUnderstood) {
  for (const char* text :
       {"", "7", "[]", "{}", R"({"subscribe":7})", R"({"subscribe":"a","after":-1})",
        R"({"subscribe":"a","more":1})", R"({"ping":"<b>"})", R"({"ping":1,"unsubscribe":"a"})", "{\"sub"})
    EXPECT_FALSE(understand(text)) << text;
}

TEST(WebSocketWords, OwnTopicIsCalledMeAndNobodyElseIsNamed) {
  Principal somebody;
  somebody.user = UserId{"u1"};
  EXPECT_EQ(topic_for(somebody, "me"), "users/u1");
  EXPECT_EQ(topic_for(somebody, "lessons/1"), "lessons/1");
  EXPECT_FALSE(topic_for(somebody, "users/u1"));
  EXPECT_FALSE(topic_for(somebody, "users/u2"));
  EXPECT_EQ(topic_for(Principal{}, "me"), "me");
  EXPECT_EQ(event_note("users/u1", 3, "{}"), R"({"topic":"me","seq":3,"payload":{}})");
}

}  // namespace
}  // namespace lectern::http
