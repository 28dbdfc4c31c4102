#include <gtest/gtest.h>

#include "base/crypto.h"
#include "base/encoding.h"
#include "tests/support/api_scenario.h"

namespace lectern::testing {
namespace {

using catalog::Visibility;
using http::Method;

constexpr char kBase[] = "/api/v1/uploads";

class UploadsApi : public ::testing::Test {
 protected:
  explicit UploadsApi(const ApplianceOptions& options = {}) : appliance_(options) {}

  http::Request tus(As as, Method method, const std::string& target) const {
    auto request = request_as(appliance_, as, method, target);
    request.headers.add("Tus-Resumable", "1.0.0");
    return request;
  }

  http::Request creation(As as, std::uint64_t size) const {
    auto request = tus(as, Method::Post, kBase);
    request.headers.add("Upload-Length", std::to_string(size));
    request.headers.add("Upload-Metadata", "filename " + to_base64("lecture.mp4") + ",lesson_id " +
                                               to_base64(made_.lesson.text()));
    return request;
  }

  http::Request with_bytes(http::Request request, const std::string& bytes) const {
    request.headers.set("Content-Type", "application/offset+octet-stream");
    request.headers.set("Content-Length", std::to_string(bytes.size()));
    request.body = bytes;
    return request;
  }

  http::Request patch(const std::string& target, std::uint64_t offset, const std::string& bytes,
                      As as = As::Teacher) const {
    auto request = with_bytes(tus(as, Method::Patch, target), bytes);
    request.headers.add("Upload-Offset", std::to_string(offset));
    return request;
  }

  std::string begin(std::uint64_t size) const {
    const auto answer = send(appliance_, creation(As::Teacher, size));
    EXPECT_EQ(answer.response.status, 201) << answer.body.dump();
    return answer.header("Location");
  }

  std::string offset_of(const std::string& target) const {
    return send(appliance_, tus(As::Teacher, Method::Head, target)).header("Upload-Offset");
  }

  nlohmann::json video() const {
    const auto target = "/api/v1/lessons/" + made_.lesson.text();
    return send(appliance_, request_as(appliance_, As::Teacher, Method::Get, target)).body["video"];
  }

  std::optional<catalog::VideoSource> first_source() const {
    const VideoId id{video()["id"].get<std::string>()};
    return appliance_.database.read(
        [&](const storage::Reader& db) { return appliance_.videos.source_of(db, id, 1); });
  }

