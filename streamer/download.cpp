#include "streamer/download.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <map>

#include "base/error.h"

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

void copy(int from, std::uint64_t offset, std::uint64_t length, int to) {
  auto position = static_cast<off_t>(offset);
  while (length > 0) {
    const ssize_t copied = ::copy_file_range(from, &position, to, nullptr, length, 0);
    if (copied < 0 && errno == EINTR) continue;
    if (copied < 0) throw_errno("copy into", "a download");
    if (copied == 0) throw Error(ErrorCode::Internal, "The video is shorter than was said.", "download");
    length -= static_cast<std::uint64_t>(copied);
  }
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

std::shared_ptr<const UniqueFd> assemble_download(const PackageRoot& root, const PackageKey& key,
                                                  const std::vector<DownloadPiece>& pieces) {
  const auto init = root.open(key, "download.init");
  if (!init || pieces.empty()) return nullptr;
  const auto file = std::make_shared<const UniqueFd>(open_file(root.folder_of(key), O_TMPFILE | O_RDWR));
  copy(init->get(), 0, size_of(init->get()), file->get());
  std::map<std::string, std::shared_ptr<const UniqueFd>> tracks;
  for (const auto& piece : pieces) {
    auto& track = tracks[piece.track];
    if (!track) track = root.open(key, piece.track + ".mp4");
    if (!track) return nullptr;
    copy(track->get(), piece.offset, piece.length, file->get());
  }
  return file;
}

}  // namespace lectern::streamer
