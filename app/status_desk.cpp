#include "app/status_desk.h"

#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>

#include "app/version.h"
#include "base/metrics.h"
#include "storage/jobs/job_queue.h"

namespace lectern::app {
namespace {

namespace fs = std::filesystem;

using http::Body;
using http::Lane;
using http::Method;
using http::Permission;
using http::Request;
using http::Response;
using nlohmann::json;
using storage::Row;

constexpr int kMostOwners = 200;
constexpr int kBiggest = 20;

const storage::Query kUploads{"status.uploads", R"sql(
  SELECT count(*), coalesce(sum(size), 0), coalesce(sum(received), 0)
    FROM upload WHERE expires_at > ?1 AND finished_at IS NULL)sql"};

const storage::Query kOwners{"status.owners", R"sql(
  SELECT a.id, a.name, a.email,
         (SELECT count(*) FROM course c WHERE c.owner_id = a.id),
         (SELECT coalesce(sum(x.size), 0)
            FROM course c JOIN lesson l ON l.course_id = c.id JOIN video v ON v.lesson_id = l.id
                 JOIN video_version x ON x.video_id = v.id
           WHERE c.owner_id = a.id)
    FROM (SELECT DISTINCT owner_id FROM course WHERE owner_id > '') o JOIN account a ON a.id = o.owner_id)sql"};

const storage::Query kCoursesOf{"status.courses_of", R"sql(
  SELECT c.id, c.title,
         (SELECT count(*) FROM lesson l WHERE l.course_id = c.id),
         (SELECT coalesce(sum(x.size), 0)
            FROM lesson l JOIN video v ON v.lesson_id = l.id JOIN video_version x ON x.video_id = v.id
           WHERE l.course_id = c.id)
    FROM course c WHERE c.owner_id = ?1)sql"};

// The order of the joins is the order of the sizes, so that the limit ends the walk.
const storage::Query kBiggestVideos{"status.biggest_videos", R"sql(
  SELECT x.video_id, x.generation, x.size, x.filename, x.state, l.id, l.title, c.id, c.title
    FROM video_version x CROSS JOIN video v CROSS JOIN lesson l CROSS JOIN course c
   WHERE x.size >= 0 AND v.id = x.video_id AND l.id = v.lesson_id AND c.id = l.course_id
   ORDER BY x.size DESC, x.video_id DESC, x.generation DESC LIMIT ?1)sql"};

std::uint64_t size_of(const fs::path& file) {
  std::error_code missing;
  const auto size = fs::file_size(file, missing);
  return missing ? 0 : size;
}

std::uint64_t size_of_folder(const fs::path& folder) {
  std::uint64_t total = 0;
  std::error_code gone;
  for (const auto& entry : fs::directory_iterator(folder, gone)) total += size_of(entry.path());
  return total;
}

/// Resident memory of this process, in bytes (proc(5): the second field of statm, in pages).
std::uint64_t resident_bytes() {
  std::ifstream file("/proc/self/statm");
  std::uint64_t all = 0;
  std::uint64_t resident = 0;
  file >> all >> resident;
  return resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

json newest_backup(const fs::path& folder) {
  std::optional<fs::file_time_type> newest;
  std::error_code gone;
  for (const auto& entry : fs::directory_iterator(folder, gone)) {
    const auto at = entry.last_write_time(gone);
    if (!gone && (!newest || at > *newest)) newest = at;
  }
  if (!newest) return nullptr;
  const auto at = std::chrono::file_clock::to_sys(*newest);
  return to_rfc3339(std::chrono::floor<Milliseconds>(at));
}

json disk_json(const fs::path& folder) {
  std::error_code unknown;
  const auto space = fs::space(folder, unknown);
  if (unknown) return {{"free", 0}, {"total", 0}};
  return {{"free", space.available}, {"total", space.capacity}};
}

json queue_json(const storage::Reader& db) {
  json queue = json::array();
  for (const auto& row : jobs::counts(db))
    queue.push_back({{"kind", row.kind}, {"state", text_of(row.state)}, {"count", row.count}});
  return queue;
}

json outbound_json(const HttpClient& client) {
  json all = json::array();
  for (const auto& one : client.destinations())
    all.push_back({{"origin", one.origin},
                   {"state", name_of(one.state)},
                   {"calls", one.calls},
                   {"failures", one.failures}});
  return all;
}

}  // namespace

// clang-format off
const http::Entry<StatusDesk> StatusDesk::kRoutes[] = {
    {Method::Get, "/api/v1/admin/status",                      Permission::SystemRead, Body::None, Lane::Worker, &StatusDesk::show_status,  "Tell how the server is",                        {"", "SystemStatus"}},
    {Method::Get, "/api/v1/admin/storage",                     Permission::SystemRead, Body::None, Lane::Slow,   &StatusDesk::show_storage, "Tell who keeps how much, and the largest videos", {"", "StorageReport"}},
    {Method::Get, "/api/v1/admin/storage/owners/{id}/courses", Permission::SystemRead, Body::None, Lane::Worker, &StatusDesk::show_courses, "Tell how much each course of an owner keeps",   {"", "StorageCourses"}},
};
// clang-format on

std::vector<http::Route> StatusDesk::routes() {
  return http::bind(*this, std::span<const http::Entry<StatusDesk>>{kRoutes});
}

json StatusDesk::status() {
  using std::chrono::duration_cast;
  const auto asked = std::chrono::steady_clock::now();
  database_.write([](storage::Writer&) {});
  const auto waited = duration_cast<Milliseconds>(std::chrono::steady_clock::now() - asked);
  const auto up = duration_cast<std::chrono::seconds>(asked - started_);
  return {{"version", kVersion},
          {"uptime_seconds", up.count()},
          {"at", to_rfc3339(database_.clock().now())},
          {"memory_bytes", resident_bytes()},
          {"database",
           {{"bytes", size_of(folder_.database())},
            {"log_bytes", size_of(folder_.database().string() + "-wal")},
            {"writer_wait_ms", waited.count()}}},
          {"disk", disk_json(folder_.root)},
          {"connections", value_of(Gauge::HttpConnections)},
          {"web_sockets", value_of(Gauge::WebSockets)},
          {"requests", value_of(Counter::HttpRequests)},
          {"errors", value_of(Counter::HttpInternalErrors)},
          {"jobs", database_.read([](const storage::Reader& db) { return queue_json(db); })},
          {"outbound", outbound_json(outbound_)},
          {"last_backup", newest_backup(folder_.backups())}};
}

Response StatusDesk::show_status(const Request&) {
  return Response::json(status()).with("Cache-Control", "no-store");
}

Response StatusDesk::show_storage(const Request&) {
  return database_.read([&](const storage::Reader& db) {
    const auto as_owner = [](const Row& row) {
      return json{{"id", row.get<std::string>(0)},
                  {"name", row.get<std::string>(1)},
                  {"email", row.get<std::string>(2)},
                  {"courses", row.get<std::int64_t>(3)},
                  {"bytes", row.get<std::int64_t>(4)}};
    };
    auto owners = db.all(kOwners, as_owner);
    std::stable_sort(owners.begin(), owners.end(), [](const json& a, const json& b) {
      return a["bytes"].get<std::int64_t>() > b["bytes"].get<std::int64_t>();
    });
    if (owners.size() > kMostOwners) owners.resize(kMostOwners);
    const auto as_video = [&](const Row& row) {
      const auto package =
          folder_.packages() / row.get<std::string>(0) / std::to_string(row.get<std::int64_t>(1));
      return json{{"bytes", row.get<std::int64_t>(2)},
                  {"package_bytes", size_of_folder(package)},
                  {"filename", row.get<std::string>(3)},
                  {"state", row.get<std::string>(4)},
                  {"lesson", {{"id", row.get<std::string>(5)}, {"title", row.get<std::string>(6)}}},
                  {"course", {{"id", row.get<std::string>(7)}, {"title", row.get<std::string>(8)}}}};
    };
    const auto as_uploads = [](const Row& row) {
      return json{{"count", row.get<std::int64_t>(0)},
                  {"bytes", row.get<std::int64_t>(1)},
                  {"received", row.get<std::int64_t>(2)}};
    };
    return Response::json({{"disk", disk_json(folder_.root)},
                           {"quota_of_owner", settings_.current()->upload_quota.bytes},
                           {"uploads", db.first(kUploads, as_uploads, db.now()).value()},
                           {"owners", std::move(owners)},
                           {"videos", db.all(kBiggestVideos, as_video, kBiggest)}});
  });
}

Response StatusDesk::show_courses(const Request& request) {
  const auto owner = http::id_parameter<UserId>(request, "id");
  const auto as_course = [](const Row& row) {
    return json{{"id", row.get<std::string>(0)},
                {"title", row.get<std::string>(1)},
                {"lessons", row.get<std::int64_t>(2)},
                {"bytes", row.get<std::int64_t>(3)}};
  };
  return Response::json({{"items", database_.read([&](const storage::Reader& db) {
                            return db.all(kCoursesOf, as_course, owner);
                          })}});
}

}  // namespace lectern::app