  TestAppliance appliance_;
  TestAppliance::Course made_ = appliance_.make_course(Visibility::Public);
};

TEST_F(UploadsApi, OptionsTellsWhatTheServerCan) {
  const auto answer = send(appliance_, request_as(appliance_, As::Nobody, Method::Options, kBase));
  EXPECT_EQ(answer.response.status, 204);
  EXPECT_EQ(answer.header("Tus-Version"), "1.0.0");
  EXPECT_EQ(answer.header("Tus-Extension"), "creation,creation-with-upload,expiration,checksum,termination");
  EXPECT_EQ(answer.header("Tus-Checksum-Algorithm"), "sha1,sha256");
  EXPECT_FALSE(answer.header("Tus-Max-Size").empty());
}

TEST_F(UploadsApi, AnotherVersionOfTusIsRefused) {
  auto request = creation(As::Teacher, 10);
  request.headers.set("Tus-Resumable", "0.2.2");
  const auto answer = send(appliance_, request);
  EXPECT_EQ(answer.response.status, 412);
  EXPECT_EQ(answer.header("Tus-Version"), "1.0.0");
}

TEST_F(UploadsApi, OnlyTheCoursesInstructorsBeginOne) {
  EXPECT_EQ(send(appliance_, creation(As::Nobody, 10)).response.status, 401);
  EXPECT_EQ(send(appliance_, creation(As::Student, 10)).response.status, 403);
  EXPECT_EQ(send(appliance_, creation(As::OtherTeacher, 10)).response.status, 403);
  EXPECT_EQ(send(appliance_, creation(As::Teacher, 10)).response.status, 201);
}

TEST_F(UploadsApi, CreationWantsLengthAndSoundMetadata) {
  auto without_length = tus(As::Teacher, Method::Post, kBase);
  EXPECT_EQ(send(appliance_, without_length).response.status, 400);
  auto bad_metadata = creation(As::Teacher, 10);
  bad_metadata.headers.set("Upload-Metadata", "filename ***");
  EXPECT_EQ(send(appliance_, bad_metadata).response.status, 400);
  auto without_lesson = creation(As::Teacher, 10);
  without_lesson.headers.set("Upload-Metadata", "filename YQ==");
  EXPECT_EQ(send(appliance_, without_lesson).response.status, 400);
  auto no_such_lesson = creation(As::Teacher, 10);
  no_such_lesson.headers.set("Upload-Metadata", "lesson_id " + to_base64("x"));
  EXPECT_EQ(send(appliance_, no_such_lesson).response.status, 404);
  EXPECT_EQ(send(appliance_, creation(As::Teacher, 0)).response.status, 400);
}

TEST_F(UploadsApi, TheOffsetGrowsWithThePatches) {
  const auto target = begin(10);
  EXPECT_EQ(offset_of(target), "0");
  const auto first = send(appliance_, patch(target, 0, "01234"));
  EXPECT_EQ(first.response.status, 204);
  EXPECT_EQ(first.header("Upload-Offset"), "5");
  EXPECT_EQ(first.header("Tus-Resumable"), "1.0.0");
  EXPECT_FALSE(first.header("Upload-Expires").empty());
  EXPECT_EQ(offset_of(target), "5");
  EXPECT_EQ(send(appliance_, tus(As::Teacher, Method::Head, target)).header("Upload-Length"), "10");
}

TEST_F(UploadsApi, APatchAtAnotherOffsetIsAConflict) {
  const auto target = begin(10);
  EXPECT_EQ(send(appliance_, patch(target, 3, "x")).response.status, 409);
  EXPECT_EQ(offset_of(target), "0");
}

TEST_F(UploadsApi, APatchIsOffsetOctetStream) {
  const auto target = begin(10);
  auto request = patch(target, 0, "x");
  request.headers.set("Content-Type", "application/octet-stream");
  EXPECT_EQ(send(appliance_, request).response.status, 415);
}

TEST_F(UploadsApi, MoreThanAnnouncedIsRefused) {
  const auto target = begin(3);
  EXPECT_EQ(send(appliance_, patch(target, 0, "0123")).response.status, 413);
  auto chunked = patch(target, 0, "0123");
  chunked.headers.set("Content-Length", "0");
  EXPECT_EQ(send(appliance_, chunked).response.status, 413);
  EXPECT_EQ(offset_of(target), "0");
}

TEST_F(UploadsApi, TheLastByteMakesTheVideoInOneStep) {
  const auto target = begin(10);
  ASSERT_EQ(video()["state"], "uploading");
  send(appliance_, patch(target, 0, "01234"));
  EXPECT_EQ(video()["progress"], 0.5);
  const auto before = appliance_.last_event();
  EXPECT_EQ(send(appliance_, patch(target, 5, "56789")).response.status, 204);

  const auto events = appliance_.events_after(before);
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].topic, "video.changed");
  const auto jobs = appliance_.queued_jobs();
  ASSERT_EQ(jobs.size(), 1U);
  EXPECT_EQ(jobs[0].kind, "transcode");
  const auto made = video();
  EXPECT_EQ(nlohmann::json::parse(jobs[0].payload),
            (nlohmann::json{{"video_id", made["id"]}, {"generation", 1}}));
  EXPECT_EQ(made["state"], "probing");
  EXPECT_EQ(made["filename"], "lecture.mp4");
  EXPECT_EQ(made["size"], 10);
  EXPECT_EQ(offset_of(target), "10");
  EXPECT_EQ(send(appliance_, patch(target, 10, "")).response.status, 409);
}

TEST_F(UploadsApi, TheSourceCarriesTheHashOfItsBytes) {
  const auto target = begin(10);
  send(appliance_, patch(target, 0, "01234"));
  send(appliance_, patch(target, 5, "56789"));
  const auto source = first_source();
  ASSERT_TRUE(source);
  EXPECT_EQ(source->sha256, to_hex(sha256("0123456789")));
  EXPECT_EQ(appliance_.blobs.size(source->blob), 10U);
}

TEST_F(UploadsApi, CreationMayBringTheFirstBytes) {
  const auto answer = send(appliance_, with_bytes(creation(As::Teacher, 10), "0123"));
  EXPECT_EQ(answer.response.status, 201);
  EXPECT_EQ(answer.header("Upload-Offset"), "4");
  EXPECT_EQ(offset_of(answer.header("Location")), "4");
}

TEST_F(UploadsApi, CreationMayBringAllBytes) {
  EXPECT_EQ(send(appliance_, with_bytes(creation(As::Teacher, 4), "0123")).response.status, 201);
  EXPECT_EQ(video()["state"], "probing");
}

