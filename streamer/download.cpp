#include "streamer/download.h"

#include <algorithm>
#include <map>
#include <utility>

#include "streamer/concatenation.h"

namespace lectern::streamer {
namespace {

/// The file behind a rendition of the plan; it has another name where the sound was made a second time.
const transcoder::TrackSummary* made_from(const transcoder::PackageSummary& summary,
                                          const std::string& rendition) {
  const auto found = std::find_if(summary.tracks.begin(), summary.tracks.end(),
                                  [&](const auto& track) { return track.rendition == rendition; });
  return found == summary.tracks.end() ? nullptr : &*found;
}

/// The best pictures that were made, and the first sound: as the transcoder chose for download.init.
std::vector<std::string> tracks_of(const transcoder::PackageContents& contents) {
  const auto& plan = contents.plan;
  if (plan.views.empty() || plan.audio.empty()) return {};
  const auto& rungs = plan.views.front().rungs;
  const auto top = std::find_if(rungs.begin(), rungs.end(), [&](const auto& rung) {
    return contents.summary->find(rung.name) != nullptr;
  });
  const auto* sound = made_from(*contents.summary, plan.audio.front().name);
  if (top == rungs.end() || sound == nullptr) return {};
  return {top->name, sound->name};
}

}  // namespace

std::vector<DownloadPiece> download_pieces(const transcoder::PackageContents& contents) {
  if (!contents.summary) return {};
  struct Timed {
    double start;
    DownloadPiece piece;
  };
  std::vector<Timed> timed;
  for (const auto& track : tracks_of(contents)) {
    const auto* index = contents.find(track);
    if (index == nullptr) continue;
    for (const auto& record : index->segments)
      timed.push_back(
          {static_cast<double>(record.start) / index->timescale, {track, record.offset, record.length}});
  }
  std::stable_sort(timed.begin(), timed.end(),
                   [](const auto& a, const auto& b) { return a.start < b.start; });
  std::vector<DownloadPiece> pieces;
  for (auto& [start, piece] : timed) pieces.push_back(std::move(piece));
  return pieces;
}

std::shared_ptr<const http::ByteSource> open_download(const PackageRoot& root, const PackageKey& key,
                                                      const std::vector<DownloadPiece>& pieces) {
  const auto init = root.open(key, "download.init");
  if (!init || pieces.empty()) return nullptr;
  auto whole = std::make_shared<Concatenation>();
  whole->append(init, 0, size_of(init->get()));
  std::map<std::string, std::shared_ptr<const UniqueFd>> tracks;
  for (const auto& piece : pieces) {
    auto& track = tracks[piece.track];
    if (!track) track = root.open(key, piece.track + ".mp4");
    if (!track) return nullptr;
    whole->append(track, piece.offset, piece.length);
  }
  return whole;
}

}  // namespace lectern::streamer
