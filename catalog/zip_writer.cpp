#include "catalog/zip_writer.h"

#include <archive.h>
#include <archive_entry.h>

#include <cerrno>
#include <memory>

#include "base/error.h"

namespace lectern::catalog {

namespace {

struct FreeEntry {
  void operator()(archive_entry* entry) const noexcept { archive_entry_free(entry); }
};

constexpr unsigned kPermissions = 0644;

}  // namespace

ZipWriter::ZipWriter(int fd) : archive_(archive_write_new()) {
  if (archive_ == nullptr) throw Error(ErrorCode::Internal, "The archive could not be begun.");
  check(archive_write_set_format_zip(archive_), "choose ZIP");
  check(archive_write_set_bytes_in_last_block(archive_, 1), "write without padding");
  check(archive_write_open_fd(archive_, fd), "open");
}

ZipWriter::~ZipWriter() {
  archive_write_free(archive_);
}

void ZipWriter::check(int result, const char* doing) const {
  if (result >= ARCHIVE_WARN) return;
  if (archive_errno(archive_) == ENOSPC)
    throw Error(ErrorCode::StorageFull, "There is no room for the archive.", doing);
  const char* words = archive_error_string(archive_);
  throw Error(ErrorCode::Internal, "The archive could not be written.",
              std::string{doing} + ": " + (words != nullptr ? words : "no word"));
}

void ZipWriter::begin(const std::string& name, std::uint64_t size, Packing packing) {
  const std::unique_ptr<archive_entry, FreeEntry> entry(archive_entry_new());
  archive_entry_set_pathname_utf8(entry.get(), name.c_str());
  archive_entry_set_size(entry.get(), static_cast<la_int64_t>(size));
  archive_entry_set_filetype(entry.get(), AE_IFREG);
  archive_entry_set_perm(entry.get(), kPermissions);
  check(packing == Packing::Stored ? archive_write_zip_set_compression_store(archive_)
                                   : archive_write_zip_set_compression_deflate(archive_),
        "choose how to pack");
  check(archive_write_header(archive_, entry.get()), "begin an entry");
}

void ZipWriter::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = archive_write_data(archive_, bytes.data(), bytes.size());
    if (written <= 0) check(ARCHIVE_FATAL, "write an entry");
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void ZipWriter::finish() {
  check(archive_write_close(archive_), "finish");
}

}  // namespace lectern::catalog
