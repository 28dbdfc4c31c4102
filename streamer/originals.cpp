#include "streamer/originals.h"

#include <utility>

#include "storage/db/database.h"
#include "streamer/concatenation.h"

namespace lectern::streamer {

FindOriginal originals_of(const storage::Database& database, const catalog::Videos& videos,
                          const blobs::BlobStore& blobs) {
  return [&](const PackageKey& key) -> std::optional<OriginalFile> {
    const VideoId video{encode_id(key.video)};
    const auto source =
        database.read([&](storage::Reader& db) { return videos.source_of(db, video, key.generation); });
    if (!source || !blobs.exists(source->blob)) return std::nullopt;
    const auto file = std::make_shared<const UniqueFd>(blobs.open(source->blob));
    const auto whole = std::make_shared<Concatenation>();
    whole->append(file, 0, size_of(file->get()));
    return OriginalFile{whole, source->filename, '"' + source->blob.text() + '"'};
  };
}

}  // namespace lectern::streamer
