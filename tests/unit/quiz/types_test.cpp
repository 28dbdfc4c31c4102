#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "lms/quiz/expression.h"
#include "lms/quiz/quantity.h"
#include "lms/quiz/question_type.h"
#include "lms/quiz/text_match.h"

namespace lectern::lms {
namespace {

using nlohmann::json;

double fraction(std::string_view type, const json& definition, const json& response, std::uint64_t seed = 7) {
  return question_type(type).mark({definition, seed}, response).fraction.value();
}

std::vector<std::string> fields_at_fault(std::string_view type, const json& definition) {
  try {
    check_question(type, definition);
  } catch (const InvalidInput& error) {
    std::vector<std::string> fields;
    for (const auto& problem : error.problems()) {
      constexpr std::string_view kPrefix = "definition.";
      fields.push_back(problem.field.starts_with(kPrefix) ? problem.field.substr(kPrefix.size())
                                                          : problem.field);
    }
    return fields;
  }
  return {};
}

struct Sample {
  const char* type;
  json definition;
};

/// One right definition of every type.
std::vector<Sample> samples() {
  return {
      {"single_choice", json::parse(R"({"stem":"2+2?","options":[{"text":"4","fraction":1,"feedback":"Yes"},
        {"text":"5","fraction":-0.5},{"text":"3","fraction":0}]})")},
      {"multiple_choice", json::parse(R"({"stem":"Even?","options":[{"text":"2","fraction":0.5},
        {"text":"4","fraction":0.5},{"text":"3","fraction":-0.5}]})")},
      {"true_false", json::parse(R"({"stem":"Is it?","answer":true,"feedback_false":"It is."})")},
      {"numeric", json::parse(R"({"stem":"How long?","answers":[{"value":3,"tolerance":0.1},
        {"least":2,"most":4,"fraction":0.5}],"units":[{"name":"m","factor":1},{"name":"cm","factor":0.01}]})")},
      {"short_text",
       json::parse(R"({"stem":"Who?","answers":[{"text":"Müller*"},{"text":"Meier","fraction":0.5}]})")},
      {"matching", json::parse(R"({"stem":"Match","pairs":[{"prompt":"Canada","answer":"Ottawa"},
        {"prompt":"Italy","answer":"Rome"}],"distractors":["Paris"]})")},
      {"ordering", json::parse(R"({"stem":"Sort","items":["one","two","three","four"]})")},
      {"cloze", json::parse(R"({"stem":"The [[1]] has [[2]] legs.","gaps":[
        {"kind":"short_text","answers":[{"text":"cat"}]},
        {"kind":"numeric","answers":[{"value":4}],"weight":3}]})")},
      {"drag_words",
       json::parse(R"({"stem":"[[1]] before [[2]]","words":["one","two","three"],"gaps":[0,1]})")},
      {"hotspot", json::parse(R"({"stem":"Where?","picture":"/p.png","picture_text":"A map","aspect":1,
        "areas":[{"shape":"circle","x":0.5,"y":0.5,"radius":0.1},
        {"shape":"rectangle","x":0,"y":0,"width":0.2,"height":0.2,"fraction":0.5}]})")},
      {"calculated", json::parse(R"({"stem":"{a} times {b}?","formula":"a*b","tolerance":0.01,
        "parameters":[{"name":"a","least":1,"most":9},{"name":"b","least":0.5,"most":2,"decimals":1}]})")},
      {"formula", json::parse(R"({"stem":"Expand (x+1)^2","answer":"x^2+2x+1",
        "variables":[{"name":"x","least":-5,"most":5}]})")},
      {"essay", json::parse(R"({"stem":"Why?","least_words":10})")},
      {"information", json::parse(R"({"stem":"Read this."})")},
  };
}

TEST(QuestionTypes, EveryTypeHasASampleThatIsRight) {
  std::vector<std::string_view> tried;
  for (const auto& [type, definition] : samples()) {
    EXPECT_TRUE(fields_at_fault(type, definition).empty())
        << type << " " << fields_at_fault(type, definition)[0];
    tried.emplace_back(type);
  }
  ASSERT_EQ(tried.size(), question_types().size());
  for (const auto& type : question_types())
    EXPECT_NE(std::find(tried.begin(), tried.end(), type.name), tried.end()) << type.name;
}

