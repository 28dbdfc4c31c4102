#include <gtest/gtest.h>

#include <filesystem>

#include "base/file.h"
#include "base/random.h"
#include "sample_stream.h"

namespace lectern::streamer {
namespace {

class PackagesTest : public testing::Test {
 protected:
  Answer get(const std::string& rest) { return stream_.get(stream_.root() + rest); }
  void pass(Milliseconds time) { stream_.data.clock.advance(time); }

  SampleStream stream_;
};

TEST_F(PackagesTest, GiveNothingBeforeThereIsSomethingToWatch) {
  EXPECT_EQ(get("early.m3u8").status, 404);
  EXPECT_EQ(get("master.m3u8").status, 404);
  EXPECT_EQ(stream_.packages.contents(stream_.key), nullptr);
}

TEST_F(PackagesTest, GrowWhileTheyAreMade) {
  stream_.package.add_segment();
  EXPECT_EQ(get("early.m3u8").status, 200);
  EXPECT_EQ(get("master.m3u8").status, 404);
  EXPECT_EQ(get("v0/index.m3u8").status, 404);
  const Answer first = get("v0/early.m3u8");
  EXPECT_EQ(first.header("Cache-Control"), "no-cache");
  EXPECT_NE(first.body.find("0.m4s"), std::string::npos);
  EXPECT_EQ(first.body.find("1.m4s"), std::string::npos);
  EXPECT_EQ(get("v0/1.m4s").status, 404);

  stream_.package.add_segment();
  pass(Milliseconds{600});
  const Answer second = get("v0/early.m3u8");
  EXPECT_NE(second.body.find("1.m4s"), std::string::npos);
  EXPECT_NE(second.header("ETag"), first.header("ETag"));
  EXPECT_EQ(get("v0/1.m4s").body, sample_segment("v0", 1));
}

TEST_F(PackagesTest, AreLookedAtAgainOnlyNowAndThen) {
  stream_.package.add_segment();
  get("v0/early.m3u8");
  stream_.package.add_segment();
  EXPECT_FALSE(get("v0/early.m3u8").waited);
  EXPECT_EQ(get("v0/early.m3u8").body.find("1.m4s"), std::string::npos);
}

TEST_F(PackagesTest, AreLookedAtAtOnceWhereTheCatalogSaysThatTheyAreFinished) {
  stream_.package.add_segment();
  ASSERT_FALSE(stream_.packages.contents(stream_.key)->summary);
  stream_.package.finish();
  EXPECT_FALSE(stream_.packages.contents(stream_.key)->summary);
  EXPECT_TRUE(stream_.packages.finished_contents(stream_.key)->summary);
  EXPECT_EQ(get("master.m3u8").status, 200);
}

TEST_F(PackagesTest, KeepTheirSegmentsWhenFinished) {
  stream_.package.add_segment();
  const std::string tag = get("v0/0.m4s").header("ETag");
  stream_.package.finish();
  pass(Milliseconds{600});
  EXPECT_EQ(get("master.m3u8").status, 200);
  EXPECT_EQ(get("v0/0.m4s").header("ETag"), tag);
  const Answer early = get("v0/early.m3u8");
  EXPECT_NE(early.body.find("#EXT-X-ENDLIST"), std::string::npos);
  // Captions come and go, so that only what it lists is kept for ever.
  EXPECT_EQ(get("master.m3u8").header("Cache-Control"), "no-cache");
  EXPECT_EQ(get("v0/index.m3u8").header("Cache-Control"), "private, max-age=31536000, immutable");
}

TEST_F(PackagesTest, ShowCaptionsForAsLongAsTheyAreThere) {
  stream_.package.add_segment();
  stream_.captions = {{"c7", -1, "de", "Deutsch", false}};
  EXPECT_EQ(
      get("c7/all.vtt").body,
      "WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:90000,LOCAL:00:00:00.000\n\n00:00:00.000 --> 00:00:01.000\nHallo\n");
  EXPECT_EQ(get("c7/index.m3u8").status, 404) << "its length is not known yet";
  EXPECT_EQ(get("c8/all.vtt").status, 404);
  stream_.package.finish();
  pass(Milliseconds{600});
  const Answer with = get("master.m3u8");
  EXPECT_NE(with.body.find("URI=\"c7/index.m3u8\""), std::string::npos);
  EXPECT_NE(get("c7/index.m3u8").body.find("all.vtt"), std::string::npos);

  stream_.captions.clear();
  pass(Milliseconds{600});
  const Answer without = get("master.m3u8");
  EXPECT_EQ(without.body.find("c7"), std::string::npos);
  EXPECT_NE(without.header("ETag"), with.header("ETag"));
  pass(std::chrono::minutes{6});
  EXPECT_EQ(get("c7/all.vtt").status, 404);
}

TEST_F(PackagesTest, ForgetWhatACrashMadeUntrue) {
  stream_.package.add_segment();
  stream_.package.add_segment();
  EXPECT_EQ(get("v0/1.m4s").body, sample_segment("v0", 1));
  stream_.package.remake_last_segment();
  stream_.package.add_segment();
  pass(Milliseconds{600});
  get("v0/early.m3u8");
  EXPECT_EQ(get("v0/1.m4s").body, "anew " + sample_segment("v0", 1));
}

TEST_F(PackagesTest, AnswerFromMemoryTheSecondTime) {
  stream_.package.add_segment();
  stream_.package.finish();
  for (const std::string rest :
       {"master.m3u8", "v0/index.m3u8", "v0/init.mp4", "v0/0.m4s", "poster.jpg", "s0/all.vtt"}) {
    EXPECT_TRUE(get(rest).waited) << rest;
    EXPECT_FALSE(get(rest).waited) << rest;
  }
}

TEST_F(PackagesTest, FollowNoLink) {
  stream_.package.add_segment();
  stream_.package.finish();
  const auto secret = stream_.data.folder.path() / "secret";
  write_file_atomically(secret, "secret");
  std::filesystem::remove(stream_.package.folder() / "poster.jpg");
  std::filesystem::create_symlink(secret, stream_.package.folder() / "poster.jpg");
  EXPECT_EQ(get("poster.jpg").status, 404);
}

TEST_F(PackagesTest, AreForgottenOnRequest) {
  stream_.package.add_segment();
  stream_.package.finish();
  EXPECT_EQ(get("v0/0.m4s").status, 200);
  std::filesystem::remove_all(stream_.package.folder());
  stream_.packages.forget(stream_.key);
  EXPECT_EQ(get("v0/0.m4s").status, 404);
}

TEST(ObjectCache, LetsTheLeastRecentlyUsedGo) {
  FakeClock clock;
  ObjectCache cache(2);
  const auto object = std::make_shared<const Servable>(
      ServableFacts{"\"x\"", "text/plain", Caching::Immutable, Firmness::Final, {}}, std::string{"x"});
  ObjectKey keys[3];
  for (std::uint32_t i = 0; i < 3; ++i) keys[i].number = i;
  cache.keep(keys[0], object, {});
  cache.keep(keys[1], object, {});
  EXPECT_TRUE(cache.find(keys[0], clock.now()));
  cache.keep(keys[2], object, {});
  EXPECT_TRUE(cache.find(keys[0], clock.now()));
  EXPECT_FALSE(cache.find(keys[1], clock.now()));
  EXPECT_TRUE(cache.find(keys[2], clock.now()));
  EXPECT_EQ(cache.size(), 2u);
}

TEST(ObjectCache, DoubtsWhatIsOld) {
  FakeClock clock;
  ObjectCache cache(2);
  cache.keep(
      {},
      std::make_shared<const Servable>(
          ServableFacts{"\"x\"", "text/plain", Caching::Immutable, Firmness::Final, {}}, std::string{"x"}),
      clock.now() + Milliseconds{500});
  EXPECT_TRUE(cache.find({}, clock.now()));
  clock.advance(Milliseconds{500});
  EXPECT_FALSE(cache.find({}, clock.now()));
}

}  // namespace
}  // namespace lectern::streamer