TEST_F(UploadsApi, AMatchingChecksumIsAccepted) {
  const auto target = begin(10);
  for (const char* algorithm : {"sha1", "sha256"}) {
    const auto offset = std::stoull(offset_of(target));
    auto request = patch(target, offset, "01234");
    request.headers.add("Upload-Checksum",
                        std::string{algorithm} + " " + to_base64(*digest_by_name(algorithm, "01234")));
    EXPECT_EQ(send(appliance_, request).response.status, 204) << algorithm;
  }
}

TEST_F(UploadsApi, BytesThatDoNotMatchTheirChecksumAreDropped) {
  const auto target = begin(10);
  send(appliance_, patch(target, 0, "01"));
  auto request = patch(target, 2, "234");
  request.headers.add("Upload-Checksum", "sha1 " + to_base64(*digest_by_name("sha1", "other")));
  EXPECT_EQ(send(appliance_, request).response.status, 460);
  EXPECT_EQ(offset_of(target), "2");
  request.headers.set("Upload-Checksum", "md5 AAAA");
  EXPECT_EQ(send(appliance_, request).response.status, 400);
}

TEST_F(UploadsApi, AFileThatMatchesAllItsChecksumsAfterOneMismatchIsWhole) {
  const auto target = begin(4);
  auto wrong = patch(target, 0, "9999");
  wrong.headers.add("Upload-Checksum", "sha1 " + to_base64(*digest_by_name("sha1", "0123")));
  EXPECT_EQ(send(appliance_, wrong).response.status, 460);
  EXPECT_EQ(send(appliance_, patch(target, 0, "0123")).response.status, 204);
  const auto source = first_source();
  EXPECT_EQ(source->sha256, to_hex(sha256("0123")));
}

TEST_F(UploadsApi, SomebodyElsesUploadDoesNotExist) {
  const auto target = begin(10);
  for (const As as : {As::Student, As::OtherTeacher, As::Admin}) {
    EXPECT_EQ(send(appliance_, tus(as, Method::Head, target)).response.status, 404);
    EXPECT_EQ(send(appliance_, patch(target, 0, "x", as)).response.status, 404);
    EXPECT_EQ(send(appliance_, tus(as, Method::Delete, target)).response.status, 404);
  }
  EXPECT_EQ(send(appliance_, tus(As::Nobody, Method::Head, target)).response.status, 401);
  EXPECT_EQ(send(appliance_, patch(target, 0, "x", As::Nobody)).response.status, 401);
  EXPECT_EQ(send(appliance_, tus(As::Nobody, Method::Delete, target)).response.status, 401);
}

TEST_F(UploadsApi, WhoeverWritesHoldsIt) {
  const auto target = begin(10);
  const UploadId id{target.substr(target.rfind('/') + 1)};
  const auto held = appliance_.uploads.open(id);
  ASSERT_TRUE(held);
  EXPECT_EQ(send(appliance_, patch(target, 0, "x")).response.status, 423);
  EXPECT_EQ(send(appliance_, tus(As::Teacher, Method::Delete, target)).response.status, 423);
}

TEST_F(UploadsApi, TerminationForgetsIt) {
  const auto target = begin(10);
  send(appliance_, patch(target, 0, "01234"));
  EXPECT_EQ(send(appliance_, tus(As::Teacher, Method::Delete, target)).response.status, 204);
  EXPECT_EQ(send(appliance_, tus(As::Teacher, Method::Head, target)).response.status, 404);
  EXPECT_TRUE(video().is_null());
}

TEST_F(UploadsApi, AnUploadThatNobodyGoesOnWithExpires) {
  const auto target = begin(10);
  appliance_.clock.advance(std::chrono::hours{24 * 6});
  EXPECT_EQ(send(appliance_, patch(target, 0, "01234")).response.status, 204);
  appliance_.clock.advance(std::chrono::hours{24 * 6});
  EXPECT_EQ(offset_of(target), "5");
  appliance_.clock.advance(std::chrono::hours{24 * 2});
  EXPECT_EQ(send(appliance_, tus(As::Teacher, Method::Head, target)).response.status, 410);
  EXPECT_EQ(send(appliance_, patch(target, 5, "56789")).response.status, 410);
  appliance_.desk.sweep();
  EXPECT_EQ(send(appliance_, tus(As::Teacher, Method::Head, target)).response.status, 404);
}

