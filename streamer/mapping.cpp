#include "streamer/mapping.h"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "base/file.h"

namespace lectern::streamer {
namespace {

std::size_t page_size() {
  static const auto size = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  return size;
}

}  // namespace

Mapping::Mapping(int fd, std::uint64_t offset, std::uint64_t length) {
  if (length == 0) return;
  const std::uint64_t lead = offset % page_size();
  mapped_ = static_cast<std::size_t>(length + lead);
  void* at = ::mmap(nullptr, mapped_, PROT_READ, MAP_SHARED, fd, static_cast<off_t>(offset - lead));
  if (at == MAP_FAILED) throw_errno("map", "descriptor " + std::to_string(fd));
  start_ = static_cast<char*>(at);
  bytes_ = {start_ + lead, static_cast<std::size_t>(length)};
}

Mapping::~Mapping() {
  if (start_ != nullptr) ::munmap(start_, mapped_);
}

bool Mapping::is_resident() const {
  std::array<unsigned char, 1024> pages;
  const std::size_t window = pages.size() * page_size();
  for (std::size_t at = 0; at < mapped_; at += window) {
    const std::size_t length = std::min(window, mapped_ - at);
    if (::mincore(start_ + at, length, pages.data()) != 0) return false;
    const std::size_t count = (length + page_size() - 1) / page_size();
    if (!std::all_of(pages.begin(), pages.begin() + static_cast<std::ptrdiff_t>(count),
                     [](unsigned char page) { return (page & 1u) != 0; }))
      return false;
  }
  return true;
}

void Mapping::read_in() const {
  if (mapped_ == 0) return;
  ::madvise(start_, mapped_, MADV_WILLNEED);
  // One byte of each page: the kernel has been told, this waits until it is done.
  volatile char sink = 0;
  for (std::size_t at = 0; at < mapped_; at += page_size()) sink = start_[at];
  static_cast<void>(sink);
}

}  // namespace lectern::streamer
