#include "streamer/originals.h"

#include <utility>

#include "storage/db/database.h"

namespace lectern::streamer {

FindOriginal originals_of(const storage::Database& database, const catalog::Videos& videos,
                          const blobs::BlobStore& blobs) {
  return [&](const PackageKey& key) -> std::optional<OriginalFile> {
    const VideoId video{encode_id(key.video)};
    const auto source =
        database.read([&](storage::Reader& db) { return videos.source_of(db, video, key.generation); });
    if (!source || !blobs.exists(source->blob)) return std::nullopt;
    return OriginalFile{std::make_shared<const UniqueFd>(blobs.open(source->blob)), source->filename,
                        '"' + source->blob.text() + '"'};
  };
}

}  // namespace lectern::streamer
