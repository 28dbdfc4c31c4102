#pragma once
// The job that makes a video's package: opens the source, runs the media child on it, and tells the catalog
// how it goes. Stopped, it leaves whole segments behind and goes on from them next time. What the child
// refuses fails for good at once; a crash is tried once more.

#include <filesystem>
#include <string>
#include <vector>

#include "storage/jobs/job.h"
#include "transcoder/order.h"

namespace lectern::storage {
class Database;
}
namespace lectern::blobs {
class BlobStore;
}
namespace lectern::catalog {
class Videos;
}

namespace lectern::transcoder {

struct TranscodeJobOptions {
  /// Packages are made in <packages>/<video>/<generation>.
  std::filesystem::path packages;
  /// The program and its arguments that run media_child_main().
  std::vector<std::string> child;
  unsigned jobs = 1;     ///< At a time.
  TranscodeOrder order;  ///< Threads and limits.
  std::chrono::milliseconds stall_limit = std::chrono::minutes{5};
};

/// The row for the table of kinds: kind "transcode", payload {"video_id", "generation"}. The services must
/// outlive it.
jobs::JobKind transcode_kind(TranscodeJobOptions options, storage::Database& database,
                             const blobs::BlobStore& blobs, catalog::Videos& videos);

}  // namespace lectern::transcoder
