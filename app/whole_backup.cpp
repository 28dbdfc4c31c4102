#include "app/whole_backup.h"

#include <fcntl.h>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <unistd.h>

#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "app/version.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/file.h"
#include "base/scope_exit.h"
#include "catalog/unpack.h"
#include "catalog/zip_writer.h"
#include "storage/db/backup.h"

namespace lectern::app {
namespace {

namespace fs = std::filesystem;
using catalog::ZipWriter;

constexpr const char* kFormat = "lectern-backup";
constexpr int kVersionOfFormat = 1;
constexpr const char* kDatabase = "lectern.db";
constexpr std::size_t kBlock = 1 << 20;

struct Item {
  std::string name;  ///< In the archive, and below the data folder.
  fs::path path;
  std::uint64_t size = 0;
};

bool is_any(const fs::path&) {
  return true;
}

/// A package counts once it is finished: what is under way is made again from its source.
bool is_of_finished_package(const fs::path& file) {
  return file.filename() != "lock" && fs::exists(file.parent_path() / "package.json");
}

void add_folder(std::vector<Item>& items, const fs::path& root, const fs::path& folder,
                bool (*is_kept)(const fs::path&)) {
  if (!fs::exists(folder)) return;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    std::error_code gone;  // Removed for good in this moment.
    if (!entry.is_regular_file(gone) || entry.path().extension() == ".part" || !is_kept(entry.path()))
      continue;
    const auto size = entry.file_size(gone);
    if (!gone) items.push_back({fs::relative(entry.path(), root).string(), entry.path(), size});
  }
}

/// The database first: files are written before the rows that name them, so that every file it names is
/// listed.
std::vector<Item> items_of(const DataFolder& folder, const fs::path& database, BackupScope scope) {
  std::vector<Item> items{{kDatabase, database, fs::file_size(database)}};
  if (fs::exists(folder.secrets()))
    items.push_back(
        {folder.secrets().filename().string(), folder.secrets(), fs::file_size(folder.secrets())});
  if (scope == BackupScope::WithoutMedia) return items;
  add_folder(items, folder.root, folder.blobs(), is_any);
  add_folder(items, folder.root, folder.packages(), is_of_finished_package);
  return items;
}

std::string manifest_of(BackupScope scope) {
  return nlohmann::json{{"format", kFormat},
                        {"version", kVersionOfFormat},
                        {"media", scope == BackupScope::Everything},
                        {"made_at", to_rfc3339(SystemClock{}.now())},
                        {"made_by", kVersion}}
      .dump(2);
}

class Packing {
 public:
  Packing(int fd, const std::vector<Item>& items, const BackupProgress& progress)
      : zip_(fd), items_(items), progress_(progress) {
    for (const Item& item : items) whole_ += item.size;
  }

  void run(const std::string& manifest) {
    zip_.begin(catalog::kManifestName, manifest.size(), ZipWriter::Packing::Stored);
    zip_.write(manifest);
    for (const Item& item : items_) add(item);
    zip_.finish();
  }

 private:
  void add(const Item& item) {
    const UniqueFd file(::open(item.path.c_str(), O_RDONLY | O_CLOEXEC));
    // The server may have removed for good what was deleted long ago.
    if (!file.is_open() && errno == ENOENT) return;
    if (!file.is_open()) throw_errno("open", item.path);
    zip_.begin(item.name, item.size, ZipWriter::Packing::Stored);
    std::string block(kBlock, '\0');
    for (std::uint64_t at = 0; at < item.size;) {
      const std::size_t count =
          read_at(file.get(), block.data(), std::min<std::uint64_t>(kBlock, item.size - at), at);
      if (count == 0) throw Error(ErrorCode::Internal, fmt::format("{} became shorter.", item.path.string()));
      zip_.write(std::string_view{block}.substr(0, count));
      at += count;
      done_ += count;
      progress_(done_, whole_);
    }
  }

