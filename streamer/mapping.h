#pragma once
// A stretch of a file in memory. Its bytes are read only where the file can no longer be shortened: a package
// that is still being made is only asked what is resident.

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace lectern::streamer {

class Mapping {
 public:
  /// Throws Internal where it cannot be mapped. Touches no page.
  Mapping(int fd, std::uint64_t offset, std::uint64_t length);
  Mapping(const Mapping&) = delete;
  Mapping& operator=(const Mapping&) = delete;
  ~Mapping();

  std::string_view bytes() const { return bytes_; }
  /// Whether reading all of it would wait for no disk (mincore). Any thread.
  bool is_resident() const;
  /// Reads what is missing. Waits: not on a loop.
  void read_in() const;

 private:
  char* start_ = nullptr;  ///< On a page.
  std::size_t mapped_ = 0;
  std::string_view bytes_;
};

}  // namespace lectern::streamer
