#include "streamer/package_root.h"

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>

namespace lectern::streamer {
namespace {

std::filesystem::path relative_folder(const PackageKey& package) {
  return std::filesystem::path{encode_id(package.video)} / std::to_string(package.generation);
}

}  // namespace

PackageRoot::PackageRoot(const std::filesystem::path& root) : root_(root) {
  std::filesystem::create_directories(root);
  fd_ = open_file(root, O_PATH | O_DIRECTORY);
}

std::filesystem::path PackageRoot::folder_of(const PackageKey& package) const {
  return root_ / relative_folder(package);
}

std::shared_ptr<const UniqueFd> PackageRoot::open(const PackageKey& package, const std::string& file) const {
  const auto path = relative_folder(package) / file;
  open_how how{};
  how.flags = O_RDONLY | O_CLOEXEC | O_NOFOLLOW;
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS;
  // glibc has no wrapper.
  const long fd = ::syscall(SYS_openat2, fd_.get(), path.c_str(), &how, sizeof how);
  if (fd >= 0) return std::make_shared<const UniqueFd>(static_cast<int>(fd));
  if (errno == ENOENT || errno == ELOOP || errno == EXDEV) return nullptr;
  throw_errno("open", root_ / path);
}

}  // namespace lectern::streamer
