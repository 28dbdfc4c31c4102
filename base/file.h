#pragma once
// Files by descriptor, and the few operations that make them survive a power cut. Every function throws:
// StorageFull where the disk or a quota is full, NotFound where the file is absent, Internal for the rest.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace lectern {

class UniqueFd {
 public:
  UniqueFd() = default;
  explicit UniqueFd(int fd) : fd_(fd) {}
  UniqueFd(UniqueFd&& other) noexcept : fd_(other.release()) {}
  UniqueFd& operator=(UniqueFd&& other) noexcept;
  ~UniqueFd() { reset(); }

  int get() const { return fd_; }
  bool is_open() const { return fd_ >= 0; }
  int release();
  void reset();

 private:
  int fd_ = -1;
};

UniqueFd open_file(const std::filesystem::path& path, int flags, unsigned mode = 0600);
/// Returns how many bytes there were: fewer than asked only at the end of the file.
std::size_t read_at(int fd, char* to, std::size_t count, std::uint64_t offset);
void write_all(int fd, std::string_view bytes);
void write_all_at(int fd, std::string_view bytes, std::uint64_t offset);
std::uint64_t size_of(int fd);
void sync_data(int fd);
void sync_folder(const std::filesystem::path& folder);

std::string read_file(const std::filesystem::path& path);
/// The whole file or the old one, whatever happens: written beside, synced, renamed, folder synced.
void write_file_atomically(const std::filesystem::path& path, std::string_view bytes, unsigned mode = 0600);

/// Turns errno into an Error that names the file.
[[noreturn]] void throw_errno(const std::string& doing, const std::filesystem::path& path);

}  // namespace lectern
