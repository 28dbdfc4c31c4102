#include <gtest/gtest.h>

#include <algorithm>

#include "base/encoding.h"
#include "base/error.h"
#include "tests/support/api_scenario.h"

namespace lectern::testing {
namespace {

using catalog::Visibility;
using http::Method;
using nlohmann::json;
using std::chrono::seconds;

class Attempts : public ::testing::Test {
 protected:
  TestAppliance appliance_;
  TestAppliance::Course made_ = appliance_.make_course(Visibility::Public);

  Attempts() {
    appliance_.enrolments.enrol(appliance_.person(As::Student).principal, made_.course);
    catalog::LessonDraft draft;
    draft.title = "Final";
    draft.kind = catalog::LessonKind::Quiz;
    lesson_ = appliance_.lessons.add(appliance_.person(As::Teacher).principal, made_.section, draft)
                  .lesson.id.text();
    quiz_ = "/api/v1/lessons/" + lesson_ + "/quiz";
  }

  std::string question(const char* type, const json& definition) {
    return run(appliance_, {.name = type,
                            .as = As::Teacher,
                            .method = Method::Post,
                            .target = "/api/v1/courses/" + made_.course.text() + "/questions",
                            .body = {{"name", type}, {"type", type}, {"definition", definition}},
                            .status = 201})
        .body.at("id");
  }

  void define(const json& rules, const std::vector<std::string>& questions) {
    json slots = json::array();
    for (const auto& id : questions) slots.push_back({{"question_id", id}, {"points", 2}});
    run(appliance_, {.name = "define",
                     .as = As::Teacher,
                     .method = Method::Put,
                     .target = quiz_ + "/definition",
                     .body = {{"rules", rules}, {"slots", slots}}});
  }

  std::string sum_ = question("numeric", {{"stem", "2 + 2?"},
                                          {"answers", {{{"value", 4}, {"feedback", "Right so."}}}},
                                          {"hints", {{{"text", "Count your fingers."}, {"cost", 0.25}}}}});
  std::string truth_ = question("true_false", {{"stem", "Is it so?"}, {"answer", true}});

  json start(const json& body = json::object(), int status = 201) {
    return run(appliance_, {.name = "start",
                            .as = As::Student,
                            .method = Method::Post,
                            .target = quiz_ + "/attempts",
                            .body = body,
                            .status = status,
                            .events = status == 201 ? std::vector<std::string>{"quiz.attempt_started"}
                                                    : std::vector<std::string>{}})
        .body;
  }

  Answer save(const std::string& attempt, int slot, int sequence, const json& response, int status = 200) {
    return run(appliance_, {.name = "save",
                            .as = As::Student,
                            .method = Method::Put,
                            .target = at(attempt) + "/answers/" + std::to_string(slot),
                            .body = {{"sequence", sequence}, {"response", response}},
                            .status = status});
  }

  json submit(const std::string& attempt, std::vector<std::string> events) {
    return run(appliance_, {.name = "submit",
                            .as = As::Student,
                            .method = Method::Post,
                            .target = at(attempt) + "/submit",
                            .events = std::move(events)})
        .body;
  }

  static std::string at(const std::string& attempt) { return "/api/v1/quiz-attempts/" + attempt; }

  json seen(const std::string& attempt, As as = As::Student) {
    return run(appliance_, {.name = "see", .as = as, .target = at(attempt)}).body;
  }

