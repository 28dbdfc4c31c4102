#pragma once
// A published course with two students, a teacher and its first forum.

#include <gtest/gtest.h>

#include "lms/forum/forum_rows.h"
#include "tests/support/api_scenario.h"

namespace lectern::testing {

class ForumScenario : public ::testing::Test {
 protected:
  using Json = nlohmann::json;
  using Method = http::Method;

  ForumScenario() {
    for (const auto as : {As::Student, As::OtherStudent})
      appliance_.enrolments.enrol(appliance_.person(as).principal, made_.course);
    appliance_.run_until_idle();
    forum_ = get(As::Teacher, "/api/v1/courses/" + course_ + "/forums")["items"][0]["id"];
  }

  Json get(As as, const std::string& target, int status = 200) {
    return run(appliance_, {.name = "get " + target, .as = as, .target = target, .status = status}).body;
  }

  Json send_json(As as, Method method, const std::string& target, const Json& body, int status,
                 const std::vector<std::string>& events = {}) {
    return run(appliance_, {.name = target,
                            .as = as,
                            .method = method,
                            .target = target,
                            .body = body,
                            .status = status,
                            .events = events})
        .body;
  }

  /// {"id", "opening_post_id", …}
  Json begin(As as, Json thread, int status = 201) {
    thread.emplace("title", "Why?");
    thread.emplace("text", "I wonder.");
    return send_json(as, Method::Post, "/api/v1/forums/" + forum_ + "/threads", thread, status,
                     status == 201 ? std::vector<std::string>{"forum.posted"} : std::vector<std::string>{});
  }

  std::string reply(As as, const std::string& thread, Json post = Json::object(),
                    const std::vector<std::string>& events = {"forum.posted", "forum.replied"}) {
    post.emplace("text", "Because.");
    return send_json(as, Method::Post, "/api/v1/threads/" + thread + "/posts", post, 201, events)["id"];
  }

  /// As a client that sends again what it has no answer to.
  Json post_with_key(As as, const std::string& target, const Json& body, const std::string& key) {
    auto request = request_as(appliance_, as, Method::Post, target);
    request.headers.add("Content-Type", "application/json");
    request.headers.add("Idempotency-Key", key);
    request.body = body.dump();
    return send(appliance_, std::move(request)).body;
  }

  std::string id_of(As as) const { return appliance_.person(as).id.text(); }

  TestAppliance appliance_;
  TestAppliance::Course made_ = appliance_.make_course(catalog::Visibility::Public);
  std::string course_ = made_.course.text();
  std::string forum_;
};

}  // namespace lectern::testing
