#pragma once
// download.mp4: one init segment for the best pictures and the first sound together, then the segments of
// both in turn. It is stored nowhere: each stretch of it is read from where it stands in the package.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "http/message.h"
#include "streamer/package_root.h"
#include "transcoder/package.h"

namespace lectern::streamer {

/// One segment of one track, by its place in <track>.mp4.
struct DownloadPiece {
  std::string track;
  std::uint64_t offset = 0;
  std::uint64_t length = 0;
};

/// In the order they are played; at equal times pictures before sound. Nothing unless the package is
/// finished.
std::vector<DownloadPiece> download_pieces(const transcoder::PackageContents& contents);

/// Null where the package has no download. Opens its files.
std::shared_ptr<const http::ByteSource> open_download(const PackageRoot& root, const PackageKey& key,
                                                      const std::vector<DownloadPiece>& pieces);

}  // namespace lectern::streamer
