#pragma once
// Removes the files that no row names any more. What deletes or replaces a version queues a job in the same
// transaction, so that no file goes before its row has, and none is forgotten; a sweep finds what a crash
// left between a file and its row.

#include <filesystem>
#include <vector>

#include "base/clock.h"
#include "catalog/video.h"
#include "storage/blobs/blob_store.h"
#include "storage/jobs/job.h"

namespace lectern::storage {
class Database;
class Writer;
}  // namespace lectern::storage

namespace lectern::catalog {

/// Queues the removal of the source and the package of a version, `after` a while.
void queue_removal(storage::Writer& db, const VideoVersion& version, Milliseconds after);

class Janitor {
 public:
  /// `packages` holds `<video>/<generation>/`.
  Janitor(storage::Database& database, blobs::BlobStore& blobs, std::filesystem::path packages);

  jobs::JobKind job_kind();
  /// Removes packages and blobs without a row, unless they are young: their row may be on its way.
  void sweep();

 private:
  void remove_files(const jobs::Job& job);
  void sweep_packages();
  void sweep_blobs();
  bool is_known(const VideoId& video, std::int64_t generation) const;

  storage::Database& database_;
  blobs::BlobStore& blobs_;
  std::filesystem::path packages_;
};

}  // namespace lectern::catalog
