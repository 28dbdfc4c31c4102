#pragma once
// What the catalog has for the streamer: files as they were uploaded, behind a version of a video for those
// who may save it and behind documents, and captions.

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

/// Captions that instructors brought to the video's lesson. `database` must outlive what is returned.
BroughtCaptions captions_of(const storage::Database& database);

}  // namespace lectern::streamer
