// The routes around watching, through the router, with a gate that says what each test needs.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/file.h"
#include "base/random.h"
#include "http/pipeline.h"
#include "sample_database.h"
#include "sample_package.h"
#include "streamer/delivery.h"
#include "streamer/streamer_api.h"
#include "tests/support/recording_live.h"

namespace lectern::streamer {
namespace {

using nlohmann::json;

class FakeGate final : public Gate {
 public:
  WatchStanding standing(const http::Principal&, const LessonId&) override {
    ++asked;
    return answer;
  }
  WatchStanding answer;
  int asked = 0;
};

class FixedAuthenticator final : public http::Authenticator {
 public:
  http::Identified identify(const http::Request&) override { return {principal, false, false}; }
  http::Principal principal;
};

struct Answer {
  int status = 0;
  json body;
};

class PlaybackApi : public ::testing::Test {
 protected:
  PlaybackApi() {
    data_.database.write([&](storage::Writer& db) {
      catalog::VideoSource source;
      source.lesson = data_.lesson;
      source.blob = new_id<blobs::BlobKey>(data_.clock);
      source.size = 1;
      source.filename = "Week 1.mkv";
      video_ = videos_.ensure(db, data_.lesson);
      generation_ = videos_.add_version(db, source);
      videos_.mark_probing(db, video_, generation_);
      videos_.mark_playable(db, video_, generation_);
    });
    package_.emplace(root_,
                     PackageKey{decode_id(video_.text()).value(), static_cast<std::uint32_t>(generation_)});
    package_->add_segment();
    gate_.answer.answer = WatchStanding::Answer::Allowed;
    gate_.answer.title = "Graphs";
    gate_.answer.course = data_.course;
    gate_.answer.resume_seconds = 12.5;
    sign_in(http::Role::Student);
  }

  void sign_in(http::Role role) {
    authenticator_.principal = {data_.user, new_id<SessionId>(data_.clock), role};
  }

  Answer send(http::Method method, const std::string& target) {
    http::Request request;
    request.method = method;
    request.target = target;
    request.headers.add("Host", "uni.example");
    const http::Response response = pipeline_.answer(std::move(request));
    const auto* text = std::get_if<std::string>(&response.content);
    return {response.status, text && !text->empty() ? json::parse(*text, nullptr, false) : json()};
  }
  Answer playback() {
    return send(http::Method::Get, "/api/v1/lessons/" + data_.lesson.text() + "/playback");
  }
  int status_of(const std::string& media) { return send(http::Method::Get, media).status; }
  std::string embedding_of(const std::string& page) {
    return "/api/v1/oembed?url=http%3A%2F%2Funi.example%2F" + page + "%2F" + data_.lesson.text();
  }

  SampleDatabase data_;
  lectern::testing::RecordingLive live_;
  catalog::Videos videos_{data_.database, live_, data_.clock};
  VideoId video_;
  std::int64_t generation_ = 0;
  std::filesystem::path root_ = data_.folder.path() / "packages";
  std::optional<SamplePackage> package_;
  FakeGate gate_;
  PlaybackTokens tokens_{{{1, std::string(32, 'k')}}};
  Grants grants_{data_.database, data_.clock};
  Packages packages_{{root_}, [](const PackageKey&) { return std::nullopt; }, data_.clock};
  PlaybackDesk desk_{data_.database, videos_, gate_, grants_, packages_, tokens_, {}, data_.clock};
  Delivery delivery_{tokens_, grants_, packages_, data_.clock};
  StreamerApi api_{desk_, gate_, grants_};
  FixedAuthenticator authenticator_;
  http::Pipeline pipeline_{joined(), authenticator_, data_.clock};

