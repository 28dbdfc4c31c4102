#include "streamer/originals.h"

#include <utility>

#include "storage/db/database.h"
#include "streamer/concatenation.h"

namespace lectern::streamer {
namespace {

std::shared_ptr<const Concatenation> whole_blob(const blobs::BlobStore& blobs, const blobs::BlobKey& key) {
  const auto file = std::make_shared<const UniqueFd>(blobs.open(key));
  const auto whole = std::make_shared<Concatenation>();
  whole->append(file, 0, size_of(file->get()));
  return whole;
}

}  // namespace

FindOriginal originals_of(const storage::Database& database, const catalog::Videos& videos,
                          const blobs::BlobStore& blobs) {
  return [&](const PackageKey& key) -> std::optional<OriginalFile> {
    const VideoId video{encode_id(key.video)};
    const auto source =
        database.read([&](storage::Reader& db) { return videos.source_of(db, video, key.generation); });
    if (!source || !blobs.exists(source->blob)) return std::nullopt;
    return OriginalFile{whole_blob(blobs, source->blob), source->filename, '"' + source->blob.text() + '"'};
  };
}

FindOriginal documents_of(const storage::Database& database, const catalog::Documents& documents,
                          const blobs::BlobStore& blobs) {
  return [&](const PackageKey& key) -> std::optional<OriginalFile> {
    const catalog::DocumentId id{encode_id(key.video)};
    const auto document = database.read([&](storage::Reader& db) { return documents.find(db, id); });
    if (!document || !blobs.exists(document->blob)) return std::nullopt;
    return OriginalFile{whole_blob(blobs, document->blob), document->filename,
                        '"' + document->blob.text() + '"', document->type};
  };
}

}  // namespace lectern::streamer
