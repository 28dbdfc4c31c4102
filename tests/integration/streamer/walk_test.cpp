// Whoever may watch reaches everything from the master playlist; whoever may not reaches nothing of it.

#include <gtest/gtest.h>

#include <set>

#include "base/random.h"
#include "base/text.h"
#include "sample_stream.h"

namespace lectern::streamer {
namespace {

std::string folder_of(const std::string& name) {
  const auto slash = name.rfind('/');
  return slash == std::string::npos ? "" : name.substr(0, slash + 1);
}

/// The addresses a playlist or a map names: whole lines, URI="…" and pictures with #xywh.
std::vector<std::string> addresses_in(const std::string& text) {
  std::vector<std::string> found;
  for (std::string_view line : split(text, '\n')) {
    const auto quoted = line.find("URI=\"");
    if (quoted != std::string_view::npos) {
      line.remove_prefix(quoted + 5);
      found.emplace_back(line.substr(0, line.find('"')));
    } else if (!line.empty() && line.front() != '#' && line.find('.') != std::string_view::npos &&
               line.find("-->") == std::string_view::npos) {
      found.emplace_back(line.substr(0, line.find('#')));
    }
  }
  return found;
}

class Walk : public testing::Test {
 protected:
  Walk() {
    for (std::size_t i = 0; i < kSampleSegments; ++i) stream_.package.add_segment();
    stream_.package.finish();
    visit("master.m3u8");
    visit("early.m3u8");
    visit("second.m3u8");
    visit("poster.jpg");
    visit("storyboard.vtt");
  }

  void visit(const std::string& name) {
    if (!names_.insert(name).second) return;
    const Answer answer = stream_.get(stream_.root() + name);
    EXPECT_EQ(answer.status, 200) << name;
    if (!name.ends_with(".m3u8") && !name.ends_with(".vtt")) return;
    for (const auto& address : addresses_in(answer.body)) visit(folder_of(name) + address);
  }

  void expect_nothing(const std::string& root, const std::string& why) {
    for (const auto& name : names_) {
      for (const auto method : {http::Method::Get, http::Method::Head}) {
        const Answer answer = stream_.get(root + name, {}, method);
        EXPECT_TRUE(answer.status == 403 || answer.status == 404)
            << why << ": " << name << " " << answer.status;
        EXPECT_LT(answer.body.size(), 200u) << why << ": " << name;
      }
      EXPECT_GE(stream_.get(root + name, {{"Range", "bytes=0-9"}}).status, 403) << why << ": " << name;
    }
  }

  SampleStream stream_;
  std::set<std::string> names_;
};

TEST_F(Walk, ReachesEverythingWithTheRightToken) {
  // Six tracks with their init segments; five with two playlists, and the key frames with one.
  EXPECT_GE(names_.size(), 5 + 6 * (kSampleSegments + 1) + 10u);
  for (const std::string name : {"v0/0.m4s", "v1/4.m4s", "a1/init.mp4", "w0/index.m3u8", "i0/iframes.m3u8",
                                 "s0/all.vtt", "storyboard-0.jpg"})
    EXPECT_TRUE(names_.contains(name)) << name;
}

TEST_F(Walk, ReachesNothingWithoutAToken) {
  expect_nothing("/v//" + stream_.video.text() + "/1/", "an empty token");
  expect_nothing("/v/" + stream_.video.text() + "/1/", "no token");
  expect_nothing("/v/-/" + stream_.video.text() + "/1/", "a dash");
}

TEST_F(Walk, ReachesNothingWithAnotherVideosToken) {
  const auto other = stream_.issue(new_id<VideoId>(stream_.data.clock), Allowance::None);
  const std::string token = stream_.tokens.sign(other);
  expect_nothing("/v/" + token + "/" + stream_.video.text() + "/1/", "another video's");
}

TEST_F(Walk, ReachesNothingOfAnotherGeneration) {
  SamplePackage newer{stream_.packages_root, {stream_.key.video, 2}};
  newer.add_segment();
  newer.finish();
  expect_nothing("/v/" + stream_.tokens.sign(stream_.claims) + "/" + stream_.video.text() + "/2/",
                 "generation 2");
}

TEST_F(Walk, ReachesNothingWithAnExpiredToken) {
  const std::string root = stream_.root();
  stream_.data.clock.advance(std::chrono::hours{12});
  expect_nothing(root, "expired");
}

TEST_F(Walk, ReachesNothingWithARevokedToken) {
  stream_.grants.revoke({.video = stream_.video});
  expect_nothing(stream_.root(), "revoked");
}

TEST_F(Walk, ReachesNothingWithATamperedToken) {
  auto longer = stream_.claims;
  longer.expires_at += std::chrono::hours{1};
  const std::string genuine = stream_.tokens.sign(stream_.claims);
  const std::string forged = PlaybackTokens({{1, std::string(32, 'x')}}).sign(longer);
  expect_nothing("/v/" + forged + "/" + stream_.video.text() + "/1/", "another key");
  for (const std::size_t at : {0u, 10u, 50u, 80u, 90u, 105u}) {
    std::string tampered = genuine;
    tampered[at] = tampered[at] == 'A' ? 'Q' : 'A';
    expect_nothing("/v/" + tampered + "/" + stream_.video.text() + "/1/",
                   "tampered at " + std::to_string(at));
  }
}

TEST_F(Walk, ReachesNothingOnceTheGrantIsForgotten) {
  Grants empty{stream_.data.database, stream_.data.clock};
  Delivery elsewhere{stream_.tokens, empty, stream_.packages, stream_.data.clock};
  http::Request request;
  request.target = stream_.root() + "master.m3u8";
  EXPECT_EQ(elsewhere.routes().front().handle(request).status, 403);
}

TEST_F(Walk, ReachesNoFileThatIsNotAnObject) {
  for (const std::string name :
       {"plan.json", "package.json", "v0.mp4", "v0.idx", "lock", "s0.vtt", "download.init",
        "../1/master.m3u8", "v0/../master.m3u8", "v0%2f0.m4s", "%2e%2e/1/master.m3u8", "master.m3u8?x=1",
        "v0/0.m4s?token=x", ".", "..", "", "v0", "v0/"})
    EXPECT_EQ(stream_.get(stream_.root() + name).status, 404) << name;
}

}  // namespace
}  // namespace lectern::streamer
