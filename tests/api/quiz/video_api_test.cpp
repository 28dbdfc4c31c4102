#include <gtest/gtest.h>

#include "base/random.h"
#include "tests/support/api_scenario.h"

namespace lectern::testing {
namespace {

using catalog::Visibility;
using http::Method;
using nlohmann::json;

class VideoQuestions : public ::testing::Test {
 protected:
  VideoQuestions() { appliance_.enrolments.enrol(appliance_.person(As::Student).principal, made_.course); }

  std::string question(const char* type, const json& definition) {
    return run(appliance_, {.name = type,
                            .as = As::Teacher,
                            .method = Method::Post,
                            .target = "/api/v1/courses/" + made_.course.text() + "/questions",
                            .body = {{"name", type}, {"type", type}, {"definition", definition}},
                            .status = 201})
        .body.at("id");
  }

  json place(const json& moments, int status = 200, std::vector<std::string> events = {}) {
    return run(appliance_, {.name = "place",
                            .as = As::Teacher,
                            .method = Method::Put,
                            .target = lesson_ + "/video-questions/definition",
                            .body = {{"method", "best"}, {"pass_fraction", 0.5}, {"moments", moments}},
                            .status = status,
                            .events = std::move(events)})
        .body;
  }

  json asked(As as = As::Student) {
    return run(appliance_, {.name = "ask", .as = as, .target = lesson_ + "/video-questions"}).body;
  }

  Answer answer(const json& moment, const json& response, int status = 200,
                std::vector<std::string> events = {"quiz.graded"}, As as = As::Student) {
    return run(
        appliance_,
        {.name = "answer",
         .as = as,
         .method = Method::Post,
         .target = "/api/v1/video-questions/" + moment.at("id").get<std::string>() + "/answers",
         .body = {{"number", moment.at("number")}, {"version", moment.at("version")}, {"response", response}},
         .status = status,
         .events = std::move(events)});
  }

  void give_video(double seconds) {
    appliance_.database.write([&](storage::Writer& db) {
      const auto video = appliance_.videos.ensure(db, made_.lesson);
      const auto generation = appliance_.videos.add_version(
          db, {made_.lesson, new_id<blobs::BlobKey>(appliance_.clock), "00", 3, "lecture.mp4"});
      appliance_.videos.record_facts(db, video, generation, {seconds, 1920, 1080, "mp4"});
    });
  }

  /// A question that holds until it is right.
  json held() {
    return {{"at_seconds", 30},
            {"question_id", sum_},
            {"required", true},
            {"tries", 0},
            {"rewind_seconds", 12.5}};
  }

