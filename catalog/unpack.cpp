#include "catalog/unpack.h"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <fmt/format.h>

#include <memory>
#include <set>

#include "base/error.h"
#include "base/file.h"
#include "base/text.h"

namespace lectern::catalog {

namespace {

constexpr std::size_t kBlock = 1 << 20;
constexpr std::size_t kLongestName = 300;
// What any archive may unpack to, however small it is itself.
constexpr std::uint64_t kAlwaysAllowed = 64ULL << 20;

struct FreeArchive {
  void operator()(archive* reader) const noexcept { archive_read_free(reader); }
};
using Reader = std::unique_ptr<archive, FreeArchive>;

[[noreturn]] void refuse(const std::string& sentence, const std::string& detail = {}) {
  throw Error(ErrorCode::Unsupported, sentence, detail);
}

[[noreturn]] void throw_too_large() {
  throw Error(ErrorCode::TooLarge, "This archive unpacks to more than the server takes.");
}

std::string words_of(archive* reader) {
  const char* words = archive_error_string(reader);
  return words != nullptr ? words : "";
}

Reader open(int fd) {
  Reader reader(archive_read_new());
  if (!reader) throw Error(ErrorCode::Internal, "The archive could not be opened.");
  // ZIP alone, read as a stream: nothing else that libarchive knows is asked for its opinion.
  archive_read_support_format_zip_streamable(reader.get());
  if (archive_read_open_fd(reader.get(), fd, kBlock) != ARCHIVE_OK)
    refuse("This is no ZIP archive.", words_of(reader.get()));
  return reader;
}

/// A name that other programs would take for a path out of the archive, or for nothing at all.
bool is_suspicious(std::string_view name) {
  if (name.empty() || name.size() > kLongestName || !is_utf8(name) || name.front() == '/') return true;
  if (name.find('\\') != std::string_view::npos || name.find(':') != std::string_view::npos) return true;
  for (std::size_t start = 0; start <= name.size();) {
    const auto end = std::min(name.find('/', start), name.size());
    const auto part = name.substr(start, end - start);
    if (part.empty() || part == "." || part == "..") return true;
    start = end + 1;
  }
  return false;
}

std::string checked_name(archive_entry* entry) {
  const char* text = archive_entry_pathname_utf8(entry);
  if (text == nullptr) text = archive_entry_pathname(entry);
  std::string name = text != nullptr ? text : "";
  if (is_suspicious(name)) refuse("A name in this archive leads out of it.", name);
  if (archive_entry_filetype(entry) != AE_IFREG || archive_entry_symlink(entry) != nullptr ||
      archive_entry_hardlink(entry) != nullptr)
    refuse("This archive holds something other than files.", name);
  if (archive_entry_is_encrypted(entry) != 0)
    refuse("This archive is encrypted. Send it without a password.");
  return name;
}

class Unpacking {
 public:
  Unpacking(int fd, const std::filesystem::path& folder, const UnpackLimits& limits)
      : reader_(open(fd)), folder_(folder), limits_(limits) {}

  std::vector<UnpackedEntry> run() {
    std::vector<UnpackedEntry> entries;
    std::set<std::string> names;
    archive_entry* entry = nullptr;
    for (;;) {
      const int result = archive_read_next_header(reader_.get(), &entry);
      if (result == ARCHIVE_EOF) break;
      if (result < ARCHIVE_WARN)
        refuse("This archive is damaged, or no ZIP archive.", words_of(reader_.get()));
      if (entries.size() >= limits_.most_entries) throw_too_large();
      auto name = checked_name(entry);
      if (!names.insert(name).second) refuse("A name stands in this archive twice.", name);
      entries.push_back(take(std::move(name), std::to_string(entries.size())));
    }
    if (names.count(kManifestName) == 0) refuse("This archive has no manifest.json: it holds no course.");
    return entries;
  }

 private:
  UnpackedEntry take(std::string name, std::string file) {
    const auto most = name == kManifestName ? limits_.largest_manifest : limits_.largest_whole;
    const auto target = open_file(folder_ / file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC);
    UnpackedEntry entry{std::move(name), std::move(file), 0};
    std::string block(kBlock, '\0');
    for (;;) {
      const auto count = archive_read_data(reader_.get(), block.data(), block.size());
      if (count < 0) refuse("This archive is damaged or cut short.", words_of(reader_.get()));
      if (count == 0) return entry;
      entry.size += static_cast<std::uint64_t>(count);
      whole_ += static_cast<std::uint64_t>(count);
      if (entry.size > most || whole_ > limits_.largest_whole || is_bomb()) throw_too_large();
      write_all(target.get(), std::string_view{block}.substr(0, static_cast<std::size_t>(count)));
    }
  }

  bool is_bomb() const {
    const auto read = static_cast<std::uint64_t>(archive_filter_bytes(reader_.get(), -1));
    return whole_ > kAlwaysAllowed && whole_ > read * limits_.greatest_ratio;
  }

  Reader reader_;
  const std::filesystem::path& folder_;
  const UnpackLimits& limits_;
  std::uint64_t whole_ = 0;
};

}  // namespace

std::vector<UnpackedEntry> unpack(int fd, const std::filesystem::path& folder, const UnpackLimits& limits) {
  return Unpacking(fd, folder, limits).run();
}

}  // namespace lectern::catalog
