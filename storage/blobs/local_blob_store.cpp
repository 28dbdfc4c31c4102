#include "storage/blobs/local_blob_store.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <utility>

#include "base/error.h"

namespace lectern::blobs {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kShardCharacters = 2;

Instant modified_at(const struct stat& status) {
  return Instant{std::chrono::seconds{status.st_mtim.tv_sec} +
                 Milliseconds{status.st_mtim.tv_nsec / 1'000'000}};
}

[[noreturn]] void throw_missing(const BlobKey& key) {
  throw Error(ErrorCode::NotFound, "A file is missing on the server.", "blob " + key.text());
}

}  // namespace

LocalBlobStore::LocalBlobStore(fs::path folder) : folder_(std::move(folder)) {
  fs::create_directories(folder_);
}

fs::path LocalBlobStore::path_of(const BlobKey& key) const {
  LECTERN_ASSERT(decode_id(key.text()).has_value(), "A blob's key is an id, so that it cannot be a path.");
  const std::string& text = key.text();
  return folder_ / text.substr(text.size() - kShardCharacters) / text;
}

void LocalBlobStore::make_shard(const fs::path& shard) {
  if (::mkdir(shard.c_str(), 0700) == 0) {
    sync_folder(folder_);
  } else if (errno != EEXIST) {
    throw_errno("make folder", shard);
  }
}

void LocalBlobStore::put(const BlobKey& key, std::string_view bytes) {
  const fs::path path = path_of(key);
  if (fs::exists(path)) return;
  make_shard(path.parent_path());
  write_file_atomically(path, bytes);
}

void LocalBlobStore::adopt(const BlobKey& key, const fs::path& staged) {
  const fs::path path = path_of(key);
  make_shard(path.parent_path());
  if (::rename(staged.c_str(), path.c_str()) != 0) {
    if (errno == ENOENT && fs::exists(path)) return;
    if (errno == EXDEV)
      throw Error(ErrorCode::Internal, "Uploads and stored files must be on the same file system.",
                  staged.string());
    throw_errno("rename", staged);
  }
  sync_folder(path.parent_path());
}

UniqueFd LocalBlobStore::open(const BlobKey& key) const {
  return open_file(path_of(key), O_RDONLY);
}

std::uint64_t LocalBlobStore::size(const BlobKey& key) const {
  struct stat status {};
  if (::stat(path_of(key).c_str(), &status) != 0) throw_missing(key);
  return static_cast<std::uint64_t>(status.st_size);
}

bool LocalBlobStore::exists(const BlobKey& key) const {
  return fs::exists(path_of(key));
}

void LocalBlobStore::remove(const BlobKey& key) {
  const fs::path path = path_of(key);
  if (::unlink(path.c_str()) != 0 && errno != ENOENT) throw_errno("remove", path);
}

void LocalBlobStore::each(const std::function<void(const BlobInfo&)>& function) const {
  for (const auto& shard : fs::directory_iterator(folder_)) {
    if (!shard.is_directory()) continue;
    for (const auto& file : fs::directory_iterator(shard)) {
      const auto key = BlobKey::parse(file.path().filename().string());
      struct stat status {};
      if (!key || ::stat(file.path().c_str(), &status) != 0) continue;
      function({*key, static_cast<std::uint64_t>(status.st_size), modified_at(status)});
    }
  }
}

std::uint64_t LocalBlobStore::free_space() const {
  struct statvfs status {};
  if (::statvfs(folder_.c_str(), &status) != 0) throw_errno("ask for free space of", folder_);
  return std::uint64_t{status.f_bavail} * status.f_frsize;
}

}  // namespace lectern::blobs
