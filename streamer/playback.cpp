#include "streamer/playback.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "base/random.h"
#include "catalog/chapters.h"
#include "storage/db/database.h"
#include "streamer/segment_times.h"

namespace lectern::streamer {
namespace {

// More revocations than this between two steps is somebody ending grants in a loop.
constexpr int kMostAttempts = 8;

double seconds_of(transcoder::Microseconds time) {
  return std::chrono::duration<double>(time).count();
}

double duration_of(const transcoder::PackageContents& contents, const catalog::MediaFacts& facts) {
  if (contents.summary) return contents.summary->duration_seconds;
  const double planned = seconds_of(contents.plan.duration);
  return planned > 0 ? planned : facts.duration_seconds.value_or(0);
}

/// Each lasts until the next one. What was chosen for a longer recording is left out.
std::vector<Chapter> chapters_of(const std::vector<catalog::LessonChapter>& chosen, double duration) {
  std::vector<Chapter> chapters;
  for (const auto& chapter : chosen) {
    if (chapter.start_seconds >= duration) break;
    if (!chapters.empty()) chapters.back().end_seconds = chapter.start_seconds;
    chapters.push_back({chapter.start_seconds, duration, chapter.title});
  }
  return chapters;
}

std::vector<Chapter> chapters_of(const transcoder::PackageContents& contents) {
  std::vector<Chapter> chapters;
  for (const auto& chapter : contents.summary ? contents.summary->chapters : contents.plan.chapters)
    chapters.push_back({seconds_of(chapter.start), seconds_of(chapter.end), chapter.title});
  return chapters;
}

Allowance allowance_of(const WatchStanding& standing) {
  return (standing.may_download ? Allowance::Download : Allowance::None) |
         (standing.may_download_original ? Allowance::Original : Allowance::None);
}

/// For ids that this server made.
IdBytes bytes_of(const std::string& id) {
  return id.empty() ? IdBytes{} : decode_id(id).value();
}

}  // namespace

PlaybackDesk::PlaybackDesk(storage::Database& database, const catalog::Videos& videos, Gate& gate,
                           Grants& grants, Packages& packages, const PlaybackTokens& tokens,
                           const PlaybackOptions& options, const Clock& clock)
    : database_(database),
      videos_(videos),
      gate_(gate),
      grants_(grants),
      packages_(packages),
      tokens_(tokens),
      options_(options),
      lifetime_(options.lifetime),
      clock_(clock) {}

Playback PlaybackDesk::open(const http::Principal& principal, const LessonId& lesson) {
  for (int attempt = 0; attempt < kMostAttempts; ++attempt) {
    // In this order: whoever loses the right meanwhile raises the count, and nothing is issued.
    const std::uint64_t revocations = grants_.revocations();
    const WatchStanding standing = require_standing(principal, lesson);
    const Subject subject = require_subject(lesson);
    const Grant wanted = wanted_grant(principal, lesson, subject, standing);
    auto grant = grants_.find_reusable(wanted);
    if (grant && wanted.reach) grants_.extend(grant->id, *wanted.reach);
    if (!grant) grant = grants_.issue(wanted, revocations);
    if (grant) return describe(*grant, subject, standing);
  }
  throw Error(ErrorCode::Unavailable, "The lecture could not be opened just now. Try again.");
}

WatchStanding PlaybackDesk::require_standing(const http::Principal& principal, const LessonId& lesson) {
  WatchStanding standing = gate_.standing(principal, lesson);
  switch (standing.answer) {
    case WatchStanding::Answer::Allowed:
      return standing;
    case WatchStanding::Answer::SignInFirst:
      throw Error(ErrorCode::Unauthenticated, "Sign in to watch this lecture.");
    case WatchStanding::Answer::NotAllowed:
      throw Error(ErrorCode::Forbidden, standing.reason);
    case WatchStanding::Answer::NoSuchLesson:
      break;
  }
  throw Error(ErrorCode::NotFound, "There is no such lesson.");
}

PlaybackDesk::Subject PlaybackDesk::require_subject(const LessonId& lesson) {
  const auto version = database_.read([&](storage::Reader& db) { return videos_.find_playable(db, lesson); });
  if (!version) throw Error(ErrorCode::Conflict, "This lesson has no video that can be watched yet.");
  Subject subject{
      *version, {bytes_of(version->video.text()), static_cast<std::uint32_t>(version->generation)}, {}};
  const bool is_ready = version->state == catalog::VideoState::Ready;
  subject.contents = is_ready ? packages_.finished_contents(subject.key) : packages_.contents(subject.key);
  if (!subject.contents)
    throw Error(ErrorCode::Unavailable, "The video of this lesson cannot be read just now.",
                "no package for " + version->video.text());
  return subject;
}

Grant PlaybackDesk::wanted_grant(const http::Principal& principal, const LessonId& lesson,
                                 const Subject& subject, const WatchStanding& standing) const {
  const std::chrono::duration<double> duration{duration_of(*subject.contents, subject.version.facts)};
  const auto sitting = std::chrono::duration_cast<Milliseconds>(duration * options_.times_the_duration);
  Grant grant;
  grant.id = new_id<GrantId>(clock_);
  grant.user = principal.user;
  grant.session = principal.session;
  grant.video = subject.version.video;
  grant.lesson = lesson;
  grant.course = standing.course;
  grant.generation = subject.key.generation;
  grant.allowance = allowance_of(standing);
  // Whole seconds, as tokens have them.
  grant.created_at = std::chrono::floor<std::chrono::seconds>(clock_.now());
  grant.expires_at =
      std::chrono::floor<std::chrono::seconds>(grant.created_at + std::max(lifetime_.load(), sitting));
  if (standing.until) grant.expires_at = std::min(grant.expires_at, *standing.until);
  if (standing.reach) grant.reach = segment_at(*subject.contents, *standing.reach + kMayFetchAhead);
  return grant;
}

bool PlaybackDesk::exists(const PackageKey& key, MediaObject object, TrackName track) {
  MediaPath path;
  path.video = key.video;
  path.generation = key.generation;
  path.object = object;
  path.track = track;
  return packages_.find(path) || packages_.make(path);
}

Playback PlaybackDesk::describe(const Grant& grant, const Subject& subject, const WatchStanding& standing) {
  const auto& contents = *subject.contents;
  const std::string token =
      tokens_.sign({bytes_of(grant.id.text()), bytes_of(grant.user.text()), subject.key.video,
                    subject.key.generation, grant.expires_at, grant.allowance});
  const std::string root = fmt::format("/v/{}/{}/{}/", token, grant.video.text(), grant.generation);
  const auto address_of = [&](MediaObject object, std::string_view name) {
    return exists(subject.key, object) ? root + std::string{name} : std::string{};
  };

  Playback playback;
  playback.is_early = !contents.summary;
  playback.master_url = root + (playback.is_early ? "early.m3u8" : "master.m3u8");
  playback.poster_url = address_of(MediaObject::Poster, "poster.jpg");
  playback.storyboard_url = address_of(MediaObject::StoryboardMap, "storyboard.vtt");
  if (standing.may_download && packages_.has_download(subject.key))
    playback.download_url = root + "download.mp4";
  if (standing.may_download_original) playback.original_url = address_of(MediaObject::Original, "original");
  // First what somebody took the trouble to bring.
  for (const auto& track : packages_.captions(subject.key))
    playback.captions.push_back({track.language, track.label, root + track.name + "/all.vtt"});
  for (const auto& track : contents.plan.subtitles) {
    const auto name = parse_track_name(track.name);
    if (name && exists(subject.key, MediaObject::Subtitles, *name))
      playback.captions.push_back({track.language, track.label, root + track.name + "/all.vtt"});
  }
  if (contents.plan.views.size() > 1 && exists(subject.key, MediaObject::SecondMaster)) {
    playback.views.push_back({"first", playback.master_url});
    playback.views.push_back({"second", root + "second.m3u8"});
  }
  playback.duration_seconds = duration_of(contents, subject.version.facts);
  const auto chosen = database_.read(
      [&](const storage::Reader& db) { return catalog::Chapters::of_lesson(db, grant.lesson); });
  playback.chapters = chosen ? chapters_of(*chosen, playback.duration_seconds) : chapters_of(contents);
  playback.resume_seconds = standing.resume_seconds;
  if (standing.reach) playback.reach_seconds = std::chrono::duration<double>(*standing.reach).count();
  playback.title = standing.title;
  playback.expires_at = grant.expires_at;
  return playback;
}

}  // namespace lectern::streamer
