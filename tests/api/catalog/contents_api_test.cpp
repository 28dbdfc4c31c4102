// What lessons hold besides videos: texts, links, documents.

#include <gtest/gtest.h>

#include "base/encoding.h"
#include "tests/support/api_scenario.h"

namespace lectern::testing {
namespace {

using catalog::Visibility;
using http::Method;
using nlohmann::json;

class ContentsApi : public ::testing::Test {
 protected:
  std::string add(const json& lesson) {
    auto request = request_as(appliance_, As::Teacher, Method::Post, section_ + "/lessons");
    request.body = lesson.dump();
    request.headers.set("Content-Type", "application/json");
    const auto answer = send(appliance_, std::move(request));
    EXPECT_EQ(answer.response.status, 201) << answer.body.dump();
    return answer.body.value("id", "");
  }

  http::Request upload(As as, const std::string& lesson, const std::string& name, const std::string& bytes,
                       const std::string& more = "") {
    auto request = request_as(appliance_, as, Method::Post, "/api/v1/uploads");
    request.headers.add("Tus-Resumable", "1.0.0");
    request.headers.add("Upload-Length", std::to_string(bytes.size()));
    request.headers.add("Upload-Metadata", "purpose " + to_base64("document") + ",filename " +
                                               to_base64(name) + ",lesson_id " + to_base64(lesson) + more);
    request.headers.set("Content-Type", "application/offset+octet-stream");
    request.headers.set("Content-Length", std::to_string(bytes.size()));
    request.body = bytes;
    return request;
  }

  json show(const std::string& lesson, As as = As::Teacher) {
    return send(appliance_, request_as(appliance_, as, Method::Get, "/api/v1/lessons/" + lesson)).body;
  }

