#include <gtest/gtest.h>

#include <functional>

#include "base/random.h"
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

  /// As the page does: a report every ten seconds.
  void watch(double from, double to) {
    const auto& who = appliance_.person(As::Student).principal;
    for (double seconds = from; seconds <= to; seconds += 10) {
      appliance_.positions.tell(who, made_.lesson, seconds);
      appliance_.clock.advance(std::chrono::seconds{10});
    }
    appliance_.positions.flush();
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
  std::string completion_ = "/api/v1/lessons/" + made_.lesson.text() + "/completion";
  std::string progress_ = "/api/v1/courses/" + made_.course.text() + "/progress";
};

TEST_F(CompletionApi, AVideoIsCompletedByWatchingNineTenths) {
  give_video(100);
  EXPECT_TRUE(events_of([&] { watch(0, 50); }).empty());
  run(appliance_, {.name = "half is not enough",
                   .as = As::Student,
                   .target = progress_,
                   .fields = {{"/lessons", 1}, {"/completed_at", nullptr}},
                   .absent = {"/completed/0"}});
  EXPECT_EQ(events_of([&] { watch(60, 90); }),
            (std::vector<std::string>{"progress.lesson_completed", "progress.course_completed"}));
  run(appliance_,
      {.name = "nine tenths are",
       .as = As::Student,
       .target = progress_,
       .fields = {{"/completed/0/lesson_id", made_.lesson.text()}, {"/completed/0/how", "watched"}},
       .absent = {"/completed/1"}});
  EXPECT_TRUE(events_of([&] { watch(0, 90); }).empty()) << "once is enough";
}

TEST_F(CompletionApi, SeekingToTheEndCompletesNothing) {
  give_video(100);
  const auto& who = appliance_.person(As::Student).principal;
  for (const double seconds : {0.0, 99.0, 1.0, 98.0}) {
    appliance_.positions.tell(who, made_.lesson, seconds);
    appliance_.clock.advance(std::chrono::seconds{1});
  }
  EXPECT_TRUE(events_of([&] { appliance_.positions.flush(); }).empty());
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
        .fields = {{"/completed_at", nullptr}},
        .absent = {"/completed/0"},
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
