#include "tests/api/forum/forum_scenario.h"

namespace lectern::testing {
namespace {

class ThreadsApi : public ForumScenario {
 protected:
  std::vector<std::string> titles(As as, const std::string& query) {
    std::vector<std::string> found;
    const auto page = get(as, "/api/v1/forums/" + forum_ + "/threads" + query);
    for (const auto& thread : page["items"]) found.push_back(thread["title"]);
    return found;
  }

  void patch(As as, const std::string& thread, const Json& body, int status = 200) {
    send_json(as, Method::Patch, "/api/v1/threads/" + thread, body, status);
  }

  using Titles = std::vector<std::string>;
};

TEST_F(ThreadsApi, PinnedOnesStandFirstThenTheLiveliest) {
  std::vector<std::string> ids;
  for (const auto* title : {"one", "two", "three"}) {
    appliance_.clock.advance(std::chrono::minutes{1});
    ids.push_back(begin(As::Student, {{"title", title}})["id"]);
  }
  appliance_.clock.advance(std::chrono::minutes{1});
  reply(As::OtherStudent, ids[0]);
  EXPECT_EQ(titles(As::Student, ""), (Titles{"one", "three", "two"}));
  EXPECT_EQ(titles(As::Student, "?order=newest"), (Titles{"three", "two", "one"}));
  patch(As::Teacher, ids[1], {{"pinned", true}});
  EXPECT_EQ(titles(As::Student, ""), (Titles{"two", "one", "three"}));
  patch(As::Student, ids[2], {{"pinned", true}}, 403);
}

TEST_F(ThreadsApi, PagesJoinWithoutGapsInEveryOrder) {
  for (int number = 0; number < 7; ++number) begin(As::Student, {{"title", std::to_string(number)}});
  for (const std::string order : {"activity", "newest", "votes"}) {
    Titles all;
    std::string next;
    do {
      const auto page =
          get(As::Student, "/api/v1/forums/" + forum_ + "/threads?limit=3&order=" + order + "&after=" + next);
      for (const auto& thread : page["items"]) all.push_back(thread["title"]);
      next = page["next"].is_null() ? "" : page["next"].get<std::string>();
    } while (!next.empty());
    EXPECT_EQ(all, (Titles{"6", "5", "4", "3", "2", "1", "0"})) << order;
  }
  get(As::Student, "/api/v1/forums/" + forum_ + "/threads?after=7", 400);
}

TEST_F(ThreadsApi, ListsShowWhatIsAskedFor) {
  begin(As::OtherStudent, {{"title", "talk"}});
  const auto asked = begin(As::Student, {{"title", "asked"}, {"kind", "question"}});
  const std::string open = begin(As::OtherStudent, {{"title", "open"}, {"kind", "question"}})["id"];
  const auto answer = reply(As::OtherStudent, asked["id"]);
  send_json(As::Student, Method::Put, "/api/v1/posts/" + answer + "/accepted", nullptr, 200);
  EXPECT_EQ(titles(As::Student, "?show=questions"), (Titles{"open", "asked"}));
  EXPECT_EQ(titles(As::Student, "?show=unanswered"), Titles{"open"});
  EXPECT_EQ(titles(As::Student, "?show=mine"), Titles{"asked"});
  EXPECT_EQ(titles(As::Student, "?show=following"), Titles{"asked"});
  patch(As::Teacher, open, {{"removed", true}});
  EXPECT_EQ(titles(As::Student, "?show=questions"), Titles{"asked"});
  EXPECT_EQ(titles(As::Teacher, "?show=removed"), Titles{"open"});
  get(As::Student, "/api/v1/forums/" + forum_ + "/threads?show=removed", 403);
  get(As::Student, "/api/v1/threads/" + open, 404);
  patch(As::Teacher, open, {{"removed", false}});
  EXPECT_EQ(titles(As::Student, "?show=unanswered"), Titles{"open"});
}

TEST_F(ThreadsApi, PostingInAForumLessonCompletesIt) {
  catalog::LessonDraft draft;
  draft.title = "Introduce yourself";
  draft.kind = catalog::LessonKind::Forum;
  const auto lesson =
      appliance_.lessons.add(appliance_.person(As::Teacher).principal, made_.section, draft).lesson.id;
  begin(As::Student, {{"lesson_id", lesson.text()}});
  appliance_.run_until_idle();
  const auto completed_by = [&](As as) {
    return appliance_.database.read([&](const storage::Reader& db) {
      return appliance_.standing.completed_lessons(db, made_.course, appliance_.person(as).id);
    });
  };
  EXPECT_EQ(completed_by(As::Student), std::vector<LessonId>{lesson});
  EXPECT_TRUE(completed_by(As::OtherStudent).empty());
}

TEST_F(ThreadsApi, ALessonHasItsOwnThreads) {
  begin(As::Student, {{"title", "of the course"}});
  begin(As::Student, {{"title", "of the lesson"}, {"lesson_id", made_.lesson.text()}});
  const auto list = get(As::OtherStudent, "/api/v1/lessons/" + made_.lesson.text() + "/threads");
  ASSERT_EQ(list["items"].size(), 1U);
  EXPECT_EQ(list["items"][0]["title"], "of the lesson");
  EXPECT_EQ(list["forum"]["id"], forum_);
}

TEST_F(ThreadsApi, MomentsStandInTheOrderOfTheLecture) {
  const auto lesson = made_.lesson.text();
  const std::string thread = begin(As::Student, {{"lesson_id", lesson}, {"seconds", 90.5}})["id"];
  reply(As::OtherStudent, thread, {{"seconds", 12}, {"text", "See here"}});
  const auto moments = get(As::Teacher, "/api/v1/lessons/" + lesson + "/moments")["items"];
  ASSERT_EQ(moments.size(), 2U);
  EXPECT_EQ(moments[0]["seconds"], 12);
  EXPECT_EQ(moments[0]["text"], "See here");
  EXPECT_EQ(moments[1]["seconds"], 90.5);
  EXPECT_EQ(moments[1]["replies"], 1);
  get(As::Nobody, "/api/v1/lessons/" + lesson + "/moments", 401);
}

TEST_F(ThreadsApi, AMomentWithoutALessonIsNone) {
  const auto thread = begin(As::Student, {{"seconds", 5}});
  EXPECT_EQ(get(As::Student, "/api/v1/posts/" + thread["opening_post_id"].get<std::string>())["seconds"],
            nullptr);
}

TEST_F(ThreadsApi, ALockedThreadIsReadButNotAnswered) {
  const std::string thread = begin(As::Student, {})["id"];
  patch(As::Teacher, thread, {{"locked", true}});
  send_json(As::OtherStudent, Method::Post, "/api/v1/threads/" + thread + "/posts", {{"text", "x"}}, 403);
  EXPECT_FALSE(get(As::OtherStudent, "/api/v1/threads/" + thread)["can_reply"]);
  reply(As::Teacher, thread);
}

TEST_F(ThreadsApi, MergingKeepsEveryPostAndLeadsFromTheOldAddress) {
  const auto first = begin(As::Student, {{"title", "first"}});
  const auto second = begin(As::OtherStudent, {{"title", "second"}});
  const auto answer = reply(As::Student, second["id"]);
  send_json(As::Student, Method::Post, "/api/v1/threads/" + second["id"].get<std::string>() + "/merge",
            {{"into", first["id"]}}, 403);
  const auto merged =
      send_json(As::Teacher, Method::Post, "/api/v1/threads/" + second["id"].get<std::string>() + "/merge",
                {{"into", first["id"]}}, 200);
  EXPECT_EQ(merged["replies"], 2);
  EXPECT_EQ(get(As::Student, "/api/v1/threads/" + second["id"].get<std::string>())["merged_into"],
            first["id"]);
  const auto posts =
      get(As::Student, "/api/v1/threads/" + first["id"].get<std::string>() + "/posts")["items"];
  ASSERT_EQ(posts.size(), 3U);
  EXPECT_EQ(posts[1]["parent_id"], first["opening_post_id"]);
  EXPECT_EQ(posts[2]["id"], answer);
  EXPECT_EQ(titles(As::Student, ""), Titles{"first"});
}

TEST_F(ThreadsApi, AThreadMovesWithinItsCourse) {
  const std::string thread = begin(As::Student, {})["id"];
  const std::string other = send_json(As::Teacher, Method::Post, "/api/v1/courses/" + course_ + "/forums",
                                      {{"title", "Elsewhere"}}, 201)["id"];
  patch(As::Teacher, thread, {{"forum_id", other}});
  EXPECT_TRUE(titles(As::Student, "").empty());
  EXPECT_EQ(get(As::Student, "/api/v1/threads/" + thread)["forum"]["title"], "Elsewhere");
  const auto foreign = appliance_.make_course(catalog::Visibility::Public).course.text();
  get(As::Teacher, "/api/v1/courses/" + foreign + "/forums");
  patch(As::Teacher, thread, {{"forum_id", foreign}}, 400);
}

}  // namespace
}  // namespace lectern::testing
