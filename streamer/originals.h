#pragma once
// The uploaded file behind a version of a video, for those who may save it.

#include "catalog/videos.h"
#include "storage/blobs/blob_store.h"
#include "streamer/packages.h"

namespace lectern::streamer {

/// All three must outlive what is returned.
FindOriginal originals_of(const storage::Database& database, const catalog::Videos& videos,
                          const blobs::BlobStore& blobs);

}  // namespace lectern::streamer
