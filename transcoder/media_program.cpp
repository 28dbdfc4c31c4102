#include "transcoder/media_program.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <string_view>

#include "base/file.h"

// Written by media_program.S: the executable, on a page of its own.
extern "C" const char lectern_media_program[];
extern "C" const char lectern_media_program_end[];

namespace lectern::transcoder {
namespace {

/// Kernels from 6.3 on want to be told that it is to be run; older ones do not know the flag
/// (memfd_create(2)).
constexpr unsigned kToRun = 0x10;

UniqueFd new_memory_file() {
  constexpr unsigned kFlags = MFD_CLOEXEC | MFD_ALLOW_SEALING;
  int fd = ::memfd_create("lectern-media", kFlags | kToRun);
  if (fd < 0 && errno == EINVAL) fd = ::memfd_create("lectern-media", kFlags);
  if (fd < 0) throw_errno("create", "the media program in memory");
  return UniqueFd(fd);
}

/// Nobody can change what is run, this process neither.
void seal(int fd) {
  if (::fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) != 0)
    throw_errno("seal", "the media program in memory");
}

/// The pages that copying it has read in are the kernel's again: the program is needed once.
void let_go(std::string_view bytes) {
  const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
  const auto begin = reinterpret_cast<std::uintptr_t>(bytes.data());
  ::madvise(const_cast<char*>(bytes.data()), bytes.size() / page * page,
            begin % page == 0 ? MADV_DONTNEED : MADV_NORMAL);
}

std::vector<std::string> lay_into_memory() {
  static UniqueFd file;
  const std::string_view bytes(lectern_media_program, lectern_media_program_end);
  file = new_memory_file();
  write_all(file.get(), bytes);
  seal(file.get());
  let_go(bytes);
  // Not by /proc/self: the child closes what it inherits before it becomes the program.
  return {fmt::format("/proc/{}/fd/{}", ::getpid(), file.get()), "media-child"};
}

}  // namespace

const std::vector<std::string>& media_program() {
  static const std::vector<std::string> program = lay_into_memory();
  return program;
}

}  // namespace lectern::transcoder
