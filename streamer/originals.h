#pragma once
// Files as they were uploaded: behind a version of a video, for those who may save it, and documents.

#include "catalog/documents.h"
#include "catalog/videos.h"
#include "storage/blobs/blob_store.h"
#include "streamer/packages.h"

namespace lectern::streamer {

/// All three must outlive what is returned.
FindOriginal originals_of(const storage::Database& database, const catalog::Videos& videos,
                          const blobs::BlobStore& blobs);

/// The same for documents: the key holds the document's id.
FindOriginal documents_of(const storage::Database& database, const catalog::Documents& documents,
                          const blobs::BlobStore& blobs);

}  // namespace lectern::streamer
