#include "transcoder/download_init.h"

#include <cstdint>
#include <vector>

#include "base/error.h"

namespace lectern::transcoder {
namespace {

constexpr std::size_t kHeader = 8;

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) value = (value << 8) | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

std::string as_bytes(std::uint32_t value) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes.push_back(static_cast<char>((value >> shift) & 0xFF));
  return bytes;
}

struct Box {
  std::string_view kind;
  std::string_view whole;
  std::string_view inside;
};

std::vector<Box> boxes_in(std::string_view bytes) {
  std::vector<Box> boxes;
  while (bytes.size() >= kHeader) {
    const std::size_t size = number_at(bytes, 0);
    if (size < kHeader || size > bytes.size())
      throw Error(ErrorCode::Internal, "The video could not be processed.",
                  "an init segment with a broken box");
    boxes.push_back({bytes.substr(4, 4), bytes.substr(0, size), bytes.substr(kHeader, size - kHeader)});
    bytes.remove_prefix(size);
  }
  return boxes;
}

Box require_box(std::string_view bytes, std::string_view kind) {
  for (const auto& box : boxes_in(bytes))
    if (box.kind == kind) return box;
  throw Error(ErrorCode::Internal, "The video could not be processed.",
              "an init segment without " + std::string{kind});
}

std::string boxed(std::string_view kind, const std::string& inside) {
  return as_bytes(static_cast<std::uint32_t>(kHeader + inside.size())) + std::string{kind} + inside;
}

}  // namespace

std::string joined_init(std::string_view video, std::string_view audio) {
  const auto video_movie = require_box(video, "moov").inside;
  const auto audio_movie = require_box(audio, "moov").inside;
  // mvhd ends in next_track_ID (§8.2.2): two tracks are there.
  std::string header{require_box(video_movie, "mvhd").whole};
  header.replace(header.size() - 4, 4, as_bytes(3));
  const std::string extends =
      boxed("mvex", std::string{require_box(require_box(video_movie, "mvex").inside, "trex").whole} +
                        std::string{require_box(require_box(audio_movie, "mvex").inside, "trex").whole});
  return std::string{require_box(video, "ftyp").whole} +
         boxed("moov", header + std::string{require_box(video_movie, "trak").whole} +
                           std::string{require_box(audio_movie, "trak").whole} + extends);
}

}  // namespace lectern::transcoder
