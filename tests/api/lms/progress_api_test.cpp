#include <gtest/gtest.h>

#include "tests/support/api_scenario.h"

namespace lectern::testing {
namespace {

using catalog::Visibility;
using http::Method;

class ProgressApi : public ::testing::Test {
 protected:
  void enrol() { appliance_.enrolments.enrol(appliance_.person(As::Student).principal, made_.course); }
  /// As a server would read it that has just been started.
  double stored() {
    const lms::Positions restarted(appliance_.database, appliance_.doors);
    return appliance_.database.read([&](const storage::Reader& db) {
      return restarted.resume_seconds(db, appliance_.person(As::Student).id, made_.lesson);
    });
  }

  TestAppliance appliance_;
  TestAppliance::Course made_ = appliance_.make_course(Visibility::Public);
  std::string position_ = "/api/v1/lessons/" + made_.lesson.text() + "/position";
};

TEST_F(ProgressApi, APositionIsKeptForWhoMayWatch) {
  run_all(appliance_, {{.name = "anonymous",
                        .method = Method::Put,
                        .target = position_,
                        .body = {{"seconds", 5}},
                        .status = 401},
                       {.name = "anonymous asks", .target = position_, .status = 401},
                       {.name = "not enrolled",
                        .as = As::Student,
                        .method = Method::Put,
                        .target = position_,
                        .body = {{"seconds", 5}},
                        .status = 403},
                       {.name = "not enrolled asks", .as = As::Student, .target = position_, .status = 403}});
  enrol();
  run_all(
      appliance_,
      {{.name = "negative",
        .as = As::Student,
        .method = Method::Put,
        .target = position_,
        .body = {{"seconds", -1}},
        .status = 400},
       {.name = "no number",
        .as = As::Student,
        .method = Method::Put,
        .target = position_,
        .body = {{"seconds", "5"}},
        .status = 400},
       {.name = "told",
        .as = As::Student,
        .method = Method::Put,
        .target = position_,
        .body = {{"seconds", 12.5}},
        .status = 204},
       {.name = "known at once", .as = As::Student, .target = position_, .fields = {{"/seconds", 12.5}}},
       {.name = "each their own", .as = As::Teacher, .target = position_, .fields = {{"/seconds", 0.0}}}});
}

TEST_F(ProgressApi, PositionsAreWrittenTogether) {
  enrol();
  run(appliance_, {.name = "told",
                   .as = As::Student,
                   .method = Method::Put,
                   .target = position_,
                   .body = {{"seconds", 40}},
                   .status = 204});
  EXPECT_EQ(stored(), 0);
  appliance_.positions.flush();
  EXPECT_EQ(stored(), 40);
  appliance_.positions.flush();
  EXPECT_EQ(stored(), 40);
}

TEST_F(ProgressApi, APositionInALessonThatIsGoneIsForgotten) {
  enrol();
  run(appliance_, {.name = "told",
                   .as = As::Student,
                   .method = Method::Put,
                   .target = position_,
                   .body = {{"seconds", 40}},
                   .status = 204});
  appliance_.lessons.remove(appliance_.person(As::Teacher).principal, made_.lesson);
  appliance_.positions.flush();
  EXPECT_EQ(stored(), 0);
}

TEST_F(ProgressApi, HomeShowsWhereToContinue) {
  run(appliance_, {.name = "anonymous", .target = "/api/v1/me/home", .status = 401});
  run(appliance_,
      {.name = "nothing yet", .as = As::Student, .target = "/api/v1/me/home", .absent = {"/courses/0"}});
  enrol();
  run(appliance_, {.name = "enrolled",
                   .as = As::Student,
                   .target = "/api/v1/me/home",
                   .fields = {{"/courses/0/title", "Optics"},
                              {"/courses/0/continue", nullptr},
                              {"/courses/0/role", "student"}}});
  run(appliance_, {.name = "told",
                   .as = As::Student,
                   .method = Method::Put,
                   .target = position_,
                   .body = {{"seconds", 40}},
                   .status = 204});
  for (int i = 0; i < 2; ++i) {
    run(appliance_, {.name = "continue",
                     .as = As::Student,
                     .target = "/api/v1/me/home",
                     .fields = {{"/courses/0/continue/seconds", 40.0},
                                {"/courses/0/continue/title", "Lenses"},
                                {"/courses/0/continue/lesson_id", made_.lesson.text()}}});
    appliance_.positions.flush();
  }
  run(appliance_, {.name = "one's own course",
                   .as = As::Teacher,
                   .target = "/api/v1/me/home",
                   .fields = {{"/courses/0/role", "owner"}, {"/courses/0/enrolment_id", nullptr}}});
}

TEST_F(ProgressApi, HomeTellsWhatOneWaitsForIsInvitedToAndWhatEnds) {
  const auto& teacher = appliance_.person(As::Teacher).principal;
  const auto& student = appliance_.person(As::Student).principal;
  catalog::CoursePatch patch;
  patch.ends_at = std::optional{appliance_.clock.now() + std::chrono::hours{48}};
  patch.capacity = std::optional<std::int64_t>{1};
  appliance_.courses.change(teacher, made_.course, patch);
  appliance_.enrolments.enrol(appliance_.person(As::OtherStudent).principal, made_.course);
  appliance_.enrolments.enrol(student, made_.course);
  run(appliance_, {.name = "invite",
                   .as = As::Teacher,
                   .method = Method::Post,
                   .target = "/api/v1/courses/" + made_.course.text() + "/invitations",
                   .body = {{"email", "student@example.org"}},
                   .status = 201});
  run_all(
      appliance_,
      {{.name = "who waits",
        .as = As::Student,
        .target = "/api/v1/me/home",
        .fields = {{"/waiting/0/queue_place", 1},
                   {"/waiting/0/title", "Optics"},
                   {"/invitations/0/invited_by", "Tess Teacher"}},
        .absent = {"/courses/0", "/due/0", "/unavailable/0"}},
       {.name = "who is in",
        .as = As::OtherStudent,
        .target = "/api/v1/me/home",
        .fields = {{"/due/0/title", "Optics"}, {"/courses/0/lessons", 1}},
        .absent = {"/waiting/0", "/invitations/0"}},
       {.name = "only what was asked for",
        .as = As::OtherStudent,
        .target = "/api/v1/me/home?include=due,waiting",
        .fields = {{"/due/0/title", "Optics"}},
        .absent = {"/courses", "/invitations"}},
       {.name = "no such part", .as = As::Student, .target = "/api/v1/me/home?include=luck", .status = 400}});
}

TEST_F(ProgressApi, APartOfHomeThatIsDownIsNamed) {
  appliance_.progress.home.add(
      {"weather", [](const storage::Reader&, const http::Principal&, nlohmann::json&) {
         throw Error(ErrorCode::Unavailable, "Nobody answers.");
       }});
  run(appliance_, {.name = "the rest still comes",
                   .as = As::Teacher,
                   .target = "/api/v1/me/home",
                   .fields = {{"/unavailable/0", "weather"}, {"/courses/0/role", "owner"}},
                   .absent = {"/weather"}});
}

}  // namespace
}  // namespace lectern::testing