  TestAppliance appliance_;
  TestAppliance::Course made_ = appliance_.make_course(Visibility::Public);
  std::string section_ = "/api/v1/sections/" + made_.section.text();
};

TEST_F(ContentsApi, APageKeepsItsSourceForWhoMayRead) {
  const auto page = add({{"title", "Notes"}, {"kind", "page"}, {"text", "# One\n$a^2$"}});
  const auto target = "/api/v1/lessons/" + page;
  run_all(appliance_,
          {{.name = "a stranger reads the title, not the text",
            .target = target,
            .fields = {{"/kind", "page"}, {"/can_watch", false}, {"/text", ""}}},
           {.name = "its editor", .as = As::Teacher, .target = target, .fields = {{"/text", "# One\n$a^2$"}}},
           {.name = "changes it",
            .as = As::Teacher,
            .method = Method::Patch,
            .target = target,
            .body = {{"text", "Two"}},
            .fields = {{"/text", "Two"}},
            .events = {"lesson.changed"}},
           {.name = "too long",
            .as = As::Teacher,
            .method = Method::Patch,
            .target = target,
            .body = {{"text", std::string(200'001, 'x')}},
            .status = 400}});
}

TEST_F(ContentsApi, ALinkLeadsToHttpsAlone) {
  const auto link = add({{"title", "Elsewhere"}, {"kind", "link"}, {"link", "https://example.org/a"}});
  const auto target = "/api/v1/lessons/" + link;
  run_all(appliance_,
          {{.name = "a stranger sees the host alone",
            .target = target,
            .fields = {{"/link", nullptr}, {"/link_host", "example.org"}}},
           {.name = "its editor",
            .as = As::Teacher,
            .target = target,
            .fields = {{"/link", "https://example.org/a"}}},
           {.name = "a script",
            .as = As::Teacher,
            .method = Method::Patch,
            .target = target,
            .body = {{"link", "javascript:alert(1)"}},
            .status = 400,
            .fields = {{"/error/fields/link", "This must be a whole address that begins with https://."}}},
           {.name = "on a video",
            .as = As::Teacher,
            .method = Method::Patch,
            .target = "/api/v1/lessons/" + made_.lesson.text(),
            .body = {{"link", "https://example.org"}},
            .status = 400},
           {.name = "taken away",
            .as = As::Teacher,
            .method = Method::Patch,
            .target = target,
            .body = {{"link", ""}},
            .fields = {{"/link", nullptr}},
            .events = {"lesson.changed"}}});
}

TEST_F(ContentsApi, AnUploadedDocumentIsRecognisedByItsContent) {
  const auto lesson = add({{"title", "Slides"}, {"kind", "document"}});
  EXPECT_EQ(show(lesson)["document"], nullptr);
  ASSERT_EQ(send(appliance_, upload(As::Teacher, lesson, "slides.exe", "%PDF-1.7 and so on")).response.status,
            201);
  const auto shown = show(lesson)["document"];
  EXPECT_EQ(shown["type"], "application/pdf");
  EXPECT_EQ(shown["shown"], "pdf");
  EXPECT_EQ(shown["place"], "main");
  EXPECT_EQ(shown["filename"], "slides.exe");
  EXPECT_FALSE(shown.contains("blob_key"));
  EXPECT_EQ(show(lesson, As::Nobody)["document"], nullptr) << "who may not watch learns nothing of the file";
}

TEST_F(ContentsApi, ANewMainDocumentTakesThePlaceOfTheOneBefore) {
  const auto lesson = add({{"title", "Slides"}, {"kind", "document"}});
  send(appliance_, upload(As::Teacher, lesson, "one.pdf", "%PDF-1"));
  send(appliance_, upload(As::Teacher, lesson, "two.pdf", "%PDF-2"));
  EXPECT_EQ(show(lesson)["document"]["filename"], "two.pdf");
  EXPECT_TRUE(show(lesson)["attachments"].empty());
}

TEST_F(ContentsApi, AttachmentsBelongToAnyLesson) {
  const auto lesson = made_.lesson.text();
  ASSERT_EQ(send(appliance_, upload(As::Teacher, lesson, "data.csv", "a,b\n1,2\n")).response.status, 201);
  const auto attachments = show(lesson)["attachments"];
  ASSERT_EQ(attachments.size(), 1u);
  EXPECT_EQ(attachments[0]["type"], "text/plain");
  EXPECT_EQ(show(lesson)["video"], nullptr) << "a document is not shown as an upload of the video";
}

TEST_F(ContentsApi, OnlyEditorsUploadDocumentsAndOnlyWhereTheyBelong) {
  const auto lesson = made_.lesson.text();
  const auto status = [&](As as, const std::string& more) {
    return send(appliance_, upload(as, lesson, "x.pdf", "%PDF-", more)).response.status;
  };
  EXPECT_EQ(status(As::Nobody, ""), 401);
  EXPECT_EQ(status(As::Student, ""), 403);
  EXPECT_EQ(status(As::OtherTeacher, ""), 403);
  EXPECT_EQ(status(As::Teacher, ",place " + to_base64("main")), 400) << "a video lesson shows no document";
  EXPECT_EQ(status(As::Teacher, ",place " + to_base64("former")), 400);
  EXPECT_EQ(status(As::Teacher, ",place " + to_base64("roof")), 400);
}

TEST_F(ContentsApi, AVideoIsNotUploadedToAPage) {
  const auto page = add({{"title", "Notes"}, {"kind", "page"}});
  auto request = upload(As::Teacher, page, "x.mp4", "bytes");
  request.headers.set("Upload-Metadata", "filename " + to_base64("x.mp4") + ",lesson_id " + to_base64(page));
  EXPECT_EQ(send(appliance_, std::move(request)).response.status, 400);
}

TEST_F(ContentsApi, ADocumentIsRenamedAndDeletedByEditors) {
  const auto lesson = add({{"title", "Slides"}, {"kind", "document"}});
  send(appliance_, upload(As::Teacher, lesson, "one.pdf", "%PDF-1"));
  const auto target = "/api/v1/documents/" + show(lesson)["document"].value("id", "");
  run_all(appliance_,
          {{.name = "anonymous",
            .method = Method::Patch,
            .target = target,
            .body = {{"filename", "x"}},
            .status = 401},
           {.name = "student",
            .as = As::Student,
            .method = Method::Patch,
            .target = target,
            .body = {{"filename", "x"}},
            .status = 403},
           {.name = "no name",
            .as = As::Teacher,
            .method = Method::Patch,
            .target = target,
            .body = json::object(),
            .status = 400},
           {.name = "renamed",
            .as = As::Teacher,
            .method = Method::Patch,
            .target = target,
            .body = {{"filename", "two.pdf"}},
            .fields = {{"/filename", "two.pdf"}, {"/type", "application/pdf"}},
            .events = {"lesson.changed"}},
           {.name = "anonymous deletes", .method = Method::Delete, .target = target, .status = 401},
           {.name = "another instructor deletes",
            .as = As::OtherTeacher,
            .method = Method::Delete,
            .target = target,
            .status = 403},
           {.name = "deleted",
            .as = As::Teacher,
            .method = Method::Delete,
            .target = target,
            .status = 204,
            .events = {"document.removed", "lesson.changed"}},
           {.name = "gone", .as = As::Teacher, .method = Method::Delete, .target = target, .status = 404}});
  EXPECT_EQ(show(lesson)["document"], nullptr);
}

TEST_F(ContentsApi, AQuizIsNotAvailableUntilItHasATarget) {
  const auto quiz = add({{"title", "Check"}, {"kind", "quiz"}});
  EXPECT_EQ(show(quiz)["target_id"], nullptr);
  run(appliance_, {.name = "a page has none",
                   .as = As::Teacher,
                   .method = Method::Patch,
                   .target = "/api/v1/lessons/" + made_.lesson.text(),
                   .body = {{"target_id", "x"}},
                   .status = 400});
}

}  // namespace
}  // namespace lectern::testing
