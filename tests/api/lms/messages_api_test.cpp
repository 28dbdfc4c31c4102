#include <gtest/gtest.h>

#include "storage/audit/audit.h"
#include "tests/support/api_scenario.h"

namespace lectern::testing {
namespace {

using catalog::CourseRole;
using catalog::Visibility;
using http::Method;
using nlohmann::json;

class MessagesApi : public ::testing::Test {
 protected:
  std::string add(As as, CourseRole role = CourseRole::Student) {
    const auto view = appliance_.enrolments.add(appliance_.person(As::Teacher).principal, made_.course,
                                                appliance_.person(as).email, role);
    return view.enrolment.id.text();
  }
  static json message_to(const std::vector<std::string>& people) {
    return {
        {"enrolment_ids", people}, {"subject", "The exam"}, {"body", "It begins at nine.\n\nBring a pen."}};
  }
  Answer write(As as, const json& body, const std::string& once_key = {}) {
    auto request = request_as(appliance_, as, Method::Post, path_);
    request.body = body.dump();
    request.headers.set("Content-Type", "application/json");
    if (!once_key.empty()) request.headers.set("Idempotency-Key", once_key);
    return send(appliance_, std::move(request));
  }
  Answer get(As as, const std::string& target) {
    return send(appliance_, request_as(appliance_, as, Method::Get, target));
  }

  TestAppliance appliance_;
  TestAppliance::Course made_ = appliance_.make_course(Visibility::Public);
  std::string path_ = "/api/v1/courses/" + made_.course.text() + "/messages";
};

TEST_F(MessagesApi, ReachThoseWhoWereChosenAndNobodyElse) {
  const auto sam = add(As::Student);
  add(As::OtherStudent);
  appliance_.run_until_idle();
  appliance_.live.take();
  run(appliance_, {.name = "the teacher writes",
                   .as = As::Teacher,
                   .method = Method::Post,
                   .target = path_,
                   .body = message_to({sam, sam}),
                   .status = 201,
                   .fields = {{"/people", 1}, {"/read_by", 0}, {"/author/name", "Tess Teacher"}},
                   .events = {"message.sent"}});
  appliance_.run_until_idle();

  const auto told = appliance_.live.take();
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].topic, http::topic_of(appliance_.person(As::Student).principal.user));
  const auto mails = appliance_.mailer.list(lms::MailState::Waiting, {}).items;
  ASSERT_EQ(mails.size(), 1U);
  EXPECT_EQ(mails[0].to, appliance_.person(As::Student).email);
  EXPECT_EQ(mails[0].subject, "The exam");

  const auto mine = get(As::Student, "/api/v1/me/messages").body;
  ASSERT_EQ(mine["items"].size(), 1U);
  EXPECT_EQ(mine["items"][0]["author"]["name"], "Tess Teacher") << "whoever writes is named";
  EXPECT_EQ(get(As::Student, "/api/v1/me/home?include=messages").body["messages"].size(), 1U);
  EXPECT_TRUE(get(As::OtherStudent, "/api/v1/me/messages").body["items"].empty());
}

TEST_F(MessagesApi, AreReadOnceAndCounted) {
  const auto made = write(As::Teacher, message_to({add(As::Student), add(As::OtherStudent)}));
  const auto read = "/api/v1/messages/" + made.body["id"].get<std::string>() + "/read";
  run_all(
      appliance_,
      {{.name = "read", .as = As::Student, .method = Method::Post, .target = read, .status = 204},
       {.name = "read again", .as = As::Student, .method = Method::Post, .target = read, .status = 204},
       {.name = "of others", .as = As::OtherTeacher, .method = Method::Post, .target = read, .status = 404}});
  EXPECT_TRUE(get(As::Student, "/api/v1/me/messages").body["items"][0]["read"].get<bool>());
  EXPECT_TRUE(get(As::Student, "/api/v1/me/home?include=messages").body["messages"].empty());
  const auto sent = get(As::Teacher, path_).body["items"][0];
  EXPECT_EQ(sent["people"], 2);
  EXPECT_EQ(sent["read_by"], 1);
}

TEST_F(MessagesApi, AreSentOnceUnderOneKey) {
  const auto body = message_to({add(As::Student)});
  const auto first = write(As::Teacher, body, "form-1");
  EXPECT_EQ(write(As::Teacher, body, "form-1").body["id"], first.body["id"]);
  EXPECT_NE(write(As::Teacher, body, "form-2").body["id"], first.body["id"]);
  EXPECT_EQ(get(As::Teacher, path_).body["items"].size(), 2U);
}

TEST_F(MessagesApi, AreForThoseWhoTeach) {
  const auto sam = add(As::Student);
  add(As::OtherStudent, CourseRole::Assistant);
  EXPECT_EQ(write(As::OtherStudent, message_to({sam})).response.status, 201) << "assistants teach";
  EXPECT_EQ(write(As::Student, message_to({sam})).response.status, 403);
  EXPECT_EQ(write(As::OtherTeacher, message_to({sam})).response.status, 403);
  EXPECT_EQ(get(As::Student, path_).response.status, 403);
}

TEST_F(MessagesApi, ReachNobodyOfAnotherCourse) {
  add(As::Student);
  const auto other = appliance_.make_course(Visibility::Public);
  const auto there =
      appliance_.enrolments.add(appliance_.person(As::Teacher).principal, other.course,
                                appliance_.person(As::OtherStudent).email, CourseRole::Student);
  const auto answer = write(As::Teacher, message_to({there.enrolment.id.text()}));
  EXPECT_EQ(answer.response.status, 404);
  EXPECT_TRUE(get(As::Teacher, path_).body["items"].empty()) << "nothing is half sent";
}

TEST_F(MessagesApi, AreBoundedWithinAnHour) {
  const auto body = message_to({add(As::Student)});
  for (int sent = 0; sent < 30; ++sent) ASSERT_EQ(write(As::Teacher, body).response.status, 201);
  const auto refused = write(As::Teacher, body);
  EXPECT_EQ(refused.response.status, 429);
  EXPECT_FALSE(refused.header("Retry-After").empty());
  appliance_.clock.advance(std::chrono::minutes{61});
  EXPECT_EQ(write(As::Teacher, body).response.status, 201);
}

TEST_F(MessagesApi, AreWrittenDownWhereAdministratorsLook) {
  write(As::Teacher, message_to({add(As::Student)}));
  const auto acts = appliance_.database.read([](const storage::Reader& db) {
    return audit::list(db, {.action = "message.sent"}, std::nullopt, 10);
  });
  ASSERT_EQ(acts.size(), 1U);
  EXPECT_EQ(acts[0].act.object.id, made_.course.text());
}

}  // namespace
}  // namespace lectern::testing
