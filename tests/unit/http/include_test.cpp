#include "http/include.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "base/error.h"

namespace lectern::http {
namespace {

Request asking_for(std::string parts) {
  Request request;
  request.query = {{"include", std::move(parts)}};
  return request;
}

TEST(Include, AddsWhatIsWantedAndNothingElse) {
  const Include include(asking_for("outline"), {"outline", "reviews"});
  nlohmann::json answer{{"id", "1"}};
  include.add(answer, "outline", [] { return nlohmann::json::array({1}); });
  include.add(answer, "reviews", []() -> nlohmann::json { throw std::logic_error("was asked for"); });
  EXPECT_EQ(answer, nlohmann::json::parse(R"({"id":"1","outline":[1]})"));
}

TEST(Include, PartThatFailsIsNamedAndTheRestAnswers) {
  const Include include(asking_for("outline,reviews"), {"outline", "reviews"});
  nlohmann::json answer = nlohmann::json::object();
  include.add(answer, "outline", []() -> nlohmann::json { throw Error(ErrorCode::Unavailable, "Not now."); });
  include.add(answer, "reviews", [] { return nlohmann::json(3); });
  EXPECT_EQ(answer, nlohmann::json::parse(R"({"unavailable":["outline"],"reviews":3})"));
}

TEST(Include, WhatTheAskerDidWrongIsThrownOn) {
  const Include include(asking_for("outline"), {"outline"});
  nlohmann::json answer;
  EXPECT_THROW(include.add(answer, "outline",
                           []() -> nlohmann::json { throw Error(ErrorCode::NotFound, "No such thing."); }),
               Error);
}

TEST(Include, UnknownPartsAreRefusedWithThoseThatThereAre) {
  try {
    const Include include(asking_for("outline,secrets"), {"outline", "reviews"});
    FAIL();
  } catch (const InvalidInput& error) {
    EXPECT_EQ(error.problems().at(0).field, "include");
    EXPECT_EQ(error.problems().at(0).message, "Must be any of outline, reviews.");
  }
}

}  // namespace
}  // namespace lectern::http
