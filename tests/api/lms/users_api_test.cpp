#include <gtest/gtest.h>

#include "storage/audit/audit.h"
#include "storage/jobs/job_queue.h"
#include "tests/support/api_scenario.h"

namespace lectern::testing {
namespace {

using http::Method;

class UsersApi : public ::testing::Test {
 protected:
  std::string target(As as) const { return "/api/v1/users/" + appliance_.person(as).id.text(); }

  std::vector<std::string> acts() const {
    std::vector<std::string> actions;
    for (const auto& entry :
         appliance_.database.read([](const storage::Reader& db) { return audit::list(db, {}, {}, 100); }))
      actions.push_back(entry.act.action);
    return actions;
  }

  Answer change(As by, As whom, const nlohmann::json& patch, int status) const {
    return run(appliance_, {.name = "change " + patch.dump(),
                            .as = by,
                            .method = Method::Patch,
                            .target = target(whom),
                            .body = patch,
                            .status = status});
  }

  Answer import(const std::string& csv, const std::string& mode, bool dry_run, int status = 200) const {
    return run(appliance_, {.name = "import",
                            .as = As::Admin,
                            .method = Method::Post,
                            .target = "/api/v1/users/import",
                            .body = {{"csv", csv}, {"mode", mode}, {"dry_run", dry_run}},
                            .status = status});
  }

  /// A role that allows these, given to the student.
  std::string give_student(const nlohmann::json& permissions) const {
    const auto made = run(appliance_, {.name = "make a role",
                                       .as = As::Admin,
                                       .method = Method::Post,
                                       .target = "/api/v1/roles",
                                       .body = {{"name", "Helpers"}, {"permissions", permissions}},
                                       .status = 201});
    const auto id = made.body.value("id", "");
    change(As::Admin, As::Student, {{"roles", {id}}}, 200);
    return id;
  }

