#include "lms/identity/data_exports.h"

#include <fcntl.h>

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/file.h"
#include "base/random.h"
#include "base/zip.h"
#include "catalog/acting.h"
#include "lms/identity/accounts.h"
#include "lms/identity/letters.h"
#include "storage/db/database.h"
#include "storage/db/query.h"
#include "storage/jobs/job_queue.h"
#include "storage/outbox/outbox.h"

namespace lectern::lms {

namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

const storage::Query kFindOf{"data_exports.find_of", R"sql(
  SELECT id, state, size, created_at, expires_at FROM data_export WHERE account_id = ?1)sql"};

const storage::Query kOwner{"data_exports.owner", R"sql(
  SELECT account_id FROM data_export WHERE id = ?1)sql"};

const storage::Query kReplace{"data_exports.replace", R"sql(
  INSERT INTO data_export (id, account_id, state, size, created_at, expires_at) VALUES (?1, ?2, 'waiting', 0, ?3, ?4)
  ON CONFLICT (account_id) DO UPDATE SET id = excluded.id, state = excluded.state, size = 0,
         created_at = excluded.created_at, expires_at = excluded.expires_at)sql"};

const storage::Query kEnd{"data_exports.end", R"sql(
  UPDATE data_export SET state = ?2, size = ?3 WHERE id = ?1)sql"};

const storage::Query kDeleteExpired{"data_exports.delete_expired", R"sql(
  DELETE FROM data_export WHERE expires_at <= ?1)sql"};

constexpr char kKind[] = "export_data";
constexpr Milliseconds kKept = 24h * 7;

DataExport as_export(const storage::Row& row) {
  return {row.get<DataExportId>(0), row.get<DataExportState>(1), row.get<std::int64_t>(2),
          row.get<Instant>(3), row.get<Instant>(4)};
}

UserId as_user_id(const storage::Row& row) {
  return row.get<UserId>(0);
}

DataExportId export_of(const jobs::Job& job) {
  return DataExportId{nlohmann::json::parse(job.payload).at("export_id").get<std::string>()};
}

void tell_changed(storage::Writer& db, const UserId& user) {
  outbox::append(db, outbox::NewEvent{kDataExportChangedTopic, user.text(), "{}"});
}

void mark_failed(storage::Writer& db, const jobs::Job& job, const jobs::Failure&) {
  const auto id = export_of(job);
  db.run(kEnd, id, DataExportState::Failed, 0);
  if (const auto user = db.first(kOwner, as_user_id, id)) tell_changed(db, *user);
}

}  // namespace

nlohmann::json as_json(const std::optional<DataExport>& found) {
  if (!found) return {{"state", "none"}};
  return {{"state", text_of(found->state)},
          {"size", found->size},
          {"created_at", to_rfc3339(found->created_at)},
          {"expires_at", to_rfc3339(found->expires_at)}};
}

DataExports::DataExports(storage::Database& database, const People& people, const Mailer& mailer,
                         fs::path folder)
    : database_(database), people_(people), mailer_(mailer), folder_(std::move(folder)) {
  fs::create_directories(folder_);
}

fs::path DataExports::file_of(const DataExportId& id) const {
  return folder_ / (id.text() + ".zip");
}

DataExport DataExports::ask(const UserId& user) {
  return database_.write([&](storage::Writer& db) {
    const auto present = db.first(kFindOf, as_export, user);
    if (present && present->state == DataExportState::Waiting) return *present;
    const DataExportId id{new_id_text(db.now())};
    db.run(kReplace, id, user, db.now(), db.now() + kKept);
    jobs::NewJob job;
    job.kind = kKind;
    job.payload = nlohmann::json{{"export_id", id.text()}}.dump();
    jobs::enqueue(db, job);
    tell_changed(db, user);
    return db.first(kFindOf, as_export, user).value();
  });
}

std::optional<DataExport> DataExports::find(const UserId& user) const {
  return database_.read([&](const storage::Reader& db) { return db.first(kFindOf, as_export, user); });
}

http::FileRange DataExports::open(const UserId& user) const {
  const auto found = find(user);
  if (!found || found->state != DataExportState::Ready || !fs::exists(file_of(found->id)))
    http::throw_no_such_thing();
  auto file = std::make_shared<const UniqueFd>(open_file(file_of(found->id), O_RDONLY | O_CLOEXEC));
  return {std::move(file), 0, static_cast<std::uint64_t>(found->size)};
}

std::string DataExports::hand_out(const http::Principal& who, const UserId& user) {
  database_.write([&](storage::Writer& db) {
    require_user(db, user);
    audit::record(db, catalog::act_of(who, "user.data_exported", {"user", user.text()}));
  });
  return database_.read([&](const storage::Reader& db) { return pack(db, user); });
}

std::string DataExports::pack(const storage::Reader& db, const UserId& user) const {
  std::vector<ZipFile> files;
  for (const auto& part : people_.data()) files.push_back({part.name + ".json", part.collect(db, user)});
  return make_zip(files);
}

jobs::JobKind DataExports::job_kind() {
  jobs::JobKind kind;
  kind.kind = kKind;
  kind.handler = [this](const jobs::Job& job, jobs::JobContext&) { make(job); };
  kind.on_failed = mark_failed;
  return kind;
}

void DataExports::make(const jobs::Job& job) {
  const auto id = export_of(job);
  std::string archive;
  const auto owner = database_.read([&](const storage::Reader& db) {
    const auto user = db.first(kOwner, as_user_id, id);
    if (user) archive = pack(db, *user);
    return user;
  });
  if (!owner) return;  // Another one took its place.
  write_file_atomically(file_of(id), archive);
  database_.write([&](storage::Writer& db) {
    db.run(kEnd, id, DataExportState::Ready, static_cast<std::int64_t>(archive.size()));
    tell_changed(db, *owner);
    mailer_.queue(db,
                  letter_to(require_user(db, *owner), Letter::ExportReady, mailer_.link("/account/data")));
    jobs::finish(db, job);
  });
}

void DataExports::sweep() {
  database_.write([](storage::Writer& db) { db.run(kDeleteExpired, db.now()); });
  std::vector<fs::path> orphans;
  for (const auto& entry : fs::directory_iterator(folder_)) {
    const DataExportId id{entry.path().stem().string()};
    const auto owner =
        database_.read([&](const storage::Reader& db) { return db.first(kOwner, as_user_id, id); });
    if (!owner) orphans.push_back(entry.path());
  }
  for (const auto& file : orphans) fs::remove(file);
}

}  // namespace lectern::lms
