#include "base/zip.h"

#include <array>
#include <cstdint>
#include <limits>

#include "base/error.h"

namespace lectern {
namespace {

constexpr std::uint32_t kLocal = 0x04034B50;
constexpr std::uint32_t kCentral = 0x02014B50;
constexpr std::uint32_t kEnd = 0x06054B50;
constexpr std::uint16_t kVersion = 20;
constexpr std::uint16_t kNamesAreUtf8 = 1u << 11;
// 1 January 1980, the earliest date there is: archives of the same data are the same bytes.
constexpr std::uint16_t kDate = 0x0021;

constexpr std::array<std::uint32_t, 256> kCrcTable = [] {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t i = 0; i < table.size(); ++i) {
    std::uint32_t value = i;
    for (int bit = 0; bit < 8; ++bit) value = (value & 1u) != 0 ? 0xEDB88320u ^ (value >> 1) : value >> 1;
    table[i] = value;
  }
  return table;
}();

std::uint32_t crc32(std::string_view bytes) {
  std::uint32_t value = 0xFFFFFFFFu;
  for (const char c : bytes)
    value = kCrcTable[(value ^ static_cast<unsigned char>(c)) & 0xFFu] ^ (value >> 8);
  return ~value;
}

void put16(std::string& out, std::size_t value) {
  out += static_cast<char>(value & 0xFF);
  out += static_cast<char>(value >> 8 & 0xFF);
}

void put32(std::string& out, std::size_t value) {
  put16(out, value & 0xFFFF);
  put16(out, value >> 16 & 0xFFFF);
}

/// What the local header (§4.3.7) and the central one (§4.3.12) have in common.
void put_facts(std::string& out, const ZipFile& file) {
  put16(out, kVersion);
  put16(out, kNamesAreUtf8);
  put16(out, 0);  // stored
  put16(out, 0);  // time
  put16(out, kDate);
  put32(out, crc32(file.bytes));
  put32(out, file.bytes.size());
  put32(out, file.bytes.size());
  put16(out, file.name.size());
  put16(out, 0);  // extra field
}

void put_central(std::string& out, const ZipFile& file, std::size_t offset) {
  put32(out, kCentral);
  put16(out, kVersion);
  put_facts(out, file);
  put16(out, 0);  // comment
  put16(out, 0);  // disk
  put16(out, 0);  // internal attributes
  put32(out, 0);  // external attributes
  put32(out, offset);
  out += file.name;
}

}  // namespace

std::string make_zip(const std::vector<ZipFile>& files) {
  std::string archive;
  std::string directory;
  for (const auto& file : files) {
    put_central(directory, file, archive.size());
    put32(archive, kLocal);
    put_facts(archive, file);
    archive += file.name + file.bytes;
  }
  if (files.size() > 0xFFFF || archive.size() + directory.size() > std::numeric_limits<std::uint32_t>::max())
    throw Error(ErrorCode::TooLarge, "This is more than fits into one archive.");
  const auto begin = archive.size();
  archive += directory;
  put32(archive, kEnd);
  put16(archive, 0);
  put16(archive, 0);
  put16(archive, files.size());
  put16(archive, files.size());
  put32(archive, directory.size());
  put32(archive, begin);
  put16(archive, 0);
  return archive;
}

}  // namespace lectern
