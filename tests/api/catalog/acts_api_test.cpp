// What the catalogue writes to the audit log: whatever changes who may find or see something, and what
// administrators do.
#include <gtest/gtest.h>

#include "tests/support/api_scenario.h"

namespace lectern::testing {
namespace {

using catalog::Visibility;
using http::Method;
using nlohmann::json;

class CatalogActs : public ::testing::Test {
 protected:
  Answer ask(As as, Method method, const std::string& target, const json& body = nullptr) {
    auto request = request_as(appliance_, as, method, target);
    if (!body.is_null()) {
      request.headers.set("Content-Type", "application/json");
      request.body = body.dump();
    }
    return send(appliance_, std::move(request));
  }

  /// The actions, the oldest first.
  std::vector<std::string> acts() {
    std::vector<std::string> actions;
    const auto log = ask(As::Admin, Method::Get, "/api/v1/audit");
    for (const auto& entry : log.body["items"])
      actions.insert(actions.begin(), entry["action"].get<std::string>());
    return actions;
  }

  json last() { return ask(As::Admin, Method::Get, "/api/v1/audit?limit=1").body["items"][0]; }

  TestAppliance appliance_;
  TestAppliance::Course made_ = appliance_.make_course(Visibility::Draft);
  std::string course_ = "/api/v1/courses/" + made_.course.text();
  std::size_t before_ = acts().size();
};

TEST_F(CatalogActs, WhoMayFindACourseIsOnTheRecord) {
  ask(As::Teacher, Method::Patch, course_, {{"title", "Renamed"}});
  EXPECT_EQ(acts().size(), before_) << "a title is nobody's right";
  ask(As::Teacher, Method::Patch, course_, {{"visibility", "unlisted"}});
  EXPECT_EQ(last()["action"], "course.visibility_changed");
  EXPECT_EQ(last()["details"], json({{"before", "draft"}, {"after", "unlisted"}}));
  EXPECT_EQ(last()["who"]["id"], appliance_.person(As::Teacher).id.text());
  ask(As::Admin, Method::Delete, course_);
  EXPECT_EQ(last()["action"], "course.deleted");
  ask(As::Admin, Method::Post, course_ + "/restore");
  EXPECT_EQ(last()["action"], "course.restored");
  EXPECT_EQ(last()["object"], json({{"kind", "course"}, {"id", made_.course.text()}}));
  EXPECT_EQ(acts().size(), before_ + 3);
}

TEST_F(CatalogActs, OpeningALessonToEverybodyIsOnTheRecord) {
  const auto lesson = "/api/v1/lessons/" + made_.lesson.text();
  ask(As::Teacher, Method::Patch, lesson, {{"access", "anyone"}});
  EXPECT_EQ(last()["action"], "lesson.access_changed");
  EXPECT_EQ(last()["details"], json({{"before", "course"}, {"after", "anyone"}}));
  ask(As::Teacher, Method::Patch, lesson, {{"access", "anyone"}});
  EXPECT_EQ(acts().size(), before_ + 1) << "what stays as it was is no act";
}

TEST_F(CatalogActs, CategoriesAndAnnouncementsToAllAreOnTheRecord) {
  const auto made = ask(As::Admin, Method::Post, "/api/v1/categories", {{"name", "Physics"}});
  const auto category = "/api/v1/categories/" + made.body["id"].get<std::string>();
  ask(As::Admin, Method::Patch, category, {{"name", "Optics"}});
  EXPECT_EQ(last()["details"]["before"]["name"], "Physics");
  EXPECT_EQ(last()["details"]["after"]["name"], "Optics");
  ask(As::Admin, Method::Delete, category);
  ask(As::Admin, Method::Post, "/api/v1/announcements", {{"title", "Snow"}, {"body", "Stay at home."}});
  ask(As::Teacher, Method::Post, course_ + "/announcements", {{"title", "Exam"}, {"body", "Bring a pen."}});
  const auto all = acts();
  const std::vector<std::string> expected{"category.created", "category.changed", "category.removed",
                                          "announcement.made"};
  EXPECT_EQ(std::vector<std::string>(all.begin() + static_cast<std::ptrdiff_t>(before_), all.end()), expected)
      << "a course's own announcements are none of the institution's";
}

}  // namespace
}  // namespace lectern::testing
