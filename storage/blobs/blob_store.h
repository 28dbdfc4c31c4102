#pragma once
// Large files by opaque key. A blob is written once and never changed. Bytes first, row second: whoever keeps
// a key in a row stores the blob before the row, and a janitor removes blobs that no row names.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string_view>

#include "base/clock.h"
#include "base/file.h"
#include "base/ids.h"

namespace lectern::blobs {

using BlobKey = Id<struct BlobTag>;

struct BlobInfo {
  BlobKey key;
  std::uint64_t size = 0;
  Instant modified;
};

class BlobStore {
 public:
  virtual ~BlobStore() = default;

  /// Durable on return. StorageFull where there is no room. Storing the same key again is the same blob:
  /// nothing happens.
  virtual void put(const BlobKey& key, std::string_view bytes) = 0;
  /// Takes a synced file over without copying it. The file is gone from where it was.
  virtual void adopt(const BlobKey& key, const std::filesystem::path& staged) = 0;
  /// For reading. NotFound where there is none.
  virtual UniqueFd open(const BlobKey& key) const = 0;
  virtual std::uint64_t size(const BlobKey& key) const = 0;
  virtual bool exists(const BlobKey& key) const = 0;
  /// Nothing happens where there is none.
  virtual void remove(const BlobKey& key) = 0;
  virtual void each(const std::function<void(const BlobInfo&)>& function) const = 0;
  /// Bytes that can still be stored.
  virtual std::uint64_t free_space() const = 0;
};

}  // namespace lectern::blobs
