#include <gtest/gtest.h>

#include <functional>

#include "base/random.h"
#include "storage/outbox/outbox.h"
#include "tests/support/api_scenario.h"

namespace lectern::testing {
namespace {

using catalog::Visibility;
using http::Method;

class CompletionApi : public ::testing::Test {
 protected:
  CompletionApi() { appliance_.enrolments.enrol(appliance_.person(As::Student).principal, made_.course); }

  void give_video(double seconds) {
    appliance_.database.write([&](storage::Writer& db) {
      const auto video = appliance_.videos.ensure(db, made_.lesson);
      catalog::VideoSource source;
      source.lesson = made_.lesson;
      source.blob = new_id<blobs::BlobKey>(appliance_.clock);
      source.sha256 = "00";
      source.size = 3;
      source.filename = "lecture.mp4";
      const auto generation = appliance_.videos.add_version(db, source);
      appliance_.videos.record_facts(db, video, generation, {seconds, 1920, 1080, "mp4"});
    });
  }

  /// As the page does: where it is, and all that it has played.
  nlohmann::json heartbeat(double from, double to, int sequence = 1) const {
    return {{"sitting", "a page of tests"},
            {"sequence", sequence},
            {"position", to},
            {"played", {{{"from", from}, {"to", to}}}}};
  }

  void watch(double from, double to) {
    appliance_.clock.advance(std::chrono::seconds{100});
    run(appliance_, {.name = "heartbeat",
                     .as = As::Student,
                     .method = Method::Post,
                     .target = lesson_ + "/heartbeat",
                     .body = heartbeat(from, to)});
    appliance_.progress.flush();
  }

  std::vector<std::string> events_of(const std::function<void()>& act) const {
    const auto before = appliance_.last_event();
    act();
    std::vector<std::string> topics;
    for (const auto& event : appliance_.events_after(before)) topics.push_back(event.topic);
    return topics;
  }

