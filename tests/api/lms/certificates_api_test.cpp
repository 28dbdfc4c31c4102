#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lms/progress/completions.h"
#include "tests/support/api_scenario.h"

namespace lectern::testing {
namespace {

using catalog::Visibility;
using http::Method;
using std::chrono::days;

class CertificatesApi : public ::testing::Test {
 protected:
  CertificatesApi() {
    for (const auto as : {As::Student, As::OtherStudent})
      appliance_.enrolments.enrol(appliance_.person(as).principal, made_.course);
    appliance_.run_until_idle();
  }

  nlohmann::json design(const nlohmann::json& change) {
    return run(appliance_, {.name = "design",
                            .as = As::Teacher,
                            .method = Method::Patch,
                            .target = course_ + "/certificate-design",
                            .body = change})
        .body;
  }

  void complete(As as) {
    const auto& user = appliance_.person(as).id;
    appliance_.database.write([&](storage::Writer& db) {
      lms::Completions::complete(db, made_.course, made_.lesson, user, lms::CompletedHow::Teacher);
    });
    appliance_.run_until_idle();
  }

  nlohmann::json mine(As as) {
    return run(appliance_, {.name = "mine", .as = as, .target = "/api/v1/me/certificates"}).body["items"];
  }

  std::vector<std::string> topics_after(std::int64_t sequence) {
    std::vector<std::string> topics;
    for (const auto& event : appliance_.events_after(sequence)) topics.push_back(event.topic);
    return topics;
  }

