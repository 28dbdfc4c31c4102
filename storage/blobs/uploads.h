#pragma once
// The bytes of uploads that are under way: `<folder>/<id>.part`, and beside it `<id>.synced`.
//
// Note: the offset on disk. The length of the .part file is what was received. A killed process loses none of
// it, because the kernel still holds it; a power cut may leave a length whose bytes never reached the disk.
// So each sync() writes down how many bytes fdatasync() vouched for, with the kernel's boot id, and is itself
// synced before anything is acknowledged. Reopened under the same kernel boot, the length counts; under
// another, the file is cut to the record. Two record slots are written in turn, each with a checksum: a torn
// record leaves the one before.
//
// The SHA-256 is taken while receiving and kept in memory between requests. Where a restart or a rollback
// lost it, finish() answers without one, and hash_blob() computes it later, off the path to the first frame.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <string_view>

#include "base/crypto.h"
#include "base/file.h"
#include "base/guarded.h"
#include "base/ids.h"
#include "storage/blobs/blob_store.h"

namespace lectern::blobs {

class Uploads;

/// One upload, held for appending by one request. Its end (also by exception) syncs what was received.
class OpenUpload {
 public:
  OpenUpload(const OpenUpload&) = delete;
  OpenUpload& operator=(const OpenUpload&) = delete;
  ~OpenUpload();

  /// Received so far, of which the last part may not be synced yet.
  std::uint64_t offset() const { return offset_; }
  /// Appends. StorageFull keeps what fitted: offset() tells.
  void write(std::string_view block);
  /// Makes everything durable and answers the offset, which may now be acknowledged.
  std::uint64_t sync();
  /// Drops everything after `offset`: the checksum of a block did not match.
  void cut_to(std::uint64_t offset);

 private:
  friend class Uploads;
  struct Hash {
    Sha256 state;
    std::uint64_t covers = 0;
  };
  OpenUpload(Uploads& uploads, UploadId id);
  void reopen();
  void record_synced(std::uint64_t offset);
  void update_hash(std::string_view bytes);

  Uploads& uploads_;
  UploadId id_;
  UniqueFd part_;
  UniqueFd record_;
  std::uint64_t offset_ = 0;
  std::uint64_t synced_ = 0;
  std::uint64_t records_ = 0;
  std::optional<Hash> hash_;
};

struct FinishedUpload {
  BlobKey key;  ///< The upload's id, as a blob's.
  std::uint64_t size = 0;
  std::optional<std::string> sha256;  ///< 32 bytes; absent where it has to be computed later.
};

struct UploadsOptions {
  std::filesystem::path folder = {};                 ///< On the same file system as the blob store.
  std::uint64_t keep_free = std::uint64_t{1} << 30;  ///< Bytes of disk that uploads leave to the database.
  /// Names the running kernel; empty: asked of it. A test names another to act a power cut.
  std::string kernel_boot = {};
};

class Uploads {
 public:
  Uploads(UploadsOptions options, BlobStore& store);

  /// Throws StorageFull where `size` more bytes would not leave enough room.
  void require_space(std::uint64_t size) const;
  /// An empty upload, durable on return.
  void create(const UploadId& id);
  /// The durable offset; the whole size once it is finished. NotFound where there is no such upload.
  std::uint64_t offset(const UploadId& id);
  /// Holds it for appending; nullptr while somebody else does.
  std::unique_ptr<OpenUpload> open(const UploadId& id);
  /// Moves the bytes, synced, into the blob store by renaming. Asked again after that, it answers the same
  /// but for the hash: so it may be repeated where the server died before the row was written. Conflict while
  /// somebody holds it.
  FinishedUpload finish(const UploadId& id);
  /// Removes its bytes. Nothing happens where there are none, or where they are held just now.
  void remove(const UploadId& id);
  /// Removes every upload that `is_wanted` does not know. Answers how many.
  int sweep(const std::function<bool(const UploadId&)>& is_wanted);

 private:
  friend class OpenUpload;
  struct Shared {
    std::set<UploadId> held;
    std::map<UploadId, OpenUpload::Hash> hashes;
  };
  bool hold(const UploadId& id);
  void release(const UploadId& id, std::optional<OpenUpload::Hash> hash);
  std::filesystem::path part_path(const UploadId& id) const;
  std::filesystem::path record_path(const UploadId& id) const;

  UploadsOptions options_;
  BlobStore& store_;
  Guarded<Shared> shared_;
};

/// Reads the whole blob. Cancelled where stop is asked for.
std::string hash_blob(const BlobStore& store, const BlobKey& key, const std::stop_token& stop = {});

}  // namespace lectern::blobs
