#include "storage/db/migrator.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "base/crypto.h"
#include "base/encoding.h"
#include "base/error.h"
#include "base/log.h"
#include "storage/db/backup.h"
#include "storage/db/connection.h"

namespace lectern::storage {
namespace {

// Not in the schema folder, because it says which of those files were applied.
constexpr const char* kCreateTable = R"sql(
  CREATE TABLE IF NOT EXISTS migration (
    version    INTEGER PRIMARY KEY,
    name       TEXT NOT NULL,
    sha256     TEXT NOT NULL,
    applied_at INTEGER NOT NULL
  ) STRICT)sql";

const Query kApplied{"migration.applied", "SELECT version, name, sha256 FROM migration ORDER BY version"};
const Query kRecord{"migration.record", R"sql(
  INSERT INTO migration (version, name, sha256, applied_at) VALUES (?1, ?2, ?3, ?4))sql"};

struct Applied {
  std::string name;
  std::string sha256;
};

std::string hash_of(const Migration& migration) {
  return to_hex(sha256(migration.sql));
}

std::map<int, Applied> applied_to(Connection& connection) {
  std::map<int, Applied> applied;
  Lease lease(connection, kApplied, {});
  while (lease.step()) {
    const Row row = lease.row();
    applied[row.get<int>(0)] = {row.get<std::string>(1), row.get<std::string>(2)};
  }
  return applied;
}

void check(const std::map<int, Applied>& applied, std::span<const Migration> known) {
  for (const auto& [version, record] : applied) {
    const auto ours =
        std::find_if(known.begin(), known.end(), [&](const auto& m) { return m.version == version; });
    if (ours == known.end())
      throw Error(
          ErrorCode::Conflict,
          fmt::format(
              "This database was written by a newer Lectern (it has change {} '{}'). Start that version, "
              "or restore a backup made by this one.",
              version, record.name));
    if (hash_of(*ours) != record.sha256)
      throw Error(
          ErrorCode::Conflict,
          fmt::format(
              "Change {} '{}' of this database is not the one this Lectern knows. Restore a backup, or "
              "start the version that wrote it.",
              version, record.name));
  }
}

void fail_on_broken_references(Connection& connection, const Migration& migration) {
  static const Query kBroken{"migration.broken_references",
                             "SELECT \"table\" FROM pragma_foreign_key_check()"};
  Lease lease(connection, kBroken, {});
  if (lease.step())
    throw Error(
        ErrorCode::Internal, "The database could not be brought up to date.",
        fmt::format("change {} leaves broken references in {}", migration.version, lease.row().text(0)));
}

void apply(Connection& connection, const Migration& migration, Instant now) {
  try {
    connection.execute("BEGIN IMMEDIATE");
    connection.execute(std::string{migration.sql});
    fail_on_broken_references(connection, migration);
    const std::string hash = hash_of(migration);
    const Value values[] = {to_value(migration.version), migration.name, std::string_view{hash},
                            to_value(now)};
    run(connection, kRecord, values);
    connection.execute("COMMIT");
  } catch (...) {
    if (connection.in_transaction()) connection.execute("ROLLBACK");
    throw;
  }
  log::info("migration_applied", {{"version", migration.version}, {"name", migration.name}});
}

void back_up_first(const MigratorOptions& options, int version, Instant now) {
  const auto folder = options.backups.empty() ? options.file.parent_path() : options.backups;
  std::filesystem::create_directories(folder);
  const auto name = fmt::format("before-{:04}-{}.db", version, now.time_since_epoch().count());
  back_up(options.file, folder / name);
  log::info("backup_made", {{"file", (folder / name).string()}});
}

}  // namespace

int migrate(const MigratorOptions& options, const Clock& clock, std::span<const Migration> migrations) {
  Connection connection(options.file, Access::ReadWrite);
  connection.execute(kCreateTable);
  const auto applied = applied_to(connection);
  check(applied, migrations);

  std::vector<Migration> pending;
  for (const auto& migration : migrations)
    if (!applied.contains(migration.version)) pending.push_back(migration);
  if (pending.empty()) return 0;
  if (!applied.empty()) back_up_first(options, pending.front().version, clock.now());

  // Rebuilding a table drops it for a moment; the check before each commit finds what that would break.
  connection.execute("PRAGMA foreign_keys = OFF");
  for (const auto& migration : pending) apply(connection, migration, clock.now());
  return static_cast<int>(pending.size());
}

}  // namespace lectern::storage
