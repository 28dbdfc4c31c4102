#include "app/worker.h"

#include <fcntl.h>
#include <sys/file.h>

#include <fmt/format.h>

#include "app/adapters.h"
#include "app/data_folder.h"
#include "app/schedule.h"
#include "app/stop_signals.h"
#include "app/transcoding.h"
#include "base/error.h"
#include "base/log.h"
#include "catalog/videos.h"
#include "storage/blobs/local_blob_store.h"
#include "storage/jobs/job_runner.h"

namespace lectern::app {
namespace {

constexpr int kMostWorkers = 256;

/// Jobs that another process queues raise no signal here.
constexpr Milliseconds kLookEvery{1'000};

/// A name that is this worker's alone while it lives, and free for the next one after it: the lock goes with
/// the process. Leases that it left behind are then taken up by whoever gets the name.
struct Place {
  std::string name;
  UniqueFd lock;
};

Place take_place(const DataFolder& folder) {
  for (int number = 1; number <= kMostWorkers; ++number) {
    Place place{fmt::format("worker-{}", number), {}};
    place.lock = open_file(folder.root / (place.name + ".lock"), O_RDWR | O_CREAT);
    if (::flock(place.lock.get(), LOCK_EX | LOCK_NB) == 0) return place;
  }
  throw Error(ErrorCode::Conflict,
              fmt::format("There are {} workers on this data folder already.", kMostWorkers));
}

}  // namespace

int work(const config::Settings& settings) {
  const StopSignals signals;
  log::set_level(settings.log_level);
  const DataFolder folder{settings.data_dir};
  if (!std::filesystem::exists(folder.database()))
    throw Error(ErrorCode::NotFound,
                "There is no Lectern in " + folder.root.string() + ". Start `lectern serve` first.");
  const Place place = take_place(folder);
  SystemClock clock;
  storage::Database database({.file = folder.database(), .backups = folder.backups()}, clock);
  const blobs::LocalBlobStore blobs(folder.blobs());
  LateLive nobody;
  catalog::Videos videos(database, nobody, clock);
  jobs::JobRunner runner(database, {transcoding_kind(settings, folder, database, blobs, videos)}, place.name);
  Schedule schedule({{"jobs.look", kLookEvery, [&] { database.signal(storage::Wake::Jobs).raise(); }}});
  runner.start();
  schedule.start();
  log::info("working", {{"place", place.name}, {"jobs", settings.transcode_jobs}});
  signals.wait();
  schedule.stop();
  runner.stop();
  return 0;
}

}  // namespace lectern::app
