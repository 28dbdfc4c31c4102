#include "catalog/videos.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/random.h"
#include "catalog/events.h"
#include "catalog/janitor.h"
#include "catalog/source_hash.h"
#include "catalog/video_work.h"
#include "storage/db/database.h"
#include "storage/db/query.h"
#include "storage/jobs/job_queue.h"
#include "storage/outbox/outbox.h"

namespace lectern::catalog {

namespace {

using namespace std::chrono_literals;

const storage::Query kVersion{"video.version", R"sql(
  SELECT v.video_id, v.generation, v.state, d.lesson_id, v.blob_key, v.sha256, v.size, v.filename, v.progress,
         v.error, v.duration_seconds, v.width, v.height, v.container
    FROM video_version v JOIN video d ON d.id = v.video_id
   WHERE v.video_id = ?1 AND v.generation = ?2)sql"};

const storage::Query kVersions{"video.versions", R"sql(
  SELECT v.video_id, v.generation, v.state, d.lesson_id, v.blob_key, v.sha256, v.size, v.filename, v.progress,
         v.error, v.duration_seconds, v.width, v.height, v.container
    FROM video d JOIN video_version v ON v.video_id = d.id
   WHERE d.lesson_id = ?1
   ORDER BY v.generation DESC)sql"};

const storage::Query kNotes{"video.notes", R"sql(
  SELECT sentence FROM video_note WHERE video_id = ?1 AND generation = ?2 ORDER BY position)sql"};

const storage::Query kUploadInHand{"video.upload_in_hand", R"sql(
  SELECT d.id, u.filename, u.size, u.received
    FROM upload u JOIN video d ON d.lesson_id = u.lesson_id
   WHERE u.lesson_id = ?1 AND u.purpose = 'video' AND u.finished_at IS NULL AND u.expires_at > ?2
   ORDER BY u.id DESC LIMIT 1)sql"};

const storage::Query kVideoOf{"video.of_lesson", R"sql(
  SELECT id FROM video WHERE lesson_id = ?1)sql"};

const storage::Query kInsertVideo{"video.insert", R"sql(
  INSERT INTO video (id, lesson_id, last_generation, created_at) VALUES (?1, ?2, 0, ?3))sql"};

const storage::Query kNextGeneration{"video.next_generation", R"sql(
  UPDATE video SET last_generation = last_generation + 1 WHERE id = ?1 RETURNING last_generation)sql"};

const storage::Query kDeleteVideo{"video.delete", R"sql(
  DELETE FROM video WHERE lesson_id = ?1)sql"};

const storage::Query kInsertVersion{"video.insert_version", R"sql(
  INSERT INTO video_version (video_id, generation, state, blob_key, sha256, size, filename, progress, created_at,
                             updated_at)
  VALUES (?1, ?2, 'probing', ?3, ?4, ?5, ?6, 0, ?7, ?7))sql"};

const storage::Query kDeleteVersion{"video.delete_version", R"sql(
  DELETE FROM video_version WHERE video_id = ?1 AND generation = ?2)sql"};

const storage::Query kKeepSource{"video.keep_source", R"sql(
  INSERT INTO video_source (video_id, generation, blob_key, sha256, size, filename, retired_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7))sql"};

const storage::Query kKeptSource{"video.kept_source", R"sql(
  SELECT s.blob_key, s.sha256, s.size, s.filename
    FROM video d JOIN video_source s ON s.video_id = d.id WHERE d.lesson_id = ?1 AND s.generation = ?2)sql"};

const storage::Query kForgetSources{"video.forget_sources", R"sql(
  DELETE FROM video_source WHERE retired_at < ?1)sql"};

const storage::Query kSetState{"video.set_state", R"sql(
  UPDATE video_version SET state = ?3, error = ?4, progress = ?5, updated_at = ?6
   WHERE video_id = ?1 AND generation = ?2)sql"};

const storage::Query kSetFacts{"video.set_facts", R"sql(
  UPDATE video_version
     SET duration_seconds = coalesce(?3, duration_seconds), width = coalesce(?4, width),
         height = coalesce(?5, height), container = coalesce(?6, container), updated_at = ?7
   WHERE video_id = ?1 AND generation = ?2)sql"};

const storage::Query kSetProgress{"video.set_progress", R"sql(
  UPDATE video_version SET progress = ?3 WHERE video_id = ?1 AND generation = ?2)sql"};

const storage::Query kAddNote{"video.add_note", R"sql(
  INSERT INTO video_note (video_id, generation, position, sentence)
  SELECT ?1, ?2, coalesce(max(position), 0) + 1, ?3 FROM video_note WHERE video_id = ?1 AND generation = ?2)sql"};

// Pages hear of progress this often, and the database this often.
constexpr Milliseconds kTellEvery = 250ms;
constexpr Milliseconds kStoreEvery = 5s;
// Whoever watches a version that was replaced may go on for this long.
constexpr Milliseconds kGraceForViewers = 1h;
// A transcoder that is told to stop needs a moment before its package can go.
constexpr Milliseconds kGraceForWorkers = 10s;

VideoVersion as_version(const storage::Row& row) {
  VideoVersion version;
  version.video = row.get<VideoId>(0);
  version.generation = row.get<std::int64_t>(1);
  version.state = row.get<VideoState>(2);
  version.source.lesson = row.get<LessonId>(3);
  version.source.blob = row.get<blobs::BlobKey>(4);
  version.source.sha256 = row.get<std::optional<std::string>>(5);
  version.source.size = row.get<std::int64_t>(6);
  version.source.filename = row.get<std::string>(7);
  version.progress = row.get<double>(8);
  version.error = row.get<std::optional<std::string>>(9);
  version.facts = {row.get<std::optional<double>>(10), row.get<std::optional<int>>(11),
                   row.get<std::optional<int>>(12), row.get<std::optional<std::string>>(13)};
  return version;
}

std::string as_text(const storage::Row& row) {
  return row.get<std::string>(0);
}
VideoId as_video_id(const storage::Row& row) {
  return row.get<VideoId>(0);
}
std::int64_t as_number(const storage::Row& row) {
  return row.get<std::int64_t>(0);
}

bool plays(const VideoVersion& version) {
  return version.state == VideoState::Playable || version.state == VideoState::Ready;
}

bool is_worked_on(const VideoVersion& version) {
  return version.state == VideoState::Probing || version.state == VideoState::Playable;
}

void append_changed(storage::Writer& db, const VideoVersion& version, VideoState state) {
  outbox::append(db, VideoChanged{version.source.lesson, version.video, version.generation, state});
}

}  // namespace

std::optional<VideoSource> Videos::source_of(const storage::Reader& db, const VideoId& video,
                                             std::int64_t generation) const {
  auto version = db.first(kVersion, as_version, video, generation);
  if (!version) return std::nullopt;
  return std::move(version->source);
}

Change Videos::mark_probing(storage::Writer& db, const VideoId& video, std::int64_t generation) {
  return move(db, video, generation, VideoState::Probing, std::nullopt);
}

Change Videos::record_facts(storage::Writer& db, const VideoId& video, std::int64_t generation,
                            const MediaFacts& facts) {
  const auto version = db.first(kVersion, as_version, video, generation);
  if (!version) return Change::Gone;
  db.run(kSetFacts, video, generation, facts.duration_seconds, facts.width, facts.height, facts.container,
         db.now());
  append_changed(db, *version, version->state);
  return Change::Made;
}

Change Videos::add_note(storage::Writer& db, const VideoId& video, std::int64_t generation,
                        const std::string& sentence) {
  const auto version = db.first(kVersion, as_version, video, generation);
  if (!version) return Change::Gone;
  const auto notes = db.all(kNotes, as_text, video, generation);
  if (std::find(notes.begin(), notes.end(), sentence) != notes.end()) return Change::Made;
  db.run(kAddNote, video, generation, sentence);
  append_changed(db, *version, version->state);
  return Change::Made;
}

Change Videos::mark_playable(storage::Writer& db, const VideoId& video, std::int64_t generation) {
  return move(db, video, generation, VideoState::Playable, std::nullopt);
}

Change Videos::mark_ready(storage::Writer& db, const VideoId& video, std::int64_t generation) {
  const auto version = db.first(kVersion, as_version, video, generation);
  if (!version) return Change::Gone;
  for (const auto& other : versions_of(db, version->source.lesson)) {
    if (other.generation >= generation) continue;
    // Also the janitor's question before it removes the file, so it has to stand there first.
    if (plays(other))
      db.run(kKeepSource, other.video, other.generation, other.source.blob, other.source.sha256,
             other.source.size, other.source.filename, db.now());
    drop(db, other, kGraceForViewers);
  }
  return move(db, video, generation, VideoState::Ready, std::nullopt);
}

Change Videos::mark_failed(storage::Writer& db, const VideoId& video, std::int64_t generation,
                           const std::string& sentence) {
  return move(db, video, generation, VideoState::Failed, sentence);
}

Change Videos::move(storage::Writer& db, const VideoId& video, std::int64_t generation, VideoState to,
                    const std::optional<std::string>& error) {
  const auto version = db.first(kVersion, as_version, video, generation);
  if (!version) return Change::Gone;
  if (!may_follow(version->state, to)) return Change::Made;  // It has come further already.
  const double progress = to == VideoState::Ready ? 1.0 : version->progress;
  db.run(kSetState, video, generation, to, error, progress, db.now());
  append_changed(db, *version, to);
  if (to == VideoState::Ready || to == VideoState::Failed)
    in_hand_.with([&](InHand& in_hand) { in_hand.moving.erase({video, generation}); });
  return Change::Made;
}

Change Videos::progress(const VideoId& video, std::int64_t generation, const VideoProgress& progress) {
  const auto now = clock_.now();
  bool tell = false;
  bool store = false;
  LessonId lesson;
  in_hand_.with([&](InHand& in_hand) {
    auto& moving = in_hand.moving[{video, generation}];
    moving.progress = progress;
    tell = now - moving.told_at >= kTellEvery;
    store = now - moving.stored_at >= kStoreEvery;
    if (tell) moving.told_at = now;
    if (store) moving.stored_at = now;
    lesson = moving.lesson;
  });
  if (store || lesson.empty()) {
    const auto source = database_.write([&](storage::Writer& db) {
      db.run(kSetProgress, video, generation, progress.fraction);
      return source_of(db, video, generation);
    });
    if (!source) {
      in_hand_.with([&](InHand& in_hand) { in_hand.moving.erase({video, generation}); });
      return Change::Gone;
    }
    lesson = source->lesson;
    in_hand_.with([&](InHand& in_hand) { in_hand.moving[{video, generation}].lesson = lesson; });
  }
  if (tell) announce(lesson);
  return Change::Made;
}

std::optional<VideoView> Videos::find_view(const storage::Reader& db, const LessonId& lesson) const {
  const auto versions = versions_of(db, lesson);
  // An upload that is to replace a video shows on the page that sends it; to everyone else the lesson stays
  // as it is.
  if (versions.empty() || versions.front().state == VideoState::Failed) {
    if (auto uploading = uploading_view(db, lesson)) {
      const auto playing = std::find_if(versions.begin(), versions.end(), plays);
      if (playing != versions.end()) uploading->playable_generation = playing->generation;
      return uploading;
    }
  }
  if (versions.empty()) return std::nullopt;
  auto view = view_of(db, versions.front());
  const auto playing = std::find_if(versions.begin(), versions.end(), plays);
  if (playing != versions.end()) view.playable_generation = playing->generation;
  return view;
}

VideoView Videos::view_of(const storage::Reader& db, const VideoVersion& version) const {
  VideoView view;
  view.id = version.video;
  view.state = version.state;
  view.error = version.error;
  view.facts = version.facts;
  view.filename = version.source.filename;
  view.size = version.source.size;
  view.generation = version.generation;
  view.notes = db.all(kNotes, as_text, version.video, version.generation);
  view.progress.fraction = version.progress;
  if (!is_worked_on(version)) return view;
  in_hand_.with([&](const InHand& in_hand) {
    const auto found = in_hand.moving.find({version.video, version.generation});
    if (found != in_hand.moving.end()) view.progress = found->second.progress;
  });
  return view;
}

std::optional<VideoView> Videos::uploading_view(const storage::Reader& db, const LessonId& lesson) const {
  const auto as_view = [](const storage::Row& row) {
    VideoView view;
    view.id = row.get<VideoId>(0);
    view.filename = row.get<std::string>(1);
    view.size = row.get<std::int64_t>(2);
    if (view.size > 0)
      view.progress.fraction = static_cast<double>(row.get<std::int64_t>(3)) / static_cast<double>(view.size);
    return view;
  };
  auto view = db.first(kUploadInHand, as_view, lesson, clock_.now());
  if (!view) return std::nullopt;
  in_hand_.with([&](const InHand& in_hand) {
    const auto found = in_hand.receiving.find(lesson);
    if (found != in_hand.receiving.end()) view->progress.fraction = found->second.fraction;
  });
  return view;
}

std::optional<VideoVersion> Videos::find_playable(const storage::Reader& db, const LessonId& lesson) const {
  for (auto& version : versions_of(db, lesson)) {
    if (!plays(version)) continue;
    version.notes = db.all(kNotes, as_text, version.video, version.generation);
    return std::move(version);
  }
  return std::nullopt;
}

std::vector<VideoVersion> Videos::versions_of(const storage::Reader& db, const LessonId& lesson) const {
  return db.all(kVersions, as_version, lesson);
}

VideoId Videos::ensure(storage::Writer& db, const LessonId& lesson) {
  if (const auto found = db.first(kVideoOf, as_video_id, lesson)) return *found;
  const auto id = new_id<VideoId>(clock_);
  db.run(kInsertVideo, id, lesson, db.now());
  return id;
}

std::int64_t Videos::add_version(storage::Writer& db, const VideoSource& source) {
  const auto video = ensure(db, source.lesson);
  for (const auto& other : versions_of(db, source.lesson)) {
    if (!plays(other)) drop(db, other, kGraceForWorkers);  // Nobody needs what was never seen.
  }
  const auto generation = db.first(kNextGeneration, as_number, video).value();
  db.run(kInsertVersion, video, generation, source.blob, source.sha256, source.size, source.filename,
         db.now());
  if (!source.sha256) queue_source_hash(db, video, generation);

  queue_transcoding(db, video, generation);
  outbox::append(db, VideoChanged{source.lesson, video, generation, VideoState::Probing});
  in_hand_.with([&](InHand& in_hand) { in_hand.receiving.erase(source.lesson); });
  return generation;
}

std::int64_t Videos::restore_source(storage::Writer& db, const LessonId& lesson, std::int64_t generation) {
  const auto as_source = [&](const storage::Row& row) {
    return VideoSource{lesson, row.get<blobs::BlobKey>(0), row.get<std::optional<std::string>>(1),
                       row.get<std::int64_t>(2), row.get<std::string>(3)};
  };
  const auto source = db.first(kKeptSource, as_source, lesson, generation);
  if (!source) throw Error(ErrorCode::Gone, "The file of that version is kept no longer.");
  return add_version(db, *source);
}

void Videos::forget_sources_before(storage::Writer& db, Instant then) {
  db.run(kForgetSources, then);
}

void Videos::remove(storage::Writer& db, const LessonId& lesson) {
  for (const auto& version : versions_of(db, lesson)) drop(db, version, kGraceForWorkers);
  db.run(kDeleteVideo, lesson);
  in_hand_.with([&](InHand& in_hand) { in_hand.receiving.erase(lesson); });
}

void Videos::drop(storage::Writer& db, const VideoVersion& version, Milliseconds after) {
  jobs::cancel_by_key(db, transcoding_key(version.video, version.generation));
  db.run(kDeleteVersion, version.video, version.generation);
  queue_removal(db, version, after);
}

void Videos::receiving(const LessonId& lesson, std::int64_t received, std::int64_t size) {
  const auto now = clock_.now();
  const bool tell = in_hand_.with([&](InHand& in_hand) {
    auto& entry = in_hand.receiving[lesson];
    entry.fraction = size > 0 ? static_cast<double>(received) / static_cast<double>(size) : 0;
    if (now - entry.told_at < kTellEvery) return false;
    entry.told_at = now;
    return true;
  });
  if (tell) announce(lesson);
}

void Videos::announce(const LessonId& lesson) const {
  const auto view = database_.read([&](const storage::Reader& db) { return find_view(db, lesson); });
  const nlohmann::json message = {{"type", "video"},
                                  {"lesson_id", lesson.text()},
                                  {"video", view ? as_json(*view) : nlohmann::json(nullptr)}};
  live_.publish("lessons/" + lesson.text(), message.dump());
}

outbox::Consumer Videos::consumer() {
  outbox::Consumer consumer;
  consumer.name = "video_announcer";
  consumer.start_at = outbox::StartAt::Now;
  consumer.handle = [this](const outbox::Event& event) {
    if (event.topic == kVideoChangedTopic) announce(LessonId{event.subject});
  };
  return consumer;
}

}  // namespace lectern::catalog
