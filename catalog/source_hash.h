#pragma once
// The SHA-256 of a source is taken while it is received. Where a restart lost it, this job reads the blob
// afterwards, behind everything that viewers wait for.

#include "catalog/video.h"
#include "storage/blobs/blob_store.h"
#include "storage/jobs/job.h"

namespace lectern::storage {
class Database;
class Writer;
}  // namespace lectern::storage

namespace lectern::catalog {

void queue_source_hash(storage::Writer& db, const VideoId& video, std::int64_t generation);
jobs::JobKind source_hash_kind(storage::Database& database, const blobs::BlobStore& blobs);

}  // namespace lectern::catalog
