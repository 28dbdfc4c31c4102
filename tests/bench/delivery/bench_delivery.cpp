// Serves one package with segments of given sizes through the real server, the real tokens and the real
// grants. Prints its process id and one address a line, then serves until standard input ends.
//
//   bench_delivery FOLDER SIZE…

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include "base/random.h"
#include "base/text.h"
#include "http/pipeline.h"
#include "http/server.h"
#include "storage/db/database.h"
#include "streamer/delivery.h"
#include "transcoder/package.h"

namespace {

using namespace lectern;

const storage::Query kAccount{"bench.account", R"sql(
  INSERT INTO account (id, email, name, role, password_hash, language, time_zone, epoch, created_at)
  VALUES (?1, ?1, '', 'student', '', 'en', 'UTC', 0, 0))sql"};
const storage::Query kCourse{"bench.course", R"sql(
  INSERT INTO course (id, owner_id, title, summary, description, language, visibility, created_at, updated_at)
  VALUES (?1, ?1, '', '', '', 'en', 'public', 0, 0))sql"};
const storage::Query kSection{"bench.section", R"sql(
  INSERT INTO section (id, course_id, title, position, created_at) VALUES (?1, ?1, '', 0, 0))sql"};
const storage::Query kLesson{"bench.lesson", R"sql(
  INSERT INTO lesson (id, course_id, section_id, title, kind, access, allow_download, position, created_at)
  VALUES (?1, ?1, ?1, '', 'video', 'course', 0, 0, 0))sql"};

class Nobody final : public http::Authenticator {
 public:
  http::Identified identify(const http::Request&) override { return {}; }
};

void write_package(const std::filesystem::path& folder, const std::vector<std::size_t>& sizes) {
  std::filesystem::create_directories(folder);
  transcoder::Plan plan;
  transcoder::View view;
  transcoder::VideoRung rung;
  rung.name = "v0";
  view.rungs.push_back(rung);
  plan.views.push_back(view);
  transcoder::write_plan(folder, plan);
  transcoder::TrackAppender track{folder, "v0"};
  track.write_init(std::string(1000, 'i'), 1000);
  for (std::size_t i = 0; i < sizes.size(); ++i) track.append(random_bytes(sizes[i]), i * 6000, 6000);
  track.commit();
  transcoder::PackageSummary summary;
  summary.tracks.push_back(transcoder::measure_track(track.index(), "v0"));
  transcoder::write_summary(folder, summary);
}

/// All with one id: who they are does not matter here.
streamer::Grant issue(storage::Database& database, streamer::Grants& grants, const Clock& clock) {
  const std::string id = new_id_text(clock.now());
  database.write([&](storage::Writer& db) {
    for (const auto* query : {&kAccount, &kCourse, &kSection, &kLesson}) db.run(*query, id);
  });
  streamer::Grant grant;
  grant.id = GrantId{id};
  grant.user = UserId{id};
  grant.video = VideoId{id};
  grant.lesson = LessonId{id};
  grant.course = CourseId{id};
  grant.generation = 1;
  grant.created_at = std::chrono::floor<std::chrono::seconds>(clock.now());
  grant.expires_at = grant.created_at + std::chrono::hours{12};
  grants.issue(grant, grants.revocations());
  return grant;
}

int serve(const std::filesystem::path& folder, const std::vector<std::size_t>& sizes) {
  const SystemClock clock;
  storage::Options database_options;
  database_options.file = folder / "bench.db";
  storage::Database database{database_options, clock};
  streamer::Grants grants{database, clock};
  const streamer::Grant grant = issue(database, grants, clock);
  const IdBytes id = decode_id(grant.id.text()).value();
  const streamer::PlaybackTokens tokens{{{1, random_bytes(32)}}};
  write_package(folder / "packages" / grant.video.text() / "1", sizes);
  streamer::Packages packages{
      {folder / "packages"}, [](const streamer::PackageKey&) { return std::nullopt; }, clock};
  streamer::Delivery delivery{tokens, grants, packages, clock};
  Nobody nobody;
  const http::Pipeline pipeline{delivery.routes(), nobody, clock};
  Lanes lanes;
  http::ServerOptions options;
  options.listen = "127.0.0.1:0";
  http::Server server{options, pipeline, lanes};
  lanes.start();
  server.start();
  fmt::print("{}\n", ::getpid());
  const std::string token = tokens.sign({id, id, id, 1, grant.expires_at, streamer::Allowance::None});
  for (std::size_t i = 0; i < sizes.size(); ++i)
    fmt::print("http://127.0.0.1:{}/v/{}/{}/1/v0/{}.m4s\n", server.port(), token, grant.video.text(), i);
  std::fflush(stdout);
  while (std::getchar() != EOF) continue;
  server.stop();
  lanes.stop();
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  std::vector<std::size_t> sizes;
  for (int i = 2; i < count; ++i) sizes.push_back(parse_number<std::size_t>(arguments[i]).value_or(0));
  if (sizes.empty()) {
    fmt::print(stderr, "bench_delivery FOLDER SIZE…\n");
    return 2;
  }
  return serve(arguments[1], sizes);
}
