#include "storage/db/backup.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <memory>
#include <string>

#include "base/error.h"
#include "base/file.h"
#include "base/scope_exit.h"
#include "storage/db/connection.h"

namespace lectern::storage {
namespace {

namespace fs = std::filesystem;

// All pages in one step: in a write-ahead log a reader's snapshot stops nobody, and a copy made in steps
// would begin again with every commit in between.
constexpr int kAllPages = -1;

Handle open_plain(const fs::path& file, int flags) {
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(file.c_str(), &handle, flags, nullptr);
  Handle owned{handle};
  if (code != SQLITE_OK)
    throw Error(ErrorCode::Internal, fmt::format("{} cannot be opened as a database.", file.string()),
                sqlite3_errmsg(handle));
  sqlite3_busy_timeout(handle, 5000);
  return owned;
}

void copy_pages(const fs::path& from, const fs::path& to) {
  const Handle source = open_plain(from, SQLITE_OPEN_READONLY);
  const Handle target = open_plain(to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  sqlite3_backup* backup = sqlite3_backup_init(target.get(), "main", source.get(), "main");
  const int stepped = backup == nullptr ? SQLITE_ERROR : sqlite3_backup_step(backup, kAllPages);
  const int finished = backup == nullptr ? SQLITE_ERROR : sqlite3_backup_finish(backup);
  const int code = stepped == SQLITE_DONE ? finished : stepped;
  const std::string detail = sqlite3_errmsg(target.get());
  if (code == SQLITE_FULL || code == SQLITE_IOERR_WRITE)
    throw Error(ErrorCode::StorageFull, "There is no room for the backup.", detail);
  if (code != SQLITE_OK) throw Error(ErrorCode::Internal, "The database could not be copied.", detail);
  // One file: a copy in write-ahead mode would leave -wal and -shm beside itself whenever it is read.
  if (sqlite3_exec(target.get(), "PRAGMA journal_mode = DELETE", nullptr, nullptr, nullptr) != SQLITE_OK)
    throw Error(ErrorCode::Internal, "The backup could not be completed.", sqlite3_errmsg(target.get()));
}

// The first column of the first row as text; "" where there is no row.
std::string ask(sqlite3* handle, const char* sql) {
  sqlite3_stmt* raw = nullptr;
  if (sqlite3_prepare_v2(handle, sql, -1, &raw, nullptr) != SQLITE_OK) return sqlite3_errmsg(handle);
  const Statement statement{raw};
  const int code = sqlite3_step(raw);
  if (code == SQLITE_DONE) return {};
  if (code != SQLITE_ROW) return sqlite3_errmsg(handle);
  const auto* text = sqlite3_column_text(raw, 0);
  return text == nullptr ? std::string{} : static_cast<const char*>(static_cast<const void*>(text));
}

void move_into_place(const fs::path& from, const fs::path& to) {
  if (::rename(from.c_str(), to.c_str()) != 0) throw_errno("rename", from);
  sync_folder(to.parent_path());
}

void copy_beside(const fs::path& from, const fs::path& part) {
  fs::remove(part);
  open_file(part, O_WRONLY | O_CREAT | O_EXCL, 0600).reset();
  copy_pages(from, part);
  verify(part);
  const UniqueFd fd = open_file(part, O_RDWR);
  sync_data(fd.get());
}

fs::path beside(const fs::path& file, const char* suffix) {
  fs::path result = file;
  result += suffix;
  return result;
}

}  // namespace

void verify(const fs::path& file) {
  if (!fs::exists(file)) throw Error(ErrorCode::NotFound, fmt::format("There is no file {}.", file.string()));
  const Handle handle = open_plain(file, SQLITE_OPEN_READONLY);
  const std::string pages = ask(handle.get(), "PRAGMA integrity_check(1)");
  if (pages != "ok")
    throw Error(ErrorCode::Internal, fmt::format("{} is not a whole database.", file.string()), pages);
  const std::string broken = ask(handle.get(), "PRAGMA foreign_key_check");
  if (!broken.empty())
    throw Error(ErrorCode::Internal, fmt::format("{} has rows that refer to nothing.", file.string()),
                broken);
  if (ask(handle.get(), "SELECT name FROM sqlite_schema WHERE name = 'migration'") != "migration")
    throw Error(ErrorCode::Invalid,
                fmt::format("{} is a database, but not one of Lectern's.", file.string()));
}

void back_up(const fs::path& database, const fs::path& to) {
  if (fs::exists(to))
    throw Error(ErrorCode::Conflict, fmt::format("{} exists already. Choose another name.", to.string()));
  const fs::path part = beside(to, ".part");
  const ScopeExit clean([&] {
    std::error_code ignored;
    fs::remove(part, ignored);
  });
  copy_beside(database, part);
  move_into_place(part, to);
}

void restore(const fs::path& backup, const fs::path& database) {
  verify(backup);
  const fs::path part = beside(database, ".part");
  copy_beside(backup, part);
  if (fs::exists(database)) {
    // Opening and closing it brings what is still in its log into the file, so that the kept file is whole.
    Connection(database, Access::ReadWrite).execute("PRAGMA wal_checkpoint(TRUNCATE)");
    move_into_place(database, beside(database, ".before-restore"));
  }
  fs::remove(beside(database, "-wal"));
  fs::remove(beside(database, "-shm"));
  move_into_place(part, database);
}

}  // namespace lectern::storage
