#include "transcoder/pictures.h"

#include <filesystem>

#include "base/file.h"
#include "transcoder/av/still_picture.h"

namespace lectern::transcoder {

namespace {
constexpr std::uint64_t kMostBytes = 16ULL << 20;
}

message::Probed make_pictures(int source, const TranscodeOrder& order) {
  const auto size = size_of(source);
  if (size > kMostBytes) throw Error(ErrorCode::TooLarge, "This picture is too large.");
  std::string bytes(size, '\0');
  bytes.resize(read_at(source, bytes.data(), bytes.size(), 0));
  using Fit = av::StillPicture::Fit;
  const av::StillPicture picture(bytes, order.max_pixels);
  for (const PictureSize& wanted : order.pictures) {
    const auto made = picture.make({wanted.width, wanted.height, wanted.fills ? Fit::Fill : Fit::Within});
    write_file_atomically(std::filesystem::path(".") / (wanted.name + ".webp"), made.webp);
  }
  message::Probed probed;
  probed.width = picture.width();
  probed.height = picture.height();
  probed.container = picture.format();
  return probed;
}

}  // namespace lectern::transcoder
