#include "app/transcoding.h"

#include "transcoder/media_program.h"
#include "transcoder/transcode_job.h"

namespace lectern::app {

jobs::JobKind transcoding_kind(const config::Settings& settings, const DataFolder& folder,
                               storage::Database& database, const blobs::BlobStore& blobs,
                               catalog::Videos& videos) {
  transcoder::TranscodeJobOptions options;
  options.packages = folder.packages();
  options.child = transcoder::media_program();
  options.jobs = static_cast<unsigned>(settings.transcode_jobs);
  options.order.threads = static_cast<int>(settings.transcode_threads);
  options.order.memory_limit = settings.transcode_memory_limit.bytes;
  return transcoder::transcode_kind(std::move(options), database, blobs, videos);
}

}  // namespace lectern::app