  std::string lesson_;
  std::string quiz_;
};

const std::vector<std::string> kHandedIn = {"quiz.attempt_submitted", "quiz.graded"};

TEST_F(Attempts, AreMarkedWhenHandedInAndNothingOfTheKeyLeavesBefore) {
  define({{"show_solutions", "closed"}, {"closes_at", "2026-01-01T12:00:00Z"}}, {sum_, truth_});
  const auto open = start();
  const std::string id = open.at("id");
  for (const char* secret : {"Right so", "fingers", "outcome", "answers\"", "\"answer\"", "solution\":{"})
    EXPECT_EQ(open.dump().find(secret), std::string::npos) << secret;
  save(id, 1, 1, {{"text", "4"}});
  save(id, 2, 1, {{"answer", false}});
  const auto over = submit(id, kHandedIn);
  EXPECT_EQ(over.at("points"), 2.0);
  EXPECT_EQ(over.at("fraction"), 0.5);
  EXPECT_EQ(over.at("questions")[0].at("outcome").at("verdicts")[0].at("feedback"), "Right so.");
  EXPECT_TRUE(over.at("questions")[1].at("outcome").at("solution").is_null()) << "not before it closes";
  appliance_.clock.advance(std::chrono::hours{13});
  EXPECT_EQ(seen(id).at("questions")[1].at("outcome").at("solution"), json({{"answer", true}}));
  EXPECT_EQ(submit(id, {}).at("points"), 2.0) << "twice is once";
}

TEST_F(Attempts, TheGradedEventSaysWhoPassed) {
  define({{"pass_fraction", 1}}, {truth_});
  const std::string id = start().at("id");
  save(id, 1, 1, {{"answer", true}});
  const auto before = appliance_.last_event();
  submit(id, kHandedIn);
  const auto payload = json::parse(appliance_.events_after(before).back().payload);
  EXPECT_EQ(payload, json({{"attempt_id", id},
                           {"lesson_id", lesson_},
                           {"course_id", made_.course.text()},
                           {"user_id", appliance_.person(As::Student).id.text()},
                           {"fraction", 1.0},
                           {"passed", true}}));
}

TEST_F(Attempts, ALateOrRepeatedSaveNeverUndoesANewerOne) {
  define(json::object(), {sum_});
  const std::string id = start().at("id");
  save(id, 1, 1, {{"text", "3"}});
  save(id, 1, 2, {{"text", "4"}});
  save(id, 1, 2, {{"text", "4"}});
  save(id, 1, 2, {{"text", "5"}}, 409);
  save(id, 1, 1, {{"text", "3"}}, 409);
  EXPECT_EQ(seen(id).at("questions")[0].at("response"), json({{"text", "4"}}));
  EXPECT_EQ(seen(id).at("questions")[0].at("sequence"), 2);
  save(id, 9, 1, {{"text", "4"}}, 404);
}

TEST_F(Attempts, TheServerEndsThemAtTheirDeadlineWithWhatWasSaved) {
  define({{"time_limit_seconds", 60}}, {sum_});
  const std::string id = start().at("id");
  save(id, 1, 1, {{"text", "4"}});
  appliance_.clock.advance(seconds{62});
  save(id, 1, 2, {{"text", "4.0"}});  // On its way when the time ran out.
  appliance_.clock.advance(seconds{2});
  save(id, 1, 3, {{"text", "5"}}, 410);
  const auto before = appliance_.last_event();
  appliance_.quizzes.sweep();
  std::vector<std::string> topics;
  for (const auto& event : appliance_.events_after(before)) topics.push_back(event.topic);
  EXPECT_EQ(topics, kHandedIn);
  const auto over = seen(id);
  EXPECT_EQ(over.at("state"), "graded");
  EXPECT_EQ(over.at("fraction"), 1.0);
  EXPECT_EQ(over.at("submitted_at"), over.at("due_at"));
  appliance_.quizzes.sweep();
  EXPECT_EQ(appliance_.events_after(before).size(), 2U) << "once is enough";
}

TEST_F(Attempts, AReloadGoesOnWithTheOpenAttempt) {
  define({{"attempts", 1}}, {sum_});
  const auto first = start();
  save(first.at("id"), 1, 1, {{"text", "4"}});
  const auto again = run(appliance_, {.name = "again",
                                      .as = As::Student,
                                      .method = Method::Post,
                                      .target = quiz_ + "/attempts",
                                      .body = json::object(),
                                      .status = 201});
  EXPECT_EQ(again.body.at("id"), first.at("id"));
  EXPECT_EQ(again.body.at("questions")[0].at("response"), json({{"text", "4"}}));
  submit(first.at("id"), kHandedIn);
  start(json::object(), 403);
}

TEST_F(Attempts, AnEndNotYetSweptGivesNoFurtherAttempt) {
  define({{"attempts", 1}, {"time_limit_seconds", 60}}, {sum_});
  start();
  appliance_.clock.advance(seconds{70});
  start(json::object(), 403);
}

TEST_F(Attempts, RulesAreTheServers) {
  define({{"opens_at", "2026-01-01T12:00:00Z"}, {"password", "sesame"}}, {sum_});
  start({{"password", "sesame"}}, 403);
  run(appliance_, {.name = "why",
                   .as = As::Student,
                   .target = quiz_,
                   .fields = {{"/refusal", "not_open"}, {"/rules/password", "required"}},
                   .absent = {"/rules/networks"}});
  appliance_.clock.advance(std::chrono::hours{13});
  start(json::object(), 400);
  start({{"password", "simsalabim"}}, 400);
  start({{"password", "sesame"}});
}

TEST_F(Attempts, AnOverrideGivesOnePersonMoreTime) {
  define({{"time_limit_seconds", 60}}, {sum_});
  run(appliance_, {.name = "more time",
                   .as = As::Teacher,
                   .method = Method::Put,
                   .target = "/api/v1/lessons/" + lesson_ + "/quiz/overrides",
                   .body = {{"overrides",
                             {{{"whom", "person"},
                               {"id", appliance_.person(As::Student).id.text()},
                               {"time_limit_seconds", 120}}}}},
                   .fields = {{"/overrides/0/name", "Sam Student"}}});
  EXPECT_EQ(start().at("due_at"), "2026-01-01T00:02:00.000Z");
}

TEST_F(Attempts, HintsCost) {
  define(json::object(), {sum_});
  const auto open = start();
  const std::string id = open.at("id");
  EXPECT_EQ(open.at("questions")[0].at("hints").at("next_cost"), 0.25);
  run_all(appliance_, {{.name = "hint",
                        .as = As::Student,
                        .method = Method::Post,
                        .target = at(id) + "/answers/1/hint",
                        .fields = {{"/questions/0/hints/taken/0", "Count your fingers."}}},
                       {.name = "no more",
                        .as = As::Student,
                        .method = Method::Post,
                        .target = at(id) + "/answers/1/hint",
                        .status = 409}});
  save(id, 1, 1, {{"text", "4"}});
  EXPECT_EQ(submit(id, kHandedIn).at("fraction"), 0.75);
}

TEST_F(Attempts, AreTheirOwnersAndTheTeachers) {
  define(json::object(), {sum_});
  const std::string id = start().at("id");
  const json answer{{"sequence", 1}, {"response", {{"text", "4"}}}};
  for (const auto as : {As::OtherStudent, As::OtherTeacher})
    run_all(
        appliance_,
        {{.name = "see", .as = as, .target = at(id), .status = 404},
         {.name = "save",
          .as = as,
          .method = Method::Put,
          .target = at(id) + "/answers/1",
          .body = answer,
          .status = 404},
         {.name = "submit", .as = as, .method = Method::Post, .target = at(id) + "/submit", .status = 404},
         {.name = "results", .as = as, .target = quiz_ + "/results", .status = 403}});
  run_all(appliance_,
          {{.name = "a teacher sees",
            .as = As::Teacher,
            .target = at(id),
            .fields = {{"/person", "Sam Student"}}},
           {.name = "but does not answer",
            .as = As::Teacher,
            .method = Method::Put,
            .target = at(id) + "/answers/1",
            .body = answer,
            .status = 404},
           {.name = "the log",
            .as = As::Teacher,
            .target = at(id) + "/events",
            .fields = {{"/items/0/what", "started"}}},
           {.name = "is not for students", .as = As::Student, .target = at(id) + "/events", .status = 404}});
}

TEST_F(Attempts, EssaysWaitForAPerson) {
  define(json::object(), {truth_, question("essay", {{"stem", "Why?"}, {"notes", "Look for reasons."}})});
  const std::string id = start().at("id");
  save(id, 1, 1, {{"answer", true}});
  save(id, 2, 1, {{"text", "Because."}});
  EXPECT_EQ(submit(id, {"quiz.attempt_submitted"}).at("state"), "marking");
  run_all(appliance_, {{.name = "next",
                        .as = As::Teacher,
                        .target = quiz_ + "/to-mark?anonymous=true",
                        .fields = {{"/next/slot", 2},
                                   {"/next/response/text", "Because."},
                                   {"/next/notes", "Look for reasons."},
                                   {"/next/person", nullptr},
                                   {"/next/waiting", 1}}},
                       {.name = "too much",
                        .as = As::Teacher,
                        .method = Method::Put,
                        .target = at(id) + "/marks/2",
                        .body = {{"points", 3}},
                        .status = 400},
                       {.name = "not by students",
                        .as = As::Student,
                        .method = Method::Put,
                        .target = at(id) + "/marks/2",
                        .body = {{"points", 2}},
                        .status = 403},
                       {.name = "marked",
                        .as = As::Teacher,
                        .method = Method::Put,
                        .target = at(id) + "/marks/2",
                        .body = {{"points", 1}, {"comment", "Go on."}},
                        .status = 204,
                        .events = {"quiz.graded"}},
                       {.name = "nothing left",
                        .as = As::Teacher,
                        .target = quiz_ + "/to-mark",
                        .fields = {{"/next", nullptr}}},
                       {.name = "the student reads it",
                        .as = As::Student,
                        .target = at(id),
                        .fields = {{"/fraction", 0.75}, {"/questions/1/outcome/comment", "Go on."}}}});
}

TEST_F(Attempts, RegradingShowsWhoChangesAndThenChangesThem) {
  define(json::object(), {sum_});
  const std::string id = start().at("id");
  save(id, 1, 1, {{"text", "5"}});
  EXPECT_EQ(submit(id, kHandedIn).at("fraction"), 0.0);
  run_all(appliance_,
          {{.name = "mend",
            .as = As::Teacher,
            .method = Method::Patch,
            .target = "/api/v1/questions/" + sum_,
            .body = {{"definition", {{"stem", "2 + 3?"}, {"answers", {{{"value", 5}}}}}}}},
           {.name = "an attempt keeps what it was given",
            .as = As::Student,
            .target = at(id),
            .fields = {{"/questions/0/shown/stem", "2 + 2?"}}},
           {.name = "preview",
            .as = As::Teacher,
            .method = Method::Post,
            .target = quiz_ + "/regrade",
            .body = {{"dry_run", true}},
            .fields = {{"/changes/0/before", 0.0}, {"/changes/0/after", 2.0}}},
           {.name = "unchanged", .as = As::Student, .target = at(id), .fields = {{"/fraction", 0.0}}},
           {.name = "apply",
            .as = As::Teacher,
            .method = Method::Post,
            .target = quiz_ + "/regrade",
            .body = json::object(),
            .events = {"quiz.graded"}},
           {.name = "changed", .as = As::Student, .target = at(id), .fields = {{"/fraction", 1.0}}}});
}

TEST_F(Attempts, QuestionsStayOnceSomebodyHasBegun) {
  define(json::object(), {sum_});
  start();
  run_all(appliance_, {{.name = "other questions",
                        .as = As::Teacher,
                        .method = Method::Put,
                        .target = quiz_ + "/definition",
                        .body = {{"rules", json::object()}, {"slots", {{{"question_id", truth_}}}}},
                        .status = 409},
                       {.name = "other rules",
                        .as = As::Teacher,
                        .method = Method::Put,
                        .target = quiz_ + "/definition",
                        .body = {{"rules", {{"time_limit_seconds", 300}}},
                                 {"slots", {{{"question_id", sum_}, {"points", 2}}}}}},
                       {.name = "a used question stays",
                        .as = As::Teacher,
                        .method = Method::Delete,
                        .target = "/api/v1/questions/" + sum_,
                        .status = 409}});
}

TEST_F(Attempts, DrawnQuestionsAreDifferentOnesOfTheirCategory) {
  const auto category =
      run(appliance_, {.name = "category",
                       .as = As::Teacher,
                       .method = Method::Post,
                       .target = "/api/v1/courses/" + made_.course.text() + "/question-categories",
                       .body = {{"name", "Pool"}},
                       .status = 201})
          .body.at("id");
  run(appliance_, {.name = "import",
                   .as = As::Teacher,
                   .method = Method::Post,
                   .target = "/api/v1/courses/" + made_.course.text() + "/questions/import",
                   .body = {{"format", "gift"}, {"text", "$CATEGORY: Pool/Below\n\nOne?{T}\n\nTwo?{T}"}},
                   .status = 201});
  run(appliance_, {.name = "define",
                   .as = As::Teacher,
                   .method = Method::Put,
                   .target = quiz_ + "/definition",
                   .body = {{"rules", json::object()},
                            {"slots", {{{"category_id", category}}, {{"category_id", category}}}}}});
  const auto open = start();
  EXPECT_NE(open.at("questions")[0].at("shown").at("stem"), open.at("questions")[1].at("shown").at("stem"));
}

TEST_F(Attempts, ResultsAreAListAReportAndAFile) {
  define(json::object(), {sum_, truth_});
  const std::string id = start().at("id");
  save(id, 1, 1, {{"text", "4"}});
  submit(id, kHandedIn);
  run_all(appliance_, {{.name = "list",
                        .as = As::Teacher,
                        .target = quiz_ + "/results",
                        .fields = {{"/items/0/person/name", "Sam Student"},
                                   {"/items/0/points_by_slot/0", 2.0},
                                   {"/items/0/points_by_slot/1", 0.0}}},
                       {.name = "report",
                        .as = As::Teacher,
                        .target = quiz_ + "/report",
                        .fields = {{"/people", 1},
                                   {"/histogram/5", 1},
                                   {"/items/0/facility", 100.0},
                                   {"/items/0/responses//4", 1},
                                   {"/items/1/random_guess", 50.0}}}});
  auto request =
      request_as(appliance_, As::Teacher, Method::Get, "/api/v1/lessons/" + lesson_ + "/quiz/results.csv");
  const auto csv = std::get<std::string>(appliance_.answer(std::move(request)).content);
  EXPECT_NE(csv.find("Sam Student,student@example.org,1,graded,"), std::string::npos) << csv;
}

TEST_F(Attempts, ALessonHasItsQuizOnceThatHasQuestions) {
  const auto lesson = "/api/v1/lessons/" + lesson_;
  run(appliance_,
      {.name = "none yet", .as = As::Teacher, .target = lesson, .fields = {{"/target_id", nullptr}}});
  define(json::object(), {sum_});
  run(appliance_,
      {.name = "there", .as = As::Teacher, .target = lesson, .fields = {{"/target_id", lesson_}}});
}

TEST_F(Attempts, WhoTeachesTriesItOutWithoutATrace) {
  define({{"attempts", 1}}, {truth_});
  for (int round = 0; round < 2; ++round) {
    const auto answer = run(appliance_, {.name = "try",
                                         .as = As::Teacher,
                                         .method = Method::Post,
                                         .target = quiz_ + "/attempts",
                                         .body = json::object(),
                                         .status = 201});
    run(appliance_, {.name = "submit",
                     .as = As::Teacher,
                     .method = Method::Post,
                     .target = at(answer.body.at("id")) + "/submit",
                     .fields = {{"/preview", true}}});
  }
  run(appliance_,
      {.name = "results", .as = As::Teacher, .target = quiz_ + "/results", .absent = {"/items/0"}});
}

TEST_F(Attempts, WithoutAWayBackOnlyTheirPageCanBeSeenAndAnswered) {
  run(appliance_,
      {.name = "define",
       .as = As::Teacher,
       .method = Method::Put,
       .target = quiz_ + "/definition",
       .body = {{"rules", {{"sequential", true}}},
                {"slots", {{{"question_id", sum_}, {"page", 1}}, {{"question_id", truth_}, {"page", 2}}}}}});
  const auto first = start();
  const std::string id = first.at("id");
  EXPECT_EQ(first.at("questions").size(), 1U);
  EXPECT_EQ(first.at("pages"), 2);
  EXPECT_EQ(first.dump().find("Is it so"), std::string::npos) << "what comes later is not told";
  save(id, 2, 1, {{"answer", true}}, 409);
  save(id, 1, 1, {{"text", "4"}});
  const auto leave = [&](int page, int status) {
    return run(appliance_, {.name = "leave",
                            .as = As::Student,
                            .method = Method::Post,
                            .target = at(id) + "/leave-page",
                            .body = {{"page", page}},
                            .status = status})
        .body;
  };
  leave(2, 409);
  EXPECT_EQ(leave(1, 200).at("questions")[0].at("shown").at("stem"), "Is it so?");
  EXPECT_EQ(leave(1, 200).at("page"), 2) << "sent again, it is left once";
  save(id, 1, 2, {{"text", "5"}}, 409);
  save(id, 2, 1, {{"answer", true}});
  leave(2, 409);
  const auto over = submit(id, kHandedIn);
  EXPECT_EQ(over.at("questions").size(), 2U);
  EXPECT_EQ(over.at("fraction"), 1.0);
}

TEST_F(Attempts, AFileThatArrivesAfterTheEndIsNamedToWhoeverSentIt) {
  const auto essay = question("essay", {{"stem", "Discuss."}, {"most_files", 2}});
  define({{"time_limit_seconds", 60}}, {essay});
  const std::string id = start().at("id");
  const std::string bytes = "%PDF-1.7 sketch";
  const auto tus = [&](Method method, const std::string& target, const std::string& part) {
    auto request = request_as(appliance_, As::Student, method, target);
    request.headers.add("Tus-Resumable", "1.0.0");
    request.headers.add("Content-Type", "application/offset+octet-stream");
    request.headers.add("Content-Length", std::to_string(part.size()));
    request.body = part;
    return request;
  };
  auto begin = tus(Method::Post, "/api/v1/uploads", bytes.substr(0, 5));
  begin.headers.add("Upload-Length", std::to_string(bytes.size()));
  begin.headers.add("Upload-Metadata", "filename " + to_base64("sketch.pdf") + ",purpose " +
                                           to_base64("essay") + ",lesson_id " + to_base64(lesson_) +
                                           ",attempt_id " + to_base64(id) + ",slot " + to_base64("1"));
  const auto begun = send(appliance_, begin).response;
  ASSERT_EQ(begun.status, 201);
  appliance_.clock.advance(std::chrono::seconds{90});  // The deadline passes while the rest is on its way.
  auto rest = tus(Method::Patch, std::string{*begun.headers.find("Location")}, bytes.substr(5));
  rest.headers.add("Upload-Offset", "5");
  EXPECT_EQ(send(appliance_, rest).response.status, 204) << "all of it arrived";
  appliance_.quizzes.sweep();
  const auto question = seen(id).at("questions")[0];
  EXPECT_EQ(question.at("files"), json::array()) << "but not in time";
  EXPECT_EQ(question.at("late_files"), json::array({"sketch.pdf"}));
}

TEST_F(Attempts, FilesOfAnEssayAreReadByWhoeverBroughtThemAndMarkedByRubric) {
  const auto essay =
      question("essay", {{"stem", "Discuss."},
                         {"most_files", 1},
                         {"largest_file", 20},
                         {"rubric", json::array({{{"title", "Argument"},
                                                  {"levels",
                                                   {{{"title", "None"}, {"points", 0}},
                                                    {{"title", "Some"}, {"points", 1}},
                                                    {{"title", "Clear"}, {"points", 4}}}}}})}});
  define(json::object(), {essay});
  const std::string id = start().at("id");
  const auto upload = [&](As as, const std::string& slot, const std::string& bytes = "%PDF-1.7 sketch") {
    auto request = request_as(appliance_, as, Method::Post, "/api/v1/uploads");
    request.headers.add("Tus-Resumable", "1.0.0");
    request.headers.add("Upload-Length", std::to_string(bytes.size()));
    request.headers.add("Content-Type", "application/offset+octet-stream");
    request.headers.add("Content-Length", std::to_string(bytes.size()));
    request.headers.add("Upload-Metadata", "filename " + to_base64("sketch.pdf") + ",purpose " +
                                               to_base64("essay") + ",lesson_id " + to_base64(lesson_) +
                                               ",attempt_id " + to_base64(id) + ",slot " + to_base64(slot));
    request.body = bytes;
    return send(appliance_, request).response.status;
  };
  EXPECT_EQ(upload(As::Student, "1", "%PDF-1.7 a whole poster"), 400) << "20 bytes at most";
  EXPECT_EQ(upload(As::Student, "9"), 409) << "no essay stands there";
  EXPECT_EQ(upload(As::OtherStudent, "1"), 404);
  ASSERT_EQ(upload(As::Student, "1"), 201);
  EXPECT_EQ(upload(As::Student, "1"), 409) << "one is enough";
  const std::string file = seen(id).at("questions")[0].at("files")[0].at("id");
  const auto& files = appliance_.quizzes.files();
  const catalog::DocumentId document{file};
  EXPECT_NO_THROW(files.check_reader(appliance_.person(As::Student).principal, document));
  EXPECT_THROW(files.check_reader(appliance_.person(As::Teacher).principal, document), Error)
      << "not handed in yet";
  EXPECT_EQ(submit(id, {"quiz.attempt_submitted"}).at("state"), "marking") << "a file alone must be read";
  EXPECT_NO_THROW(files.check_reader(appliance_.person(As::Teacher).principal, document));
  EXPECT_THROW(files.check_reader(appliance_.person(As::OtherStudent).principal, document), Error);
  EXPECT_EQ(upload(As::Student, "1"), 410) << "it is over";
  run(appliance_, {.name = "nothing goes once it is over",
                   .as = As::Student,
                   .method = Method::Delete,
                   .target = at(id) + "/files/" + file,
                   .status = 410});
  const auto mark = [&](const json& level, int status) {
    run(appliance_,
        {.name = "mark",
         .as = As::Teacher,
         .method = Method::Put,
         .target = at(id) + "/marks/1",
         .body = {{"rubric", json::array({{{"level", level}}})}},
         .status = status,
         .events = status == 204 ? std::vector<std::string>{"quiz.graded"} : std::vector<std::string>{}});
  };
  mark(nullptr, 400);
  mark(1, 204);
  EXPECT_EQ(seen(id).at("fraction"), 0.25) << "one of four points of the rubric";
  EXPECT_EQ(seen(id).at("questions")[0].at("outcome").at("rubric")[0].at("level"), 1);
}

}  // namespace
}  // namespace lectern::testing
