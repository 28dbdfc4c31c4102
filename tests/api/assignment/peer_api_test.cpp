// A round of three who review each other's work.

#include <map>

#include "tests/api/assignment/world.h"

namespace lectern::testing {
namespace {

using nlohmann::json;
using std::chrono::hours;

class PeerReview : public AssignmentWorld {
 protected:
  PeerReview() { appliance_.enrolments.enrol(appliance_.person(As::OtherTeacher).principal, made_.course); }

  static constexpr std::array kThree = {As::Student, As::OtherStudent, As::OtherTeacher};

  void all_hand_in() {
    for (const auto as : kThree) ids_[as] = hand_in(as, "Work of " + std::to_string(static_cast<int>(as)));
  }

  void begin_reviewing() {
    teach(Method::Post, "/assignment/phase", {{"phase", "reviewing"}},
          {"assignment.review_allotted", "assignment.review_allotted", "assignment.review_allotted",
           "assignment.phase_changed"});
  }

  json review(As as, std::size_t place) {
    const std::string id = seen(as).at("reviews").at(place).at("id");
    return run(appliance_, {.name = "open", .as = as, .target = "/api/v1/peer-reviews/" + id}).body;
  }

  Answer give(As as, const std::string& id, double points, int status = 200,
              std::vector<std::string> events = {"assignment.reviewed"}) {
    return run(appliance_, {.name = "give",
                            .as = as,
                            .method = Method::Put,
                            .target = "/api/v1/peer-reviews/" + id,
                            .body = {{"points", points}, {"feedback", "So so."}, {"done", true}},
                            .status = status,
                            .events = status == 200 ? std::move(events) : std::vector<std::string>{}});
  }

