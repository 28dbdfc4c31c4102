#pragma once
// The job that makes a video ready: how it is queued, found again and, by hand, taken up or ended.

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "base/ids.h"
#include "storage/jobs/job.h"

namespace lectern::catalog {

class Videos;

/// While a job with this key is under way, there is no second one.
std::string transcoding_key(const VideoId& video, std::int64_t generation);
void queue_transcoding(storage::Writer& db, const VideoId& video, std::int64_t generation);

/// Queues the work on a lesson's newest version once more; Conflict unless it failed.
void retry_video(storage::Writer& db, Videos& videos, const LessonId& lesson);
/// Somebody took up or ended this job by hand: its video says so. Nothing for other jobs.
void work_was_taken_up(storage::Writer& db, Videos& videos, const jobs::Job& job);
void work_was_ended(storage::Writer& db, Videos& videos, const jobs::Job& job);

}  // namespace lectern::catalog
