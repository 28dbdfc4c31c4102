#include "streamer/originals.h"

#include <fmt/format.h>

#include <utility>

#include "catalog/captions.h"
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

BroughtCaptions captions_of(const storage::Database& database) {
  BroughtCaptions brought;
  brought.tracks = [&](const IdBytes& video) {
    const auto captions = database.read(
        [&](storage::Reader& db) { return catalog::Captions::of_video(db, VideoId{encode_id(video)}); });
    std::vector<transcoder::SubtitleTrack> tracks;
    for (const auto& caption : captions)
      tracks.push_back({fmt::format("c{}", caption.number), -1, caption.language, caption.label, false});
    return tracks;
  };
  brought.text = [&](const IdBytes& video, std::uint32_t number) {
    return database.read([&](storage::Reader& db) {
      return catalog::Captions::text_of(db, VideoId{encode_id(video)}, number);
    });
  };
  return brought;
}

}  // namespace lectern::streamer
