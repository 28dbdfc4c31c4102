// What lessons held before: listed, looked at, put back.

#include <gtest/gtest.h>

#include "catalog/captions.h"
#include "tests/support/api_scenario.h"

namespace lectern::testing {
namespace {

using catalog::Visibility;
using http::Method;
using nlohmann::json;
using std::chrono::minutes;

class VersionsApi : public ::testing::Test {
 protected:
  void change(const json& fields) {
    auto request = request_as(appliance_, As::Teacher, Method::Patch, lesson_);
    request.body = fields.dump();
    request.headers.set("Content-Type", "application/json");
    EXPECT_EQ(send(appliance_, std::move(request)).response.status, 200);
  }

  json get(const std::string& target, As as = As::Teacher) {
    return send(appliance_, request_as(appliance_, as, Method::Get, target)).body;
  }

  json versions() { return get(lesson_ + "/versions")["items"]; }

  TestAppliance appliance_;
  TestAppliance::Course made_ = appliance_.make_course(Visibility::Public);
  std::string course_ = "/api/v1/courses/" + made_.course.text();
  std::string lesson_ = "/api/v1/lessons/" + made_.lesson.text();
};

TEST_F(VersionsApi, EveryChangeOfContentIsKeptWithWhoAndWhen) {
  appliance_.clock.advance(minutes{2});
  change({{"text", "one"}});
  appliance_.clock.advance(minutes{2});
  change({{"text", "two"}, {"title", "Better lenses"}});
  const auto all = versions();
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0]["content"]["text"], "two");
  EXPECT_EQ(all[0]["changed"], json({"title", "text"}));
  EXPECT_EQ(all[0]["author"]["name"], "Tess Teacher");
  EXPECT_EQ(all[1]["changed"], json({"text"}));
  EXPECT_EQ(all[2]["content"]["title"], "Lenses");
}

TEST_F(VersionsApi, WhatIsTypedWithinAMinuteIsOneVersion) {
  appliance_.clock.advance(minutes{2});
  for (const char* text : {"o", "on", "one"}) change({{"text", text}});
  EXPECT_EQ(versions().size(), 2u);
  EXPECT_EQ(versions()[0]["content"]["text"], "one");
}

TEST_F(VersionsApi, WhatChangesNoContentMakesNoVersion) {
  appliance_.clock.advance(minutes{2});
  change({{"access", "anyone"}, {"title", "Lenses"}});
  EXPECT_EQ(versions().size(), 1u);
}

TEST_F(VersionsApi, AnOlderVersionIsPutBackAsANewOne) {
  appliance_.clock.advance(minutes{2});
  change({{"text", "one"}});
  const auto then = versions()[0]["id"].get<std::string>();
  appliance_.clock.advance(minutes{2});
  change({{"text", "two"}, {"title", "Other"}});
  appliance_.clock.advance(minutes{2});
  const auto target = "/api/v1/versions/" + then + "/restore";
  run_all(appliance_,
          {{.name = "anonymous", .method = Method::Post, .target = target, .status = 401},
           {.name = "student", .as = As::Student, .method = Method::Post, .target = target, .status = 403},
           {.name = "another instructor",
            .as = As::OtherTeacher,
            .method = Method::Post,
            .target = target,
            .status = 403},
           {.name = "no such version",
            .as = As::Teacher,
            .method = Method::Post,
            .target = "/api/v1/versions/00000000000000000000000000/restore",
            .status = 404},
           {.name = "owner",
            .as = As::Teacher,
            .method = Method::Post,
            .target = target,
            .fields = {{"/content/text", "one"}, {"/content/title", "Lenses"}},
            .events = {"lesson.changed"}},
           {.name = "as it was",
            .as = As::Teacher,
            .target = lesson_,
            .fields = {{"/text", "one"}, {"/title", "Lenses"}}}});
  EXPECT_EQ(versions().size(), 4u) << "putting back can itself be taken back";
}

TEST_F(VersionsApi, CaptionsAreKeptAndPutBackWithTheirTexts) {
  catalog::Captions captions(appliance_.database, appliance_.doors);
  const auto& teacher = appliance_.person(As::Teacher).principal;
  const auto saying = [](const std::string& words) {
    return "WEBVTT\n\n00:01.000 --> 00:02.000\n" + words + "\n";
  };
  appliance_.clock.advance(minutes{2});
  captions.put(teacher, made_.lesson, {"en", "English", saying("Light bends.")});
  const auto then = versions()[0];
  EXPECT_EQ(then["changed"], json({"captions"}));
  EXPECT_EQ(then["content"]["captions"][0]["label"], "English");
  appliance_.clock.advance(minutes{2});
  captions.put(teacher, made_.lesson, {"en", "English", saying("Light breaks.")});
  captions.put(teacher, made_.lesson, {"de", "Deutsch", saying("Licht bricht sich.")});
  appliance_.clock.advance(minutes{2});
  const auto target = "/api/v1/versions/" + then["id"].get<std::string>() + "/restore";
  run(appliance_, {.name = "put back",
                   .as = As::Teacher,
                   .method = Method::Post,
                   .target = target,
                   .fields = {{"/content/captions/0/language", "en"}},
                   .absent = {"/content/captions/1"},
                   .events = {"lesson.changed"}});
  EXPECT_EQ(captions.list(teacher, made_.lesson).size(), 1U);
  EXPECT_NE(captions.text(teacher, made_.lesson, "en").find("Light bends."), std::string::npos);
  appliance_.clock.advance(minutes{2});
  captions.remove(teacher, made_.lesson, "en");
  EXPECT_TRUE(versions()[0]["content"]["captions"].empty()) << "taking them away is a version, too";
}

TEST_F(VersionsApi, EditorsSeeWhatALearnerSawAtATime) {
  appliance_.clock.advance(minutes{2});
  change({{"text", "one"}});
  const auto then = to_rfc3339(appliance_.clock.now());
  appliance_.clock.advance(minutes{2});
  change({{"text", "two"}});
  run_all(
      appliance_,
      {{.name = "then", .as = As::Teacher, .target = lesson_ + "?at=" + then, .fields = {{"/text", "one"}}},
       {.name = "before it was there",
        .as = As::Teacher,
        .target = lesson_ + "?at=2020-01-01T00:00:00Z",
        .status = 404},
       {.name = "no time", .as = As::Teacher, .target = lesson_ + "?at=then", .status = 400},
       {.name = "not for students", .as = As::Student, .target = lesson_ + "?at=" + then, .status = 403}});
}

TEST_F(VersionsApi, HistoryIsForEditors) {
  run_all(appliance_, {{.name = "anonymous", .target = lesson_ + "/versions", .status = 401},
                       {.name = "student", .as = As::Student, .target = lesson_ + "/versions", .status = 403},
                       {.name = "course, anonymous", .target = course_ + "/versions", .status = 401},
                       {.name = "course, another instructor",
                        .as = As::OtherTeacher,
                        .target = course_ + "/versions",
                        .status = 403},
                       {.name = "paged",
                        .as = As::Teacher,
                        .target = lesson_ + "/versions?limit=1",
                        .fields = {{"/next", nullptr}}}});
}

}  // namespace
}  // namespace lectern::testing
