#include "tests/api/forum/forum_scenario.h"

namespace lectern::testing {
namespace {

class ForumsApi : public ForumScenario {
 protected:
  std::string forums_ = "/api/v1/courses/" + course_ + "/forums";
};

TEST_F(ForumsApi, OneIsThereFromTheBeginning) {
  const auto list = get(As::Student, forums_);
  ASSERT_EQ(list["items"].size(), 1U);
  EXPECT_TRUE(list["items"][0]["is_first"]);
  EXPECT_TRUE(list["items"][0]["can_begin"]);
  EXPECT_FALSE(list["can_manage"]);
  EXPECT_EQ(list["course_title"], "Optics");
}

TEST_F(ForumsApi, AForumOfAGroupIsSeenByItsMembersAlone) {
  const auto group = send_json(As::Teacher, Method::Post, "/api/v1/courses/" + course_ + "/groups",
                               {{"name", "Blue"}}, 201)["id"];
  const std::string forum =
      send_json(As::Teacher, Method::Post, forums_,
                {{"title", "Blue"}, {"audience", "group"}, {"group_id", group}}, 201)["id"];
  const auto roster = get(As::Teacher, "/api/v1/courses/" + course_ + "/roster");
  for (const auto& row : roster["items"]) {
    if (row["user"]["id"] != id_of(As::Student)) continue;
    appliance_.database.write([&](storage::Writer& db) {
      lms::add_to_group(db, lms::GroupId{group.get<std::string>()},
                        lms::EnrolmentId{row["id"].get<std::string>()});
    });
  }
  EXPECT_EQ(get(As::Student, forums_)["items"].size(), 2U);
  EXPECT_EQ(get(As::OtherStudent, forums_)["items"].size(), 1U);
  EXPECT_EQ(get(As::Teacher, forums_)["items"].size(), 2U);
  forum_ = forum;
  const std::string thread =
      begin(As::Student, {{"text", "secret words"}, {"lesson_id", made_.lesson.text()}})["id"];
  for (const auto& target :
       {"/api/v1/forums/" + forum, "/api/v1/threads/" + thread, "/api/v1/forums/" + forum + "/threads",
        "/api/v1/threads/" + thread + "/posts"}) {
    get(As::Student, target);
    get(As::OtherStudent, target, 404);
  }
  const auto found = [&](As as) {
    return get(as, "/api/v1/courses/" + course_ + "/forum-search?q=secret")["items"].size();
  };
  const auto of_lesson = [&](As as) {
    return get(as, "/api/v1/lessons/" + made_.lesson.text() + "/threads")["items"].size();
  };
  EXPECT_EQ(found(As::Student), 1U);
  EXPECT_EQ(found(As::OtherStudent), 0U);
  EXPECT_EQ(of_lesson(As::Student), 1U);
  EXPECT_EQ(of_lesson(As::OtherStudent), 0U);
  EXPECT_TRUE(
      *appliance_.forums.live().may_hear(appliance_.person(As::Student).principal, "threads/" + thread));
  EXPECT_FALSE(
      *appliance_.forums.live().may_hear(appliance_.person(As::OtherStudent).principal, "threads/" + thread));
  EXPECT_TRUE(get(As::OtherStudent, "/api/v1/me/home")["forums"].empty());
}

TEST_F(ForumsApi, InstructorsMakeChangeAndRemoveForums) {
  const std::string forum =
      send_json(As::Teacher, Method::Post, forums_, {{"title", "News"}, {"posting", "staff"}}, 201)["id"];
  send_json(As::Student, Method::Post, "/api/v1/forums/" + forum + "/threads",
            {{"title", "x"}, {"text", "x"}}, 403);
  run_all(appliance_,
          {{.name = "change",
            .as = As::Teacher,
            .method = Method::Patch,
            .target = "/api/v1/forums/" + forum,
            .body = {{"title", "Notices"}, {"slow_mode_seconds", 60}, {"anonymity", "allowed"}},
            .fields = {{"/title", "Notices"}, {"/slow_mode_seconds", 60}, {"/anonymity", "allowed"}},
            .events = {"forum.changed"}},
           {.name = "a group that is not named",
            .as = As::Teacher,
            .method = Method::Patch,
            .target = "/api/v1/forums/" + forum,
            .body = {{"audience", "group"}},
            .status = 400,
            .fields = {{"/error/fields/group_id", "Choose whose group the forum is for."}}},
           {.name = "by a student",
            .as = As::Student,
            .method = Method::Patch,
            .target = "/api/v1/forums/" + forum,
            .body = {{"title", "Ours"}},
            .status = 403},
           {.name = "remove",
            .as = As::Teacher,
            .method = Method::Delete,
            .target = "/api/v1/forums/" + forum,
            .status = 204,
            .events = {"forum.changed"}},
           {.name = "the first stays",
            .as = As::Teacher,
            .method = Method::Delete,
            .target = "/api/v1/forums/" + forum_,
            .status = 409}});
}

TEST_F(ForumsApi, UnreadThreadsAreCountedUntilTheyAreRead) {
  appliance_.clock.advance(std::chrono::minutes{1});
  const auto thread = begin(As::Student, {});
  const std::string id = thread["id"];
  const auto unread = [&](As as) { return get(as, forums_)["items"][0]["unread"].get<int>(); };
  EXPECT_EQ(unread(As::Student), 0);
  EXPECT_EQ(unread(As::OtherStudent), 1);
  const auto home = get(As::OtherStudent, "/api/v1/me/home");
  EXPECT_EQ(home["forums"], Json::array({{{"course_id", course_}, {"title", "Optics"}, {"unread", 1}}}));
  send_json(As::OtherStudent, Method::Put, "/api/v1/threads/" + id + "/read",
            {{"until", thread["active_at"]}}, 204);
  EXPECT_EQ(unread(As::OtherStudent), 0);
  appliance_.clock.advance(std::chrono::minutes{1});
  reply(As::Student, id, {}, {"forum.posted"});
  EXPECT_EQ(unread(As::OtherStudent), 1);
  EXPECT_EQ(get(As::OtherStudent, "/api/v1/forums/" + forum_ + "/threads?show=unread")["items"].size(), 1U);
  send_json(As::OtherStudent, Method::Post, "/api/v1/courses/" + course_ + "/forum-read", nullptr, 204);
  EXPECT_EQ(unread(As::OtherStudent), 0);
}

TEST_F(ForumsApi, WhatWasWrittenBeforeOneCameIsNotNew) {
  begin(As::Student, {});
  appliance_.clock.advance(std::chrono::hours{1});
  send_json(As::OtherTeacher, Method::Post, "/api/v1/courses/" + course_ + "/enrol", nullptr, 201,
            {"enrolment.added"});
  EXPECT_EQ(get(As::OtherTeacher, forums_)["items"][0]["unread"], 0);
}

TEST_F(ForumsApi, DraftsAreKeptForOneselfUntilTheyArePosted) {
  const auto thread = begin(As::Student, {});
  const std::string opening = thread["opening_post_id"];
  const auto place = "/api/v1/courses/" + course_ + "/forum-drafts/post-" + opening;
  send_json(As::Student, Method::Put, place, {{"content", {{"text", "Bec"}}}}, 200);
  send_json(As::Student, Method::Put, place, {{"content", {{"text", "Becau"}}}}, 200);
  const auto drafts = [&](As as) { return get(as, "/api/v1/courses/" + course_ + "/forum-drafts")["items"]; };
  ASSERT_EQ(drafts(As::Student).size(), 1U);
  EXPECT_EQ(drafts(As::Student)[0]["content"]["text"], "Becau");
  EXPECT_TRUE(drafts(As::OtherStudent).empty());
  EXPECT_TRUE(drafts(As::Teacher).empty());
  reply(As::Student, thread["id"], {}, {"forum.posted"});
  EXPECT_TRUE(drafts(As::Student).empty());
}

TEST_F(ForumsApi, TheNarrowestThatSaysSomethingIsFollowed) {
  const std::string thread = begin(As::Student, {})["id"];
  const lms::ForumDoors doors{appliance_.doors};
  const auto followers = [&] {
    return appliance_.database.read([&](const storage::Reader& db) {
      const auto found = lms::find_thread(db, lms::ThreadId{thread});
      std::vector<std::string> ids;
      for (const auto& user : lms::followers_of(db, doors, *found)) ids.push_back(user.text());
      return ids;
    });
  };
  EXPECT_EQ(followers(), std::vector<std::string>{id_of(As::Student)});
  send_json(As::OtherStudent, Method::Put, "/api/v1/courses/" + course_ + "/forum-subscription",
            {{"level", "following"}}, 204);
  EXPECT_EQ(followers().size(), 2U);
  send_json(As::OtherStudent, Method::Put, "/api/v1/threads/" + thread + "/subscription",
            {{"level", "muted"}}, 204);
  EXPECT_EQ(followers(), std::vector<std::string>{id_of(As::Student)});
  send_json(As::Student, Method::Put, "/api/v1/threads/" + thread + "/subscription", {{"level", "default"}},
            204);
  EXPECT_TRUE(followers().empty());
}

TEST_F(ForumsApi, PostsAreFoundByTheirWordsAsTheyStandNow) {
  begin(As::Student, {{"title", "Über Linsen"}, {"text", "The focal length of a lens"}});
  const std::string other =
      begin(As::OtherStudent, {{"title", "Prisms"}, {"text", "A lens is no prism"}})["opening_post_id"];
  const auto found = [&](const std::string& query) {
    return get(As::Teacher, "/api/v1/courses/" + course_ + "/forum-search?q=" + query)["items"].size();
  };
  EXPECT_EQ(found("lens"), 2U);
  EXPECT_EQ(found("LENS%20foc"), 1U);
  EXPECT_EQ(found("foc%20lens"), 0U);
  EXPECT_EQ(found("uber"), 1U);
  EXPECT_EQ(found("%3F"), 0U);
  send_json(As::OtherStudent, Method::Patch, "/api/v1/posts/" + other, {{"text", "A prism bends"}}, 200);
  EXPECT_EQ(found("lens"), 1U);
  EXPECT_EQ(found("prisms%20bends"), 1U);
  send_json(As::OtherStudent, Method::Delete, "/api/v1/posts/" + other, nullptr, 200);
  EXPECT_EQ(found("prism"), 0U);
}

TEST_F(ForumsApi, PeopleToMentionAreThoseOfTheCourse) {
  const auto names = [&](const std::string& begins) {
    std::vector<std::string> found;
    const auto page = get(As::Student, "/api/v1/courses/" + course_ + "/forum-people?q=" + begins);
    for (const auto& one : page["items"]) found.push_back(one["name"]);
    return found;
  };
  EXPECT_EQ(names("t"), std::vector<std::string>{"Tess Teacher"});
  EXPECT_EQ(names("stud"), std::vector<std::string>{"Olga Student"});
  EXPECT_TRUE(names("otto").empty());
  EXPECT_TRUE(names("%25").size() == 2U);
}

}  // namespace
}  // namespace lectern::testing