  TestAppliance appliance_;
  TestAppliance::Course made_ = appliance_.make_course(Visibility::Public);
  std::string lesson_ = "/api/v1/lessons/" + made_.lesson.text();
  std::string completion_ = "/api/v1/lessons/" + made_.lesson.text() + "/completion";
  std::string progress_ = "/api/v1/courses/" + made_.course.text() + "/progress";
};

TEST_F(CompletionApi, AVideoIsCompletedByWatchingNineTenths) {
  give_video(100);
  EXPECT_TRUE(events_of([&] { watch(0, 50.5); }).empty());
  run(appliance_,
      {.name = "half is not enough",
       .as = As::Student,
       .target = progress_,
       .fields = {{"/lessons", 1},
                  {"/completed_at", nullptr},
                  {"/items/0/share", 0.505},
                  {"/items/0/missing", "You have watched 50 % of this lesson, and 90 % are needed."},
                  {"/missing", "You have completed 0 of the 1 lessons that are needed; to do: “Lenses”."}}});
  EXPECT_EQ(events_of([&] { watch(50, 90); }),
            (std::vector<std::string>{"progress.lesson_completed", "progress.course_completed"}));
  run(appliance_, {.name = "nine tenths are",
                   .as = As::Student,
                   .target = progress_,
                   .fields = {{"/items/0/lesson_id", made_.lesson.text()},
                              {"/items/0/how", "watched"},
                              {"/items/0/missing", nullptr},
                              {"/missing", nullptr}}});
  EXPECT_TRUE(events_of([&] { watch(0, 90); }).empty()) << "once is enough";
}

TEST_F(CompletionApi, WhatWasNeverSentIsNotWatched) {
  give_video(100);
  appliance_.deliveries.sent = {};
  EXPECT_TRUE(events_of([&] { watch(0, 100); }).empty());
  appliance_.clock.advance(std::chrono::hours{1});
  run(appliance_, {.name = "claiming again",
                   .as = As::Student,
                   .method = Method::Post,
                   .target = lesson_ + "/heartbeat",
                   .body = heartbeat(0, 100, 2),
                   .fields = {{"/watched_seconds", 0.0}, {"/not_fetched_seconds", 100.0}}});
}

TEST_F(CompletionApi, APageThatTellsLateDoesNotMoveThePositionBack) {
  give_video(100);
  const auto beat = [&](double to, int sequence) {
    run(appliance_, {.name = "heartbeat",
                     .as = As::Student,
                     .method = Method::Post,
                     .target = lesson_ + "/heartbeat",
                     .body = heartbeat(0, to, sequence)});
  };
  beat(40, 2);
  beat(20, 1);
  run(appliance_, {.name = "position",
                   .as = As::Student,
                   .target = lesson_ + "/position",
                   .fields = {{"/seconds", 40.0}}});
}

TEST_F(CompletionApi, WhatCountsSurvivesARestart) {
  give_video(100);
  watch(0, 60);
  appliance_.clock.advance(std::chrono::minutes{20});
  appliance_.progress.sweep();
  appliance_.clock.advance(std::chrono::seconds{4});
  run(appliance_, {.name = "ten seconds more",
                   .as = As::Student,
                   .method = Method::Post,
                   .target = lesson_ + "/heartbeat",
                   .body = heartbeat(60, 70, 9),
                   .fields = {{"/watched_seconds", 70.0}, {"/reach_seconds", 70.0}}});
}

TEST_F(CompletionApi, AHeartbeatIsRead) {
  const auto refused = [&](const char* name, nlohmann::json body) {
    return ApiScenario{.name = name,
                       .as = As::Student,
                       .method = Method::Post,
                       .target = lesson_ + "/heartbeat",
                       .body = std::move(body),
                       .status = 400};
  };
  auto unknown = heartbeat(0, 1);
  unknown["duration"] = 5;
  auto span = heartbeat(0, 1);
  span["played"][0]["speed"] = 2;
  auto negative = heartbeat(-1, 1);
  auto list = heartbeat(0, 1);
  list["played"] = 5;
  auto first = heartbeat(0, 1, 0);
  run_all(appliance_,
          {refused("a field nobody knows", unknown), refused("in a span", span),
           refused("before the start", negative), refused("no list", list), refused("no sequence", first)});
}

TEST_F(CompletionApi, EachLessonHasItsOwnRule) {
  const auto rule = lesson_ + "/completion-rule";
  give_video(100);
  watch(0, 60);
  run_all(appliance_,
          {{.name = "usual",
            .as = As::Student,
            .target = rule,
            .fields = {{"/completes_by", "watching"}, {"/share", 90}, {"/in_order", false}}},
           {.name = "not theirs to change",
            .as = As::Student,
            .method = Method::Patch,
            .target = rule,
            .body = {{"share", 10}},
            .status = 403},
           {.name = "too much",
            .as = As::Teacher,
            .method = Method::Patch,
            .target = rule,
            .body = {{"share", 101}, {"completes_by", "magic"}},
            .status = 400},
           {.name = "whoever has watched enough is complete at once",
            .as = As::Teacher,
            .method = Method::Patch,
            .target = rule,
            .body = {{"share", 60}},
            .fields = {{"/share", 60}},
            .events = {"lesson.changed", "progress.lesson_completed", "progress.course_completed"}}});
}

TEST_F(CompletionApi, OpeningCompletesWhereThatIsTheRule) {
  run_all(appliance_,
          {{.name = "only looking", .as = As::Student, .method = Method::Post, .target = lesson_ + "/opened"},
           {.name = "rule",
            .as = As::Teacher,
            .method = Method::Patch,
            .target = lesson_ + "/completion-rule",
            .body = {{"completes_by", "opening"}},
            .events = {"lesson.changed"}},
           {.name = "opened",
            .as = As::Student,
            .method = Method::Post,
            .target = lesson_ + "/opened",
            .fields = {{"/how", "opened"}, {"/missing", nullptr}},
            .events = {"progress.lesson_completed", "progress.course_completed"}}});
}

TEST_F(CompletionApi, ATeacherMarksForSomebody) {
  const auto& student = appliance_.person(As::Student).id.text();
  const auto target = lesson_ + "/completions/" + student;
  const auto learner = "/api/v1/courses/" + made_.course.text() + "/learners/" + student + "/progress";
  run_all(
      appliance_,
      {{.name = "not by oneself", .as = As::Student, .method = Method::Put, .target = target, .status = 403},
       {.name = "a stranger to the course",
        .as = As::Teacher,
        .method = Method::Put,
        .target = lesson_ + "/completions/" + appliance_.person(As::OtherStudent).id.text(),
        .status = 404},
       {.name = "marked",
        .as = As::Teacher,
        .method = Method::Put,
        .target = target,
        .status = 204,
        .events = {"progress.lesson_completed", "progress.course_completed"}},
       {.name = "seen", .as = As::Teacher, .target = learner, .fields = {{"/items/0/how", "teacher"}}},
       {.name = "not by others", .as = As::Student, .target = learner, .status = 403},
       {.name = "taken back",
        .as = As::Teacher,
        .method = Method::Delete,
        .target = target,
        .status = 204,
        .events = {"progress.lesson_reopened"}}});
}

TEST_F(CompletionApi, APassedQuizCompletesItsLesson) {
  const auto tell = [&](bool passed) {
    appliance_.database.write([&](storage::Writer& db) {
      const nlohmann::json payload = {{"user_id", appliance_.person(As::Student).id.text()},
                                      {"lesson_id", made_.lesson.text()},
                                      {"fraction", 0.5},
                                      {"passed", passed}};
      outbox::append(db, {"quiz.graded", made_.lesson.text(), payload.dump()});
    });
    return events_of([&] { appliance_.run_until_idle(); });
  };
  run(appliance_, {.name = "rule",
                   .as = As::Teacher,
                   .method = Method::Patch,
                   .target = lesson_ + "/completion-rule",
                   .body = {{"completes_by", "quiz"}},
                   .events = {"lesson.changed"}});
  EXPECT_TRUE(tell(false).empty());
  EXPECT_EQ(tell(true), (std::vector<std::string>{"progress.lesson_completed", "progress.course_completed"}));
}

TEST_F(CompletionApi, SomeLessonsMayBeEnoughForACourse) {
  const auto& teacher = appliance_.person(As::Teacher).principal;
  catalog::LessonDraft draft;
  draft.title = "Mirrors";
  appliance_.lessons.add(teacher, made_.section, draft);
  give_video(100);
  EXPECT_EQ(events_of([&] { watch(0, 100); }), std::vector<std::string>{"progress.lesson_completed"});
  const auto rule = "/api/v1/courses/" + made_.course.text() + "/completion-rule";
  run_all(appliance_, {{.name = "not theirs",
                        .as = As::Student,
                        .method = Method::Patch,
                        .target = rule,
                        .body = {{"lessons_needed", 1}},
                        .status = 403},
                       {.name = "a grade nobody has",
                        .as = As::Teacher,
                        .method = Method::Patch,
                        .target = rule,
                        .body = {{"lessons_needed", 1}, {"grade_needed", 50}}},
                       {.name = "why",
                        .as = As::Student,
                        .target = progress_,
                        .fields = {{"/missing", "Your grade is 0.00 %, and 50 % are needed."}}},
                       {.name = "one of two",
                        .as = As::Teacher,
                        .method = Method::Patch,
                        .target = rule,
                        .body = {{"grade_needed", nullptr}},
                        .fields = {{"/lessons_needed", 1}, {"/grade_needed", nullptr}},
                        .events = {"progress.course_completed"}}});
}

TEST_F(CompletionApi, ALessonInOrderIsLimitedToWhatWasSeen) {
  give_video(1000);
  run(appliance_, {.name = "rule",
                   .as = As::Teacher,
                   .method = Method::Patch,
                   .target = lesson_ + "/completion-rule",
                   .body = {{"in_order", true}},
                   .events = {"lesson.changed"}});
  watch(30, 60);
  EXPECT_EQ(appliance_.deliveries.reached, Milliseconds{0}) << "it does not begin at the start";
  watch(0, 31);
  EXPECT_EQ(appliance_.deliveries.reached, Milliseconds{60'000});
  watch(60, 900);
  watch(60, 900);
  watch(60, 900);
  watch(60, 900);
  EXPECT_EQ(appliance_.deliveries.reached, Milliseconds::max())
      << "what is complete may be seen in any order";
}

TEST_F(CompletionApi, AVideoIsNotCompletedBySayingSo) {
  run_all(appliance_, {{.name = "anonymous", .method = Method::Put, .target = completion_, .status = 401},
                       {.name = "not enrolled",
                        .as = As::OtherStudent,
                        .method = Method::Put,
                        .target = completion_,
                        .status = 403},
                       {.name = "no such lesson",
                        .as = As::Student,
                        .method = Method::Put,
                        .target = "/api/v1/lessons/x/completion",
                        .status = 404},
                       {.name = "a video",
                        .as = As::Student,
                        .method = Method::Put,
                        .target = completion_,
                        .status = 409,
                        .fields = {{"/error/message", "A video is completed by watching it."}}}});
}

TEST_F(CompletionApi, TakingTheMarkBackReopensTheCourse) {
  give_video(100);
  watch(0, 100);
  run_all(
      appliance_,
      {{.name = "anonymous", .method = Method::Delete, .target = completion_, .status = 401},
       {.name = "not enrolled",
        .as = As::OtherStudent,
        .method = Method::Delete,
        .target = completion_,
        .status = 403},
       {.name = "taken back",
        .as = As::Student,
        .method = Method::Delete,
        .target = completion_,
        .fields = {{"/completed_at", nullptr}, {"/how", nullptr}},
        .events = {"progress.lesson_reopened"}},
       {.name = "again", .as = As::Student, .method = Method::Delete, .target = completion_},
       {.name = "anonymous asks", .target = progress_, .status = 401},
       {.name = "no such course", .as = As::Student, .target = "/api/v1/courses/x/progress", .status = 404}});
}

TEST_F(CompletionApi, ALessonThatGoesAwayMayCompleteTheCourse) {
  const auto& teacher = appliance_.person(As::Teacher).principal;
  catalog::LessonDraft draft;
  draft.title = "Mirrors";
  const auto second = appliance_.lessons.add(teacher, made_.section, draft).lesson.id;
  give_video(100);
  EXPECT_EQ(events_of([&] { watch(0, 100); }), std::vector<std::string>{"progress.lesson_completed"});
  appliance_.lessons.remove(teacher, second);
  EXPECT_EQ(events_of([&] { appliance_.run_until_idle(); }),
            std::vector<std::string>{"progress.course_completed"});
}

TEST_F(CompletionApi, StandingKnowsWhatWasCompleted) {
  give_video(100);
  watch(0, 100);
  const auto& student = appliance_.person(As::Student).id;
  appliance_.database.read([&](const storage::Reader& db) {
    EXPECT_EQ(appliance_.standing.completed_lessons(db, made_.course, student),
              std::vector<LessonId>{made_.lesson});
    EXPECT_EQ(appliance_.standing.completed_courses(db, student), std::vector<CourseId>{made_.course});
    const auto membership = appliance_.standing.membership(db, made_.course, student);
    ASSERT_TRUE(membership);
    EXPECT_EQ(membership->state, catalog::EnrolmentState::Active);
    EXPECT_TRUE(membership->enrolled_at);
  });
}

}  // namespace
}  // namespace lectern::testing
