#include "streamer/embedding.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace lectern::streamer {
namespace {

const std::string kOrigin = "https://uni.example";
const LessonId kLesson{"01h455vb4pex5vsknk084sn02q"};

TEST(Embedding, KnowsTheLessonByItsPages) {
  EXPECT_EQ(lesson_of_page(kOrigin + "/embed/" + kLesson.text(), kOrigin), kLesson);
  EXPECT_EQ(lesson_of_page(kOrigin + "/lessons/" + kLesson.text() + "?t=5#x", kOrigin), kLesson);
  EXPECT_EQ(lesson_of_page(kOrigin + "/courses/x/lessons/" + kLesson.text(), kOrigin), kLesson);
}

TEST(Embedding, KnowsNoOthers) {
  for (const std::string url :
       {"", "https://uni.example", "https://uni.example/", "https://uni.example/lessons",
        "https://uni.example/lessons/x", "https://else.example/lessons/01h455vb4pex5vsknk084sn02q",
        "https://uni.example.else/lessons/01h455vb4pex5vsknk084sn02q",
        "http://uni.example/lessons/01h455vb4pex5vsknk084sn02q",
        "https://uni.example/?/lessons/01h455vb4pex5vsknk084sn02q"})
    EXPECT_FALSE(lesson_of_page(url, kOrigin)) << url;
}

TEST(Embedding, FitsIntoTheRoomThereIs) {
  const auto wide = embedding_of(kLesson, "T", kOrigin, {640, 10'000});
  EXPECT_EQ(wide["width"], 640);
  EXPECT_EQ(wide["height"], 360);
  const auto low = embedding_of(kLesson, "T", kOrigin, {10'000, 360});
  EXPECT_EQ(low["width"], 640);
  EXPECT_EQ(low["height"], 360);
}

TEST(Embedding, EscapesWhatAnInstructorWrote) {
  const auto answer = embedding_of(kLesson, "\"><script>", kOrigin, {});
  EXPECT_EQ(answer["title"], "\"><script>");
  EXPECT_EQ(answer["html"].get<std::string>().find("<script>"), std::string::npos);
}

}  // namespace
}  // namespace lectern::streamer
