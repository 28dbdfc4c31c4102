#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/api_scenario.h"

namespace lectern::testing {
namespace {

using catalog::CourseRole;
using catalog::Visibility;
using http::Method;
using nlohmann::json;

class RosterApi : public ::testing::Test {
 protected:
  std::string add(As as, CourseRole role = CourseRole::Student) {
    const auto view = appliance_.enrolments.add(appliance_.person(As::Teacher).principal, made_.course,
                                                appliance_.person(as).email, role);
    return view.enrolment.id.text();
  }
  Answer teacher(Method method, const std::string& target, const json& body, int status) {
    auto request = request_as(appliance_, As::Teacher, method, target);
    if (!body.is_null()) {
      request.body = body.dump();
      request.headers.set("Content-Type", "application/json");
    }
    auto answer = send(appliance_, std::move(request));
    EXPECT_EQ(answer.response.status, status) << target << answer.body.dump();
    return answer;
  }
  std::vector<std::string> names(const std::string& query) {
    std::vector<std::string> names;
    const auto answer = teacher(Method::Get, course_ + "/roster" + query, nullptr, 200);
    for (const auto& item : answer.body.at("items")) names.push_back(item["user"]["name"]);
    return names;
  }

  TestAppliance appliance_;
  TestAppliance::Course made_ = appliance_.make_course(Visibility::Public);
  std::string course_ = "/api/v1/courses/" + made_.course.text();
};

TEST_F(RosterApi, IsFoundSortedAndFiltered) {
  add(As::Student);
  const auto olga = add(As::OtherStudent);
  add(As::OtherTeacher, CourseRole::Assistant);
  EXPECT_EQ(names(""), (std::vector<std::string>{"Olga Student", "Otto Teacher", "Sam Student"}));
  EXPECT_EQ(names("?sort=-name"), (std::vector<std::string>{"Sam Student", "Otto Teacher", "Olga Student"}));
  EXPECT_EQ(names("?role=assistant"), std::vector<std::string>{"Otto Teacher"});
  EXPECT_EQ(names("?q=OLGA"), std::vector<std::string>{"Olga Student"});
  EXPECT_EQ(names("?q=student@example"), (std::vector<std::string>{"Olga Student", "Sam Student"}));
  EXPECT_TRUE(names("?q=%25").empty()) << "a per cent sign is no wildcard";
  appliance_.enrolments.end(appliance_.person(As::Teacher).principal, lms::EnrolmentId{olga});
  EXPECT_EQ(names(""), (std::vector<std::string>{"Otto Teacher", "Sam Student"})) << "who left is left out";
  EXPECT_EQ(names("?state=ended"), std::vector<std::string>{"Olga Student"});
}

TEST_F(RosterApi, PagesFollowEachOtherInEveryOrder) {
  for (const auto as : {As::Student, As::OtherStudent, As::OtherTeacher, As::Admin}) add(as);
  for (const char* sort : {"name", "-name", "activity", "-activity", "progress", "-progress"}) {
    std::vector<std::string> seen;
    std::string next;
    do {
      const auto page = teacher(
          Method::Get, course_ + "/roster?limit=3&sort=" + sort + (next.empty() ? "" : "&after=" + next),
          nullptr, 200);
      for (const auto& item : page.body["items"]) seen.push_back(item["id"]);
      next = page.body["next"].is_null() ? "" : page.body["next"].get<std::string>();
    } while (!next.empty());
    EXPECT_EQ(seen.size(), 4U) << sort;
    std::sort(seen.begin(), seen.end());
    EXPECT_EQ(std::unique(seen.begin(), seen.end()), seen.end()) << sort;
  }
}

TEST_F(RosterApi, AnAssistantSeesItAndChangesNothing) {
  const auto student = add(As::Student);
  add(As::OtherTeacher, CourseRole::Assistant);
  run_all(appliance_, {{.name = "sees", .as = As::OtherTeacher, .target = course_ + "/roster"},
                       {.name = "a learner",
                        .as = As::OtherTeacher,
                        .target = "/api/v1/enrolments/" + student + "/progress",
                        .fields = {{"/lessons/0/title", "Lenses"}, {"/lessons/0/completed_at", nullptr}}},
                       {.name = "changes nothing",
                        .as = As::OtherTeacher,
                        .method = Method::Post,
                        .target = course_ + "/roster/act",
                        .body = {{"act", "end"}, {"enrolment_ids", {student}}},
                        .status = 403}});
}

TEST_F(RosterApi, ManyAreChangedAtOnceAndWhatWasSoIsNotNamed) {
  const auto sam = add(As::Student);
  const auto olga = add(As::OtherStudent);
  const auto act = [&](const json& body, const json& changed, const std::vector<std::string>& events) {
    run(appliance_, {.name = body.dump(),
                     .as = As::Teacher,
                     .method = Method::Post,
                     .target = course_ + "/roster/act",
                     .body = body,
                     .fields = {{"/changed", changed}},
                     .events = events});
  };
  act({{"act", "suspend"}, {"enrolment_ids", {sam}}}, {sam}, {"enrolment.suspended"});
  act({{"act", "suspend"}, {"enrolment_ids", {sam, olga}}}, {olga}, {"enrolment.suspended"});
  act({{"act", "resume"}, {"enrolment_ids", {sam, olga}}}, {sam, olga},
      {"enrolment.resumed", "enrolment.resumed"});
  act({{"act", "set_role"}, {"role", "assistant"}, {"enrolment_ids", {sam}}}, {sam}, {"enrolment.changed"});
  act({{"act", "end"}, {"enrolment_ids", {olga}}}, {olga}, {"enrolment.ended"});
  act({{"act", "restore"}, {"enrolment_ids", {olga}}}, {olga}, {"enrolment.added"});
  const auto elsewhere = appliance_.make_course(Visibility::Public).course.text();
  teacher(Method::Post, "/api/v1/courses/" + elsewhere + "/roster/act",
          {{"act", "end"}, {"enrolment_ids", {sam}}}, 404);
}

TEST_F(RosterApi, GroupsAreOfOneCourse) {
  const auto sam = add(As::Student);
  const auto group = teacher(Method::Post, course_ + "/groups", {{"name", "Tuesday"}}, 201).body["id"];
  teacher(Method::Post, course_ + "/groups", {{"name", "Tuesday"}}, 409);
  teacher(Method::Post, course_ + "/roster/act",
          {{"act", "add_to_group"}, {"group_id", group}, {"enrolment_ids", {sam}}}, 200);
  EXPECT_EQ(names("?group=" + group.get<std::string>()), std::vector<std::string>{"Sam Student"});
  EXPECT_EQ(teacher(Method::Get, course_ + "/groups", nullptr, 200).body["items"][0]["members"], 1);
  const auto elsewhere = "/api/v1/courses/" + appliance_.make_course(Visibility::Public).course.text();
  teacher(Method::Post, elsewhere + "/roster/act",
          {{"act", "add_to_group"}, {"group_id", group}, {"enrolment_ids", json::array()}}, 404);
  teacher(Method::Patch, "/api/v1/groups/" + group.get<std::string>(), {{"name", "Friday"}}, 200);
  teacher(Method::Delete, "/api/v1/groups/" + group.get<std::string>(), nullptr, 204);
  EXPECT_EQ(names(""), std::vector<std::string>{"Sam Student"}) << "its people stay";
}

TEST_F(RosterApi, AnInvitationOpensTheCourseForWhoeverHasTheCode) {
  const auto draft = appliance_.make_course(Visibility::Draft);
  const auto course = "/api/v1/courses/" + draft.course.text();
  const auto made =
      teacher(Method::Post, course + "/invitations", {{"role", "assistant"}, {"most_uses", 1}}, 201);
  const auto join = "/api/v1/join/" + made.body["code"].get<std::string>();
  run_all(appliance_,
          {{.name = "anyone may look",
            .target = join,
            .fields = {{"/course_title", "Optics"}, {"/invited_by", "Tess Teacher"}, {"/closed", nullptr}},
            .absent = {"/email", "/uses"}},
           {.name = "anonymous", .method = Method::Post, .target = join, .status = 401},
           {.name = "no code", .target = "/api/v1/join/nonsense", .status = 404},
           {.name = "accepted",
            .as = As::Student,
            .method = Method::Post,
            .target = join,
            .status = 201,
            .fields = {{"/role", "assistant"}, {"/state", "active"}, {"/origin", "invitation"}},
            .events = {"enrolment.added"}},
           {.name = "again uses nothing",
            .as = As::Student,
            .method = Method::Post,
            .target = join,
            .status = 201},
           {.name = "used up",
            .as = As::OtherStudent,
            .method = Method::Post,
            .target = join,
            .status = 410,
            .fields = {{"/error/message", "This invitation was used as often as it may be."}}}});
}

TEST_F(RosterApi, AnInvitationIsTakenBackOrExpires) {
  const auto invite = [&](const json& body) {
    return teacher(Method::Post, course_ + "/invitations", body, 201).body;
  };
  const auto revoked = invite(json::object());
  teacher(Method::Delete, "/api/v1/course-invitations/" + revoked["id"].get<std::string>(), nullptr, 204);
  const auto short_lived =
      invite({{"expires_at", to_rfc3339(appliance_.clock.now() + std::chrono::hours{1})}});
  appliance_.clock.advance(std::chrono::hours{2});
  for (const auto& invitation : {revoked, short_lived})
    run(appliance_, {.name = "closed",
                     .as = As::Student,
                     .method = Method::Post,
                     .target = "/api/v1/join/" + invitation["code"].get<std::string>(),
                     .status = 410});
  teacher(Method::Post, course_ + "/invitations", {{"expires_at", "2020-01-01T00:00:00Z"}}, 400);
}

TEST_F(RosterApi, WhomNobodyKnowsIsInvitedOnce) {
  const json body = {{"emails", {"student@example.org", "new@example.org", "nonsense", "NEW@example.org"}}};
  run(appliance_, {.name = "people",
                   .as = As::Teacher,
                   .method = Method::Post,
                   .target = course_ + "/roster/people",
                   .body = body,
                   .fields = {{"/counts/enrolled", 1},
                              {"/counts/invited", 1},
                              {"/counts/problem", 2},
                              {"/lines/3/message", "Line 2 has this address already."}},
                   .events = {"enrolment.added"},
                   .jobs = {"send_mail"}});
  run(appliance_, {.name = "again",
                   .as = As::Teacher,
                   .method = Method::Post,
                   .target = course_ + "/roster/people",
                   .body = body,
                   .fields = {{"/counts/unchanged", 2}, {"/counts/invited", 0}}});
}

TEST_F(RosterApi, CsvIsTriedFirstAndDoneTwiceIsDoneOnce) {
  const std::string csv =
      "email,role,group\n"
      "student@example.org,student,Tuesday\n"
      "other.student@example.org,king,\n"
      "other.teacher@example.org,assistant,\n";
  const auto import = [&](bool dry_run, const json& counts, const std::vector<std::string>& events) {
    const auto answer = run(appliance_, {.name = "import",
                                         .as = As::Teacher,
                                         .method = Method::Post,
                                         .target = course_ + "/roster/import",
                                         .body = {{"csv", csv}, {"dry_run", dry_run}},
                                         .fields = {{"/dry_run", dry_run}, {"/lines/1/line", 3}},
                                         .events = events});
    for (const auto& [outcome, count] : counts.items())
      EXPECT_EQ(answer.body["counts"][outcome], count) << outcome;
  };
  import(true, {{"enrolled", 2}, { "problem", 1 }}, {});
  EXPECT_TRUE(names("").empty()) << "a dry run leaves nothing";
  import(false, {{"enrolled", 2}, { "problem", 1 }}, {"enrolment.added", "enrolment.added"});
  import(false, {{"unchanged", 2}, { "problem", 1 }}, {});
  teacher(Method::Post, course_ + "/roster/import", {{"csv", "name\nAda\n"}}, 400);
}

TEST_F(RosterApi, WhatIsExportedIsNoFormula) {
  run(appliance_, {.name = "a name like a formula",
                   .as = As::Student,
                   .method = Method::Patch,
                   .target = "/api/v1/me",
                   .body = {{"name", "=HYPERLINK(1)"}}});
  add(As::Student);
  auto answer = teacher(Method::Get, course_ + "/roster.csv", nullptr, 200);
  const auto text = std::get<std::string>(answer.response.content);
  EXPECT_NE(text.find("student@example.org,'=HYPERLINK(1),student,active"), std::string::npos) << text;
}

TEST_F(RosterApi, AnObserverSeesOneStudentsProgressAndNothingElse) {
  const auto sam = add(As::Student);
  const auto olga = add(As::OtherStudent);
  const auto otto = add(As::OtherTeacher, CourseRole::Observer);
  const auto observed = "/api/v1/enrolments/" + otto + "/observed/" + sam;
  teacher(Method::Put, "/api/v1/enrolments/" + olga + "/observed/" + sam, nullptr, 409);
  teacher(Method::Put, observed, nullptr, 204);
  run_all(appliance_,
          {{.name = "who",
            .as = As::OtherTeacher,
            .target = "/api/v1/me/observed",
            .fields = {{"/items/0/user/name", "Sam Student"}},
            .absent = {"/items/1"}},
           {.name = "progress", .as = As::OtherTeacher, .target = "/api/v1/enrolments/" + sam + "/progress"},
           {.name = "of nobody else",
            .as = As::OtherTeacher,
            .target = "/api/v1/enrolments/" + olga + "/progress",
            .status = 404},
           {.name = "no roster", .as = As::OtherTeacher, .target = course_ + "/roster", .status = 403},
           {.name = "no lesson",
            .as = As::OtherTeacher,
            .target = "/api/v1/lessons/" + made_.lesson.text() + "/position",
            .status = 403}});
  const auto of_otto = "/api/v1/enrolments/" + otto + "/observed";
  run_all(appliance_, {{.name = "whom they see",
                        .as = As::Teacher,
                        .target = of_otto,
                        .fields = {{"/items/0/id", sam}},
                        .absent = {"/items/1"}},
                       {.name = "not for a student", .as = As::Student, .target = of_otto, .status = 403}});
  teacher(Method::Delete, observed, nullptr, 204);
  run(appliance_, {.name = "no longer",
                   .as = As::OtherTeacher,
                   .target = "/api/v1/enrolments/" + sam + "/progress",
                   .status = 404});
}

class CohortsApi : public RosterApi {
 protected:
  json admin(Method method, const std::string& target, const json& body, int status) {
    auto request = request_as(appliance_, As::Admin, method, target);
    if (!body.is_null()) {
      request.body = body.dump();
      request.headers.set("Content-Type", "application/json");
    }
    auto answer = send(appliance_, std::move(request));
    EXPECT_EQ(answer.response.status, status) << target << answer.body.dump();
    return answer.body;
  }