  TestAppliance appliance_;
  TestAppliance::Course made_ = appliance_.make_course(Visibility::Public);
  std::string lesson_ = "/api/v1/lessons/" + made_.lesson.text();
  std::string sum_ = question("numeric", {{"stem", "2 + 2?"},
                                          {"feedback", "Count on."},
                                          {"answers", {{{"value", 4}, {"feedback", "Right so."}}}}});
  std::string truth_ = question("true_false", {{"stem", "Is it so?"}, {"answer", true}});
};

TEST_F(VideoQuestions, GiveNothingAwayBeforeTheAnswer) {
  place({{{"at_seconds", 10.5}, {"question_id", sum_}}});
  const auto open = asked();
  EXPECT_EQ(open.at("items")[0].at("at_seconds"), 10.5);
  EXPECT_EQ(open.at("items")[0].at("shown").at("stem"), "2 + 2?");
  for (const char* secret : {"Right so", "Count on", "\"answers\"", "solution"})
    EXPECT_EQ(open.dump().find(secret), std::string::npos) << secret;
  const auto after = answer(open.at("items")[0], {{"text", "5"}}).body;
  EXPECT_EQ(after.at("last").at("right"), false);
  EXPECT_EQ(after.at("last").at("feedback"), "Count on.");
  EXPECT_EQ(after.at("last").at("solution"), json({{"text", "4"}})) << "no try is left to use it for";
  EXPECT_EQ(after.at("settled"), true);
  answer(after, {{"text", "4"}}, 409, {});
}

TEST_F(VideoQuestions, LeadBackAfterAWrongAnswerUntilItIsRight) {
  place(json::array({held()}));
  auto moment = asked().at("items")[0];
  moment = answer(moment, {{"text", "5"}}).body;
  EXPECT_EQ(moment.at("last").at("rewind_seconds"), 12.5);
  EXPECT_TRUE(moment.at("last").at("solution").is_null()) << "there are further tries";
  EXPECT_EQ(moment.at("settled"), false);
  EXPECT_EQ(moment.at("number"), 2);
  moment = answer(moment, {{"text", "4"}}).body;
  EXPECT_EQ(moment.at("settled"), true);
  EXPECT_TRUE(moment.at("last").at("rewind_seconds").is_null());
  EXPECT_EQ(asked().at("fraction"), 1.0);
}

TEST_F(VideoQuestions, ATryThatComesTwiceIsOne) {
  place(json::array({held()}));
  const auto moment = asked().at("items")[0];
  answer(moment, {{"text", "5"}});
  EXPECT_EQ(answer(moment, {{"text", "5"}}, 200, {}).body.at("number"), 2);
  answer(moment, {{"text", "6"}}, 409, {});
}

TEST_F(VideoQuestions, SayWhatThePersonHasByNow) {
  place({{{"at_seconds", 10}, {"question_id", truth_}, {"points", 3}}, held()});
  const auto before = appliance_.last_event();
  answer(asked().at("items")[0], {{"answer", true}});
  EXPECT_EQ(json::parse(appliance_.events_after(before).back().payload),
            json({{"lesson_id", made_.lesson.text()},
                  {"course_id", made_.course.text()},
                  {"user_id", appliance_.person(As::Student).id.text()},
                  {"fraction", 0.75},
                  {"passed", true}}));
}

TEST_F(VideoQuestions, TryingThemOutCountsNowhere) {
  place(json::array({held()}));
  const auto moment = asked(As::Teacher).at("items")[0];
  EXPECT_EQ(answer(moment, {{"text", "4"}}, 200, {}, As::Teacher).body.at("last").at("right"), true);
  EXPECT_TRUE(asked(As::Teacher).at("items")[0].at("last").is_null());
}

TEST_F(VideoQuestions, HoldWhoeverMustWatchInOrder) {
  give_video(1000);
  run(appliance_, {.name = "in order",
                   .as = As::Teacher,
                   .method = Method::Patch,
                   .target = lesson_ + "/completion-rule",
                   .body = {{"in_order", true}},
                   .events = {"lesson.changed"}});
  place(json::array({held()}));
  const auto beat = [&](int sequence) {
    appliance_.clock.advance(std::chrono::seconds{100});
    run(appliance_, {.name = "heartbeat",
                     .as = As::Student,
                     .method = Method::Post,
                     .target = lesson_ + "/heartbeat",
                     .body = {{"sitting", "a page of tests"},
                              {"sequence", sequence},
                              {"position", 50},
                              {"played", {{{"from", 0}, {"to", 50}}}}}});
  };
  beat(1);
  EXPECT_EQ(appliance_.deliveries.reached, Milliseconds{30'000}) << "not past the question";
  answer(asked().at("items")[0], {{"text", "4"}});
  beat(2);
  EXPECT_EQ(appliance_.deliveries.reached, Milliseconds{50'000});
}

TEST_F(VideoQuestions, AreTakenAwayWithWhatWasAnsweredAndEverybodyHearsOfIt) {
  auto second = held();
  const auto placed = place({{{"at_seconds", 10}, {"question_id", truth_}}, second});
  answer(asked().at("items")[0], {{"answer", true}});
  EXPECT_EQ(asked().at("fraction"), 0.5);
  const auto& first = placed.at("moments")[0];
  place({{{"id", first.at("id")}, {"at_seconds", 11}, {"question_id", truth_}}}, 200, {"quiz.graded"});
  EXPECT_EQ(asked().at("fraction"), 1.0) << "what was answered stays with its question";
  run(appliance_, {.name = "a question in use stays in the bank",
                   .as = As::Teacher,
                   .method = Method::Delete,
                   .target = "/api/v1/questions/" + truth_,
                   .status = 409});
}

TEST_F(VideoQuestions, RefuseWhatCannotBeAskedThere) {
  const auto essay = question("essay", {{"stem", "Discuss."}});
  const auto body = place({{{"at_seconds", 10}, {"question_id", essay}},
                           {{"at_seconds", 10}, {"question_id", "nothing"}},
                           {{"at_seconds", 10}, {"question_id", truth_}, {"rewind_seconds", 10}}},
                          400);
  const auto& fields = body.at("error").at("fields");
  EXPECT_TRUE(fields.contains("moments.0.question_id"));
  EXPECT_TRUE(fields.contains("moments.1.question_id"));
  EXPECT_TRUE(fields.contains("moments.2.rewind_seconds"));
}

TEST_F(VideoQuestions, AreReportedQuestionByQuestionAndPersonByPerson) {
  place({held(), {{"at_seconds", 40}, {"question_id", truth_}}});
  auto moment = answer(asked().at("items")[0], {{"text", "5"}}).body;
  answer(moment, {{"text", "4"}});
  run(appliance_, {.name = "by question",
                   .as = As::Teacher,
                   .target = lesson_ + "/video-questions/report",
                   .fields = {{"/items/0/people", 1},
                              {"/items/0/right_at_first", 0},
                              {"/items/0/right_at_last", 1},
                              {"/items/0/tries", 2},
                              {"/items/0/responses//5", 1},
                              {"/items/1/people", 0}}});
  run(appliance_, {.name = "by person",
                   .as = As::Teacher,
                   .target = lesson_ + "/video-questions/people",
                   .fields = {{"/items/0/user_id", appliance_.person(As::Student).id.text()},
                              {"/items/0/answered", 1},
                              {"/items/0/fraction", 0.5},
                              {"/items/0/by_moment/0", 1.0},
                              {"/items/0/by_moment/1", nullptr},
                              {"/next", nullptr}}});
}

TEST_F(VideoQuestions, AreMarkedAgainWithAMendedQuestionOnceThatWasSeen) {
  place({{{"at_seconds", 10.5}, {"question_id", sum_}, {"points", 2}}});
  answer(asked().at("items")[0], {{"text", "5"}});
  const auto regrade = [&](bool is_trial, As as, int status, std::vector<std::string> events) {
    return run(appliance_, {.name = "regrade",
                            .as = as,
                            .method = Method::Post,
                            .target = lesson_ + "/video-questions/regrade",
                            .body = {{"dry_run", is_trial}},
                            .status = status,
                            .events = std::move(events)})
        .body;
  };
  EXPECT_TRUE(regrade(true, As::Teacher, 200, {}).at("changes").empty()) << "nothing was mended";
  run(appliance_, {.name = "mend",
                   .as = As::Teacher,
                   .method = Method::Patch,
                   .target = "/api/v1/questions/" + sum_,
                   .body = {{"definition", {{"stem", "2 + 3?"}, {"answers", {{{"value", 5}}}}}}}});
  regrade(true, As::Student, 403, {});
  const auto seen = regrade(true, As::Teacher, 200, {}).at("changes");
  ASSERT_EQ(seen.size(), 1U) << seen;
  EXPECT_EQ(seen[0].at("before"), 0.0);
  EXPECT_EQ(seen[0].at("after"), 2.0);
  EXPECT_EQ(asked().at("fraction"), 0.0) << "it was only looked at";
  EXPECT_EQ(regrade(false, As::Teacher, 200, {"quiz.graded"}).at("changes"), seen);
  EXPECT_EQ(asked().at("fraction"), 1.0);
  EXPECT_TRUE(regrade(false, As::Teacher, 200, {}).at("changes").empty()) << "twice is once";
}

}  // namespace
}  // namespace lectern::testing
