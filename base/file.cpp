#include "base/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "base/error.h"

namespace lectern {

UniqueFd& UniqueFd::operator=(UniqueFd&& other) noexcept {
  if (this != &other) {
    reset();
    fd_ = other.release();
  }
  return *this;
}

int UniqueFd::release() {
  return std::exchange(fd_, -1);
}

void UniqueFd::reset() {
  if (fd_ >= 0) ::close(fd_);
  fd_ = -1;
}

void throw_errno(const std::string& doing, const std::filesystem::path& path) {
  const int error = errno;
  const std::string detail = doing + " " + path.string() + ": " + std::strerror(error);
  if (error == ENOSPC || error == EDQUOT || error == EFBIG)
    throw Error(ErrorCode::StorageFull, "The server's disk is full. An administrator has to make room.",
                detail);
  if (error == ENOENT) throw Error(ErrorCode::NotFound, "A file is missing on the server.", detail);
  throw Error(ErrorCode::Internal, "The server could not use one of its files.", detail);
}

UniqueFd open_file(const std::filesystem::path& path, int flags, unsigned mode) {
  UniqueFd fd{::open(path.c_str(), flags | O_CLOEXEC, mode)};
  if (!fd.is_open()) throw_errno("open", path);
  return fd;
}

std::size_t read_at(int fd, char* to, std::size_t count, std::uint64_t offset) {
  std::size_t done = 0;
  while (done < count) {
    const ssize_t got = ::pread(fd, to + done, count - done, static_cast<off_t>(offset + done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw_errno("read", "descriptor " + std::to_string(fd));
    if (got == 0) break;
    done += static_cast<std::size_t>(got);
  }
  return done;
}

void write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t put = ::write(fd, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) throw_errno("write", "descriptor " + std::to_string(fd));
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
}

void write_all_at(int fd, std::string_view bytes, std::uint64_t offset) {
  while (!bytes.empty()) {
    const ssize_t put = ::pwrite(fd, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) throw_errno("write", "descriptor " + std::to_string(fd));
    bytes.remove_prefix(static_cast<std::size_t>(put));
    offset += static_cast<std::uint64_t>(put);
  }
}

std::uint64_t size_of(int fd) {
  struct stat status {};
  if (::fstat(fd, &status) != 0) throw_errno("stat", "descriptor " + std::to_string(fd));
  return static_cast<std::uint64_t>(status.st_size);
}

void sync_data(int fd) {
  if (::fdatasync(fd) != 0) throw_errno("sync", "descriptor " + std::to_string(fd));
}

void sync_folder(const std::filesystem::path& folder) {
  const UniqueFd fd = open_file(folder.empty() ? "." : folder, O_RDONLY | O_DIRECTORY);
  if (::fsync(fd.get()) != 0) throw_errno("sync", folder);
}

std::string read_file(const std::filesystem::path& path) {
  const UniqueFd fd = open_file(path, O_RDONLY);
  std::string bytes(size_of(fd.get()), '\0');
  bytes.resize(read_at(fd.get(), bytes.data(), bytes.size(), 0));
  return bytes;
}

void write_file_atomically(const std::filesystem::path& path, std::string_view bytes, unsigned mode) {
  std::filesystem::path part = path;
  part += ".part";
  {
    const UniqueFd fd = open_file(part, O_WRONLY | O_CREAT | O_TRUNC, mode);
    write_all(fd.get(), bytes);
    sync_data(fd.get());
  }
  if (::rename(part.c_str(), path.c_str()) != 0) throw_errno("rename", part);
  sync_folder(path.parent_path());
}

}  // namespace lectern
