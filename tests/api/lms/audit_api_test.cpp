#include <gtest/gtest.h>

#include "catalog/acting.h"
#include "tests/support/api_scenario.h"

namespace lectern::testing {
namespace {

class AuditApi : public ::testing::Test {
 protected:
  AuditApi() {
    appliance_.database.write([&](storage::Writer& db) {
      http::Principal who = appliance_.person(As::Admin).principal;
      who.address = "192.0.2.7";
      who.request_id = "r1";
      audit::record(db, catalog::act_of(who, "user.disabled", {"user", "u1"}, {{"from", "enabled"}}));
      audit::record(db, {.action = "course.purged", .object = {"course", "c1"}});
    });
  }
  TestAppliance appliance_;
};

TEST_F(AuditApi, IsForThoseWhoMayReadIt) {
  for (const auto* target : {"/api/v1/audit", "/api/v1/audit/actions"})
    run_all(appliance_, {{.name = "anonymous", .target = target, .status = 401},
                         {.name = "student", .as = As::Student, .target = target, .status = 403},
                         {.name = "teacher", .as = As::Teacher, .target = target, .status = 403},
                         {.name = "admin", .as = As::Admin, .target = target}});
}

TEST_F(AuditApi, TellsWhoDidWhatFromWhere) {
  run(appliance_, {.name = "list",
                   .as = As::Admin,
                   .target = "/api/v1/audit",
                   .fields = {{"/items/0/action", "course.purged"},
                              {"/items/0/who", nullptr},
                              {"/items/1/who/email", "admin@example.org"},
                              {"/items/1/object/id", "u1"},
                              {"/items/1/details/from", "enabled"},
                              {"/items/1/address", "192.0.2.7"},
                              {"/items/1/request_id", "r1"},
                              {"/next", nullptr}},
                   .absent = {"/items/2"}});
  run(appliance_, {.name = "actions",
                   .as = As::Admin,
                   .target = "/api/v1/audit/actions",
                   .fields = {{"/items", {"course.purged", "user.disabled"}}}});
}

TEST_F(AuditApi, NamesWhatIsStillThere) {
  const auto student = appliance_.person(As::Student).id.text();
  appliance_.database.write([&](storage::Writer& db) {
    audit::record(db, catalog::act_of(appliance_.person(As::Admin).principal, "cohort.member_added",
                                      {"cohort", "gone"}, {{"user_id", student}}));
  });
  const auto list = run(appliance_, {.name = "list", .as = As::Admin, .target = "/api/v1/audit?limit=1"});
  const auto& names = list.body["items"][0]["names"];
  EXPECT_EQ(names.size(), 1U) << names;
  EXPECT_FALSE(names.value(student, "").empty());
}

TEST_F(AuditApi, GivesTheChoiceAsCsv) {
  const auto file =
      run(appliance_, {.name = "csv", .as = As::Admin, .target = "/api/v1/audit.csv?action=user.disabled"});
  const auto text = std::get<std::string>(file.response.content);
  EXPECT_EQ(text.substr(0, text.find("\r\n")),
            "at,who,email,action,object_kind,object_id,object_name,details,address,request_id");
  EXPECT_NE(text.find("admin@example.org,user.disabled,user,u1,"), std::string::npos) << text;
  EXPECT_EQ(text.find("course.purged"), std::string::npos) << "only what was chosen";
}

TEST_F(AuditApi, FiltersAndPages) {
  const auto first = run(appliance_, {.name = "first page",
                                      .as = As::Admin,
                                      .target = "/api/v1/audit?limit=1",
                                      .fields = {{"/items/0/action", "course.purged"}},
                                      .absent = {"/items/1"}});
  run_all(appliance_, {{.name = "second page",
                        .as = As::Admin,
                        .target = "/api/v1/audit?limit=1&after=" + first.body.value("next", ""),
                        .fields = {{"/items/0/action", "user.disabled"}, {"/next", nullptr}}},
                       {.name = "by object",
                        .as = As::Admin,
                        .target = "/api/v1/audit?object_kind=user&object_id=u1",
                        .fields = {{"/items/0/action", "user.disabled"}},
                        .absent = {"/items/1"}},
                       {.name = "by person",
                        .as = As::Admin,
                        .target = "/api/v1/audit?who=" + appliance_.person(As::Admin).id.text(),
                        .fields = {{"/items/0/action", "user.disabled"}},
                        .absent = {"/items/1"}},
                       {.name = "later than now",
                        .as = As::Admin,
                        .target = "/api/v1/audit?since=2100-01-01T00:00:00Z",
                        .absent = {"/items/0"}},
                       {.name = "nonsense",
                        .as = As::Admin,
                        .target = "/api/v1/audit?since=yesterday&who=me&after=x&object_id=u1",
                        .status = 400,
                        .fields = {{"/error/fields/who", "This must be the id of an account."}}}});
}

}  // namespace
}  // namespace lectern::testing
