#include "http/certificate_files.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <utility>

#include "base/file.h"

namespace lectern::http {
namespace {

/// Follows links: that is what a renewal moves. Empty where there is no file.
std::string stamp_of(const std::filesystem::path& path) {
  struct stat found {};
  if (stat(path.c_str(), &found) != 0) return {};
  return fmt::format("{}:{}:{}.{}", found.st_ino, found.st_size, found.st_mtim.tv_sec, found.st_mtim.tv_nsec);
}

}  // namespace

CertificateFiles::CertificateFiles(std::filesystem::path certificate, std::filesystem::path key)
    : certificate_(std::move(certificate)), key_(std::move(key)), known_(stamp()), seen_(known_) {}

std::string CertificateFiles::certificate() const {
  return read_file(certificate_);
}

std::string CertificateFiles::key() const {
  return read_file(key_);
}

bool CertificateFiles::have_settled_anew() {
  std::string now = stamp();
  const bool is_settled = now == std::exchange(seen_, now);
  if (!is_settled || now == known_) return false;
  known_ = std::move(now);
  return true;
}

std::string CertificateFiles::stamp() const {
  return stamp_of(certificate_) + " " + stamp_of(key_);
}

}  // namespace lectern::http
