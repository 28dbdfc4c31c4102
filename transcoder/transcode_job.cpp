#include "transcoder/transcode_job.h"

#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <stop_token>
#include <thread>

#include "base/json.h"
#include "base/log.h"
#include "catalog/videos.h"
#include "storage/blobs/blob_store.h"
#include "storage/db/database.h"
#include "storage/jobs/job_queue.h"
#include "transcoder/child.h"

namespace lectern::transcoder {
namespace {

using catalog::Change;

constexpr char kKind[] = "transcode";
constexpr std::chrono::milliseconds kLease{30'000};
/// Trouble outside the file (a full disk) is worth several attempts, a crash only two.
constexpr int kMostAttempts = 5;
constexpr int kMostCrashes = 2;
/// A child of an earlier start may still be closing its files: it holds the lock of the package until it is
/// gone.
constexpr int kLockTries = 20;
constexpr std::chrono::milliseconds kLockPause{250};

struct Target {
  VideoId video;
  std::int64_t generation = 0;
};

Target target_of(const jobs::Job& job) {
  const nlohmann::json payload = parse_json(job.payload);
  FieldReader fields(payload);
  Target target{VideoId{fields.text("video_id")}, fields.integer("generation", 1, INT64_MAX)};
  fields.finish();
  return target;
}

/// One attempt.
class Attempt {
 public:
  Attempt(const TranscodeJobOptions& options, storage::Database& database, const blobs::BlobStore& blobs,
          catalog::Videos& videos, const jobs::Job& job, jobs::JobContext& context)
      : options_(options),
        database_(database),
        blobs_(blobs),
        videos_(videos),
        job_(job),
        context_(context),
        target_(target_of(job)) {}

  void run() {
    const auto source = database_.write([&](storage::Writer& db) -> std::optional<catalog::VideoSource> {
      auto found = videos_.source_of(db, target_.video, target_.generation);
      if (!found || videos_.mark_probing(db, target_.video, target_.generation) == Change::Gone)
        return std::nullopt;
      return found;
    });
    if (!source) return;  // Deleted meanwhile: there is nothing left to do.
    const UniqueFd file = blobs_.open(source->blob);
    const auto outcome = run_until_lock_is_free(file);
    if (is_gone_) return;
    conclude(outcome);
  }

 private:
  ChildOutcome run_until_lock_is_free(const UniqueFd& file) {
    ChildOptions child;
    child.program = options_.child;
    child.source = file.get();
    child.package = options_.packages / target_.video.text() / std::to_string(target_.generation);
    child.order = options_.order;
    child.stall_limit = options_.stall_limit;
    std::filesystem::create_directories(child.package);
    const std::stop_callback pass_on(context_.stop_token(), [this] { stop_.request_stop(); });
    ChildOutcome outcome;
    for (int tries = 0; tries < kLockTries && !stop_.stop_requested(); ++tries) {
      outcome = run_child(
          child, [this](const ChildMessage& message) { hear(message); }, stop_.get_token());
      if (outcome.end != ChildEnd::Failed || outcome.code != ErrorCode::Conflict) break;
      std::this_thread::sleep_for(kLockPause);
    }
    return outcome;
  }

  void hear(const ChildMessage& message) {
    if (const auto* probed = std::get_if<message::Probed>(&message)) record(*probed);
    if (std::holds_alternative<message::Playable>(message)) {
      change(
          [&](storage::Writer& db) { return videos_.mark_playable(db, target_.video, target_.generation); });
    }
    if (const auto* note = std::get_if<message::Note>(&message)) {
      change([&](storage::Writer& db) {
        return videos_.add_note(db, target_.video, target_.generation, note->sentence);
      });
    }
    if (const auto* progress = std::get_if<message::Progress>(&message)) {
      context_.progress(progress->fraction);
      heed(videos_.progress(target_.video, target_.generation,
                            {progress->fraction, progress->speed, progress->seconds_left}));
    }
  }

  void record(const message::Probed& probed) {
    catalog::MediaFacts facts;
    if (probed.duration_seconds > 0) facts.duration_seconds = probed.duration_seconds;
    if (probed.width > 0) {
      facts.width = probed.width;
      facts.height = probed.height;
    }
    facts.container = probed.container;
    change([&](storage::Writer& db) {
      return videos_.record_facts(db, target_.video, target_.generation, facts);
    });
  }

  template <typename Function>
  void change(Function&& function) {
    heed(database_.write(function));
  }

  /// A version that is gone needs no child.
  void heed(Change change) {
    if (change != Change::Gone) return;
    is_gone_ = true;
    stop_.request_stop();
  }

  void conclude(const ChildOutcome& outcome) {
    switch (outcome.end) {
      case ChildEnd::Done:
        database_.write([&](storage::Writer& db) {
          if (videos_.mark_ready(db, target_.video, target_.generation) == Change::Made)
            jobs::finish(db, job_);
        });
        return;
      case ChildEnd::Stopped:
        throw Error(ErrorCode::Cancelled, outcome.message, outcome.detail);
      case ChildEnd::Refused:
        throw Error(outcome.code, outcome.message, outcome.detail);
      case ChildEnd::Failed:
        throw Error(outcome.code, outcome.message, outcome.detail);
      case ChildEnd::Crashed:
        // Unsupported ends the job for good: the same bytes have broken it twice.
        throw Error(job_.attempts >= kMostCrashes ? ErrorCode::Unsupported : ErrorCode::Internal,
                    outcome.message, outcome.detail);
    }
  }

  const TranscodeJobOptions& options_;
  storage::Database& database_;
  const blobs::BlobStore& blobs_;
  catalog::Videos& videos_;
  const jobs::Job& job_;
  jobs::JobContext& context_;
  Target target_;
  std::stop_source stop_;
  bool is_gone_ = false;
};

}  // namespace

jobs::JobKind transcode_kind(TranscodeJobOptions options, storage::Database& database,
                             const blobs::BlobStore& blobs, catalog::Videos& videos) {
  jobs::JobKind kind;
  kind.kind = kKind;
  kind.threads = options.jobs;
  kind.lease = kLease;
  kind.max_attempts = kMostAttempts;
  const auto shared = std::make_shared<const TranscodeJobOptions>(std::move(options));
  kind.handler = [shared, &database, &blobs, &videos](const jobs::Job& job, jobs::JobContext& context) {
    Attempt(*shared, database, blobs, videos, job, context).run();
  };
  kind.on_failed = [&videos](storage::Writer& db, const jobs::Job& job, const jobs::Failure& failure) {
    const Target target = target_of(job);
    videos.mark_failed(db, target.video, target.generation, failure.message);
  };
  return kind;
}

}  // namespace lectern::transcoder
