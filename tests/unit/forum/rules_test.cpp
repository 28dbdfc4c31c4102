#include <gtest/gtest.h>

#include "lms/forum/forum_rules.h"

namespace lectern::lms {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

const UserId kSam{"sam"};
const UserId kOlga{"olga"};
const GroupId kBlue{"blue"};

Participant student(const UserId& user, std::vector<GroupId> groups = {}) {
  return {.user = user, .groups = std::move(groups)};
}

const Participant kTeacher{.user = UserId{"tess"}, .is_staff = true, .may_manage = true, .groups = {}};

Thread question_of(const UserId& user) {
  Thread thread;
  thread.kind = ThreadKind::Question;
  thread.author = user;
  return thread;
}

Post post_of(const UserId& user) {
  Post post;
  post.author = user;
  return post;
}

TEST(ForumRules, OnlyWhoTakesOrTeachesTheCourseHasAPart) {
  catalog::Course course;
  course.visibility = catalog::Visibility::Public;
  const http::Principal sam{.user = kSam};
  EXPECT_FALSE(participant_of(course, {http::Principal{}, std::nullopt}, {}));
  EXPECT_FALSE(participant_of(course, {sam, std::nullopt}, {}));
  EXPECT_FALSE(participant_of(course, {sam, catalog::CourseRole::Observer}, {}));
  EXPECT_FALSE(participant_of(course, {sam, catalog::CourseRole::Student}, {})->is_staff);
  EXPECT_TRUE(participant_of(course, {sam, catalog::CourseRole::Assistant}, {})->is_staff);
  EXPECT_FALSE(participant_of(course, {sam, catalog::CourseRole::Assistant}, {})->may_manage);
  EXPECT_TRUE(participant_of(course, {sam, catalog::CourseRole::Instructor}, {})->may_manage);
}

TEST(ForumRules, AForumOfAGroupIsForItAndForWhoTeaches) {
  Forum forum;
  forum.audience = Audience::Group;
  forum.group = kBlue;
  EXPECT_TRUE(may_see(forum, student(kSam, {kBlue})));
  EXPECT_FALSE(may_see(forum, student(kSam, {GroupId{"red"}})));
  EXPECT_TRUE(may_see(forum, kTeacher));
  // The group was removed: the forum must not open to all.
  forum.group = GroupId{};
  EXPECT_FALSE(may_see(forum, student(kSam, {kBlue})));
  EXPECT_TRUE(may_see(forum, kTeacher));
}

TEST(ForumRules, AForumSaysWhoBeginsAndWhoAnswers) {
  const auto sam = student(kSam);
  Forum forum;
  EXPECT_TRUE(may_begin_thread(forum, sam));
  forum.posting = Posting::Replies;
  EXPECT_FALSE(may_begin_thread(forum, sam));
  EXPECT_TRUE(may_reply(forum, Thread{}, sam));
  forum.posting = Posting::Staff;
  EXPECT_FALSE(may_reply(forum, Thread{}, sam));
  EXPECT_TRUE(may_begin_thread(forum, kTeacher));
}

TEST(ForumRules, ALockHoldsEverybodyButWhoTeaches) {
  auto thread = question_of(kSam);
  thread.is_locked = true;
  EXPECT_FALSE(may_reply(Forum{}, thread, student(kSam)));
  EXPECT_FALSE(may_change(thread, post_of(kSam), student(kSam)));
  EXPECT_FALSE(may_name(thread, student(kSam)));
  EXPECT_FALSE(may_accept(thread, student(kSam)));
  EXPECT_TRUE(may_reply(Forum{}, thread, kTeacher));
}

TEST(ForumRules, InAnArchivedCourseEverythingStaysAsItIs) {
  auto teacher = kTeacher;
  teacher.is_closed = true;
  EXPECT_FALSE(may_begin_thread(Forum{}, teacher));
  EXPECT_FALSE(may_reply(Forum{}, Thread{}, teacher));
  EXPECT_FALSE(may_vote(post_of(kSam), teacher));
  EXPECT_FALSE(may_accept(question_of(teacher.user), teacher));
  EXPECT_TRUE(may_see(Forum{}, teacher));
}

TEST(ForumRules, WordsAreTheAuthorsAlone) {
  EXPECT_TRUE(may_change(Thread{}, post_of(kSam), student(kSam)));
  EXPECT_FALSE(may_change(Thread{}, post_of(kSam), student(kOlga)));
  EXPECT_FALSE(may_change(Thread{}, post_of(kSam), kTeacher));
  auto hidden = post_of(kSam);
  hidden.state = PostState::Hidden;
  EXPECT_FALSE(may_change(Thread{}, hidden, student(kSam)));
}

TEST(ForumRules, AnAnswerIsAcceptedByWhoAskedOrTeaches) {
  EXPECT_TRUE(may_accept(question_of(kSam), student(kSam)));
  EXPECT_FALSE(may_accept(question_of(kSam), student(kOlga)));
  EXPECT_TRUE(may_accept(question_of(kSam), kTeacher));
  EXPECT_FALSE(may_accept(Thread{}, kTeacher));
}

TEST(ForumRules, NobodyVotesForThemselvesOrForWhatIsGone) {
  auto post = post_of(kSam);
  EXPECT_FALSE(may_vote(post, student(kSam)));
  EXPECT_TRUE(may_vote(post, student(kOlga)));
  post.state = PostState::Deleted;
  EXPECT_FALSE(may_vote(post, student(kOlga)));
}

TEST(ForumRules, WhatIsGoneIsNotReadAndWhatIsHiddenOnlyByWhoJudges) {
  auto post = post_of(kSam);
  post.state = PostState::Deleted;
  EXPECT_FALSE(may_read(post, kTeacher));
  post.state = PostState::Hidden;
  EXPECT_TRUE(may_read(post, kTeacher));
  EXPECT_FALSE(may_read(post, student(kSam)));
}

TEST(ForumRules, AnAnonymousAuthorIsKnownToWhoTeachesAndThemselves) {
  auto post = post_of(kSam);
  post.is_anonymous = true;
  EXPECT_FALSE(may_know_author(post, student(kOlga)));
  EXPECT_TRUE(may_know_author(post, student(kSam)));
  EXPECT_TRUE(may_know_author(post, kTeacher));
}

TEST(ForumRules, SlowModeCountsFromTheLastPost) {
  const Instant now{minutes{1000}};
  Forum forum;
  EXPECT_FALSE(waits_until(forum, student(kSam), now, now));
  forum.slow_mode = seconds{90};
  EXPECT_EQ(waits_until(forum, student(kSam), now - seconds{30}, now), now + seconds{60});
  EXPECT_FALSE(waits_until(forum, student(kSam), now - seconds{90}, now));
  EXPECT_FALSE(waits_until(forum, student(kSam), std::nullopt, now));
  EXPECT_FALSE(waits_until(forum, kTeacher, now, now));
}

}  // namespace
}  // namespace lectern::lms
