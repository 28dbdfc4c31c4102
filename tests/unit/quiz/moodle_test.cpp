#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "lms/quiz/moodle_cloze.h"
#include "lms/quiz/question_files.h"
#include "lms/quiz/question_type.h"

namespace lectern::lms {
namespace {

using nlohmann::json;

TEST(MoodleCloze, ReadsGapsOfEachKindWithWeightsPartsAndFeedback) {
  const auto read = read_moodle_cloze(
      "The capital is {1:SHORTANSWER:=Paris~%50%Lyon#Not quite\\, but close}, at {2:NM:=48.9:0.5} degrees, "
      "on the {:MCS:=Seine~Rhine}. {not a gap}");
  EXPECT_EQ(read.at("stem"), "The capital is [[1]], at [[2]] degrees, on the [[3]]. {not a gap}");
  EXPECT_EQ(read.at("gaps")[0],
            json({{"kind", "short_text"},
                  {"weight", 1.0},
                  {"answers",
                   {{{"text", "Paris"}, {"fraction", 1.0}},
                    {{"text", "Lyon"}, {"fraction", 0.5}, {"feedback", "Not quite, but close"}}}}}));
  EXPECT_EQ(read.at("gaps")[1].at("weight"), 2.0);
  EXPECT_EQ(read.at("gaps")[1].at("answers")[0],
            json({{"value", 48.9}, {"tolerance", 0.5}, {"fraction", 1.0}}));
  EXPECT_EQ(read.at("gaps")[2].at("options")[1], json({{"text", "Rhine"}, {"fraction", 0.0}}));
  check_question("cloze", read);
}

TEST(MoodleCloze, WhatIsWrittenIsReadTheSame) {
  const char* text =
      "A {1:SHORTANSWER_C:=c\\~t\\}s} and {3:NUMERICAL:=4:0.1~%25%5:0} or {1:MULTICHOICE:no~=yes#So}";
  const auto read = read_moodle_cloze(text);
  EXPECT_EQ(read.at("gaps")[0].at("answers")[0].at("text"), "c~t}s");
  EXPECT_EQ(read_moodle_cloze(write_moodle_cloze(read)), read);
}

TEST(MoodleCloze, NamesAGapThatCannotBeRead) {
  EXPECT_THROW(read_moodle_cloze("{1:MULTIRESPONSE:=a~=b}"), Error);
  EXPECT_THROW(read_moodle_cloze("{1:NM:=four}"), Error);
  EXPECT_THROW(read_moodle_cloze("{1:SA:=a"), Error);
}

constexpr char kCalculated[] = R"(<quiz><question type="calculated">
  <name><text>Sum</text></name>
  <questiontext format="html"><text>How much is {a} and {b}?</text></questiontext>
  <answer fraction="100"><text>{a} + 2{b}</text><tolerance>0.01</tolerance><tolerancetype>2</tolerancetype></answer>
  <dataset_definitions>
    <dataset_definition><name><text>a</text></name><minimum><text>1</text></minimum><maximum><text>9</text></maximum>
      <decimals><text>1</text></decimals></dataset_definition>
    <dataset_definition><name><text>b</text></name><minimum><text>2</text></minimum><maximum><text>3</text></maximum>
      <decimals><text>0</text></decimals></dataset_definition>
  </dataset_definitions></question></quiz>)";

TEST(MoodleXml, CalculatedQuestionsKeepFormulaRangesAndTolerance) {
  const auto questions = questions_from_moodle_xml(kCalculated);
  ASSERT_EQ(questions.size(), 1U);
  const auto definition = json::parse(questions[0].draft.definition);
  EXPECT_EQ(questions[0].draft.type, "calculated");
  EXPECT_EQ(definition.at("parameters")[0],
            json({{"name", "a"}, {"least", 1.0}, {"most", 9.0}, {"decimals", 1.0}}));
  EXPECT_EQ(definition.at("tolerance_kind"), "absolute");
  const GivenQuestion given{definition, 7};
  const auto solution = question_type("calculated").solve(given);
  EXPECT_EQ(question_type("calculated").mark(given, solution).fraction, 1.0);
}

TEST(MoodleXml, CalculatedQuestionsAndGapsCanBeTakenElsewhereAndBack) {
  Question calculated;
  calculated.type = "calculated";
  calculated.name = "Sum";
  calculated.definition = questions_from_moodle_xml(kCalculated)[0].draft.definition;
  Question gaps;
  gaps.type = "cloze";
  gaps.name = "Legs";
  gaps.definition = json{{"stem", "A cat has [[1]] legs."},
                         {"gaps",
                          {{{"kind", "numeric"},
                            {"weight", 1.0},
                            {"answers", {{{"value", 4.0}, {"tolerance", 0.0}, {"fraction", 1.0}}}}}}}}
                        .dump();
  const auto back = questions_from_moodle_xml(moodle_xml_from_questions({calculated, gaps}, {}));
  ASSERT_EQ(back.size(), 2U);
  const auto definition = json::parse(back[0].draft.definition);
  for (const char* field : {"stem", "parameters", "tolerance", "tolerance_kind"})
    EXPECT_EQ(definition.at(field), json::parse(calculated.definition).at(field)) << field;
  EXPECT_EQ(json::parse(back[1].draft.definition), json::parse(gaps.definition));
}

}  // namespace
}  // namespace lectern::lms