  std::map<As, std::string> ids_;
};

const json kRules = {{"most_points", 10}, {"peer", {{"reviews", 2}, {"reviewing_share", 0.5}}}};

TEST_F(PeerReview, EveryoneReviewsTheOthersWithoutNamesAndIsGradedByThem) {
  define(kRules);
  all_hand_in();
  begin_reviewing();
  for (const auto as : kThree) {
    ASSERT_EQ(seen(as).at("reviews").size(), 2U);
    for (std::size_t place = 0; place < 2; ++place) {
      const auto work = review(as, place);
      EXPECT_NE(work.at("text"), "Work of " + std::to_string(static_cast<int>(as))) << "nobody their own";
      for (const auto* name : {"Sam", "people", "user_id", "email"})
        EXPECT_EQ(work.dump().find(name), std::string::npos) << name;
      if (as != As::OtherTeacher || place == 0) give(as, work.at("id"), as == As::Student ? 4 : 8);
    }
  }
  EXPECT_TRUE(seen(As::Student).at("fraction").is_null()) << "before the round is over";
  teach(Method::Post, "/assignment/phase", {{"phase", "marked"}},
        {"assignment.graded", "assignment.graded", "assignment.graded", "assignment.phase_changed"});
  // Of two reviewers, one of them Student, the median lies between; who gave one of two has half of that
  // half.
  const double work = seen(As::OtherTeacher).at("hand_ins")[0].at("fraction");
  EXPECT_DOUBLE_EQ(work, 0.6);
  EXPECT_DOUBLE_EQ(seen(As::OtherTeacher).at("fraction").get<double>(), 0.5 * 0.6 + 0.5 * 0.5);
  const auto got = run(appliance_, {.name = "what I got",
                                    .as = As::OtherTeacher,
                                    .target = "/api/v1/hand-ins/" + ids_[As::OtherTeacher] + "/reviews"});
  ASSERT_EQ(got.body.at("items").size(), 2U);
  EXPECT_EQ(got.body.at("items")[0].at("feedback"), "So so.");
  EXPECT_EQ(got.body.dump().find("user"), std::string::npos) << "reviewers stay unnamed";
}

TEST_F(PeerReview, BeginsAndEndsByDate) {
  auto rules = kRules;
  rules["peer"]["opens_at"] = "2026-01-02T00:00:00Z";
  rules["peer"]["closes_at"] = "2026-01-03T00:00:00Z";
  define(rules);
  all_hand_in();
  appliance_.assignments.sweep();
  EXPECT_EQ(seen(As::Student).at("phase"), "handing_in");
  appliance_.clock.advance(hours{24});
  appliance_.assignments.sweep();
  EXPECT_EQ(seen(As::Student).at("phase"), "reviewing");
  save(As::Student, 1, "Too late", 403);
  const auto first = review(As::Student, 0);
  give(As::Student, first.at("id"), 7);
  appliance_.clock.advance(hours{24});
  appliance_.assignments.sweep();
  EXPECT_EQ(seen(As::Student).at("phase"), "marked");
  give(As::Student, first.at("id"), 9, 409);
}

TEST_F(PeerReview, WhatNobodyReviewedWaitsForTheTeacher) {
  define(kRules);
  all_hand_in();
  begin_reviewing();
  teach(Method::Post, "/assignment/phase", {{"phase", "marked"}}, {"assignment.phase_changed"});
  EXPECT_EQ(teach(Method::Get, "/assignment/marking").body.at("counts").at("to_mark"), 3);
  mark(ids_[As::Student], {{"points", 8}, {"then", "finish"}}, {"assignment.graded"});
  EXPECT_DOUBLE_EQ(seen(As::Student).at("fraction").get<double>(), 0.4) << "reviewing was half of it";
}

TEST_F(PeerReview, LateWorkFindsReviewersAndWillingOnesFindWork) {
  define({{"most_points", 10}, {"peer", {{"reviews", 1}}}});
  hand_in(As::Student, "One");
  hand_in(As::OtherStudent, "Two");
  teach(
      Method::Put, "/assignment/extensions",
      {{"extensions",
        {{{"user_id", appliance_.person(As::OtherTeacher).id.text()}, {"due_at", "2026-02-01T00:00:00Z"}}}}});
  teach(Method::Post, "/assignment/phase", {{"phase", "reviewing"}},
        {"assignment.review_allotted", "assignment.review_allotted", "assignment.phase_changed"});
  const auto late = hand_in(As::OtherTeacher, "Late");
  EXPECT_EQ(
      teach(Method::Post, "/assignment/allot", nullptr, {"assignment.review_allotted"}).body.at("added"), 1);
  const auto another = [&](int status) {
    return run(appliance_, {.name = "another",
                            .as = As::Student,
                            .method = Method::Post,
                            .target = lesson_page_ + "/assignment/reviews",
                            .status = status})
        .body;
  };
  another(409);
  give(As::Student, review(As::Student, 0).at("id"), 5);
  EXPECT_EQ(another(201).at("text"), "Late") << "it has got nothing yet";
}

TEST_F(PeerReview, TheOverviewShowsWhoGaveAndGotWhat) {
  define(kRules);
  all_hand_in();
  begin_reviewing();
  give(As::Student, review(As::Student, 0).at("id"), 5);
  const auto rows = teach(Method::Get, "/assignment/review-overview").body.at("items");
  ASSERT_EQ(rows.size(), 3U);
  int got = 0;
  int given = 0;
  for (const auto& row : rows) {
    EXPECT_EQ(row.at("asked_for"), 2);
    got += static_cast<int>(row.at("got").size());
    given += row.at("given").get<int>();
  }
  EXPECT_EQ(got, 1);
  EXPECT_EQ(given, 1);
}

TEST_F(PeerReview, AReviewIsItsReviewersAlone) {
  define(kRules);
  all_hand_in();
  begin_reviewing();
  const std::string id = seen(As::Student).at("reviews")[0].at("id");
  give(As::OtherStudent, id, 1, 404);
  give(As::Teacher, id, 1, 404);
  give(As::Student, id, 11, 400);
}

}  // namespace
}  // namespace lectern::testing
