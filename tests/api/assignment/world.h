#pragma once
// A course with an assignment and people who take it.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/encoding.h"
#include "tests/support/api_scenario.h"

namespace lectern::testing {

class AssignmentWorld : public ::testing::Test {
 protected:
  using Method = http::Method;
  using json = nlohmann::json;

  AssignmentWorld() {
    for (const auto as : {As::Student, As::OtherStudent})
      appliance_.enrolments.enrol(appliance_.person(as).principal, made_.course);
    catalog::LessonDraft draft;
    draft.title = "Essay";
    draft.kind = catalog::LessonKind::Assignment;
    lesson_ = appliance_.lessons.add(appliance_.person(As::Teacher).principal, made_.section, draft)
                  .lesson.id.text();
    lesson_page_ = "/api/v1/lessons/" + lesson_;
  }

  void define(const json& rules, const json& rubric = {{"criteria", json::array()}}, int status = 200,
              std::vector<std::string> events = {"assignment.changed"}) {
    run(appliance_, {.name = "define",
                     .as = As::Teacher,
                     .method = Method::Put,
                     .target = lesson_page_ + "/assignment/definition",
                     .body = {{"rules", rules}, {"rubric", rubric}},
                     .status = status,
                     .events = std::move(events)});
  }

  Answer save(As as, int sequence, const std::string& text, int status = 200) {
    return run(appliance_, {.name = "save " + text,
                            .as = as,
                            .method = Method::Put,
                            .target = lesson_page_ + "/assignment/draft",
                            .body = {{"sequence", sequence}, {"text", text}},
                            .status = status});
  }

  Answer submit(As as, const std::string& id, int status = 200,
                std::vector<std::string> events = {"assignment.handed_in"}) {
    return run(appliance_, {.name = "submit",
                            .as = as,
                            .method = Method::Post,
                            .target = "/api/v1/hand-ins/" + id + "/submit",
                            .status = status,
                            .events = status == 200 ? std::move(events) : std::vector<std::string>{}});
  }

  std::string hand_in(As as, const std::string& text, int sequence = 1) {
    const std::string id = save(as, sequence, text).body.at("id");
    submit(as, id);
    return id;
  }

  http::Response upload(As as, const std::string& name, const std::string& bytes) {
    auto request = request_as(appliance_, as, Method::Post, "/api/v1/uploads");
    request.headers.add("Tus-Resumable", "1.0.0");
    request.headers.add("Upload-Length", std::to_string(bytes.size()));
    request.headers.add("Upload-Metadata", "purpose " + to_base64("hand_in") + ",filename " +
                                               to_base64(name) + ",lesson_id " + to_base64(lesson_));
    request.headers.set("Content-Type", "application/offset+octet-stream");
    request.headers.set("Content-Length", std::to_string(bytes.size()));
    request.body = bytes;
    return send(appliance_, std::move(request)).response;
  }

  json seen(As as) {
    return run(appliance_, {.name = "see", .as = as, .target = lesson_page_ + "/assignment"}).body;
  }

  Answer mark(const std::string& id, const json& body, std::vector<std::string> events = {},
              int status = 200) {
    return run(appliance_, {.name = "mark",
                            .as = As::Teacher,
                            .method = Method::Put,
                            .target = "/api/v1/hand-ins/" + id + "/mark",
                            .body = body,
                            .status = status,
                            .events = std::move(events)});
  }

  Answer teach(Method method, const std::string& tail, const json& body = nullptr,
               std::vector<std::string> events = {}, int status = 200) {
    return run(appliance_, {.name = tail,
                            .as = As::Teacher,
                            .method = method,
                            .target = lesson_page_ + tail,
                            .body = body,
                            .status = status,
                            .events = std::move(events)});
  }

  TestAppliance appliance_;
  TestAppliance::Course made_ = appliance_.make_course(catalog::Visibility::Public);
  std::string lesson_;
  std::string lesson_page_;
};

inline const nlohmann::json kTwoCriteria = {
    {"criteria",
     {{{"title", "Argument"},
       {"levels", {{{"title", "None"}, {"points", 0}}, {{"title", "Clear"}, {"points", 6}}}}},
      {{"title", "Style"},
       {"levels", {{{"title", "Poor"}, {"points", 1}}, {{"title", "Good"}, {"points", 4}}}}}}}};

}  // namespace lectern::testing