  std::string cohort_ =
      "/api/v1/cohorts/" +
      admin(Method::Post, "/api/v1/cohorts", {{"name", "Class of 2026"}}, 201).value("id", "");
};

TEST_F(CohortsApi, ACohortKeepsItsCoursesInStep) {
  const auto link = course_ + "/cohorts/" + cohort_.substr(cohort_.rfind('/') + 1);
  EXPECT_EQ(admin(Method::Post, cohort_ + "/members",
                  {{"emails", {"student@example.org", "nobody@example.org"}}}, 200)["unknown"],
            json({"nobody@example.org"}));
  add(As::OtherTeacher, CourseRole::Assistant);
  run(appliance_, {.name = "link",
                   .as = As::Teacher,
                   .method = Method::Put,
                   .target = link,
                   .body = json::object(),
                   .status = 204,
                   .jobs = {"cohort.apply"}});
  appliance_.run_until_idle();
  EXPECT_EQ(names(""), (std::vector<std::string>{"Otto Teacher", "Sam Student"}));
  admin(Method::Post, cohort_ + "/members",
        {{"emails", {"other.student@example.org", "other.teacher@example.org"}}}, 200);
  EXPECT_EQ(names(""), (std::vector<std::string>{"Olga Student", "Otto Teacher", "Sam Student"}));
  admin(Method::Delete, cohort_ + "/members/" + appliance_.person(As::Student).id.text(), nullptr, 204);
  EXPECT_EQ(names(""), (std::vector<std::string>{"Olga Student", "Otto Teacher"}));
  admin(Method::Delete, cohort_, nullptr, 409);
  teacher(Method::Delete, link, nullptr, 204);
  appliance_.run_until_idle();
  EXPECT_EQ(names(""), std::vector<std::string>{"Otto Teacher"})
      << "whom it did not bring, it does not take along";
  admin(Method::Delete, cohort_, nullptr, 204);
}

TEST_F(CohortsApi, ADirectorySpeaksOnlyForWhatItSaid) {
  const auto& student = appliance_.person(As::Student).id;
  const auto follow = [&](const std::vector<std::string>& names, const char* source) {
    appliance_.database.write(
        [&](storage::Writer& db) { appliance_.enrolment.cohorts().follow(db, student, names, source); });
  };
  admin(Method::Post, cohort_ + "/members", {{"emails", {"student@example.org"}}}, 200);
  follow({"Physicists", "Class of 2026"}, "ldap");
  follow({}, "ldap");
  const auto cohorts = admin(Method::Get, "/api/v1/cohorts", nullptr, 200)["items"];
  EXPECT_EQ(cohorts[0]["name"], "Class of 2026");
  EXPECT_EQ(cohorts[0]["members"], 1) << "an administrator put them there";
  EXPECT_EQ(cohorts[1]["name"], "Physicists");
  EXPECT_EQ(cohorts[1]["members"], 0);
}

TEST_F(CohortsApi, CohortsAreListedRenamedAndTakenOnlyOnce) {
  EXPECT_EQ(admin(Method::Patch, cohort_, {{"name", "Class of 2027"}}, 200)["name"], "Class of 2027");
  admin(Method::Post, "/api/v1/cohorts", {{"name", "Class of 2027"}}, 409);
  EXPECT_TRUE(admin(Method::Get, cohort_ + "/members", nullptr, 200)["items"].empty());
  EXPECT_EQ(teacher(Method::Get, course_ + "/cohorts", nullptr, 200).body["items"].size(), 0U);
}

}  // namespace
}  // namespace lectern::testing
