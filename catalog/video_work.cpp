#include "catalog/video_work.h"

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "catalog/videos.h"
#include "storage/db/database.h"
#include "storage/jobs/job_queue.h"

namespace lectern::catalog {

namespace {

constexpr char kTranscode[] = "transcode";

std::optional<std::pair<VideoId, std::int64_t>> version_of(const jobs::Job& job) {
  if (job.kind != kTranscode) return std::nullopt;
  const auto payload = nlohmann::json::parse(job.payload);
  return std::pair{VideoId{payload.at("video_id").get<std::string>()},
                   payload.at("generation").get<std::int64_t>()};
}

}  // namespace

std::string transcoding_key(const VideoId& video, std::int64_t generation) {
  return std::string{kTranscode} + ":" + video.text() + ":" + std::to_string(generation);
}

void queue_transcoding(storage::Writer& db, const VideoId& video, std::int64_t generation) {
  jobs::NewJob job;
  job.kind = kTranscode;
  job.payload = nlohmann::json{{"video_id", video.text()}, {"generation", generation}}.dump();
  job.dedupe_key = transcoding_key(video, generation);
  jobs::enqueue(db, job);
}

void retry_video(storage::Writer& db, Videos& videos, const LessonId& lesson) {
  const auto view = videos.find_view(db, lesson);
  if (!view || view->state != VideoState::Failed)
    throw Error(ErrorCode::Conflict, "Only a video that failed can be tried again.");
  queue_transcoding(db, view->id, view->generation);
  videos.mark_probing(db, view->id, view->generation);
}

void work_was_taken_up(storage::Writer& db, Videos& videos, const jobs::Job& job) {
  if (const auto version = version_of(job)) videos.mark_probing(db, version->first, version->second);
}

void work_was_ended(storage::Writer& db, Videos& videos, const jobs::Job& job) {
  if (const auto version = version_of(job))
    videos.mark_failed(db, version->first, version->second,
                       "An administrator ended the work on this video. Try it again when it suits.");
}

}  // namespace lectern::catalog
