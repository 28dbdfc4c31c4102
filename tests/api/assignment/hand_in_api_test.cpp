// Handing in, marking, and what each side sees of it.

#include <algorithm>

#include "tests/api/assignment/world.h"

namespace lectern::testing {
namespace {

using nlohmann::json;
using std::chrono::hours;

class HandIn : public AssignmentWorld {};

TEST_F(HandIn, ADraftIsKeptUntilItIsHandedInWithAReceipt) {
  define({{"due_at", "2026-01-02T00:00:00Z"}});
  EXPECT_TRUE(seen(As::Student).at("draft").is_null());
  save(As::Student, 1, "First");
  const auto draft = save(As::Student, 2, " As *typed*\n").body;
  EXPECT_EQ(seen(As::Student).at("draft").at("text"), " As *typed*\n");
  save(As::Student, 2, "Another window", 409);
  save(As::Student, 1, "First", 409);
  save(As::Student, 2, " As *typed*\n");
  const auto receipt = submit(As::Student, draft.at("id")).body;
  EXPECT_EQ(receipt.at("state"), "handed_in");
  EXPECT_EQ(receipt.at("handed_in_at"), "2026-01-01T00:00:00.000Z");
  EXPECT_EQ(receipt.at("digest").get<std::string>().size(), 64U);
  EXPECT_EQ(receipt.at("late_seconds"), 0);
  const auto again = submit(As::Student, draft.at("id"), 200, {}).body;
  EXPECT_EQ(again.at("digest"), receipt.at("digest")) << "whoever lost the answer asks once more";
  const auto page = seen(As::Student);
  EXPECT_TRUE(page.at("draft").is_null());
  EXPECT_EQ(page.at("hand_ins").size(), 1U);
  EXPECT_TRUE(seen(As::OtherStudent).at("hand_ins").empty());
}

TEST_F(HandIn, NothingIsNothingToHandIn) {
  define(json::object());
  const std::string id = save(As::Student, 1, "").body.at("id");
  submit(As::Student, id, 400);
}

TEST_F(HandIn, FilesAreTakenByTheRulesAndBelongToWhoBroughtThem) {
  define({{"kinds", {"pdf", "txt"}}, {"most_files", 2}, {"largest_file", 1000}, {"text", false}});
  EXPECT_EQ(upload(As::Student, "virus.exe", "MZ").status, 400);
  EXPECT_EQ(upload(As::Student, "big.pdf", std::string(1001, 'x')).status, 400);
  EXPECT_EQ(upload(As::Teacher, "a.pdf", "%PDF-1.7").status, 403);
  EXPECT_EQ(upload(As::OtherTeacher, "a.pdf", "%PDF-1.7").status, 403);
  ASSERT_EQ(upload(As::Student, "essay.pdf", "%PDF-1.7 text").status, 201);
  ASSERT_EQ(upload(As::Student, "notes.txt", "plain words").status, 201);
  EXPECT_EQ(upload(As::Student, "third.txt", "too many").status, 409);
  const auto draft = seen(As::Student).at("draft");
  ASSERT_EQ(draft.at("files").size(), 2U);
  EXPECT_EQ(draft.at("files")[0].at("shown"), "pdf");
  const std::string file = draft.at("files")[1].at("id");
  run_all(appliance_, {{.name = "nobody else takes it away",
                        .as = As::OtherStudent,
                        .method = Method::Delete,
                        .target = "/api/v1/hand-in-files/" + file,
                        .status = 404},
                       {.name = "not even who edits the course, as a document",
                        .as = As::Teacher,
                        .method = Method::Delete,
                        .target = "/api/v1/documents/" + file,
                        .status = 404},
                       {.name = "its owner does",
                        .as = As::Student,
                        .method = Method::Delete,
                        .target = "/api/v1/hand-in-files/" + file,
                        .status = 204},
                       {.name = "the lesson shows no file of anybody",
                        .as = As::Teacher,
                        .target = "/api/v1/lessons/" + lesson_,
                        .fields = {{"/attachments", json::array()}}}});
  submit(As::Student, draft.at("id"));
  const std::string essay = draft.at("files")[0].at("id");
  run(appliance_, {.name = "what was handed in stays",
                   .as = As::Student,
                   .method = Method::Delete,
                   .target = "/api/v1/hand-in-files/" + essay,
                   .status = 409});
  const auto document = catalog::DocumentId{essay};
  const auto may_read = [&](As as) {
    try {
      appliance_.assignments.check_reader(appliance_.person(as).principal, document);
      return true;
    } catch (const Error&) {
      return false;
    }
  };
  EXPECT_TRUE(may_read(As::Student));
  EXPECT_TRUE(may_read(As::Teacher));
  EXPECT_FALSE(may_read(As::OtherStudent));
  EXPECT_FALSE(may_read(As::OtherTeacher));
}

TEST_F(HandIn, HandingInAgainGoesOnWithWhatWasThere) {
  define({{"again", "attempts"}, {"attempts", 2}});
  ASSERT_EQ(upload(As::Student, "a.txt", "words").status, 201);
  const auto first = hand_in(As::Student, "One");
  const auto draft = save(As::Student, 1, "Two").body;
  EXPECT_EQ(draft.at("number"), 2);
  EXPECT_EQ(draft.at("files")[0].at("filename"), "a.txt");
  submit(As::Student, draft.at("id"));
  const auto page = seen(As::Student);
  EXPECT_EQ(page.at("hand_ins")[0].at("state"), "superseded");
  EXPECT_EQ(page.at("refusal"), "no_attempts_left");
  save(As::Student, 1, "Three", 403);
  mark(first, {{"points", 5}, {"then", "finish"}}, {}, 409);
}

TEST_F(HandIn, LatenessIsWhatTheServerSays) {
  define(
      {{"due_at", "2026-01-01T01:00:00Z"}, {"late", "deducted"}, {"late_per_day", 0.1}, {"most_points", 10}});
  const std::string id = save(As::Student, 1, "Late").body.at("id");
  appliance_.clock.advance(hours{2});
  EXPECT_EQ(submit(As::Student, id).body.at("late_seconds"), 3600);
  const auto marked = mark(id, {{"points", 9}, {"then", "finish"}}, {"assignment.graded"}).body;
  EXPECT_DOUBLE_EQ(marked.at("hand_in").at("fraction").get<double>(), 0.8);
  EXPECT_DOUBLE_EQ(seen(As::Student).at("fraction").get<double>(), 0.8);
}

TEST_F(HandIn, AnExtensionIsForOnePerson) {
  define({{"due_at", "2026-01-01T01:00:00Z"}, {"late", "refused"}});
  teach(Method::Put, "/assignment/extensions",
        {{"extensions",
          {{{"user_id", appliance_.person(As::Student).id.text()}, {"due_at", "2026-01-03T00:00:00Z"}}}}});
  appliance_.clock.advance(hours{2});
  save(As::OtherStudent, 1, "Too late", 403);
  const auto page = seen(As::Student);
  EXPECT_EQ(page.at("rules").at("due_at"), "2026-01-03T00:00:00.000Z");
  EXPECT_TRUE(page.at("extended"));
  hand_in(As::Student, "In time");
  teach(Method::Put, "/assignment/extensions",
        {{"extensions", {{{"user_id", appliance_.person(As::OtherTeacher).id.text()}}}}}, {}, 400);
}

TEST_F(HandIn, RubricLevelsEarnThePointsAndReachTheGradebook) {
  define({{"pass_fraction", 0.6}}, kTwoCriteria);
  const auto id = hand_in(As::Student, "Words");
  mark(id, {{"marks", {{{"level", 1}}}}, {"then", "finish"}}, {}, 400);
  mark(id, {{"marks", {{{"level", 1}, {"comment", "Fine."}}, json::object()}}, {"then", "keep"}});
  EXPECT_EQ(seen(As::Student).at("hand_ins")[0].at("state"), "handed_in");
  EXPECT_TRUE(seen(As::Student).at("hand_ins")[0].at("marks").empty()) << "nobody sees half a mark";
  const auto before = appliance_.last_event();
  mark(id,
       {{"marks", {{{"level", 1}, {"comment", "Fine."}}, {{"level", 0}}}},
        {"feedback", "**Well** done"},
        {"pins", {{{"from", 0}, {"to", 5}, {"comment", "Which?"}}}},
        {"then", "finish"}},
       {"assignment.graded"});
  const auto payload = json::parse(appliance_.events_after(before).back().payload);
  EXPECT_EQ(payload, json({{"lesson_id", lesson_},
                           {"hand_in_id", id},
                           {"course_id", made_.course.text()},
                           {"user_id", appliance_.person(As::Student).id.text()},
                           {"fraction", 0.7},
                           {"passed", true}}));
  const auto mine = seen(As::Student).at("hand_ins")[0];
  EXPECT_EQ(mine.at("points"), 7.0);
  EXPECT_EQ(mine.at("marks")[0].at("comment"), "Fine.");
  EXPECT_EQ(mine.at("pins")[0].at("comment"), "Which?");
  appliance_.run_until_idle();
  const auto grades = run(appliance_, {.name = "my grades",
                                       .as = As::Student,
                                       .target = "/api/v1/courses/" + made_.course.text() + "/grades"});
  EXPECT_NE(grades.body.dump().find("Essay"), std::string::npos) << "the gradebook has heard of it";
  define({{"pass_fraction", 0.6}}, {{"criteria", json::array()}}, 409, {});
}

TEST_F(HandIn, TheGradebookSaysWhenItIsDueBeforeAnythingIsMarked) {
  define({{"due_at", "2026-02-01T12:00:00Z"}});
  appliance_.run_until_idle();
  const auto grades = run(appliance_, {.name = "my grades",
                                       .as = As::Student,
                                       .target = "/api/v1/courses/" + made_.course.text() + "/grades"});
  EXPECT_NE(grades.body.dump().find("2026-02-01T12:00:00.000Z"), std::string::npos) << grades.body.dump();
}

TEST_F(HandIn, CompletesItsLesson) {
  define(json::object());
  hand_in(As::Student, "Words");
  appliance_.run_until_idle();
  const auto progress =
      run(appliance_,
          {.name = "progress", .as = As::Student, .target = "/api/v1/lessons/" + lesson_ + "/progress"});
  EXPECT_EQ(progress.body.at("how"), "handed_in");
}

TEST_F(HandIn, ReturnedWorkIsDoneAgainAndNoLaterThanItWas) {
  define({{"due_at", "2026-01-01T01:00:00Z"}, {"again", "when_returned"}, {"late", "refused"}});
  const auto first = hand_in(As::Student, "Draft quality");
  save(As::Student, 1, "Again", 403);
  mark(first, {{"feedback", "Add sources."}, {"then", "return"}}, {"assignment.returned"});
  appliance_.clock.advance(hours{24});
  EXPECT_EQ(seen(As::Student).at("hand_ins")[0].at("feedback"), "Add sources.");
  const std::string second = save(As::Student, 1, "With sources").body.at("id");
  EXPECT_EQ(submit(As::Student, second).body.at("late_seconds"), 0);
  mark(second, {{"points", 90}, {"then", "finish"}}, {"assignment.graded"});
}

TEST_F(HandIn, MarksAreShownTogetherWhenTheTeacherSays) {
  define({{"release", "together"}, {"anonymous", true}});
  const auto id = hand_in(As::Student, "Words");
  const auto view =
      run(appliance_, {.name = "to mark", .as = As::Teacher, .target = "/api/v1/hand-ins/" + id + "/mark"});
  EXPECT_TRUE(view.body.at("names_hidden"));
  EXPECT_EQ(view.body.dump().find("Sam"), std::string::npos) << "a name leaked";
  mark(id, {{"points", 50}, {"then", "finish"}});
  EXPECT_EQ(seen(As::Student).at("hand_ins")[0].at("state"), "handed_in");
  EXPECT_TRUE(seen(As::Student).at("hand_ins")[0].at("points").is_null());
  EXPECT_EQ(teach(Method::Get, "/assignment/marking").body.at("counts"),
            json({{"to_mark", 0}, {"marked", 1}, {"released", 0}, {"returned", 0}, {"missing", 1}}));
  EXPECT_EQ(teach(Method::Post, "/assignment/release", nullptr, {"assignment.graded"}).body.at("released"),
            1);
  EXPECT_EQ(seen(As::Student).at("hand_ins")[0].at("points"), 50.0);
  EXPECT_EQ(teach(Method::Get, "/assignment/hand-ins").body.at("items")[0].at("people")[0].at("name"),
            "Sam Student");
}

TEST_F(HandIn, TheQueueGoesFromOldToNewAndNamesWhoIsMissing) {
  define(json::object());
  EXPECT_TRUE(teach(Method::Get, "/assignment/next").body.at("next").is_null());
  EXPECT_EQ(teach(Method::Get, "/assignment/missing").body.at("items").size(), 2U);
  const auto first = hand_in(As::Student, "One");
  appliance_.clock.advance(hours{1});
  const auto second = hand_in(As::OtherStudent, "Two");
  EXPECT_EQ(teach(Method::Get, "/assignment/next").body.at("next"), first);
  EXPECT_EQ(teach(Method::Get, "/assignment/next?after=" + first).body.at("next"), second);
  EXPECT_EQ(teach(Method::Get, "/assignment/next?after=" + second).body.at("next"), first)
      << "around, from the beginning";
  mark(first, {{"points", 1}, {"then", "finish"}}, {"assignment.graded"});
  const auto waiting = teach(Method::Get, "/assignment/hand-ins?state=handed_in").body;
  ASSERT_EQ(waiting.at("items").size(), 1U);
  EXPECT_EQ(waiting.at("items")[0].at("id"), second);
  const auto page = teach(Method::Get, "/assignment/hand-ins?limit=1").body;
  EXPECT_EQ(page.at("next"), first);
  EXPECT_EQ(teach(Method::Get, "/assignment/hand-ins?limit=1&after=" + first).body.at("items")[0].at("id"),
            second);
}

TEST_F(HandIn, MarksGoOutAndComeBackAsCsv) {
  define({{"most_points", 10}});
  const auto id = hand_in(As::Student, "Words");
  auto request = request_as(appliance_, As::Teacher, Method::Get, lesson_page_ + "/assignment/marks.csv");
  const json csv = std::get<std::string>(appliance_.answer(std::move(request)).content);
  EXPECT_NE(csv.get<std::string>().find(id + ",Sam Student"), std::string::npos) << csv;
  EXPECT_TRUE(teach(Method::Post, "/assignment/marks", json{{"csv", csv}}).body.at("lines").empty())
      << "as it was";
  const auto change = "hand_in,points,feedback\n" + id + ",7.5,Good\n";
  EXPECT_EQ(teach(Method::Post, "/assignment/marks", json{{"csv", change}, {"dry_run", true}})
                .body.at("lines")[0]
                .at("after"),
            "7.5");
  EXPECT_TRUE(seen(As::Student).at("fraction").is_null());
  const auto bad = teach(Method::Post, "/assignment/marks", json{{"csv", change + lesson_ + ",1,\n"}}).body;
  EXPECT_FALSE(bad.at("applied")) << "by halves";
  EXPECT_TRUE(teach(Method::Post, "/assignment/marks", json{{"csv", change}}, {"assignment.graded"})
                  .body.at("applied"));
  EXPECT_DOUBLE_EQ(seen(As::Student).at("fraction").get<double>(), 0.75);
}

TEST_F(HandIn, AGroupHandsInOnceForAll) {
  define({{"groups", true}});
  const auto group = run(appliance_, {.name = "group",
                                      .as = As::Teacher,
                                      .method = Method::Post,
                                      .target = "/api/v1/courses/" + made_.course.text() + "/groups",
                                      .body = {{"name", "Red"}},
                                      .status = 201})
                         .body.at("id")
                         .get<std::string>();
  const auto roster = run(
      appliance_,
      {.name = "roster", .as = As::Teacher, .target = "/api/v1/courses/" + made_.course.text() + "/roster"});
  for (const auto& row : roster.body.at("items"))
    appliance_.database.write([&](storage::Writer& db) {
      lms::add_to_group(db, lms::GroupId{group}, lms::EnrolmentId{row.at("id").get<std::string>()});
    });
  EXPECT_EQ(seen(As::Student).at("group"), "Red");
  const std::string id = save(As::Student, 1, "Ours").body.at("id");
  EXPECT_EQ(seen(As::OtherStudent).at("draft").at("text"), "Ours");
  save(As::OtherStudent, 2, "Ours, mended");
  submit(As::OtherStudent, id, 200, {"assignment.handed_in", "assignment.handed_in"});
  EXPECT_EQ(seen(As::Student).at("hand_ins")[0].at("people").size(), 2U);
  mark(id, {{"points", 80}, {"then", "finish"}}, {"assignment.graded", "assignment.graded"});
  EXPECT_DOUBLE_EQ(seen(As::Student).at("fraction").get<double>(), 0.8);
}

TEST_F(AssignmentWorld, StandsInTheCalendarOnceWithEverybodysOwnDateUntilItIsHandedIn) {
  define({{"due_at", "2026-01-05T12:00:00Z"}});
  teach(
      Method::Put, "/assignment/extensions",
      {{"extensions",
        {{{"user_id", appliance_.person(As::OtherStudent).id.text()}, {"due_at", "2026-01-09T12:00:00Z"}}}}});
  appliance_.run_until_idle();
  const auto entries = [&](As as) {
    return run(appliance_, {.name = "calendar", .as = as, .target = "/api/v1/me/calendar"}).body.at("items");
  };
  const auto own = entries(As::Student);
  ASSERT_EQ(own.size(), 1U) << own;
  EXPECT_EQ(own[0].at("kind"), "assignment_due");
  EXPECT_EQ(own[0].at("title"), "Essay");
  EXPECT_EQ(own[0].at("at"), "2026-01-05T12:00:00.000Z");
  EXPECT_EQ(own[0].at("done"), false);
  const auto extended = entries(As::OtherStudent);
  ASSERT_EQ(extended.size(), 1U);
  EXPECT_EQ(extended[0].at("at"), "2026-01-09T12:00:00.000Z");
  const auto made = run(appliance_, {.name = "a feed of one's own",
                                     .as = As::OtherStudent,
                                     .method = Method::Post,
                                     .target = "/api/v1/me/calendar-feed",
                                     .status = 201});
  const std::string url = made.body.at("url");
  const auto answer =
      send(appliance_, request_as(appliance_, As::Nobody, Method::Get, url.substr(url.find("/api/"))));
  const auto feed = std::get<std::string>(answer.response.content);
  EXPECT_NE(feed.find("Essay"), std::string::npos) << feed;
  EXPECT_NE(feed.find("20260109T120000Z"), std::string::npos) << "with the extension" << feed;
  EXPECT_EQ(feed.find("20260105T120000Z"), std::string::npos) << "not the date of the others";
  hand_in(As::Student, "Light bends.");
  EXPECT_EQ(entries(As::Student)[0].at("done"), true);
  EXPECT_EQ(entries(As::OtherStudent)[0].at("done"), false);
}

}  // namespace
}  // namespace lectern::testing
