#include "base/json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace lectern {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<std::string> fields_at_fault(FieldReader& reader) {
  std::vector<std::string> fields;
  try {
    reader.finish();
  } catch (const InvalidInput& error) {
    for (const auto& problem : error.problems()) fields.push_back(problem.field);
  }
  return fields;
}

TEST(FieldReader, ReadsWhatIsRight) {
  const auto object =
      parse_json(R"({"title": "  Analysis ", "count": 3, "ratio": 0.5, "flag": true, "kind": "video",
                                     "tags": ["a", "b"], "gone": null})");
  FieldReader reader(object);
  EXPECT_EQ(reader.text("title"), "Analysis");
  EXPECT_EQ(reader.integer("count", 0, 10), 3);
  EXPECT_EQ(reader.number("ratio", 0, 1), 0.5);
  EXPECT_EQ(reader.optional_flag("flag"), true);
  EXPECT_EQ(reader.choice("kind", {"video", "page"}), "video");
  EXPECT_THAT(reader.texts("tags", 5), ElementsAre("a", "b"));
  EXPECT_EQ(reader.optional_text("gone"), std::nullopt);
  EXPECT_NO_THROW(reader.finish());
}

TEST(FieldReader, NamesEveryFieldAtFaultAndTheUnknownOnes) {
  const auto object = parse_json(R"({"title": "", "count": 11, "ratio": "x", "flag": 1, "kind": "song",
                                     "name": "a\u0000b", "stranger": 1})");
  FieldReader reader(object);
  reader.text("title");
  reader.text("missing");
  reader.integer("count", 0, 10);
  reader.number("ratio", 0, 1);
  reader.optional_flag("flag");
  reader.choice("kind", {"video", "page"});
  reader.text("name");
  EXPECT_THAT(fields_at_fault(reader),
              ElementsAre("title", "missing", "count", "ratio", "flag", "kind", "name", "stranger"));
}

TEST(FieldReader, CountsCharactersNotBytes) {
  const auto object = parse_json(R"({"a": "Größe", "b": "Größe"})");
  FieldReader reader(object);
  reader.text("a", {1, 5});
  reader.text("b", {1, 4});
  EXPECT_THAT(fields_at_fault(reader), ElementsAre("b"));
}

TEST(FieldReader, AnythingButAnObjectIsOneProblem) {
  const auto object = parse_json("[1]");
  FieldReader reader(object);
  reader.optional_text("a");
  EXPECT_THAT(fields_at_fault(reader), ElementsAre("body"));
}

TEST(Json, SaysWhereTheTextStopsBeingJson) {
  try {
    parse_json(R"({"a": })");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::Invalid);
    EXPECT_THAT(error.message(), HasSubstr("byte 7"));
  }
}

TEST(Error, KeepsTheLogsDetailOutOfTheMessage) {
  const Error error(ErrorCode::NotFound, "There is no such course.", "course 17");
  EXPECT_EQ(error.message(), "There is no such course.");
  EXPECT_THAT(error.what(), HasSubstr("course 17"));
  EXPECT_EQ(name_of(error.code()), "not_found");
  EXPECT_EQ(name_of(ErrorCode::Internal), "internal");
}

}  // namespace
}  // namespace lectern
