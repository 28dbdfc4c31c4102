#pragma once
// The folders that packages live in, opened by number and by fixed names only: nothing a client wrote ever
// becomes a path, and openat2 keeps every opening below the root even where a link was planted.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "base/file.h"
#include "streamer/object_cache.h"

namespace lectern::streamer {

class PackageRoot {
 public:
  explicit PackageRoot(const std::filesystem::path& root);

  /// <root>/<video>/<generation>
  std::filesystem::path folder_of(const PackageKey& package) const;
  /// Null where there is no such file.
  std::shared_ptr<const UniqueFd> open(const PackageKey& package, const std::string& file) const;

 private:
  std::filesystem::path root_;
  UniqueFd fd_;
};

}  // namespace lectern::streamer
