#include "catalog/source_hash.h"

#include <nlohmann/json.hpp>

#include "base/encoding.h"
#include "storage/blobs/uploads.h"
#include "storage/db/database.h"
#include "storage/db/query.h"
#include "storage/jobs/job_queue.h"

namespace lectern::catalog {

namespace {

const storage::Query kBlobOf{"source_hash.blob", R"sql(
  SELECT blob_key FROM video_version WHERE video_id = ?1 AND generation = ?2)sql"};

const storage::Query kStore{"source_hash.store", R"sql(
  UPDATE video_version SET sha256 = ?3 WHERE video_id = ?1 AND generation = ?2)sql"};

constexpr char kKind[] = "hash_source";

void hash_source(storage::Database& database, const blobs::BlobStore& blobs, const jobs::Job& job,
                 jobs::JobContext& context) {
  const auto payload = nlohmann::json::parse(job.payload);
  const VideoId video{payload.at("video_id").get<std::string>()};
  const auto generation = payload.at("generation").get<std::int64_t>();
  const auto blob = database.read([&](const storage::Reader& db) {
    return db.first(
        kBlobOf, [](const storage::Row& row) { return row.get<blobs::BlobKey>(0); }, video, generation);
  });
  if (!blob) return;
  const auto digest = to_hex(blobs::hash_blob(blobs, *blob, context.stop_token()));
  database.write([&](storage::Writer& db) {
    db.run(kStore, video, generation, digest);
    jobs::finish(db, job);
  });
}

}  // namespace

void queue_source_hash(storage::Writer& db, const VideoId& video, std::int64_t generation) {
  const nlohmann::json payload = {{"video_id", video.text()}, {"generation", generation}};
  jobs::NewJob job;
  job.kind = kKind;
  job.payload = payload.dump();
  job.priority = 10;
  jobs::enqueue(db, job);
}

jobs::JobKind source_hash_kind(storage::Database& database, const blobs::BlobStore& blobs) {
  jobs::JobKind kind;
  kind.kind = kKind;
  kind.handler = [&database, &blobs](const jobs::Job& job, jobs::JobContext& context) {
    hash_source(database, blobs, job, context);
  };
  return kind;
}

}  // namespace lectern::catalog
