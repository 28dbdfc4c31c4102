#include "tests/api/forum/forum_scenario.h"

namespace lectern::testing {
namespace {

class PostsApi : public ForumScenario {
 protected:
  Json post(As as, const std::string& id) { return get(as, "/api/v1/posts/" + id); }

  Json act(As as, Method method, const std::string& id, const std::string& verb, int status = 200) {
    return send_json(as, method, "/api/v1/posts/" + id + verb, nullptr, status);
  }
};

TEST_F(PostsApi, AnswersKnowWhatTheyAnswer) {
  const auto thread = begin(As::Student, {});
  const auto answer = reply(As::OtherStudent, thread["id"]);
  const auto deeper = reply(As::Teacher, thread["id"], {{"parent_id", answer}});
  EXPECT_EQ(post(As::Student, answer)["parent_id"], thread["opening_post_id"]);
  EXPECT_EQ(post(As::Student, deeper)["parent_id"], answer);
  EXPECT_EQ(post(As::Student, deeper)["author"]["role"], "instructor");
  EXPECT_EQ(get(As::Student, "/api/v1/threads/" + thread["id"].get<std::string>())["replies"], 2);
  const auto other = begin(As::Student, {});
  send_json(As::Student, Method::Post, "/api/v1/threads/" + other["id"].get<std::string>() + "/posts",
            {{"text", "x"}, {"parent_id", answer}}, 400);
}

TEST_F(PostsApi, AreReadFromTheMiddleOfALongThread) {
  const auto begun = begin(As::Student, {});
  const std::string thread = "/api/v1/threads/" + begun["id"].get<std::string>();
  std::vector<std::string> ids = {begun["opening_post_id"]};
  for (int number = 0; number < 9; ++number) {
    ids.push_back(reply(As::OtherStudent, begun["id"]));
    appliance_.clock.advance(std::chrono::seconds{1});
  }
  const auto listed = [](const Json& page) {
    std::vector<std::string> found;
    for (const auto& item : page["items"]) found.push_back(item["id"]);
    return found;
  };
  const auto slice = [&](std::size_t from, std::size_t to) {
    return std::vector<std::string>(ids.begin() + static_cast<std::ptrdiff_t>(from),
                                    ids.begin() + static_cast<std::ptrdiff_t>(to));
  };
  const auto middle = get(As::Student, thread + "/posts?limit=4&around=" + ids[5]);
  EXPECT_EQ(listed(middle), slice(3, 7));
  const auto before =
      get(As::Student, thread + "/posts?limit=2&before=" + middle["previous"].get<std::string>());
  EXPECT_EQ(listed(before), slice(1, 3));
  const auto after = get(As::Student, thread + "/posts?limit=9&after=" + middle["next"].get<std::string>());
  EXPECT_EQ(listed(after), slice(7, 10));
  EXPECT_TRUE(after["next"].is_null());
  const auto first = get(As::Student, thread + "/posts?limit=4&around=" + ids[0]);
  EXPECT_EQ(listed(first), slice(0, 2));
  EXPECT_TRUE(first["previous"].is_null());
  get(As::Student, thread + "/posts?around=" + ids[1] + "&before=" + ids[2], 400);
}

TEST_F(PostsApi, WhatIsNewIsCountedInAllOfAThread) {
  const auto begun = begin(As::Student, {});
  const std::string thread = "/api/v1/threads/" + begun["id"].get<std::string>();
  reply(As::OtherStudent, begun["id"]);
  const auto seen = get(As::Student, thread);
  send_json(As::Student, Method::Put, thread + "/read", {{"until", seen["active_at"]}}, 204);
  EXPECT_EQ(get(As::Student, thread)["new_posts"], 0);
  EXPECT_TRUE(get(As::Student, thread)["first_new_post_id"].is_null());
  appliance_.clock.advance(std::chrono::seconds{1});
  reply(As::Student, begun["id"], {}, {"forum.posted"});
  appliance_.clock.advance(std::chrono::seconds{1});  // Whoever answers has read what stands there.
  const auto news = reply(As::OtherStudent, begun["id"]);
  reply(As::Teacher, begun["id"]);
  EXPECT_EQ(get(As::Student, thread)["new_posts"], 2) << "one's own is not new";
  EXPECT_EQ(get(As::Student, thread)["first_new_post_id"], news);
}

TEST_F(PostsApi, EventsSayWhereAndToWhom) {
  const std::string thread = begin(As::Student, {{"lesson_id", made_.lesson.text()}})["id"];
  const auto before = appliance_.last_event();
  const auto answer = reply(As::OtherStudent, thread);
  const auto events = appliance_.events_after(before);
  ASSERT_EQ(events.size(), 2U);
  const Json place = {{"user_id", id_of(As::OtherStudent)},
                      {"course_id", course_},
                      {"forum_id", forum_},
                      {"thread_id", thread},
                      {"post_id", answer},
                      {"lesson_id", made_.lesson.text()},
                      {"anonymous", false}};
  EXPECT_EQ(Json::parse(events[0].payload), place);
  auto replied = place;
  replied["to_user_id"] = id_of(As::Student);
  EXPECT_EQ(Json::parse(events[1].payload), replied);
  EXPECT_EQ(events[1].subject, answer);
}

TEST_F(PostsApi, WhoIsMentionedIsToldOnceAndStrangersNever) {
  const std::string thread = begin(As::Student, {})["id"];
  const auto text = "@{" + id_of(As::Teacher) + "} and @{" + id_of(As::OtherTeacher) + "} and @{" +
                    id_of(As::Student) + "}";
  const auto mine = reply(As::Student, thread, {{"text", text}}, {"forum.posted", "forum.mentioned"});
  EXPECT_EQ(post(As::OtherStudent, mine)["mentions"][0]["name"], "Tess Teacher");
  send_json(As::Student, Method::Patch, "/api/v1/posts/" + mine, {{"text", text + " again"}}, 200);
  send_json(As::Student, Method::Patch, "/api/v1/posts/" + mine,
            {{"text", text + " @{" + id_of(As::OtherStudent) + "}"}}, 200, {"forum.mentioned"});
}

TEST_F(PostsApi, WhatWasChangedCanStillBeRead) {
  const std::string mine = begin(As::Student, {{"text", "one"}})["opening_post_id"];
  appliance_.clock.advance(std::chrono::minutes{5});
  const auto changed = send_json(As::Student, Method::Patch, "/api/v1/posts/" + mine, {{"text", "two"}}, 200);
  EXPECT_EQ(changed["version"], 2);
  const auto versions = get(As::OtherStudent, "/api/v1/posts/" + mine + "/versions")["items"];
  ASSERT_EQ(versions.size(), 2U);
  EXPECT_EQ(versions[0]["text"], "one");
  EXPECT_EQ(versions[1]["text"], "two");
  EXPECT_LT(versions[0]["written_at"], versions[1]["written_at"]);
  send_json(As::Teacher, Method::Patch, "/api/v1/posts/" + mine, {{"text", "mine now"}}, 403);
}

TEST_F(PostsApi, ADeletedPostKeepsItsPlaceAndComesBack) {
  const auto thread = begin(As::Student, {});
  const auto answer = reply(As::OtherStudent, thread["id"], {{"text", "regretted"}});
  reply(As::Student, thread["id"], {{"parent_id", answer}});
  act(As::Student, Method::Delete, answer, "", 403);
  act(As::OtherStudent, Method::Delete, answer, "");
  const auto posts =
      get(As::Teacher, "/api/v1/threads/" + thread["id"].get<std::string>() + "/posts")["items"];
  ASSERT_EQ(posts.size(), 3U);
  EXPECT_EQ(posts[1]["state"], "deleted");
  EXPECT_EQ(posts[1]["text"], nullptr);
  EXPECT_EQ(posts[2]["parent_id"], answer);
  EXPECT_EQ(get(As::Teacher, "/api/v1/threads/" + thread["id"].get<std::string>())["replies"], 1);
  get(As::Teacher, "/api/v1/posts/" + answer + "/versions", 404);
  act(As::Student, Method::Post, answer, "/restore", 403);
  EXPECT_EQ(act(As::OtherStudent, Method::Post, answer, "/restore")["text"], "regretted");
}

TEST_F(PostsApi, AThreadThatNobodyAnsweredGoesWithItsOpeningPost) {
  const auto lonely = begin(As::Student, {});
  act(As::Student, Method::Delete, lonely["opening_post_id"], "");
  get(As::OtherStudent, "/api/v1/threads/" + lonely["id"].get<std::string>(), 404);
  act(As::Student, Method::Post, lonely["opening_post_id"], "/restore");
  get(As::OtherStudent, "/api/v1/threads/" + lonely["id"].get<std::string>());
  reply(As::OtherStudent, lonely["id"]);
  act(As::Student, Method::Delete, lonely["opening_post_id"], "");
  EXPECT_EQ(get(As::OtherStudent, "/api/v1/threads/" + lonely["id"].get<std::string>())["state"], "open");
}

TEST_F(PostsApi, OneVoteEachAndNoneForOneself) {
  const auto thread = begin(As::Student, {});
  const std::string opening = thread["opening_post_id"];
  act(As::Student, Method::Put, opening, "/vote", 403);
  act(As::OtherStudent, Method::Put, opening, "/vote");
  EXPECT_EQ(act(As::OtherStudent, Method::Put, opening, "/vote")["votes"], 1);
  EXPECT_TRUE(post(As::OtherStudent, opening)["voted"]);
  EXPECT_FALSE(post(As::Teacher, opening)["voted"]);
  EXPECT_EQ(get(As::Teacher, "/api/v1/threads/" + thread["id"].get<std::string>())["votes"], 1);
  EXPECT_EQ(act(As::OtherStudent, Method::Delete, opening, "/vote")["votes"], 0);
}

TEST_F(PostsApi, AQuestionHasOneAcceptedAnswerAndAnyEndorsed) {
  const auto thread = begin(As::Student, {{"kind", "question"}});
  const auto one = reply(As::OtherStudent, thread["id"]);
  const auto two = reply(As::Teacher, thread["id"]);
  act(As::OtherStudent, Method::Put, one, "/accepted", 403);
  act(As::Student, Method::Put, one, "/accepted");
  EXPECT_TRUE(act(As::Student, Method::Put, two, "/accepted")["accepted"]);
  EXPECT_FALSE(post(As::Student, one)["accepted"]);
  act(As::Student, Method::Delete, one, "/accepted");
  EXPECT_TRUE(post(As::Student, two)["accepted"]) << "only what is accepted can be taken back";
  act(As::Student, Method::Put, one, "/endorsement", 403);
  EXPECT_EQ(act(As::Teacher, Method::Put, one, "/endorsement")["endorsed_by"]["name"], "Tess Teacher");
  EXPECT_EQ(act(As::Teacher, Method::Delete, one, "/endorsement")["endorsed_by"], nullptr);
  act(As::Student, Method::Put, thread["opening_post_id"], "/accepted", 409);
}

TEST_F(PostsApi, SlowModeHoldsStudentsNotTeachers) {
  send_json(As::Teacher, Method::Patch, "/api/v1/forums/" + forum_, {{"slow_mode_seconds", 60}}, 200,
            {"forum.changed"});
  const std::string thread = begin(As::Student, {})["id"];
  const auto posts = "/api/v1/threads/" + thread + "/posts";
  const auto refused = send_json(As::Student, Method::Post, posts, {{"text", "x"}}, 429);
  EXPECT_EQ(refused["error"]["message"],
            "This forum is in slow mode. You can post again in 60 seconds; your draft is kept.");
  EXPECT_FALSE(get(As::Student, "/api/v1/threads/" + thread)["waits_until"].is_null());
  reply(As::Teacher, thread);
  reply(As::Teacher, thread);
  appliance_.clock.advance(std::chrono::seconds{61});
  reply(As::Student, thread, {}, {"forum.posted"});
}

TEST_F(PostsApi, AnAnonymousAuthorIsNamedToTeachersAlone) {
  begin(As::Student, {{"anonymous", true}}, 409);
  send_json(As::Teacher, Method::Patch, "/api/v1/forums/" + forum_, {{"anonymity", "allowed"}}, 200,
            {"forum.changed"});
  const auto thread =
      begin(As::Student, {{"anonymous", true}, {"lesson_id", made_.lesson.text()}, {"seconds", 3}});
  const auto sam = id_of(As::Student);
  const std::string id = thread["id"];
  for (const auto& target :
       {"/api/v1/threads/" + id, "/api/v1/threads/" + id + "/posts", "/api/v1/forums/" + forum_ + "/threads",
        "/api/v1/courses/" + course_ + "/forum-search?q=wonder",
        "/api/v1/lessons/" + made_.lesson.text() + "/moments",
        "/api/v1/lessons/" + made_.lesson.text() + "/threads"}) {
    const auto seen = get(As::OtherStudent, target).dump();
    EXPECT_EQ(seen.find(sam), std::string::npos) << target;
    EXPECT_EQ(seen.find("Sam"), std::string::npos) << target;
    EXPECT_NE(get(As::Teacher, target).dump().find("Sam Student"), std::string::npos) << target;
  }
}

TEST_F(PostsApi, OpenPagesAreToldThatSomethingChangedAndNothingElse) {
  const std::string thread = begin(As::Student, {})["id"];
  appliance_.live.take();
  reply(As::OtherStudent, thread, {{"text", "Because of the glass."}});
  const auto told = appliance_.live.take();
  ASSERT_EQ(told.size(), 2U);
  EXPECT_EQ(told[0].topic, "threads/" + thread);
  EXPECT_EQ(told[1].topic, "forums/" + forum_);
  EXPECT_EQ(told[0].payload.find("glass"), std::string::npos);
  const auto change = get(As::Student, "/api/v1/threads/" + thread)["change"];
  EXPECT_EQ(Json::parse(told[0].payload),
            Json({{"type", "thread"}, {"thread_id", thread}, {"change", change}}));
}

TEST_F(PostsApi, WhatIsSentTwiceUnderOneKeyIsPostedOnce) {
  const auto threads = "/api/v1/forums/" + forum_ + "/threads";
  const Json asked = {{"title", "Why?"}, {"text", "I wonder."}};
  const auto first = post_with_key(As::Student, threads, asked, "one");
  EXPECT_EQ(post_with_key(As::Student, threads, asked, "one")["id"], first["id"]);
  EXPECT_NE(post_with_key(As::Student, threads, asked, "two")["id"], first["id"]);
  const auto posts = "/api/v1/threads/" + first["id"].get<std::string>() + "/posts";
  const auto answer = post_with_key(As::OtherStudent, posts, {{"text", "So."}}, "one");
  EXPECT_EQ(answer["author"]["name"], "Olga Student") << "keys are each person's own";
  EXPECT_EQ(post_with_key(As::OtherStudent, posts, {{"text", "So."}}, "one")["id"], answer["id"]);
  EXPECT_EQ(get(As::Student, posts)["items"].size(), 2U);
}

TEST_F(PostsApi, WhoIsAnsweredIsToldWhereAndNotByWhom) {
  const std::string thread = begin(As::Student, {})["id"];
  appliance_.run_until_idle();
  const auto answer = reply(As::OtherStudent, thread);
  appliance_.live.take();
  appliance_.run_until_idle();
  const auto told = appliance_.live.take();
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].topic, "users/" + id_of(As::Student));
  EXPECT_EQ(
      Json::parse(told[0].payload),
      Json({{"type", "forum.replied"}, {"course_id", course_}, {"thread_id", thread}, {"post_id", answer}}));
}

TEST_F(PostsApi, WhoLeavesTheServerLeavesReadableThreads) {
  const auto thread = begin(As::OtherStudent, {{"text", "kept words"}});
  reply(As::Student, thread["id"]);
  appliance_.accounts.people.remove(appliance_.person(As::Admin).principal,
                                    appliance_.person(As::OtherStudent).id);
  const auto opening = post(As::Student, thread["opening_post_id"]);
  EXPECT_EQ(opening["text"], "kept words");
  EXPECT_EQ(opening["author"]["name"], "Deleted account");
}

}  // namespace
}  // namespace lectern::testing
