#include "catalog/janitor.h"

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/log.h"
#include "base/text.h"
#include "storage/db/database.h"
#include "storage/db/query.h"
#include "storage/jobs/job_queue.h"

namespace lectern::catalog {

namespace {

using namespace std::chrono_literals;

const storage::Query kVersionExists{"janitor.version_exists", R"sql(
  SELECT 1 FROM video_version WHERE video_id = ?1 AND generation = ?2)sql"};

const storage::Query kBlobIsUsed{"janitor.blob_is_used", R"sql(
  SELECT 1 WHERE EXISTS (SELECT 1 FROM video_version WHERE blob_key = ?1)
              OR EXISTS (SELECT 1 FROM document WHERE blob_key = ?1)
              OR EXISTS (SELECT 1 FROM video_source WHERE blob_key = ?1)
              OR EXISTS (SELECT 1 FROM picture_file WHERE blob_key = ?1)
              OR EXISTS (SELECT 1 FROM sound WHERE blob_key = ?1)
              OR EXISTS (SELECT 1 FROM course_archive WHERE blob_key = ?1))sql"};

constexpr char kKind[] = "remove_files";
// A file without a row is an orphan only once nobody can be about to write the row.
constexpr Milliseconds kYoung = 24h;

int nothing(const storage::Row&) {
  return 0;
}

std::vector<std::filesystem::path> folders_in(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> found;
  std::error_code absent;
  for (const auto& entry : std::filesystem::directory_iterator(folder, absent)) {
    if (entry.is_directory()) found.push_back(entry.path());
  }
  return found;
}

void remove_if_empty(const std::filesystem::path& folder) {
  std::error_code not_empty;
  std::filesystem::remove(folder, not_empty);
}

}  // namespace

void queue_removal(storage::Writer& db, const VideoVersion& version, Milliseconds after) {
  const nlohmann::json payload = {{"video_id", version.video.text()},
                                  {"generation", version.generation},
                                  {"blob", version.source.blob.text()}};
  jobs::NewJob job;
  job.kind = kKind;
  job.payload = payload.dump();
  job.priority = 10;
  job.run_at = db.now() + after;
  jobs::enqueue(db, job);
}

Janitor::Janitor(storage::Database& database, blobs::BlobStore& blobs, std::filesystem::path packages)
    : database_(database), blobs_(blobs), packages_(std::move(packages)) {}

jobs::JobKind Janitor::job_kind() {
  jobs::JobKind kind;
  kind.kind = kKind;
  kind.handler = [this](const jobs::Job& job, jobs::JobContext&) { remove_files(job); };
  return kind;
}

void Janitor::remove_files(const jobs::Job& job) {
  const auto payload = nlohmann::json::parse(job.payload);
  const VideoId video{payload.at("video_id").get<std::string>()};
  const auto generation = payload.at("generation").get<std::int64_t>();
  if (is_known(video, generation)) throw Error(ErrorCode::Conflict, "This version is still in use.");

  const auto folder = packages_ / video.text();
  std::filesystem::remove_all(folder / std::to_string(generation));
  remove_if_empty(folder);
  const blobs::BlobKey blob{payload.at("blob").get<std::string>()};
  const bool used =
      database_.read([&](const storage::Reader& db) { return db.first(kBlobIsUsed, nothing, blob); })
          .has_value();
  if (!used) blobs_.remove(blob);
}

void Janitor::sweep() {
  sweep_packages();
  sweep_blobs();
}

void Janitor::sweep_packages() {
  const auto young = std::filesystem::file_time_type::clock::now() - kYoung;
  for (const auto& folder : folders_in(packages_)) {
    const auto video = VideoId::parse(folder.filename().string());
    for (const auto& package : folders_in(folder)) {
      const auto generation = parse_number<std::int64_t>(package.filename().string());
      if (std::filesystem::last_write_time(package) > young) continue;
      if (video && generation && is_known(*video, *generation)) continue;
      log::info("janitor.orphan_package", {{"package", package.string()}});
      std::filesystem::remove_all(package);
    }
    remove_if_empty(folder);
  }
}

void Janitor::sweep_blobs() {
  const auto young = database_.clock().now() - kYoung;
  std::vector<blobs::BlobKey> orphans;
  blobs_.each([&](const blobs::BlobInfo& blob) {
    if (blob.modified > young) return;
    if (!database_.read([&](const storage::Reader& db) { return db.first(kBlobIsUsed, nothing, blob.key); }))
      orphans.push_back(blob.key);
  });
  for (const auto& key : orphans) {
    log::info("janitor.orphan_blob", {{"blob", key.text()}});
    blobs_.remove(key);
  }
}

bool Janitor::is_known(const VideoId& video, std::int64_t generation) const {
  return database_
      .read([&](const storage::Reader& db) { return db.first(kVersionExists, nothing, video, generation); })
      .has_value();
}

}  // namespace lectern::catalog
