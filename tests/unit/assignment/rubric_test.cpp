#include "lms/rubric/rubric.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/error.h"

namespace lectern::lms {
namespace {

using nlohmann::json;

json level(const char* title, double points) {
  return {{"title", title}, {"description", ""}, {"points", points}};
}

const json kRubric = {
    {"criteria",
     {{{"title", "Argument"},
       {"description", ""},
       {"levels", {level("None", 0), level("Some", 2), level("Clear", 4)}}},
      {{"title", "Style"}, {"description", ""}, {"levels", {level("Poor", 0.5), level("Good", 1)}}}}}};

TEST(Rubric, EarnsThePointsOfTheChosenLevels) {
  const auto rubric = read_rubric(kRubric);
  EXPECT_EQ(as_json(rubric), kRubric);
  EXPECT_DOUBLE_EQ(most_points(rubric), 5);
  const auto marks = read_marks({{{"level", 1}, {"comment", "Go on."}}, {{"level", 0}}}, rubric, "marks");
  EXPECT_DOUBLE_EQ(points_of(rubric, marks).value(), 2.5);
  EXPECT_EQ(as_json(marks)[0], json({{"level", 1}, {"comment", "Go on."}}));
}

TEST(Rubric, EarnsNothingWhileALevelIsMissing) {
  const auto rubric = read_rubric(kRubric);
  EXPECT_EQ(points_of(rubric, read_marks({{{"level", 1}}}, rubric, "marks")), std::nullopt);
  EXPECT_EQ(points_of(rubric, read_marks(json::array(), rubric, "marks")), std::nullopt);
}

TEST(Rubric, NamesThePlaceAtFault) {
  auto broken = kRubric;
  broken["criteria"][1]["levels"][0]["points"] = -1;
  broken["criteria"][0]["title"] = "";
  try {
    read_rubric(broken);
    FAIL() << "it was taken";
  } catch (const InvalidInput& error) {
    std::vector<std::string> fields;
    for (const auto& problem : error.problems()) fields.push_back(problem.field);
    EXPECT_NE(std::find(fields.begin(), fields.end(), "criteria.1.levels.0.points"), fields.end());
    EXPECT_NE(std::find(fields.begin(), fields.end(), "criteria.0.title"), fields.end());
  }
}

TEST(Rubric, TakesNoLevelThatItLacks) {
  const auto rubric = read_rubric(kRubric);
  EXPECT_THROW(read_marks({{{"level", 3}}}, rubric, "marks"), InvalidInput);
  EXPECT_THROW(read_marks(json::array({json::object(), json::object(), json::object()}), rubric, "marks"),
               InvalidInput);
  EXPECT_THROW(read_rubric({{"criteria", {{{"title", "One"}, {"levels", {level("Only", 1)}}}}}}),
               InvalidInput);
}

}  // namespace
}  // namespace lectern::lms