TEST_F(UploadsApi, TheListShowsOnesOwnUnfinishedUploads) {
  const auto target = begin(10);
  send(appliance_, patch(target, 0, "0123"));
  const auto done = begin(1);
  send(appliance_, patch(done, 0, "x"));
  run_all(appliance_, {{.name = "anonymous", .target = kBase, .status = 401},
                       {.name = "somebody else",
                        .as = As::OtherTeacher,
                        .target = kBase,
                        .fields = {{"/items", nlohmann::json::array()}}},
                       {.name = "owner",
                        .as = As::Teacher,
                        .target = kBase,
                        .fields = {{"/items/0/url", target},
                                   {"/items/0/offset", 4},
                                   {"/items/0/size", 10},
                                   {"/items/0/filename", "lecture.mp4"},
                                   {"/items/0/lesson_id", made_.lesson.text()}},
                        .absent = {"/items/1"}}});
}

TEST_F(UploadsApi, WhatACrashLeftCompleteIsFinishedWhenAsked) {
  const auto target = begin(4);
  {
    const auto open = appliance_.uploads.open(UploadId{target.substr(target.rfind('/') + 1)});
    open->write("0123");
    open->sync();
  }
  EXPECT_EQ(video()["state"], "uploading");
  EXPECT_EQ(offset_of(target), "4");
  EXPECT_EQ(video()["state"], "probing");
}

TEST_F(UploadsApi, WhatACrashLeftCompleteIsFinishedBySweepingToo) {
  const auto target = begin(4);
  {
    const auto open = appliance_.uploads.open(UploadId{target.substr(target.rfind('/') + 1)});
    open->write("0123");
    open->sync();
  }
  appliance_.desk.sweep();
  EXPECT_EQ(video()["state"], "probing");
  appliance_.desk.sweep();
  EXPECT_EQ(appliance_.queued_jobs().size(), 1U);
}

TEST_F(UploadsApi, ARowWhoseBytesAreGoneIsSweptAndHoldsUpNobody) {
  const auto lost = begin(4);
  const auto kept = begin(4);
  const UploadId id{lost.substr(lost.rfind('/') + 1)};
  for (const char* ending : {".part", ".synced"})
    std::filesystem::remove(appliance_.folder.path() / "uploads" / (id.text() + ending));
  appliance_.desk.sweep();
  EXPECT_EQ(send(appliance_, tus(As::Teacher, Method::Head, lost)).response.status, 404);
  EXPECT_EQ(offset_of(kept), "0");
}

TEST_F(UploadsApi, PagesHearHowFarItIs) {
  const auto target = begin(10);
  appliance_.live.take();
  send(appliance_, patch(target, 0, "01234"));
  const auto told = appliance_.live.take();
  ASSERT_FALSE(told.empty());
  EXPECT_EQ(told.back().topic, "lessons/" + made_.lesson.text());
  const auto message = nlohmann::json::parse(told.back().payload);
  EXPECT_EQ(message["type"], "video");
  EXPECT_EQ(message["video"]["state"], "uploading");
  EXPECT_EQ(message["video"]["progress"], 0.5);
}

TEST_F(UploadsApi, WhoeverLosesTheCourseLosesTheUpload) {
  const auto& admin = appliance_.person(As::Admin).principal;
  const auto added = appliance_.enrolments.add(admin, made_.course, "other.teacher@example.org",
                                               catalog::CourseRole::Instructor);
  const auto target = send(appliance_, creation(As::OtherTeacher, 10)).header("Location");
  appliance_.enrolments.end(admin, added.enrolment.id);
  EXPECT_EQ(send(appliance_, patch(target, 0, "x", As::OtherTeacher)).response.status, 403);
}

class LimitedUploads : public UploadsApi {
 protected:
  LimitedUploads() : UploadsApi({.limits = {.largest_video = 100, .quota_of_owner = 150}}) {}
};

TEST_F(LimitedUploads, AFileThatIsTooLargeIsRefusedBeforeItComes) {
  EXPECT_EQ(send(appliance_, creation(As::Teacher, 101)).response.status, 413);
  EXPECT_EQ(send(appliance_, creation(As::Teacher, 100)).response.status, 201);
}

TEST_F(LimitedUploads, WhatIsOnItsWayCountsForTheQuota) {
  EXPECT_EQ(send(appliance_, creation(As::Teacher, 100)).response.status, 201);
  EXPECT_EQ(send(appliance_, creation(As::Teacher, 51)).response.status, 413);
  EXPECT_EQ(send(appliance_, creation(As::Teacher, 50)).response.status, 201);
}

class FullDisk : public UploadsApi {
 protected:
  FullDisk() : UploadsApi({.keep_free = UINT64_MAX / 2}) {}
};

TEST_F(FullDisk, NothingIsBegunThatCannotBeKept) {
  EXPECT_EQ(send(appliance_, creation(As::Teacher, 10)).response.status, 507);
}

}  // namespace
}  // namespace lectern::testing
