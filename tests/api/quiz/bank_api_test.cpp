#include <gtest/gtest.h>

#include "tests/support/api_scenario.h"

namespace lectern::testing {
namespace {

using catalog::Visibility;
using http::Method;
using nlohmann::json;

const json kSum = {{"stem", "2 + 2?"}, {"answers", {{{"value", 4}}}}};

class BankApi : public ::testing::Test {
 protected:
  std::string add(const char* name, const json& definition, const json& more = json::object()) {
    json body{{"name", name}, {"type", "numeric"}, {"definition", definition}};
    body.update(more);
    return run(appliance_, {.name = name,
                            .as = As::Teacher,
                            .method = Method::Post,
                            .target = questions_,
                            .body = body,
                            .status = 201})
        .body.at("id");
  }

  TestAppliance appliance_;
  TestAppliance::Course made_ = appliance_.make_course(Visibility::Public);
  std::string questions_ = "/api/v1/courses/" + made_.course.text() + "/questions";
  std::string categories_ = "/api/v1/courses/" + made_.course.text() + "/question-categories";
};

TEST_F(BankApi, AQuestionKeepsItsVersions) {
  const auto id = add("Sum", kSum, {{"tags", {"easy"}}});
  const auto target = "/api/v1/questions/" + id;
  auto mended = kSum;
  mended["answers"][0]["tolerance"] = 0.5;
  run_all(appliance_,
          {{.name = "renaming makes no version",
            .as = As::Teacher,
            .method = Method::Patch,
            .target = target,
            .body = {{"name", "Addition"}},
            .fields = {{"/version", 1}, {"/name", "Addition"}, {"/tags/0", "easy"}}},
           {.name = "a new definition does",
            .as = As::Teacher,
            .method = Method::Patch,
            .target = target,
            .body = {{"definition", mended}},
            .fields = {{"/version", 2}}},
           {.name = "both are kept",
            .as = As::Teacher,
            .target = target,
            .fields = {{"/versions/0/version", 2},
                       {"/versions/1/definition/stem", "2 + 2?"},
                       {"/versions/0/author", "Tess Teacher"}}},
           {.name = "what is wrong is named",
            .as = As::Teacher,
            .method = Method::Patch,
            .target = target,
            .body = {{"definition", {{"stem", ""}}}},
            .status = 400,
            .fields = {{"/error/fields/definition.stem", "This field is required."}}},
           {.name = "others see no question", .as = As::OtherTeacher, .target = target, .status = 404},
           {.name = "nor do students", .as = As::Student, .target = target, .status = 404}});
}

TEST_F(BankApi, SearchFindsByWordsTagTypeAndCategory) {
  const auto category = run(appliance_, {.name = "category",
                                         .as = As::Teacher,
                                         .method = Method::Post,
                                         .target = categories_,
                                         .body = {{"name", "Maths / Sums"}},
                                         .status = 201,
                                         .fields = {{"/name", "Maths/Sums"}}})
                            .body.at("id")
                            .get<std::string>();
  add("Größe", kSum, {{"tags", {"size"}}});
  add("Sum", kSum, {{"category_id", category}});
  const auto finds = [&](const std::string& query, const char* name) {
    run(appliance_, {.name = query,
                     .as = As::Teacher,
                     .target = questions_ + query,
                     .fields = {{"/items/0/name", name}},
                     .absent = {"/items/1"}});
  };
  finds("?q=grosse", "Größe");
  finds("?tag=size", "Größe");
  finds("?category=" + category, "Sum");
  finds("?limit=1", "Sum");
  run(appliance_, {.name = "no such type",
                   .as = As::Teacher,
                   .target = questions_ + "?type=essay",
                   .absent = {"/items/0"}});
}

TEST_F(BankApi, AnImportIsWholeOrNothing) {
  const auto target = questions_ + "/import";
  const std::string text =
      "$CATEGORY: $course$/top/Unit 1\n\n::Sum::2+2?{#4}\n\nTrue?{T}\n\nWho?{=me =myself}";
  run_all(appliance_,
          {{.name = "a look first",
            .as = As::Teacher,
            .method = Method::Post,
            .target = target,
            .body = {{"format", "gift"}, {"text", text}, {"dry_run", true}},
            .status = 200,
            .fields = {{"/questions/0/name", "Sum"},
                       {"/questions/0/category", "Unit 1"},
                       {"/questions/2/type", "short_text"}}},
           {.name = "not for who only learns here, whatever it holds",
            .as = As::Student,
            .method = Method::Post,
            .target = target,
            .body = {{"format", "gift"}, {"text", "Broken?{=}"}, {"dry_run", true}},
            .status = 403},
           {.name = "nothing came of it", .as = As::Teacher, .target = questions_, .absent = {"/items/0"}},
           {.name = "one mistake and nothing is taken",
            .as = As::Teacher,
            .method = Method::Post,
            .target = target,
            .body = {{"format", "gift"}, {"text", text + "\n\nBroken?{=}"}},
            .status = 400,
            .fields = {{"/error/fields/line 9", "One of the answers is empty."}}},
           {.name = "still nothing", .as = As::Teacher, .target = questions_, .absent = {"/items/0"}},
           {.name = "all of it",
            .as = As::Teacher,
            .method = Method::Post,
            .target = target,
            .body = {{"format", "gift"}, {"text", text}},
            .status = 201},
           {.name = "is there",
            .as = As::Teacher,
            .target = questions_,
            .fields = {{"/items/2/name", "Sum"}},
            .absent = {"/items/3"}},
           {.name = "in its category",
            .as = As::Teacher,
            .target = categories_,
            .fields = {{"/items/0/name", "Unit 1"}, {"/items/0/questions", 3}}}});
}

TEST_F(BankApi, WhatIsExportedCanBeImported) {
  add("Sum",
      {{"stem", "How {many}?"},
       {"answers", {{{"value", 4}, {"tolerance", 0.5}}, {{"least", 1}, {"most", 9}, {"fraction", 0.5}}}}},
      {{"tags", {"a-b"}}});
  run(appliance_,
      {.name = "pairs",
       .as = As::Teacher,
       .method = Method::Post,
       .target = questions_,
       .body = {{"name", "Pairs"},
                {"type", "matching"},
                {"definition",
                 {{"stem", "Match ~ these"},
                  {"pairs", {{{"prompt", "a"}, {"answer", "b"}}, {{"prompt", "c"}, {"answer", "d = e"}}}}}}},
       .status = 201});
  for (const std::string format : {"gift", "moodle_xml"}) {
    auto request = request_as(appliance_, As::Teacher, Method::Get, questions_ + "/export?format=" + format);
    const auto text = std::get<std::string>(appliance_.answer(std::move(request)).content);
    run(appliance_, {.name = format,
                     .as = As::Teacher,
                     .method = Method::Post,
                     .target = questions_ + "/import",
                     .body = {{"format", format}, {"text", text}, {"dry_run", true}},
                     .status = 200,
                     .fields = {{"/questions/0/name", "Sum"},
                                {"/questions/0/type", "numeric"},
                                {"/questions/1/name", "Pairs"},
                                {"/questions/1/type", "matching"}},
                     .absent = {"/questions/2"}});
  }
}

TEST_F(BankApi, BrokenFilesOfEveryFormatNameTheirLine) {
  const auto refused = [&](const char* format, const char* text, const char* line) {
    const auto answer = run(appliance_, {.name = text,
                                         .as = As::Teacher,
                                         .method = Method::Post,
                                         .target = questions_ + "/import",
                                         .body = {{"format", format}, {"text", text}},
                                         .status = 400});
    EXPECT_TRUE(answer.body.at("error").at("fields").contains(line)) << answer.body;
  };
  refused("aiken", "What?\nA. one\nB. two\nANSWER: C", "line 4");
  refused("aiken", "What?\nA. one\nC. two\nANSWER: A", "line 3");
  refused("aiken", "What?\nA. one\nB. two", "line 3");
  refused("moodle_xml", "<quiz>\n<question type=\"cloze\"><name><text>x</text></name></question></quiz>",
          "line 2");
  refused("moodle_xml", "<quiz>\n<question", "line 2");
  refused("moodle_xml", "<!DOCTYPE q [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>\n<quiz></quiz>", "text");
}

TEST_F(BankApi, ASharedCategoryIsSeenByOtherCourses) {
  const auto category = run(appliance_, {.name = "category",
                                         .as = As::Teacher,
                                         .method = Method::Post,
                                         .target = categories_,
                                         .body = {{"name", "Common"}},
                                         .status = 201})
                            .body.at("id")
                            .get<std::string>();
  catalog::CourseDraft draft;
  draft.title = "Waves";
  const auto other =
      appliance_.courses.create(appliance_.person(As::OtherTeacher).principal, draft).course.id;
  const auto theirs = "/api/v1/courses/" + other.text() + "/question-categories";
  run_all(appliance_, {{.name = "not yet", .as = As::OtherTeacher, .target = theirs, .absent = {"/items/0"}},
                       {.name = "only its owner shares it",
                        .as = As::OtherTeacher,
                        .method = Method::Patch,
                        .target = "/api/v1/question-categories/" + category,
                        .body = {{"shared", true}},
                        .status = 404},
                       {.name = "shared",
                        .as = As::Teacher,
                        .method = Method::Patch,
                        .target = "/api/v1/question-categories/" + category,
                        .body = {{"shared", true}}},
                       {.name = "now",
                        .as = As::OtherTeacher,
                        .target = theirs,
                        .fields = {{"/items/0/name", "Common"}, {"/items/0/foreign", true}}}});
}

TEST_F(BankApi, CategoriesMoveWithAllThatIsBelowThem) {
  const auto category = [&](const char* name) -> std::string {
    return run(appliance_, {.name = name,
                            .as = As::Teacher,
                            .method = Method::Post,
                            .target = categories_,
                            .body = {{"name", name}},
                            .status = 201})
        .body.at("id");
  };
  const auto optics = category("Optics");
  const auto lenses = category("Optics/Lenses");
  const auto waves = category("Waves");
  category("Waves/Lenses");
  const auto question = add("Sum", kSum, {{"category_id", lenses}});
  const auto names = [&] {
    std::string all;
    const auto listed = run(appliance_, {.name = "list", .as = As::Teacher, .target = categories_}).body;
    for (const auto& one : listed.at("items"))
      all += one.at("name").get<std::string>() + " " + std::to_string(one.at("questions").get<int>()) + "; ";
    return all;
  };
  const auto rename = [&](const std::string& name, int status) {
    run(appliance_, {.name = "move",
                     .as = As::Teacher,
                     .method = Method::Patch,
                     .target = "/api/v1/question-categories/" + optics,
                     .body = {{"name", name}},
                     .status = status});
  };
  rename("Optics/Lenses/Optics", 400);
  rename("Physics/Optics", 200);
  EXPECT_EQ(names(), "Physics/Optics 0; Physics/Optics/Lenses 1; Waves 0; Waves/Lenses 0; ");
  const auto remove = [&](const std::string& into, int status) {
    run(appliance_, {.name = "remove",
                     .as = As::Teacher,
                     .method = Method::Delete,
                     .target = "/api/v1/question-categories/" + optics + "?into=" + into,
                     .status = status});
  };
  remove(lenses, 400);
  remove(waves, 204);
  EXPECT_EQ(names(), "Waves 0; Waves/Lenses 1; ") << "what is below joins what has its name there";
  run(appliance_, {.name = "still there", .as = As::Teacher, .target = "/api/v1/questions/" + question});
}

}  // namespace
}  // namespace lectern::testing
