#include "catalog/text_files.h"

#include <gtest/gtest.h>

namespace lectern::catalog {
namespace {

TEST(TextFiles, AreFoundByTheirAddresses) {
  const auto found = text_files_in(
      R"(![](/api/v1/pictures/aB-_9/1600) and [hear](/api/v1/sounds/k1), not /api/v1/sounds/ or /api/v1/pictures/x)");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].address, "/api/v1/pictures/aB-_9/1600");
  EXPECT_EQ(found[0].key, "aB-_9");
  EXPECT_EQ(found[0].size, "1600");
  EXPECT_EQ(found[1].kind, TextFileKind::Sound);
  EXPECT_EQ(found[1].address, "/api/v1/sounds/k1");
}

TEST(TextFiles, OneKeyThatBeginsLikeAnotherStaysApart) {
  EXPECT_EQ(with_addresses("/api/v1/sounds/ab /api/v1/sounds/abc /api/v1/sounds/ab",
                           {{"/api/v1/sounds/ab", "one"}}),
            "one /api/v1/sounds/abc one");
}

TEST(TextFiles, MomentsFollowTheirLessons) {
  const LessonId first{"01jabcdefghjkmnpqrstvwxyz1"};
  const LessonId second{"01jabcdefghjkmnpqrstvwxyz2"};
  const std::string text = "[a](/lessons/" + second.text() + "?t=12.5) [b](/lessons/unknown?t=1) /lessons/x";
  const auto numbered = with_lesson_numbers(text, LessonNumbers({first, second}));
  EXPECT_EQ(numbered, "[a](/lessons/#1?t=12.5) [b](/lessons/unknown?t=1) /lessons/x");
  const auto back = with_lesson_ids(numbered, LessonNumbers({second, first}));
  EXPECT_EQ(back, "[a](/lessons/" + first.text() + "?t=12.5) [b](/lessons/unknown?t=1) /lessons/x");
  EXPECT_EQ(with_lesson_ids("/lessons/#7?t=1", LessonNumbers({first})), "/lessons/#7?t=1");
}

}  // namespace
}  // namespace lectern::catalog
