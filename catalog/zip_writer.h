#pragma once
// Writes a ZIP archive as a stream: entry after entry, none of them held in memory.

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

struct archive;

namespace lectern::catalog {

class ZipWriter {
 public:
  /// Into `fd`, which stays the caller's.
  explicit ZipWriter(int fd);
  ZipWriter(const ZipWriter&) = delete;
  ZipWriter& operator=(const ZipWriter&) = delete;
  ~ZipWriter();

  enum class Packing { Stored, Deflated };
  /// Media does not get smaller, text does.
  void begin(const std::string& name, std::uint64_t size, Packing packing);
  void write(std::string_view bytes);
  /// Writes the directory at the end. Without it the archive is no archive.
  void finish();

 private:
  void check(int result, const char* doing) const;

  archive* archive_ = nullptr;
};

}  // namespace lectern::catalog
