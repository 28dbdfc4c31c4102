#include "transcoder/picture_header.h"

namespace lectern::transcoder {

namespace {

/// Bytes beyond the end count as zero: a size of 0 is none.
std::uint32_t byte_at(std::string_view file, std::size_t at) {
  return at < file.size() ? static_cast<std::uint8_t>(file[at]) : 0;
}

std::uint32_t big_endian(std::string_view file, std::size_t at, std::size_t count) {
  std::uint32_t number = 0;
  for (std::size_t index = 0; index < count; ++index) number = number << 8 | byte_at(file, at + index);
  return number;
}

std::uint32_t little_endian(std::string_view file, std::size_t at, std::size_t count) {
  std::uint32_t number = 0;
  for (std::size_t index = count; index-- > 0;) number = number << 8 | byte_at(file, at + index);
  return number;
}

/// ITU-T T.81 §B.2.2: the frame header is a segment whose marker is SOF0 to SOF15, but for DHT, JPG and DAC.
std::optional<ClaimedSize> of_jpeg(std::string_view file) {
  for (std::size_t at = 2; at + 9 < file.size();) {
    if (byte_at(file, at) != 0xff) return std::nullopt;
    const auto marker = byte_at(file, at + 1);
    if (marker == 0xff) {
      ++at;  // A fill byte.
      continue;
    }
    const bool is_frame =
        marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    if (is_frame) return ClaimedSize{big_endian(file, at + 7, 2), big_endian(file, at + 5, 2)};
    at += 2 + big_endian(file, at + 2, 2);
  }
  return std::nullopt;
}

/// RFC 9649 §2.4 to §2.7.
std::optional<ClaimedSize> of_webp(std::string_view file) {
  const auto chunk = file.substr(0, 16).substr(12);
  if (chunk == "VP8X") return ClaimedSize{little_endian(file, 24, 3) + 1, little_endian(file, 27, 3) + 1};
  if (chunk == "VP8 ")
    return ClaimedSize{little_endian(file, 26, 2) & 0x3fff, little_endian(file, 28, 2) & 0x3fff};
  if (chunk != "VP8L") return std::nullopt;
  const auto bits = little_endian(file, 21, 4);
  return ClaimedSize{(bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1};
}

}  // namespace

std::optional<ClaimedSize> claimed_size(std::string_view file) {
  if (file.size() < 30) return std::nullopt;
  if (file.starts_with("\x89PNG\r\n\x1a\n"))
    return ClaimedSize{big_endian(file, 16, 4), big_endian(file, 20, 4)};
  if (file.starts_with("GIF8")) return ClaimedSize{little_endian(file, 6, 2), little_endian(file, 8, 2)};
  if (file.starts_with("\xff\xd8\xff")) return of_jpeg(file);
  if (file.starts_with("RIFF") && file.substr(8).starts_with("WEBP")) return of_webp(file);
  return std::nullopt;
}

}  // namespace lectern::transcoder
