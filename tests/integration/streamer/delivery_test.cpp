#include "streamer/delivery.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/file.h"
#include "base/random.h"
#include "http/gzip.h"
#include "sample_stream.h"

namespace lectern::streamer {
namespace {

constexpr char kImmutable[] = "private, max-age=31536000, immutable";

class DeliveryTest : public testing::Test {
 protected:
  DeliveryTest() {
    for (std::size_t i = 0; i < kSampleSegments; ++i) stream_.package.add_segment();
    stream_.package.finish();
  }

  Answer get(const std::string& rest, HeaderList headers = {}, http::Method method = http::Method::Get) {
    return stream_.get(stream_.root() + rest, headers, method);
  }
  static std::string code_of(const Answer& answer) {
    return nlohmann::json::parse(answer.body)["error"]["code"].get<std::string>();
  }

  SampleStream stream_;
};

TEST_F(DeliveryTest, GivesEveryObjectWithItsTypeAndItsBytes) {
  const struct {
    std::string rest, type, body;
  } cases[] = {
      {"v0/init.mp4", "video/mp4", sample_init("v0")},
      {"v1/4.m4s", "video/mp4", sample_segment("v1", 4)},
      {"a0/0.m4s", "audio/mp4", sample_segment("a0", 0)},
      {"i0/3.m4s", "video/mp4", sample_segment("i0", 3)},
      {"poster.jpg", "image/jpeg", std::string(5000, 'p')},
      {"storyboard-0.jpg", "image/jpeg", std::string(7000, 'b')},
  };
  for (const auto& [rest, type, body] : cases) {
    const Answer answer = get(rest);
    EXPECT_EQ(answer.status, 200) << rest;
    EXPECT_EQ(answer.header("Content-Type"), type) << rest;
    EXPECT_EQ(answer.header("Cache-Control"), kImmutable) << rest;
    EXPECT_EQ(answer.body, body) << rest;
  }
  EXPECT_EQ(get("master.m3u8").header("Content-Type"), "application/vnd.apple.mpegurl");
  EXPECT_EQ(get("s0/all.vtt").header("Content-Type"), "text/vtt; charset=utf-8");
}

TEST_F(DeliveryTest, HasNothingWhereNothingIs) {
  for (const std::string rest : {"v2/0.m4s", "v0/5.m4s", "a2/init.mp4", "s1/all.vtt", "s1/index.m3u8",
                                 "v0/iframes.m3u8", "storyboard-1.jpg", "w1/index.m3u8", "s0/early.m3u8"})
    EXPECT_EQ(get(rest).status, 404) << rest;
}

TEST_F(DeliveryTest, LetsAnyPageReadAndTellsNobodyTheAddress) {
  for (const std::string rest : {"master.m3u8", "v0/0.m4s", "v9/0.m4s", "nonsense"}) {
    const Answer answer = get(rest);
    EXPECT_EQ(answer.header("Access-Control-Allow-Origin"), "*") << rest;
    EXPECT_EQ(answer.header("Referrer-Policy"), "no-referrer") << rest;
    EXPECT_EQ(answer.header("X-Content-Type-Options"), "nosniff") << rest;
  }
  const Answer preflight =
      stream_.get("/v/any/thing", {{"Origin", "https://else.example"}}, http::Method::Options);
  EXPECT_EQ(preflight.status, 204);
  EXPECT_EQ(preflight.header("Access-Control-Allow-Origin"), "*");
  EXPECT_NE(preflight.header("Access-Control-Allow-Headers").find("Range"), std::string::npos);
}

TEST_F(DeliveryTest, AnswersARange) {
  const std::string whole = sample_segment("v0", 1);
  const Answer answer = get("v0/1.m4s", {{"Range", "bytes=100-199"}});
  EXPECT_EQ(answer.status, 206);
  EXPECT_EQ(answer.body, whole.substr(100, 100));
  EXPECT_EQ(answer.header("Content-Range"), "bytes 100-199/" + std::to_string(whole.size()));
  EXPECT_EQ(get("v0/1.m4s", {{"Range", "bytes=-10"}}).body, whole.substr(whole.size() - 10));
  const Answer several = get("v0/1.m4s", {{"Range", "bytes=0-1,5-6"}});
  EXPECT_EQ(several.status, 200);
  EXPECT_EQ(several.body, whole);
}

TEST_F(DeliveryTest, RefusesARangeBeyondTheEnd) {
  const Answer answer = get("v0/1.m4s", {{"Range", "bytes=9999999-"}});
  EXPECT_EQ(answer.status, 416);
  EXPECT_EQ(answer.header("Content-Range"), "bytes */" + std::to_string(sample_segment("v0", 1).size()));
  EXPECT_EQ(answer.body, "");
}

TEST_F(DeliveryTest, AnswersARangeOnlyOfTheSameBytes) {
  const std::string tag = get("v0/1.m4s").header("ETag");
  EXPECT_EQ(get("v0/1.m4s", {{"Range", "bytes=0-9"}, {"If-Range", tag}}).status, 206);
  EXPECT_EQ(get("v0/1.m4s", {{"Range", "bytes=0-9"}, {"If-Range", "\"else\""}}).status, 200);
}

TEST_F(DeliveryTest, SendsNothingThatIsKnown) {
  for (const std::string rest : {"v0/1.m4s", "master.m3u8", "poster.jpg"}) {
    const Answer first = get(rest);
    const Answer second = get(rest, {{"If-None-Match", first.header("ETag")}});
    EXPECT_EQ(second.status, 304) << rest;
    EXPECT_EQ(second.body, "") << rest;
    EXPECT_EQ(second.header("ETag"), first.header("ETag")) << rest;
    EXPECT_EQ(second.header("Cache-Control"), first.header("Cache-Control")) << rest;
    EXPECT_EQ(get(rest, {{"If-None-Match", "\"else\""}}).status, 200) << rest;
  }
}

TEST_F(DeliveryTest, PutsNotModifiedBeforeARange) {
  const std::string tag = get("v0/1.m4s").header("ETag");
  EXPECT_EQ(get("v0/1.m4s", {{"If-None-Match", tag}, {"Range", "bytes=0-9"}}).status, 304);
}

TEST_F(DeliveryTest, TellsTwoSegmentsApart) {
  EXPECT_NE(get("v0/0.m4s").header("ETag"), get("v0/1.m4s").header("ETag"));
  EXPECT_NE(get("v0/0.m4s").header("ETag"), get("v1/0.m4s").header("ETag"));
}

TEST_F(DeliveryTest, AnswersHeadAsGet) {
  const Answer answer = get("v0/1.m4s", {{"Range", "bytes=0-9"}}, http::Method::Head);
  EXPECT_EQ(answer.status, 200) << "RFC 9110 §14.2: Range is for GET alone.";
  EXPECT_EQ(answer.header("ETag"), get("v0/1.m4s").header("ETag"));
}

TEST_F(DeliveryTest, CompressesTextForThoseWhoTakeIt) {
  for (const std::string rest : {"master.m3u8", "v0/index.m3u8", "storyboard.vtt"}) {
    const Answer plain = get(rest);
    const Answer compressed = get(rest, {{"Accept-Encoding", "gzip, br"}});
    EXPECT_EQ(compressed.header("Content-Encoding"), "gzip") << rest;
    EXPECT_EQ(compressed.body, http::gzip(plain.body)) << rest;
    EXPECT_LT(compressed.body.size(), plain.body.size()) << rest;
    EXPECT_NE(compressed.header("ETag"), plain.header("ETag")) << rest;
    for (const Answer& answer : {plain, compressed})
      EXPECT_EQ(answer.header("Vary"), "Accept-Encoding") << rest;
    EXPECT_EQ(get(rest, {{"Accept-Encoding", "gzip"}, {"If-None-Match", compressed.header("ETag")}}).status,
              304);
    EXPECT_EQ(get(rest, {{"Accept-Encoding", "gzip;q=0"}}).header("Content-Encoding"), "");
    EXPECT_EQ(get(rest, {{"Accept-Encoding", "gzip"}, {"Range", "bytes=0-6"}}).body, plain.body.substr(0, 7));
  }
  EXPECT_EQ(get("v0/0.m4s", {{"Accept-Encoding", "gzip"}}).header("Content-Encoding"), "");
}

TEST_F(DeliveryTest, GivesEveryViewerTheSamePlaylist) {
  const auto other = stream_.issue(stream_.video, Allowance::Download);
  for (const std::string rest : {"master.m3u8", "v0/index.m3u8", "a1/index.m3u8", "second.m3u8"})
    EXPECT_EQ(get(rest).body, stream_.get(stream_.root(other) + rest).body) << rest;
}

TEST_F(DeliveryTest, SaysWhyItRefuses) {
  const std::string rest = "v0/0.m4s";
  EXPECT_EQ(get(rest).status, 200);
  EXPECT_EQ(code_of(get("download.mp4")), "download_not_allowed");
  EXPECT_EQ(code_of(get("original")), "download_not_allowed");
  const auto old = stream_.root();
  stream_.data.clock.advance(std::chrono::hours{12});
  EXPECT_EQ(code_of(stream_.get(old + rest)), "expired");
  const auto fresh = stream_.issue(stream_.video, Allowance::None);
  stream_.grants.revoke({.user = stream_.data.user});
  const Answer ended = stream_.get(stream_.root(fresh) + rest);
  EXPECT_EQ(ended.status, 403);
  EXPECT_EQ(code_of(ended), "access_ended");
  EXPECT_EQ(ended.header("Cache-Control"), "no-store");
  EXPECT_EQ(code_of(stream_.get("/v/x/" + stream_.video.text() + "/1/" + rest)), "invalid_token");
}

TEST_F(DeliveryTest, PutsADownloadTogether) {
  write_file_atomically(stream_.package.folder() / "download.init", "both inits");
  const auto saver = stream_.issue(stream_.video, Allowance::Download);
  std::string expected = "both inits";
  for (std::size_t i = 0; i < kSampleSegments; ++i)
    expected += sample_segment("v0", i) + sample_segment("a0", i);
  const std::string address = stream_.root(saver) + "download.mp4";
  const Answer whole = stream_.get(address);
  EXPECT_EQ(whole.status, 200);
  EXPECT_EQ(whole.body, expected);
  EXPECT_EQ(whole.header("Content-Type"), "video/mp4");
  EXPECT_EQ(whole.header("Content-Disposition"), "attachment; filename=\"lecture.mp4\"");
  const Answer rest = stream_.get(address, {{"Range", "bytes=10000-"}, {"If-Range", whole.header("ETag")}});
  EXPECT_EQ(rest.status, 206);
  EXPECT_EQ(rest.body, expected.substr(10000));
  stream_.data.clock.advance(std::chrono::minutes{6});
  EXPECT_EQ(stream_.get(address).header("ETag"), whole.header("ETag"));
  EXPECT_EQ(code_of(stream_.get(stream_.root(saver) + "original")), "download_not_allowed");
}

TEST_F(DeliveryTest, HasNoDownloadWithoutItsInitSegment) {
  const auto saver = stream_.issue(stream_.video, Allowance::Download);
  EXPECT_EQ(stream_.get(stream_.root(saver) + "download.mp4").status, 404);
}

TEST_F(DeliveryTest, GivesTheOriginalToWhoMayHaveIt) {
  write_file_atomically(stream_.data.folder.path() / "source", "as uploaded");
  const auto saver = stream_.issue(stream_.video, Allowance::Original);
  const Answer answer = stream_.get(stream_.root(saver) + "original");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, "as uploaded");
  EXPECT_EQ(answer.header("Content-Disposition"), "attachment; filename=\"Week 1.mkv\"");
  EXPECT_EQ(answer.header("Content-Type"), "application/octet-stream");
  EXPECT_EQ(stream_.get(stream_.root(saver) + "original", {{"Range", "bytes=3-"}}).body, "uploaded");
}

TEST_F(DeliveryTest, DoesNotCountWhatTheClientDidNotWaitFor) {
  stream_.client = Client::Leaves;
  get("v0/0.m4s");
  get("master.m3u8");
  const Grant grant = stream_.grants.find(GrantId{encode_id(stream_.claims.grant)}).value();
  EXPECT_EQ(count_delivered(grant), 0u);
  EXPECT_EQ(grant.requests, 0u);
  EXPECT_EQ(grant.bytes, 0u);
}

TEST_F(DeliveryTest, CountsWhatWasDelivered) {
  get("v0/0.m4s");
  get("a0/0.m4s");
  get("v0/2.m4s");
  get("v0/3.m4s", {}, http::Method::Head);
  get("v0/3.m4s", {{"Range", "bytes=0-9"}});
  get("i0/4.m4s");
  const Grant grant = stream_.grants.find(GrantId{encode_id(stream_.claims.grant)}).value();
  EXPECT_EQ(count_delivered(grant), 2u);
  EXPECT_EQ(grant.requests, 5u);
  EXPECT_EQ(grant.bytes, sample_segment("v0", 0).size() * 2 + sample_segment("v0", 2).size() + 10 +
                             sample_segment("i0", 4).size());
}

}  // namespace
}  // namespace lectern::streamer
