#pragma once
// Blobs as files: `<folder>/<last two characters of the key>/<key>`. Ids begin with the time, so their ends
// spread them. A blob is staged, synced and renamed: it is there whole or not at all.

#include "storage/blobs/blob_store.h"

namespace lectern::blobs {

class LocalBlobStore final : public BlobStore {
 public:
  explicit LocalBlobStore(std::filesystem::path folder);

  void put(const BlobKey& key, std::string_view bytes) override;
  void adopt(const BlobKey& key, const std::filesystem::path& staged) override;
  UniqueFd open(const BlobKey& key) const override;
  std::uint64_t size(const BlobKey& key) const override;
  bool exists(const BlobKey& key) const override;
  void remove(const BlobKey& key) override;
  void each(const std::function<void(const BlobInfo&)>& function) const override;
  std::uint64_t free_space() const override;

 private:
  std::filesystem::path path_of(const BlobKey& key) const;
  void make_shard(const std::filesystem::path& shard);

  std::filesystem::path folder_;
};

}  // namespace lectern::blobs