  TestAppliance appliance_;
  TestAppliance::Course made_ = appliance_.make_course(Visibility::Public);
  std::string course_ = "/api/v1/courses/" + made_.course.text();
};

TEST_F(CertificatesApi, CompletingTheCourseEarnsOneWhereItIsSo) {
  complete(As::OtherStudent);
  EXPECT_EQ(mine(As::OtherStudent).size(), 0U) << "nobody has chosen that yet";
  design({{"issuing", "on_completion"}});
  const auto before = appliance_.last_event();
  complete(As::Student);
  EXPECT_THAT(
      topics_after(before),
      ::testing::ElementsAre("progress.lesson_completed", "progress.course_completed", "certificate.issued"));
  const auto certificate = mine(As::Student)[0];
  EXPECT_EQ(certificate["name"], "Sam Student");
  EXPECT_EQ(certificate["course_title"], "Optics");
  EXPECT_EQ(certificate["state"], "valid");
  EXPECT_EQ(certificate["valid_until"], nullptr);
  EXPECT_EQ(certificate["by_hand"], false);
}

TEST_F(CertificatesApi, CompletingAProgrammeEarnsOneInItsName) {
  const auto other = appliance_.make_course(Visibility::Public);
  const nlohmann::json courses = {made_.course.text(), other.course.text()};
  const auto programme =
      run(appliance_,
          {.name = "programme",
           .as = As::Teacher,
           .method = Method::Post,
           .target = "/api/v1/programmes",
           .body = {{"title", "Natural sciences"}, {"visibility", "public"}, {"courses", courses}},
           .status = 201})
          .body;
  EXPECT_TRUE(programme["certificate_course_id"].is_null());
  const std::string path = "/api/v1/programmes/" + programme["id"].get<std::string>();
  const auto choose = [&](const std::string& course, int status) {
    run(appliance_, {.name = "choose",
                     .as = As::Teacher,
                     .method = Method::Patch,
                     .target = path,
                     .body = {{"certificate_course_id", course}},
                     .status = status});
  };
  choose("01jabcdefghjkmnpqrstvwxyz1", 400);
  choose(made_.course.text(), 200);
  const auto join = request_as(appliance_, As::Student, Method::Post, path + "/enrol");
  ASSERT_EQ(send(appliance_, join).response.status, 200);
  appliance_.run_until_idle();
  complete(As::Student);
  EXPECT_EQ(mine(As::Student).size(), 0U) << "one course is missing";
  complete(As::OtherStudent);
  const auto finish = [&](As as) {
    appliance_.database.write([&](storage::Writer& db) {
      lms::Completions::complete(db, other.course, other.lesson, appliance_.person(as).id,
                                 lms::CompletedHow::Teacher);
    });
    appliance_.run_until_idle();
  };
  appliance_.enrolments.enrol(appliance_.person(As::OtherStudent).principal, other.course);
  finish(As::OtherStudent);
  EXPECT_EQ(mine(As::OtherStudent).size(), 0U) << "they never joined the programme";
  finish(As::Student);
  const auto certificates = mine(As::Student);
  ASSERT_EQ(certificates.size(), 1U);
  EXPECT_EQ(certificates[0]["course_title"], "Natural sciences");
  EXPECT_EQ(certificates[0]["programme_id"], programme["id"]);
  EXPECT_EQ(certificates[0]["course_id"], made_.course.text());
  run(appliance_, {.name = "verify",
                   .target = "/api/v1/verify/" + certificates[0]["code"].get<std::string>(),
                   .fields = {{"/course_title", "Natural sciences"}, {"/state", "valid"}}});
  finish(As::Student);
  EXPECT_EQ(mine(As::Student).size(), 1U) << "it is earned once";
  run(appliance_, {.name = "revoke",
                   .as = As::Teacher,
                   .method = Method::Post,
                   .target = "/api/v1/certificates/" + certificates[0]["id"].get<std::string>() + "/revoke",
                   .body = {{"reason", "A mistake."}},
                   .events = {"certificate.revoked"}});
  EXPECT_EQ(mine(As::Student)[0]["state"], "revoked");
}

TEST_F(CertificatesApi, AnybodyMayCheckOneAndLearnsNothingElse) {
  design({{"issuing", "on_completion"}, {"valid_days", 30}});
  complete(As::Student);
  const std::string code = mine(As::Student)[0]["code"];
  const auto proof = run(appliance_, {.name = "verify",
                                      .target = "/api/v1/verify/" + code,
                                      .fields = {{"/name", "Sam Student"},
                                                 {"/course_title", "Optics"},
                                                 {"/issued_at", "2026-01-01T00:00:00.000Z"},
                                                 {"/valid_until", "2026-01-31T00:00:00.000Z"},
                                                 {"/revoked_at", nullptr},
                                                 {"/state", "valid"}}});
  EXPECT_EQ(proof.body.size(), 6U);
  run(appliance_, {.name = "another", .target = "/api/v1/verify/00000-00000-00000-00000", .status = 404});
  appliance_.clock.advance(days{30});
  run(appliance_, {.name = "expired", .target = "/api/v1/verify/" + code, .fields = {{"/state", "expired"}}});
}

TEST_F(CertificatesApi, OneThatEndsIsEarnedAgainByTakingTheCourseAgain) {
  design({{"issuing", "on_completion"}, {"valid_days", 10}});
  complete(As::Student);
  const std::string renew =
      "/api/v1/certificates/" + mine(As::Student)[0]["id"].get<std::string>() + "/renew";
  run(appliance_,
      {.name = "too early", .as = As::Student, .method = Method::Post, .target = renew, .status = 409});
  appliance_.clock.advance(days{5});
  run(appliance_,
      {.name = "not theirs", .as = As::OtherStudent, .method = Method::Post, .target = renew, .status = 404});
  run(appliance_, {.name = "renew",
                   .as = As::Student,
                   .method = Method::Post,
                   .target = renew,
                   .events = {"progress.course_restarted"}});
  EXPECT_EQ(mine(As::Student).size(), 1U);
  complete(As::Student);
  ASSERT_EQ(mine(As::Student).size(), 2U);
  EXPECT_EQ(mine(As::Student)[0]["number"], 2);
  EXPECT_EQ(mine(As::Student)[0]["state"], "valid");
}

TEST_F(CertificatesApi, ExpiryIsToldOnce) {
  design({{"issuing", "on_completion"}, {"valid_days", 1}});
  complete(As::Student);
  appliance_.clock.advance(days{1});
  const auto before = appliance_.last_event();
  appliance_.certificates.sweep();
  appliance_.certificates.sweep();
  EXPECT_THAT(topics_after(before), ::testing::ElementsAre("certificate.expired"));
}

TEST_F(CertificatesApi, ARevokedOneIsGoneAndSaysSo) {
  run(appliance_, {.name = "by hand",
                   .as = As::Teacher,
                   .method = Method::Post,
                   .target = course_ + "/certificates",
                   .body = {{"user_id", appliance_.person(As::Student).id.text()}},
                   .status = 201,
                   .fields = {{"/by_hand", true}},
                   .events = {"certificate.issued"}});
  const auto certificate = mine(As::Student)[0];
  const auto address = "/api/v1/certificates/" + certificate["id"].get<std::string>();
  run_all(appliance_, {{.name = "not by its holder",
                        .as = As::Student,
                        .method = Method::Post,
                        .target = address + "/revoke",
                        .body = {{"reason", "mine"}},
                        .status = 403},
                       {.name = "a reason is needed",
                        .as = As::Teacher,
                        .method = Method::Post,
                        .target = address + "/revoke",
                        .body = {{"reason", ""}},
                        .status = 400},
                       {.name = "revoked",
                        .as = As::Teacher,
                        .method = Method::Post,
                        .target = address + "/revoke",
                        .body = {{"reason", "Copied answers"}},
                        .fields = {{"/state", "revoked"}, {"/revoked_reason", "Copied answers"}},
                        .events = {"certificate.revoked"}},
                       {.name = "no paper", .as = As::Student, .target = address + "/pdf", .status = 410},
                       {.name = "checked",
                        .target = "/api/v1/verify/" + certificate["code"].get<std::string>(),
                        .fields = {{"/state", "revoked"}},
                        .absent = {"/revoked_reason"}}});
}

TEST_F(CertificatesApi, NobodyHasTwoAtATime) {
  const nlohmann::json whom = {{"user_id", appliance_.person(As::Student).id.text()}};
  for (const int status : {201, 409})
    run(appliance_, {.name = "by hand",
                     .as = As::Teacher,
                     .method = Method::Post,
                     .target = course_ + "/certificates",
                     .body = whom,
                     .status = status,
                     .events = status == 201 ? std::vector<std::string>{"certificate.issued"}
                                             : std::vector<std::string>{}});
  complete(As::OtherStudent);
  complete(As::Student);
  for (const int issued : {1, 0})
    run(appliance_, {.name = "to the rest",
                     .as = As::Teacher,
                     .method = Method::Post,
                     .target = course_ + "/certificates/issue-completed",
                     .fields = {{"/issued", issued}},
                     .events = issued == 1 ? std::vector<std::string>{"certificate.issued"}
                                           : std::vector<std::string>{}});
}

TEST_F(CertificatesApi, ThePaperSaysWhatTheDesignSays) {
  design({{"issuing", "on_completion"},
          {"language", "de"},
          {"orientation", "portrait"},
          {"statement", "{name} hat {course} mit {grade} abgeschlossen."},
          {"accent", "#AA0000"}});
  complete(As::Student);
  const auto certificate = mine(As::Student)[0];
  const auto pdf =
      send(appliance_, request_as(appliance_, As::Student, Method::Get,
                                  "/api/v1/certificates/" + certificate["id"].get<std::string>() + "/pdf"));
  EXPECT_EQ(pdf.response.status, 200);
  EXPECT_EQ(pdf.header("Content-Type"), "application/pdf");
  const auto& sheet = appliance_.printer.last.sheet;
  EXPECT_EQ(sheet.title, "Zertifikat");
  EXPECT_EQ(sheet.statement, "Sam Student hat Optics mit – abgeschlossen.");
  EXPECT_EQ(sheet.dates, "Ausgestellt am 1. Januar 2026");
  EXPECT_EQ(sheet.accent, "#aa0000");
  EXPECT_EQ(sheet.check_url, "https://lectures.example.org/verify/" + certificate["code"].get<std::string>());
}

TEST_F(CertificatesApi, WhatCannotBeADesignIsNamed) {
  run_all(appliance_,
          {{.name = "unknown word",
            .as = As::Teacher,
            .method = Method::Patch,
            .target = course_ + "/certificate-design",
            .body = {{"title", "For {nobody}"}},
            .status = 400,
            .fields = {{"/error/fields/title",
                        "{nobody} stands for nothing. Use {name}, {course}, {institution}, {date}, "
                        "{valid_until} or {grade}."}}},
           {.name = "colour",
            .as = As::Teacher,
            .method = Method::Patch,
            .target = course_ + "/certificate-design",
            .body = {{"accent", "#zzzzzz"}},
            .status = 400,
            .fields = {{"/error/fields/accent", "must be a colour such as #24417f."}}},
           {.name = "a stranger",
            .as = As::OtherTeacher,
            .method = Method::Patch,
            .target = course_ + "/certificate-design",
            .body = {{"title", "Mine"}},
            .status = 403},
           {.name = "somebody else's PDF",
            .as = As::OtherStudent,
            .target = course_ + "/certificate-design/preview.pdf",
            .status = 403}});
}

}  // namespace
}  // namespace lectern::testing
