#pragma once
// Takes a strange ZIP archive apart, into files that are numbered: no name of an entry ever becomes a path.
// Runs in a child that may do nothing else (app/archive_child); in process only for the server's own backups.

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace lectern::catalog {

struct UnpackLimits {
  std::uint64_t largest_whole = 256ULL << 30;  ///< Of all entries together, unpacked.
  std::uint64_t largest_manifest = 32ULL << 20;
  std::uint64_t most_entries = 20'000;
  /// How much larger than what was read: beyond it the archive is a bomb. Text packs well, media not at all.
  std::uint64_t greatest_ratio = 200;
};

struct UnpackedEntry {
  std::string name;
  std::string file;  ///< In the folder.
  std::uint64_t size = 0;
};

inline constexpr char kManifestName[] = "manifest.json";

/// Reads the archive from `fd` and writes what is in it into `folder`. Throws Unsupported or
/// TooLarge with a sentence for whoever sent it.
std::vector<UnpackedEntry> unpack(int fd, const std::filesystem::path& folder, const UnpackLimits& limits);

}  // namespace lectern::catalog