  ZipWriter zip_;
  const std::vector<Item>& items_;
  const BackupProgress& progress_;
  std::uint64_t whole_ = 0;
  std::uint64_t done_ = 0;
};

fs::path beside(const fs::path& file, const char* suffix) {
  fs::path result = file;
  result += suffix;
  return result;
}

bool is_archive(const fs::path& file) {
  std::string head(4, '\0');
  const UniqueFd fd = open_file(file, O_RDONLY | O_CLOEXEC);
  return read_at(fd.get(), head.data(), head.size(), 0) == head.size() && head == "PK\3\4";
}

void check_manifest(const fs::path& file) {
  const auto manifest = nlohmann::json::parse(read_file(file), nullptr, false);
  if (!manifest.is_object() || manifest.value("format", "") != kFormat)
    throw Error(ErrorCode::Unsupported, "This archive is not a backup that Lectern made.");
  if (manifest.value("version", 0) > kVersionOfFormat)
    throw Error(ErrorCode::Unsupported, "A newer Lectern made this backup. Install that one first.");
}

/// Into `to`, by their names there. What the archive holds was checked to stay below it.
void unpack_to(const fs::path& backup, const fs::path& to) {
  catalog::UnpackLimits unlimited;
  unlimited.largest_whole = unlimited.most_entries = unlimited.greatest_ratio =
      std::numeric_limits<std::uint32_t>::max();
  unlimited.largest_whole = std::numeric_limits<std::int64_t>::max();
  const auto numbered = to / "numbered";
  fs::create_directories(numbered);
  const UniqueFd fd = open_file(backup, O_RDONLY | O_CLOEXEC);
  for (const auto& entry : catalog::unpack(fd.get(), numbered, unlimited)) {
    fs::create_directories((to / entry.name).parent_path());
    fs::rename(numbered / entry.file, to / entry.name);
  }
  fs::remove(numbered);
  check_manifest(to / catalog::kManifestName);
  storage::verify(to / kDatabase);
}

void put_in_place(const fs::path& incoming, const fs::path& kept, const DataFolder& folder) {
  fs::create_directories(kept);
  const auto log = beside(folder.database(), "-wal");
  const auto shared = beside(folder.database(), "-shm");
  // The database last: as long as the old one stands, restoring can be done again.
  for (const auto& place :
       {folder.blobs(), folder.packages(), folder.secrets(), log, shared, folder.database()}) {
    const auto name = place.filename();
    const bool is_log = place == log || place == shared;
    if (!is_log && !fs::exists(incoming / name)) continue;
    if (fs::exists(place)) fs::rename(place, kept / name);
    if (!is_log) fs::rename(incoming / name, place);
  }
  sync_folder(folder.root);
}

}  // namespace

void back_up(const DataFolder& folder, const fs::path& to, BackupScope scope,
             const BackupProgress& progress) {
  if (fs::exists(to))
    throw Error(ErrorCode::Conflict, fmt::format("{} exists already. Choose another name.", to.string()));
  const auto part = beside(to, ".part");
  const auto database = beside(to, ".db.part");
  const ScopeExit clean([&] {
    std::error_code ignored;
    fs::remove(part, ignored);
    fs::remove(database, ignored);
  });
  fs::remove(database);
  storage::back_up(folder.database(), database);
  const UniqueFd file = open_file(part, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC);
  const auto items = items_of(folder, database, scope);
  Packing(file.get(), items, progress).run(manifest_of(scope));
  sync_data(file.get());
  fs::rename(part, to);
  sync_folder(fs::absolute(to).parent_path());
}

fs::path restore(const fs::path& backup, const DataFolder& folder) {
  if (!fs::exists(backup))
    throw Error(ErrorCode::NotFound, fmt::format("There is no file {}.", backup.string()));
  fs::create_directories(folder.root);
  if (!is_archive(backup)) {
    storage::restore(backup, folder.database());
    return folder.root;
  }
  const auto incoming = folder.root / "restore.part";
  fs::remove_all(incoming);
  const ScopeExit clean([&] {
    std::error_code ignored;
    fs::remove_all(incoming, ignored);
  });
  unpack_to(backup, incoming);
  const UniqueFd root = open_file(folder.root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (::syncfs(root.get()) != 0) throw_errno("sync", folder.root);
  const auto kept = folder.root / fmt::format("before-restore-{:%Y%m%d-%H%M%S}",
                                              std::chrono::floor<std::chrono::seconds>(SystemClock{}.now()));
  put_in_place(incoming, kept, folder);
  return kept;
}

}  // namespace lectern::app
