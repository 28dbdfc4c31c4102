#include "tests/api/forum/forum_scenario.h"

namespace lectern::testing {
namespace {

class ModerationApi : public ForumScenario {
 protected:
  std::string queue_ = "/api/v1/courses/" + course_ + "/forum-reports";

  void report(As as, const std::string& post, const std::string& reason) {
    send_json(as, Method::Post, "/api/v1/posts/" + post + "/report", {{"reason", reason}}, 204,
              {"forum.reported"});
  }

  Json judge(As as, const std::string& post, const std::string& verdict, int status = 200) {
    return send_json(as, Method::Post, "/api/v1/posts/" + post + "/judge", {{"verdict", verdict}}, status);
  }
};

TEST_F(ModerationApi, AReportedPostWaitsWithAllReasonsUntilItIsJudged) {
  const auto thread = begin(As::Student, {});
  const auto rude = reply(As::OtherStudent, thread["id"], {{"text", "rude words"}});
  report(As::Student, rude, "Rude");
  report(As::Teacher, rude, "Indeed");
  const auto waiting = get(As::Teacher, queue_)["items"];
  ASSERT_EQ(waiting.size(), 1U);
  EXPECT_EQ(waiting[0]["reports"].size(), 2U);
  EXPECT_EQ(waiting[0]["reports"][0]["reporter"]["name"], "Sam Student");
  EXPECT_EQ(waiting[0]["post"]["text"], "rude words");
  EXPECT_EQ(get(As::Teacher, "/api/v1/courses/" + course_ + "/forums")["open_reports"], 2);
  EXPECT_EQ(get(As::Student, "/api/v1/courses/" + course_ + "/forums")["open_reports"], 0);
  get(As::Student, queue_, 403);
  EXPECT_EQ(judge(As::Teacher, rude, "hide")["state"], "hidden");
  EXPECT_TRUE(get(As::Teacher, queue_)["items"].empty());
}

TEST_F(ModerationApi, WhatIsHiddenIsReadByTeachersAndCanComeBack) {
  const auto thread = begin(As::Student, {});
  const auto rude = reply(As::OtherStudent, thread["id"], {{"text", "rude words"}});
  judge(As::Student, rude, "hide", 403);
  judge(As::Teacher, rude, "hide");
  EXPECT_EQ(get(As::Teacher, "/api/v1/posts/" + rude)["text"], "rude words");
  EXPECT_EQ(get(As::Student, "/api/v1/posts/" + rude)["text"], nullptr);
  EXPECT_EQ(get(As::OtherStudent, "/api/v1/posts/" + rude)["text"], nullptr);
  EXPECT_TRUE(get(As::Student, "/api/v1/courses/" + course_ + "/forum-search?q=rude")["items"].empty());
  send_json(As::OtherStudent, Method::Post, "/api/v1/posts/" + rude + "/restore", nullptr, 403);
  EXPECT_EQ(judge(As::Teacher, rude, "keep")["state"], "shown");
  EXPECT_EQ(get(As::Student, "/api/v1/posts/" + rude)["text"], "rude words");
}

TEST_F(ModerationApi, EveryJudgementIsInTheAuditLog) {
  const auto thread = begin(As::Student, {});
  judge(As::Teacher, reply(As::OtherStudent, thread["id"]), "hide");
  send_json(As::Teacher, Method::Patch, "/api/v1/threads/" + thread["id"].get<std::string>(),
            {{"locked", true}}, 200);
  std::vector<std::string> actions;
  const auto log = get(As::Admin, "/api/v1/audit?limit=2");
  for (const auto& entry : log["items"]) actions.push_back(entry["action"]);
  EXPECT_EQ(actions, (std::vector<std::string>{"forum.thread_locked", "forum.post_hidden"}));
}

TEST_F(ModerationApi, NobodyReportsThemselves) {
  const std::string mine = begin(As::Student, {})["opening_post_id"];
  send_json(As::Student, Method::Post, "/api/v1/posts/" + mine + "/report", {{"reason", "x"}}, 409);
}

}  // namespace
}  // namespace lectern::testing
