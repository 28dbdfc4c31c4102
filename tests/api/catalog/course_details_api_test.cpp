#include <gtest/gtest.h>

#include <set>

#include "tests/support/api_scenario.h"

namespace lectern::testing {
namespace {

using catalog::Visibility;
using http::Method;
using nlohmann::json;

class CourseDetailsApi : public ::testing::Test {
 protected:
  json get(As as, const std::string& target) {
    return send(appliance_, request_as(appliance_, as, Method::Get, target)).body;
  }
  std::string make(const json& body, As as = As::Teacher) {
    auto request = request_as(appliance_, as, Method::Post, "/api/v1/courses");
    request.headers.set("Content-Type", "application/json");
    request.body = body.dump();
    const auto answer = send(appliance_, request);
    EXPECT_EQ(answer.response.status, 201) << answer.body.dump();
    return answer.body.at("id").get<std::string>();
  }
  std::string make_public(const json& body) {
    const auto id = make(body);
    appliance_.courses.publish(appliance_.person(As::Teacher).principal, CourseId{id});
    return id;
  }
  static std::string of(const std::string& id) { return "/api/v1/courses/" + id; }

  TestAppliance appliance_;
};

TEST_F(CourseDetailsApi, EverythingThatACatalogueTellsIsKept) {
  const json body = {{"title", "Optics"},
                     {"summary", "Light."},
                     {"category", "Physics"},
                     {"level", "beginner"},
                     {"type", "scheduled"},
                     {"tags", {"Light", "light", "waves"}},
                     {"estimated_duration_seconds", 7200},
                     {"price", {{"amount", 4900}, {"currency", "EUR"}}},
                     {"capacity", 30},
                     {"starts_at", "2026-10-01T08:00:00Z"},
                     {"ends_at", "2026-12-01T08:00:00Z"}};
  const auto course = get(As::Teacher, of(make(body)));
  EXPECT_EQ(course.at("price"), (json{{"amount", 4900}, {"currency", "EUR"}}));
  EXPECT_EQ(course.at("tags"), (json{"light", "waves"}));
  EXPECT_EQ(course.at("category"), "Physics");
  EXPECT_EQ(course.at("level"), "beginner");
  EXPECT_EQ(course.at("estimated_duration_seconds"), 7200);
  EXPECT_EQ(course.at("starts_at"), "2026-10-01T08:00:00.000Z");
  EXPECT_EQ(course.at("instructors").at(0).at("name"), "Tess Teacher");
}

TEST_F(CourseDetailsApi, WhatMayBeAbsentIsTakenAwayByNull) {
  const auto id =
      make({{"title", "Optics"}, {"capacity", 3}, {"price", {{"amount", 1}, {"currency", "EUR"}}}});
  run_all(appliance_, {{.name = "taken away",
                        .as = As::Teacher,
                        .method = Method::Patch,
                        .target = of(id),
                        .body = {{"capacity", nullptr}, {"price", nullptr}},
                        .fields = {{"/capacity", nullptr}, {"/price", nullptr}},
                        .events = {"course.changed"}}});
}

TEST_F(CourseDetailsApi, EveryFieldThatIsWrongIsNamed) {
  run_all(
      appliance_,
      {{.name = "dates",
        .as = As::Teacher,
        .method = Method::Post,
        .target = "/api/v1/courses",
        .body = {{"title", "x"}, {"starts_at", "2026-10-01T08:00:00Z"}, {"ends_at", "2026-09-01T08:00:00Z"}},
        .status = 400,
        .fields = {{"/error/fields/ends_at", "A course ends after it has started."}}},
       {.name = "price",
        .as = As::Teacher,
        .method = Method::Post,
        .target = "/api/v1/courses",
        .body = {{"title", "x"}, {"price", {{"amount", 5}, {"currency", "QQQ"}}}},
        .status = 400,
        .fields = {{"/error/fields/price", "The currency must be a code of ISO 4217, such as EUR."}}},
       {.name = "level",
        .as = As::Teacher,
        .method = Method::Post,
        .target = "/api/v1/courses",
        .body = {{"title", "x"}, {"level", "hard"}},
        .status = 400}});
}

TEST_F(CourseDetailsApi, PrerequisitesNeverGoInCircles) {
  const auto first = make_public({{"title", "First"}});
  const auto second = make_public({{"title", "Second"}, {"prerequisites", {first}}});
  const auto third = make_public({{"title", "Third"}, {"prerequisites", {second}}});
  run_all(appliance_,
          {{.name = "shown", .target = of(second), .fields = {{"/prerequisites/0/title", "First"}}},
           {.name = "circle",
            .as = As::Teacher,
            .method = Method::Patch,
            .target = of(first),
            .body = {{"prerequisites", {third}}},
            .status = 400,
            .fields = {{"/error/fields/prerequisites",
                        "A course cannot come before itself: one of these already builds on this course."}}},
           {.name = "itself",
            .as = As::Teacher,
            .method = Method::Patch,
            .target = of(first),
            .body = {{"prerequisites", {first}}},
            .status = 400}});
}

TEST_F(CourseDetailsApi, TheListIsFilteredAndCounted) {
  make_public({{"title", "Optics"}, {"category", "Physics"}, {"level", "beginner"}});
  make_public({{"title", "Waves"}, {"category", "Physics"}, {"level", "advanced"}});
  make_public({{"title", "Öl"},
               {"category", "Arts"},
               {"price", {{"amount", 900}, {"currency", "EUR"}}},
               {"tags", {"painting"}}});
  const auto all = get(As::Nobody, "/api/v1/courses?sort=title");
  EXPECT_EQ(all.at("total"), 3);
  EXPECT_EQ(all.at("items").at(0).at("title"), "Öl");
  const auto physics = get(As::Nobody, "/api/v1/courses?category=Physics&level=beginner");
  EXPECT_EQ(physics.at("total"), 1);
  // The other level would bring one more; the other category nothing that is for beginners.
  EXPECT_EQ(physics.at("facets").at("level").size(), 2U);
  EXPECT_EQ(physics.at("facets").at("category").size(), 1U);
  EXPECT_EQ(get(As::Nobody, "/api/v1/courses?price=paid").at("items").at(0).at("title"), "Öl");
  EXPECT_EQ(get(As::Nobody, "/api/v1/courses?q=ol%20paint").at("total"), 1);
  EXPECT_EQ(get(As::Nobody, "/api/v1/courses?tag=painting").at("total"), 1);
  const auto teacher = appliance_.person(As::Teacher).id.text();
  EXPECT_EQ(get(As::Nobody, "/api/v1/courses?owner_id=" + teacher).at("total"), 3);
  EXPECT_EQ(get(As::Nobody, "/api/v1/courses?instructor=" + teacher).at("total"), 3);
  EXPECT_EQ(all.at("facets").at("instructor").at(0).at("label"), "Tess Teacher");
  run_all(appliance_, {{.name = "no such sort", .target = "/api/v1/courses?sort=luck", .status = 400},
                       {.name = "no such level", .target = "/api/v1/courses?level=hard", .status = 400},
                       {.name = "no such place", .target = "/api/v1/courses?after=nowhere", .status = 400}});
}

TEST_F(CourseDetailsApi, PagesGoOnInEveryOrder) {
  for (const char* title : {"b", "A", "ä", "c", "b"}) make_public({{"title", title}});
  for (const std::string sort : {"newest", "title", "rating", "price", "start"}) {
    std::vector<std::string> seen;
    std::string after;
    do {
      const auto page = get(As::Nobody, "/api/v1/courses?limit=2&sort=" + sort + "&after=" + after);
      for (const auto& course : page.at("items")) seen.push_back(course.at("id").get<std::string>());
      after = page.at("next").is_null() ? "" : page.at("next").get<std::string>();
    } while (!after.empty());
    EXPECT_EQ(seen.size(), 5U) << sort;
    EXPECT_EQ(std::set<std::string>(seen.begin(), seen.end()).size(), 5U) << sort;
  }
}

TEST_F(CourseDetailsApi, AChangeIsFoundAtOnce) {
  const auto id = make_public({{"title", "Optics"}});
  EXPECT_EQ(get(As::Nobody, "/api/v1/courses?q=optics").at("total"), 1);
  run_all(appliance_, {{.name = "renamed",
                        .as = As::Teacher,
                        .method = Method::Patch,
                        .target = of(id),
                        .body = {{"title", "Waves"}},
                        .events = {"course.changed"}}});
  EXPECT_EQ(get(As::Nobody, "/api/v1/courses?q=optics").at("total"), 0);
  EXPECT_EQ(get(As::Nobody, "/api/v1/courses?q=waves").at("total"), 1);
}

TEST_F(CourseDetailsApi, TheTrashKeepsACourseForThirtyDays) {
  const auto id = make_public({{"title", "Optics"}});
  const auto restore = of(id) + "/restore";
  run_all(appliance_,
          {{.name = "deleted",
            .as = As::Teacher,
            .method = Method::Delete,
            .target = of(id),
            .status = 204,
            .events = {"course.removed"}},
           {.name = "gone", .as = As::Teacher, .target = of(id), .status = 404},
           {.name = "found by its owner",
            .as = As::Teacher,
            .target = "/api/v1/courses?state=deleted",
            .fields = {{"/items/0/id", id}, {"/items/0/kept_until", "2026-01-31T00:00:00.000Z"}}},
           {.name = "found by administrators",
            .as = As::Admin,
            .target = "/api/v1/courses?state=deleted",
            .fields = {{"/items/0/id", id}}},
           {.name = "found by nobody else",
            .as = As::OtherTeacher,
            .target = "/api/v1/courses?state=deleted",
            .absent = {"/items/0"}},
           {.name = "not listed to strangers", .target = "/api/v1/courses?state=deleted", .status = 401},
           {.name = "anonymous restores", .method = Method::Post, .target = restore, .status = 401},
           {.name = "somebody else restores",
            .as = As::OtherTeacher,
            .method = Method::Post,
            .target = restore,
            .status = 404},
           {.name = "no id",
            .as = As::Teacher,
            .method = Method::Post,
            .target = of("x") + "/restore",
            .status = 404},
           {.name = "its owner restores",
            .as = As::Teacher,
            .method = Method::Post,
            .target = restore,
            .fields = {{"/title", "Optics"}, {"/visibility", "public"}},
            .events = {"course.restored"}},
           {.name = "there again", .target = of(id)}});
  EXPECT_EQ(get(As::Nobody, "/api/v1/courses").at("total"), 1);
}

TEST_F(CourseDetailsApi, AfterThirtyDaysTheRecordingsGoAndTheRecordStays) {
  const auto id = make_public({{"title", "Optics"}});
  appliance_.trash.remove(appliance_.person(As::Teacher).principal, CourseId{id});
  appliance_.clock.advance(std::chrono::hours{24 * 29});
  appliance_.trash.purge();
  EXPECT_EQ(get(As::Teacher, "/api/v1/courses?state=deleted").at("items").size(), 1U);
  appliance_.clock.advance(std::chrono::hours{24 * 2});
  const auto before = appliance_.last_event();
  appliance_.trash.purge();
  ASSERT_EQ(appliance_.events_after(before).size(), 1U);
  EXPECT_EQ(appliance_.events_after(before).front().topic, "course.purged");
  EXPECT_THROW(appliance_.trash.restore(appliance_.person(As::Teacher).principal, CourseId{id}), Error);
  appliance_.trash.purge();
  EXPECT_EQ(appliance_.events_after(before).size(), 1U);
}

TEST_F(CourseDetailsApi, TheChecklistSaysWhatIsMissing) {
  const auto id = make({{"title", "Optics"}, {"ends_at", "2020-01-01T00:00:00Z"}});
  run_all(appliance_,
          {{.name = "anonymous", .target = of(id) + "/checklist", .status = 401},
           {.name = "somebody else", .as = As::OtherTeacher, .target = of(id) + "/checklist", .status = 404},
           {.name = "its owner",
            .as = As::Teacher,
            .target = of(id) + "/checklist",
            .fields = {{"/can_publish", false}, {"/items/1/key", "end"}, {"/items/1/done", false}}},
           {.name = "publishing is refused with the reason",
            .as = As::Teacher,
            .method = Method::Post,
            .target = of(id) + "/publish",
            .status = 409,
            .fields = {{"/error/message", "The course has ended already: move its end, or take it away."}}}});
}

TEST_F(CourseDetailsApi, CategoriesAreATreeOfTwoLevelsInAnOrder) {
  const auto make_category = [&](const json& body) {
    const auto answer = run(appliance_, {.name = "category",
                                         .as = As::Admin,
                                         .method = Method::Post,
                                         .target = "/api/v1/categories",
                                         .body = body,
                                         .status = 201});
    return answer.body.at("id").get<std::string>();
  };
  const auto science = make_category({{"name", "Science"}});
  const auto arts = make_category({{"name", "Arts"}});
  const auto physics = make_category({{"name", "Physics"}, {"parent_id", science}});
  make_public({{"title", "Optics"}, {"category_id", physics}});
  const auto of_category = [](const std::string& id) { return "/api/v1/categories/" + id; };
  run_all(appliance_, {{.name = "anonymous",
                        .method = Method::Patch,
                        .target = of_category(arts),
                        .body = {{"name", "x"}},
                        .status = 401},
                       {.name = "instructor",
                        .as = As::Teacher,
                        .method = Method::Patch,
                        .target = of_category(arts),
                        .body = {{"name", "x"}},
                        .status = 403},
                       {.name = "a third level",
                        .as = As::Admin,
                        .method = Method::Post,
                        .target = "/api/v1/categories",
                        .body = {{"name", "Light"}, {"parent_id", physics}},
                        .status = 400},
                       {.name = "a taken name",
                        .as = As::Admin,
                        .method = Method::Patch,
                        .target = of_category(arts),
                        .body = {{"name", "Science"}},
                        .status = 409},
                       {.name = "to the front",
                        .as = As::Admin,
                        .method = Method::Patch,
                        .target = of_category(arts),
                        .body = {{"position", 0}}},
                       {.name = "listed with children and counts",
                        .target = "/api/v1/categories",
                        .fields = {{"/items/0/name", "Arts"},
                                   {"/items/1/name", "Science"},
                                   {"/items/1/courses", 1},
                                   {"/items/2/name", "Physics"},
                                   {"/items/2/parent_id", science}}},
                       {.name = "a parent finds its children's courses",
                        .target = "/api/v1/courses?category=" + science,
                        .fields = {{"/total", 1}}},
                       {.name = "a parent stays while it has children",
                        .as = As::Admin,
                        .method = Method::Delete,
                        .target = of_category(science),
                        .status = 409},
                       {.name = "deleted by nobody else",
                        .as = As::Teacher,
                        .method = Method::Delete,
                        .target = of_category(physics),
                        .status = 403},
                       {.name = "deleted",
                        .as = As::Admin,
                        .method = Method::Delete,
                        .target = of_category(physics),
                        .status = 204},
                       {.name = "twice",
                        .as = As::Admin,
                        .method = Method::Delete,
                        .target = of_category(physics),
                        .status = 404}});
}

TEST_F(CourseDetailsApi, EachVisibilityIsFoundAndSeenByItsOwn) {
  struct Row {
    const char* visibility;
    As as;
    int found;
    int status;
  };
  const auto id = make_public({{"title", "Optics"}});
  for (const Row& row : {Row{"public", As::Nobody, 1, 200}, Row{"internal", As::Nobody, 0, 404},
                         Row{"internal", As::Student, 1, 200}, Row{"unlisted", As::Student, 0, 200},
                         Row{"unlisted", As::Nobody, 0, 200}, Row{"archived", As::Student, 0, 404},
                         Row{"archived", As::Teacher, 1, 200}, Row{"draft", As::Student, 0, 404}}) {
    catalog::CoursePatch patch;
    patch.visibility = from_text<Visibility>(row.visibility);
    appliance_.courses.change(appliance_.person(As::Teacher).principal, CourseId{id}, patch);
    EXPECT_EQ(get(row.as, "/api/v1/courses").at("total"), row.found) << row.visibility;
    run_all(appliance_, {{.name = row.visibility, .as = row.as, .target = of(id), .status = row.status}});
  }
}

}  // namespace
}  // namespace lectern::testing