  TestAppliance appliance_;
};

TEST_F(UsersApi, AccountsAreForThoseWhoMayReadThem) {
  for (const auto& route :
       {std::string{"/api/v1/users"}, std::string{"/api/v1/users/export"}, target(As::Teacher)})
    run_all(appliance_, {{.name = "anonymous", .target = route, .status = 401},
                         {.name = "student", .as = As::Student, .target = route, .status = 403},
                         {.name = "teacher", .as = As::Teacher, .target = route, .status = 403},
                         {.name = "admin", .as = As::Admin, .target = route}});
  for (const auto& route :
       {target(As::Teacher), target(As::Teacher) + "/sign-out", std::string{"/api/v1/users/import"}}) {
    const auto method = route == target(As::Teacher) ? Method::Patch : Method::Post;
    run_all(appliance_, {{.name = "anonymous",
                          .method = method,
                          .target = route,
                          .body = nlohmann::json::object(),
                          .status = 401},
                         {.name = "teacher",
                          .as = As::Teacher,
                          .method = method,
                          .target = route,
                          .body = nlohmann::json::object(),
                          .status = 403}});
  }
}

TEST_F(UsersApi, SearchesFiltersSortsAndPages) {
  run_all(appliance_, {{.name = "by a part of the name",
                        .as = As::Admin,
                        .target = "/api/v1/users?q=TESS",
                        .fields = {{"/items/0/email", "teacher@example.org"}},
                        .absent = {"/items/1"}},
                       {.name = "by role",
                        .as = As::Admin,
                        .target = "/api/v1/users?role=admin",
                        .fields = {{"/items/0/email", "admin@example.org"}},
                        .absent = {"/items/1", "/items/0/password_hash"}},
                       {.name = "none is disabled",
                        .as = As::Admin,
                        .target = "/api/v1/users?state=disabled",
                        .absent = {"/items/0"}},
                       {.name = "nonsense",
                        .as = As::Admin,
                        .target = "/api/v1/users?sort=luck",
                        .status = 400,
                        .fields = {{"/error/fields/sort", "Must be one of: newest, name, email."}}}});
  for (const auto* sort : {"name", "email", "newest"}) {
    std::vector<std::string> seen;
    std::string after;
    do {
      const auto page =
          run(appliance_, {.name = sort,
                           .as = As::Admin,
                           .target = std::string{"/api/v1/users?limit=2&sort="} + sort + "&after=" + after});
      for (const auto& item : page.body["items"]) seen.push_back(item["email"]);
      after = page.body["next"].is_null() ? "" : page.body["next"].get<std::string>();
    } while (!after.empty());
    EXPECT_EQ(seen.size(), 5U) << sort;
    EXPECT_EQ(std::set<std::string>(seen.begin(), seen.end()).size(), 5U) << sort;
  }
}

TEST_F(UsersApi, AChangeOfRoleIsEffectiveWithTheNextRequestAndAudited) {
  const ApiScenario wanted{.name = "make a course",
                           .as = As::Student,
                           .method = Method::Post,
                           .target = "/api/v1/courses",
                           .body = {{"title", "Optics"}, {"summary", "Light"}},
                           .status = 403};
  run(appliance_, wanted);
  change(As::Admin, As::Student, {{"role", "instructor"}}, 200);
  const auto request = [&] {
    auto made = request_as(appliance_, As::Student, Method::Post, "/api/v1/courses");
    made.body = wanted.body.dump();
    made.headers.add("Content-Type", "application/json");
    return made;
  };
  EXPECT_EQ(send(appliance_, request()).response.status, 201);
  change(As::Admin, As::Student, {{"role", "student"}}, 200);
  EXPECT_EQ(send(appliance_, request()).response.status, 403);
  EXPECT_EQ(acts(), (std::vector<std::string>{"user.role_changed", "user.role_changed"}));
}

TEST_F(UsersApi, TheLastAdministratorStaysOne) {
  change(As::Admin, As::Admin, {{"role", "student"}}, 409);
  change(As::Admin, As::Admin, {{"disabled", true}}, 409);
  change(As::Admin, As::Teacher, {{"role", "admin"}}, 200);
  change(As::Admin, As::Admin, {{"disabled", true}}, 200);
}

TEST_F(UsersApi, WhoIsDisabledIsSignedOutAndCannotSignIn) {
  change(As::Admin, As::Student, {{"disabled", true}}, 200);
  run_all(appliance_, {{.name = "the old session", .as = As::Student, .target = "/api/v1/me", .status = 401},
                       {.name = "signing in",
                        .method = Method::Post,
                        .target = "/api/v1/auth/login",
                        .body = {{"email", "student@example.org"}, {"password", kPassword}},
                        .status = 403}});
  change(As::Admin, As::Student, {{"disabled", false}}, 200);
  run(appliance_, {.name = "signing in again",
                   .method = Method::Post,
                   .target = "/api/v1/auth/login",
                   .body = {{"email", "student@example.org"}, {"password", kPassword}}});
}

TEST_F(UsersApi, SigningSomebodyOutEndsTheirSessions) {
  run_all(appliance_, {{.name = "sign out",
                        .as = As::Admin,
                        .method = Method::Post,
                        .target = target(As::Student) + "/sign-out",
                        .status = 204},
                       {.name = "after", .as = As::Student, .target = "/api/v1/me", .status = 401},
                       {.name = "nobody",
                        .as = As::Admin,
                        .method = Method::Post,
                        .target = "/api/v1/users/x/sign-out",
                        .status = 404}});
}

TEST_F(UsersApi, NobodyGivesWhatTheyDoNotHave) {
  const auto role = give_student({"users.read", "users.manage", "roles.manage"});
  change(As::Student, As::OtherStudent, {{"name", "Olga Other"}}, 200);
  change(As::Student, As::OtherStudent, {{"roles", {role}}}, 200);
  change(As::Student, As::OtherStudent, {{"role", "admin"}}, 403);
  change(As::Student, As::OtherStudent, {{"role", "instructor"}}, 403);
  change(As::Student, As::Admin, {{"name", "Not you"}}, 403);
  change(As::Student, As::Teacher, {{"disabled", true}}, 403);
  run_all(appliance_,
          {{.name = "a role with more",
            .as = As::Student,
            .method = Method::Post,
            .target = "/api/v1/roles",
            .body = {{"name", "Spies"}, {"permissions", {"audit.read"}}},
            .status = 403},
           {.name = "their own role with more",
            .as = As::Student,
            .method = Method::Patch,
            .target = "/api/v1/roles/" + role,
            .body = {{"permissions", {"users.read", "users.manage", "roles.manage", "audit.read"}}},
            .status = 403},
           {.name = "an administrator made",
            .as = As::Student,
            .method = Method::Post,
            .target = "/api/v1/users",
            .body = {{"email", "x@example.org"},
                     {"name", "X"},
                     {"password", "correct horse staple"},
                     {"role", "admin"}},
            .status = 403}});
}

TEST_F(UsersApi, RolesAreMadeChangedAndDeletedWithEffectAtOnce) {
  run_all(appliance_,
          {{.name = "anonymous", .target = "/api/v1/roles", .status = 401},
           {.name = "student", .as = As::Student, .target = "/api/v1/roles", .status = 403},
           {.name = "no audit yet", .as = As::Student, .target = "/api/v1/audit", .status = 403}});
  const auto role = give_student({"audit.read"});
  run(appliance_, {.name = "audit now", .as = As::Student, .target = "/api/v1/audit"});
  const auto target = "/api/v1/roles/" + role;
  run_all(appliance_,
          {{.name = "teacher",
            .as = As::Teacher,
            .method = Method::Patch,
            .target = target,
            .body = {{"permissions", nlohmann::json::array()}},
            .status = 403},
           {.name = "unknown permission",
            .as = As::Admin,
            .method = Method::Patch,
            .target = target,
            .body = {{"permissions", {"fly"}}},
            .status = 400},
           {.name = "name taken",
            .as = As::Admin,
            .method = Method::Post,
            .target = "/api/v1/roles",
            .body = {{"name", "Helpers"}},
            .status = 409},
           {.name = "the administrator's",
            .as = As::Admin,
            .method = Method::Patch,
            .target = "/api/v1/roles/admin",
            .body = {{"permissions", nlohmann::json::array()}},
            .status = 409},
           {.name = "taken away",
            .as = As::Admin,
            .method = Method::Patch,
            .target = target,
            .body = {{"permissions", nlohmann::json::array()}, {"name", "Nobodies"}},
            .fields = {{"/name", "Nobodies"}, {"/people", 1}}},
           {.name = "not any more", .as = As::Student, .target = "/api/v1/audit", .status = 403},
           {.name = "a built-in one",
            .as = As::Admin,
            .method = Method::Delete,
            .target = "/api/v1/roles/student",
            .status = 409},
           {.name = "deleted", .as = As::Admin, .method = Method::Delete, .target = target, .status = 204},
           {.name = "twice", .as = As::Admin, .method = Method::Delete, .target = target, .status = 404}});
}

TEST_F(UsersApi, AnImportIsRehearsedThenDoneAndChangesNothingTheSecondTime) {
  const std::string csv =
      "email,name,role\nnew@example.org,New Person,instructor\nTEACHER@example.org,Tess Changed,\n"
      "student@example.org,Sam Student,student\n";
  const auto rehearsal = import(csv, "all_or_nothing", true).body;
  EXPECT_EQ(rehearsal["created"], 1);
  EXPECT_EQ(rehearsal["updated"], 1);
  EXPECT_EQ(rehearsal["unchanged"], 1);
  EXPECT_EQ(rehearsal["applied"], false);
  EXPECT_TRUE(acts().empty());
  EXPECT_EQ(import(csv, "all_or_nothing", false).body["applied"], true);
  EXPECT_EQ(acts(), (std::vector<std::string>{"user.renamed", "user.created"}));
  const auto again = import(csv, "all_or_nothing", false).body;
  EXPECT_EQ(again["created"], 0);
  EXPECT_EQ(again["unchanged"], 3);
  run(appliance_, {.name = "no password yet",
                   .method = Method::Post,
                   .target = "/api/v1/auth/login",
                   .body = {{"email", "new@example.org"}, {"password", "!"}},
                   .status = 401});
}

TEST_F(UsersApi, AnImportNamesEveryLineThatCannotBe) {
  const std::string csv =
      "email,name,role,disabled\nnonsense,A,,\nb@example.org,,,\nc@example.org,C,king,\nd@example.org,D,,"
      "maybe\n"
      "e@example.org,E,student,no\nE@example.org,E,student,no\nadmin@example.org,,,yes\n";
  const auto refused = import(csv, "all_or_nothing", false).body;
  EXPECT_EQ(refused["applied"], false);
  ASSERT_EQ(refused["errors"].size(), 6U) << refused.dump();
  EXPECT_EQ(refused["errors"][0]["line"], 2);
  EXPECT_EQ(refused["errors"][4]["reason"], "This address is in the file twice.");
  EXPECT_TRUE(acts().empty());
  const auto partly = import(csv, "each_line", false).body;
  EXPECT_EQ(partly["applied"], true);
  EXPECT_EQ(partly["created"], 1);
  EXPECT_EQ(acts(), (std::vector<std::string>{"user.created"}));
  import("email,shoe_size\na@b.org,43\n", "each_line", true, 400);
  import("name\nA\n", "each_line", true, 400);
  import("email\n\"a\n", "each_line", true, 400);
}

TEST_F(UsersApi, TheExportIsWhatTheImportTakes) {
  const auto answer = run(appliance_, {.name = "export", .as = As::Admin, .target = "/api/v1/users/export"});
  const auto csv = std::get<std::string>(answer.response.content);
  EXPECT_TRUE(csv.starts_with("email,name,role,disabled\r\nadmin@example.org,Ada Admin,admin,no\r\n")) << csv;
  EXPECT_EQ(import(csv, "all_or_nothing", false).body["unchanged"], 5);
}

class JobsApi : public UsersApi {
 protected:
  JobId queue() {
    return appliance_.database.write(
        [](storage::Writer& db) { return jobs::enqueue(db, {.kind = "test", .dedupe_key = "test:1"}); });
  }
};

TEST_F(JobsApi, AreSeenCancelledAndTriedAgain) {
  const auto id = queue().text();
  const std::string list = "/api/v1/admin/jobs";
  const auto cancel = list + "/" + id + "/cancel";
  const auto retry = list + "/" + id + "/retry";
  run_all(
      appliance_,
      {{.name = "anonymous", .target = list, .status = 401},
       {.name = "teacher", .as = As::Teacher, .target = list, .status = 403},
       {.name = "bad state", .as = As::Admin, .target = list + "?state=odd", .status = 400},
       {.name = "by state",
        .as = As::Admin,
        .target = list + "?state=queued&kind=test",
        .fields = {{"/items/0/id", id}, {"/items/0/about", nullptr}},
        .absent = {"/items/1"}},
       {.name = "of another kind", .as = As::Admin, .target = list + "?kind=other", .absent = {"/items/0"}},
       {.name = "teacher cancels",
        .as = As::Teacher,
        .method = Method::Post,
        .target = cancel,
        .status = 403},
       {.name = "too early", .as = As::Admin, .method = Method::Post, .target = retry, .status = 409},
       {.name = "cancel",
        .as = As::Admin,
        .method = Method::Post,
        .target = cancel,
        .fields = {{"/state", "cancelled"}}},
       {.name = "twice", .as = As::Admin, .method = Method::Post, .target = cancel, .status = 409},
       {.name = "retry",
        .as = As::Admin,
        .method = Method::Post,
        .target = retry,
        .fields = {{"/state", "queued"}},
        .jobs = {"test"}},
       {.name = "none such",
        .as = As::Admin,
        .method = Method::Post,
        .target = list + "/x/retry",
        .status = 404}});
  EXPECT_EQ(acts(), (std::vector<std::string>{"job.retried", "job.cancelled"}));
}

TEST_F(JobsApi, AFailedVideoIsMadeReadyAgainWithoutANewUpload) {
  const auto made = appliance_.make_course(catalog::Visibility::Draft);
  const auto target = "/api/v1/lessons/" + made.lesson.text() + "/video/retry";
  catalog::VideoSource source;
  source.lesson = made.lesson;
  source.blob = blobs::BlobKey{"optics"};
  source.filename = "optics.mp4";
  source.size = 1;
  const auto [video, generation] = appliance_.database.write([&](storage::Writer& db) {
    const auto number = appliance_.videos.add_version(db, source);
    return std::pair{appliance_.videos.ensure(db, made.lesson), number};
  });
  run(appliance_,
      {.name = "under way", .as = As::Teacher, .method = Method::Post, .target = target, .status = 409});
  appliance_.database.write([&, video = video, generation = generation](storage::Writer& db) {
    for (const auto& job : jobs::list(db, jobs::JobFilter{.kind = "transcode"}, {}, 10))
      EXPECT_TRUE(jobs::cancel(db, job.id));
    appliance_.videos.mark_failed(db, video, generation, "The file is broken.");
  });
  run_all(appliance_,
          {{.name = "anonymous", .method = Method::Post, .target = target, .status = 401},
           {.name = "student", .as = As::Student, .method = Method::Post, .target = target, .status = 404},
           {.name = "owner",
            .as = As::Teacher,
            .method = Method::Post,
            .target = target,
            .status = 202,
            .fields = {{"/state", "probing"}, {"/error", nullptr}},
            .events = {"video.changed"},
            .jobs = {"transcode"}},
           {.name = "twice", .as = As::Teacher, .method = Method::Post, .target = target, .status = 409}});
}

}  // namespace
}  // namespace lectern::testing