TEST(QuestionTypes, TheSolutionEarnsEverythingWhateverTheSeed) {
  for (const auto& [type, definition] : samples()) {
    const auto& row = question_type(type);
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
      const GivenQuestion given{definition, seed};
      const auto solution = row.solve(given);
      if (solution.is_null()) continue;
      EXPECT_DOUBLE_EQ(row.mark(given, solution).fraction.value(), 1.0)
          << type << " " << seed << " " << solution << show_question(type, given);
    }
  }
}

TEST(QuestionTypes, WhatIsShownSaysNothingOfTheKey) {
  for (const auto& [type, definition] : samples()) {
    const auto shown = show_question(type, {definition, 3}).dump();
    for (const char* secret :
         {"fraction", "feedback", "answers\":[{", "\"answer\"", "formula\":", "areas", "tolerance"})
      EXPECT_EQ(shown.find(secret), std::string::npos) << type << " shows " << secret << ": " << shown;
  }
}

TEST(QuestionTypes, NonsenseEarnsNothingAndBreaksNothing) {
  for (const auto& [type, definition] : samples()) {
    if (std::string_view{type} == "information") continue;
    for (const char* text :
         {"null", "[]", "7", R"("x")", "{}", R"({"choice":99})", R"({"choice":-1,"choices":"all"})",
          R"({"choices":[0,0,0,1e9,null]})", R"({"matches":[[1],{}],"order":[0,0,0,0]})",
          R"({"text":{"a":1}})", R"({"gaps":[1,2,3,4,5,"a"]})", R"({"x":"a","y":null})",
          R"({"text":"((((("})", R"({"text":"1e999 m"})"}) {
      const auto mark = question_type(type).mark({definition, 5}, json::parse(text));
      EXPECT_LE(mark.fraction.value_or(0), 0.5) << type << " " << text;
    }
  }
}

TEST(QuestionTypes, EveryFaultIsNamedByItsPath) {
  EXPECT_EQ(
      fields_at_fault("single_choice",
                      {{"stem", "?"}, {"options", {{{"text", "a"}, {"fraction", 0.5}}, 7}}, {"luck", 1}}),
      (std::vector<std::string>{"options.1", "options.1.text", "options.1.fraction", "options", "luck"}));
  EXPECT_EQ(fields_at_fault("numeric", {{"stem", "?"}, {"answers", json::array()}}),
            (std::vector<std::string>{"answers", "answers"}));
  EXPECT_EQ(fields_at_fault("formula", {{"stem", "?"},
                                        {"answer", "x+y"},
                                        {"variables", {{{"name", "x"}, {"least", 0}, {"most", 1}}}}}),
            std::vector<std::string>{"answer"});
  EXPECT_EQ(fields_at_fault("cloze", {{"stem", "no gap"}, {"gaps", {{{"answers", {{{"text", "a"}}}}}}}}),
            std::vector<std::string>{"gaps.0.kind"});
  EXPECT_EQ(fields_at_fault("riddle", json::object()), std::vector<std::string>{"type"});
}

const json kUnshuffled =
    json::parse(R"({"stem":"Even?","shuffle":false,"options":[{"text":"2","fraction":0.5},
  {"text":"4","fraction":0.5},{"text":"3","fraction":-0.5}]})");

TEST(MultipleChoice, WrongOptionsTakeAwayButNeverBelowNothing) {
  EXPECT_DOUBLE_EQ(fraction("multiple_choice", kUnshuffled, {{"choices", {0}}}), 0.5);
  EXPECT_DOUBLE_EQ(fraction("multiple_choice", kUnshuffled, {{"choices", {0, 1}}}), 1);
  EXPECT_DOUBLE_EQ(fraction("multiple_choice", kUnshuffled, {{"choices", {0, 1, 2}}}), 0.5);
  EXPECT_DOUBLE_EQ(fraction("multiple_choice", kUnshuffled, {{"choices", {2}}}), 0);
  EXPECT_DOUBLE_EQ(fraction("multiple_choice", kUnshuffled, {{"choices", {0, 0}}}), 0.5) << "twice is once";
}

TEST(MultipleChoice, AllOrNothingWantsExactlyTheRightOnes) {
  auto definition = kUnshuffled;
  definition["scoring"] = "all_or_nothing";
  EXPECT_DOUBLE_EQ(fraction("multiple_choice", definition, {{"choices", {0}}}), 0);
  EXPECT_DOUBLE_EQ(fraction("multiple_choice", definition, {{"choices", {1, 0}}}), 1);
  EXPECT_DOUBLE_EQ(fraction("multiple_choice", definition, {{"choices", {0, 1, 2}}}), 0);
}

TEST(SingleChoice, AWrongOptionMayCost) {
  auto definition = samples()[0].definition;
  definition["shuffle"] = false;
  EXPECT_DOUBLE_EQ(fraction("single_choice", definition, {{"choice", 1}}), -0.5);
  EXPECT_EQ(question_type("single_choice").mark({definition, 1}, {{"choice", 0}}).verdicts[0].feedback,
            "Yes");
  EXPECT_NEAR(question_type("single_choice").guess(definition), 0.5 / 3, 1e-9);
}

TEST(Numeric, ToleranceRangesAndUnits) {
  const auto definition = samples()[3].definition;
  const auto earned = [&](const char* typed) { return fraction("numeric", definition, {{"text", typed}}); };
  EXPECT_DOUBLE_EQ(earned("3"), 1);
  EXPECT_DOUBLE_EQ(earned("3,1 m"), 1);
  EXPECT_DOUBLE_EQ(earned("305cm"), 1);
  EXPECT_DOUBLE_EQ(earned("3.5"), 0.5);
  EXPECT_DOUBLE_EQ(earned("3 kg"), 0) << "a unit that is none of them";
  EXPECT_DOUBLE_EQ(earned("about 3"), 0);
  auto relative =
      json::parse(R"({"stem":"?","answers":[{"value":200,"tolerance":0.05,"tolerance_kind":"relative"}]})");
  EXPECT_DOUBLE_EQ(fraction("numeric", relative, {{"text", "210"}}), 1);
  EXPECT_DOUBLE_EQ(fraction("numeric", relative, {{"text", "210.1"}}), 0);
}

TEST(Numeric, AMissingUnitCostsWhatTheQuestionSays) {
  auto definition = samples()[3].definition;
  definition["unit_rule"] = "required";
  definition["unit_penalty"] = 0.25;
  EXPECT_DOUBLE_EQ(fraction("numeric", definition, {{"text", "3"}}), 0.75);
  EXPECT_DOUBLE_EQ(fraction("numeric", definition, {{"text", "3 m"}}), 1);
}

TEST(Ordering, EachScoringCountsWhatItSays) {
  auto definition = samples()[6].definition;
  const GivenQuestion given{definition, 11};
  const auto right = question_type("ordering").solve(given).at("order").get<std::vector<int>>();
  // The last item first: nothing stands in its place, three still follow each other.
  const json rotated{{"order", {right[3], right[0], right[1], right[2]}}};
  const auto by = [&](const char* scoring) {
    definition["scoring"] = scoring;
    return fraction("ordering", definition, rotated, 11);
  };
  EXPECT_DOUBLE_EQ(by("places"), 0);
  EXPECT_DOUBLE_EQ(by("all_or_nothing"), 0);
  EXPECT_DOUBLE_EQ(by("longest_run"), 2.0 / 3);
  EXPECT_DOUBLE_EQ(by("neighbours"), 2.0 / 3);
}

TEST(Cloze, GapsCountByTheirWeight) {
  const auto definition = samples()[7].definition;
  EXPECT_DOUBLE_EQ(fraction("cloze", definition, json::parse(R"({"gaps":[{"text":"Cat"},{"text":"5"}]})")),
                   0.25);
  EXPECT_DOUBLE_EQ(fraction("cloze", definition, json::parse(R"({"gaps":[null,{"text":"4"}]})")), 0.75);
}

TEST(Calculated, EveryoneGetsTheirOwnNumbersAndMeansTheSame) {
  const auto definition = samples()[10].definition;
  const auto first = show_question("calculated", {definition, 1}).at("stem").get<std::string>();
  EXPECT_EQ(first.find('{'), std::string::npos) << first;
  EXPECT_EQ(first, show_question("calculated", {definition, 1}).at("stem").get<std::string>());
  int different = 0;
  for (std::uint64_t seed = 2; seed < 12; ++seed)
    different +=
        show_question("calculated", {definition, seed}).at("stem").get<std::string>() != first ? 1 : 0;
  EXPECT_GT(different, 5);
}

TEST(Formula, EquivalentFormulasAreRight) {
  const auto definition = samples()[11].definition;
  const auto earned = [&](const char* typed) { return fraction("formula", definition, {{"text", typed}}); };
  EXPECT_DOUBLE_EQ(earned("(x+1)^2"), 1);
  EXPECT_DOUBLE_EQ(earned("1 + x*(x + 2)"), 1);
  EXPECT_DOUBLE_EQ(earned("(1+x)**2"), 1);
  EXPECT_DOUBLE_EQ(earned("x^2+1"), 0);
  EXPECT_DOUBLE_EQ(earned("x^2+2x+1+0*y"), 0);
}

TEST(Essay, WaitsForAPersonUnlessNothingWasWritten) {
  const auto definition = samples()[12].definition;
  EXPECT_FALSE(question_type("essay").mark({definition, 1}, {{"text", "Because."}}).fraction);
  EXPECT_DOUBLE_EQ(fraction("essay", definition, {{"text", "  "}}), 0);
}

TEST(TextMatch, CaseAccentsAndPatterns) {
  EXPECT_TRUE(matches(" muller  thurgau", "Müller*", {}));
  EXPECT_FALSE(matches("muller", "Müller", {Case::Ignored, Accents::Matter}));
  EXPECT_TRUE(matches("MÜLLER", "Müller", {Case::Ignored, Accents::Matter}));
  EXPECT_FALSE(matches("müller", "Müller", {Case::Matters, Accents::Matter}));
  EXPECT_TRUE(matches("a big cat", "a*cat", {}));
  EXPECT_FALSE(matches("acat", "acat*t", {}));
  EXPECT_TRUE(matches("5*3", R"(5\*3)", {}));
  EXPECT_FALSE(matches("543", R"(5\*3)", {}));
}

TEST(Expression, ReadsWhatPeopleType) {
  const auto value = [](const char* text) { return Expression::parse(text, {"x"}).value({{"x", 3}}); };
  EXPECT_DOUBLE_EQ(value("2x^2"), 18);
  EXPECT_DOUBLE_EQ(value("-x^2"), -9);
  EXPECT_DOUBLE_EQ(value("2^-1 + (x)(x)"), 9.5);
  EXPECT_DOUBLE_EQ(value("sqrt(16)/4"), 1);
  EXPECT_NEAR(value("sin(pi/2) e^0"), 1, 1e-12);
  for (const char* text : {"", "2+", "(1", "y", "sin x", "1..2", "x!"})
    EXPECT_THROW(Expression::parse(text, {"x"}), Error) << text;
  EXPECT_THROW(Expression::parse(std::string(900, '('), {}), Error)
      << "no stack is deep enough for everybody";
}

TEST(Quantity, NumbersAreReadAsPeopleWriteThem) {
  EXPECT_DOUBLE_EQ(read_quantity("1 200,5 km")->number, 1200.5);
  EXPECT_EQ(read_quantity("1 200,5 km")->unit, "km");
  EXPECT_DOUBLE_EQ(read_quantity("-6.02e23")->number, -6.02e23);
  EXPECT_EQ(read_quantity("5 eV")->unit, "eV");
  EXPECT_FALSE(read_quantity("many"));
}

}  // namespace
}  // namespace lectern::lms