 private:
  std::vector<http::Route> joined() {
    auto routes = api_.routes();
    for (auto& route : delivery_.routes()) routes.push_back(std::move(route));
    return routes;
  }
};

TEST_F(PlaybackApi, NamesTheGrowingStreamWhileItIsMade) {
  const auto [status, body] = playback();
  ASSERT_EQ(status, 200);
  EXPECT_EQ(body["state"], "playable");
  EXPECT_EQ(body["early"], true);
  EXPECT_TRUE(body["master_url"].get<std::string>().ends_with("/early.m3u8"));
  EXPECT_EQ(body["duration_seconds"], 30.0);
  EXPECT_EQ(body["resume_seconds"], 12.5);
  EXPECT_EQ(body["title"], "Graphs");
  EXPECT_EQ(body["download_url"], nullptr);
  EXPECT_EQ(body["expires_at"], to_rfc3339(data_.clock.now() + std::chrono::hours{12}));
  EXPECT_EQ(status_of(body["master_url"]), 200);
}

TEST_F(PlaybackApi, NamesTheFinishedStreamAndAllThatBelongsToIt) {
  package_->add_segment();
  package_->finish();
  const auto [status, body] = playback();
  ASSERT_EQ(status, 200);
  EXPECT_EQ(body["state"], "ready");
  EXPECT_TRUE(body["master_url"].get<std::string>().ends_with("/master.m3u8"));
  EXPECT_EQ(body["duration_seconds"], 12.0);
  EXPECT_EQ(body["captions"][0]["language"], "en");
  EXPECT_EQ(body["chapters"][0]["title"], "Beginning");
  EXPECT_EQ(body["views"].size(), 2u);
  for (const json& url : {body["master_url"], body["poster_url"], body["storyboard_url"],
                          body["captions"][0]["url"], body["views"][1]["master_url"]})
    EXPECT_EQ(status_of(url), 200) << url;
}

TEST_F(PlaybackApi, OffersDownloadsToThoseWhoMaySave) {
  package_->finish();
  write_file_atomically(package_->folder() / "download.init", "init");
  EXPECT_EQ(playback().body["download_url"], nullptr);
  gate_.answer.may_download = true;
  const auto url = playback().body["download_url"];
  ASSERT_TRUE(url.is_string());
  EXPECT_EQ(status_of(url), 200);
}

TEST_F(PlaybackApi, KeepsOneAddressForASession) {
  const auto first = playback().body["master_url"];
  EXPECT_EQ(playback().body["master_url"], first);
  sign_in(http::Role::Student);
  EXPECT_NE(playback().body["master_url"], first);
  EXPECT_EQ(grants_.of_lesson(data_.lesson).size(), 2u);
}

TEST_F(PlaybackApi, WatchedInOrderNothingIsHadThatLiesFarAhead) {
  for (int i = 0; i < 25; ++i) package_->add_segment();
  package_->finish();
  gate_.answer.reach = Milliseconds{0};
  const auto first = playback().body;
  EXPECT_EQ(first["reach_seconds"], 0.0);
  const auto url = first["master_url"].get<std::string>();
  const auto segment = [root = url.substr(0, url.rfind('/'))](int number) {
    return root + "/v0/" + std::to_string(number) + ".m4s";
  };
  EXPECT_EQ(status_of(segment(20)), 200) << "a player fills its buffer";
  const auto [status, refusal] = send(http::Method::Get, segment(21));
  EXPECT_EQ(status, 403);
  EXPECT_EQ(refusal["error"]["code"], "too_far");
  gate_.answer.reach = Milliseconds{6000};
  EXPECT_EQ(playback().body["master_url"], url);
  EXPECT_EQ(status_of(segment(21)), 200);
  EXPECT_EQ(status_of(segment(22)), 403);
  gate_.answer.reach.reset();
  EXPECT_EQ(playback().body["reach_seconds"], nullptr);
  EXPECT_NE(playback().body["master_url"], url) << "without the rule it is another grant";
}

TEST_F(PlaybackApi, EndsWhenTheRightEnds) {
  gate_.answer.until = data_.clock.now() + std::chrono::hours{1};
  EXPECT_EQ(playback().body["expires_at"], to_rfc3339(*gate_.answer.until));
}

TEST_F(PlaybackApi, RefusesEachInItsOwnWay) {
  const std::pair<WatchStanding::Answer, int> cases[] = {{WatchStanding::Answer::SignInFirst, 401},
                                                         {WatchStanding::Answer::NotAllowed, 403},
                                                         {WatchStanding::Answer::NoSuchLesson, 404}};
  gate_.answer.reason = "Enrol in the course to watch this lecture.";
  for (const auto& [answer, status] : cases) {
    gate_.answer.answer = answer;
    EXPECT_EQ(playback().status, status);
  }
  EXPECT_TRUE(grants_.of_lesson(data_.lesson).empty());
  EXPECT_EQ(send(http::Method::Get, "/api/v1/lessons/x/playback").status, 404);
}

TEST_F(PlaybackApi, SaysThatThereIsNothingToWatchYet) {
  EXPECT_EQ(send(http::Method::Get, "/api/v1/lessons/" + data_.other_lesson.text() + "/playback").status,
            409);
}

TEST_F(PlaybackApi, ServesWhoIsNotSignedInWithOneSharedGrant) {
  authenticator_.principal = {};
  const auto first = playback().body["master_url"];
  EXPECT_EQ(playback().body["master_url"], first);
  EXPECT_EQ(status_of(first), 200);
}

TEST_F(PlaybackApi, ListsAndEndsGrants) {
  const std::string list = "/api/v1/lessons/" + data_.lesson.text() + "/grants";
  const std::string master = playback().body["master_url"];
  EXPECT_EQ(send(http::Method::Get, list).status, 403);
  sign_in(http::Role::Instructor);
  EXPECT_EQ(send(http::Method::Get, list).status, 403) << "of another course";
  gate_.answer.may_manage = true;
  const auto items = send(http::Method::Get, list).body["items"];
  ASSERT_EQ(items.size(), 1u);
  EXPECT_EQ(items[0]["user_id"], data_.user.text());
  EXPECT_EQ(items[0]["ended_at"], nullptr);
  const std::string one = "/api/v1/grants/" + items[0]["id"].get<std::string>();
  EXPECT_EQ(status_of(master), 200);
  EXPECT_EQ(send(http::Method::Delete, one).status, 204);
  EXPECT_EQ(status_of(master), 403);
  const auto after = send(http::Method::Get, list).body;
  EXPECT_EQ(after["items"].at(0)["ended_at"], to_rfc3339(data_.clock.now())) << after;
  EXPECT_EQ(send(http::Method::Delete, "/api/v1/grants/" + new_id<GrantId>(data_.clock).text()).status, 404);
}

TEST_F(PlaybackApi, LetsOnlyTheCoursesOwnEndGrants) {
  playback();
  sign_in(http::Role::Instructor);
  const auto id = grants_.of_lesson(data_.lesson).front().id;
  EXPECT_EQ(send(http::Method::Delete, "/api/v1/grants/" + id.text()).status, 403);
  EXPECT_FALSE(grants_.find(id)->revoked_at);
}

TEST_F(PlaybackApi, DescribesHowToEmbedWhatIsOpenToAnyone) {
  gate_.answer.open_to_anyone = true;
  const auto [status, body] = send(http::Method::Get, embedding_of("lessons") + "&format=json&maxwidth=640");
  ASSERT_EQ(status, 200);
  EXPECT_EQ(body["type"], "video");
  EXPECT_EQ(body["version"], "1.0");
  EXPECT_EQ(body["width"], 640);
  EXPECT_NE(body["html"].get<std::string>().find("http://uni.example/embed/" + data_.lesson.text()),
            std::string::npos);
}

TEST_F(PlaybackApi, EmbedsNothingElse) {
  EXPECT_EQ(send(http::Method::Get, embedding_of("embed")).status, 401);
  gate_.answer.open_to_anyone = true;
  EXPECT_EQ(send(http::Method::Get, embedding_of("embed") + "&format=xml").status, 501);
  EXPECT_EQ(send(http::Method::Get, embedding_of("elsewhere")).status, 404);
  EXPECT_EQ(send(http::Method::Get, embedding_of("embed") + "&maxwidth=wide").status, 400);
}

}  // namespace
}  // namespace lectern::streamer
