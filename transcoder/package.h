#pragma once
// A package on disk (docs/architecture.md, "The package"): reading it while it grows, and appending to it so
// that whatever was published stays whole after a crash. Knows bytes, records and JSON, and no libav.

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"
#include "transcoder/plan.h"

namespace lectern::transcoder {

/// One segment of one track. Times are in the track's timescale and include kClockOffset.
struct SegmentRecord {
  std::uint64_t offset = 0;  // in <track>.mp4
  std::uint64_t start = 0;
  std::uint32_t length = 0;  // bytes
  std::uint32_t duration = 0;
  std::uint32_t flags = 0;
};

/// What <track>.idx says.
struct TrackIndex {
  std::uint32_t init_length = 0;  // the init segment is the first bytes of <track>.mp4
  std::uint32_t timescale = 0;
  std::string codecs;  // RFC 6381, read from the init segment: "avc1.64001f", "mp4a.40.2"
  std::vector<SegmentRecord> segments;

  double seconds_of(const SegmentRecord& record) const {
    return static_cast<double>(record.duration) / timescale;
  }
};

struct LoudnessStatement {
  double integrated_lufs = 0;
  double true_peak_dbtp = 0;
  double gain_decibels = 0;
};

struct TrackSummary {
  std::string name;       // the track's files
  std::string rendition;  // its name in the plan; differs where sound was made a second time
  std::string codecs;
  int width = 0;
  int height = 0;
  double frame_rate = 0;
  int channels = 0;
  std::int64_t average_rate = 0;  // bits a second over the whole track
  std::int64_t peak_rate = 0;     // of the worst segment (RFC 8216 §4.1, "peak segment bit rate")
  double duration_seconds = 0;
  std::size_t segments = 0;
  std::optional<LoudnessStatement> loudness;
};

/// package.json: written last; its presence means finished.
struct PackageSummary {
  double duration_seconds = 0;
  std::vector<TrackSummary> tracks;
  std::vector<ChapterInfo> chapters;
  std::vector<std::string> notes;

  const TrackSummary* find(std::string_view name) const;
};

std::string to_json(const PackageSummary& summary);
PackageSummary summary_from_json(std::string_view text);

/// All that playlists are made from.
struct PackageContents {
  Plan plan;
  std::optional<PackageSummary> summary;
  std::map<std::string, TrackIndex, std::less<>> tracks;  // those that have an init segment

  const TrackIndex* find(std::string_view track) const;
};

/// Reads a package that another process may be writing. Not safe from several threads at once.
class PackageReader {
 public:
  /// Throws NotFound while there is no plan.json.
  explicit PackageReader(std::filesystem::path folder);

  /// Takes in what was committed since; true when that was anything.
  bool refresh();
  const PackageContents& contents() const { return contents_; }
  const std::filesystem::path& folder() const { return folder_; }
  bool is_finished() const { return contents_.summary.has_value(); }

 private:
  bool refresh_track(const std::string& name);

  std::filesystem::path folder_;
  PackageContents contents_;
};

/// Held while writing: a second writer on the same folder gets Error(Conflict). Ends with the process at the
/// latest.
class PackageLock {
 public:
  explicit PackageLock(const std::filesystem::path& folder);

 private:
  UniqueFd fd_;
};

/// Appends segments to one track. Bytes are synced before their records are written, so a record is a
/// promise.
class TrackAppender {
 public:
  /// Opens or creates; a torn tail from an earlier run is cut off.
  TrackAppender(std::filesystem::path folder, std::string name);

  const std::string& name() const { return name_; }
  const TrackIndex& index() const { return index_; }
  bool has_init() const { return index_.init_length > 0; }
  /// The stored init segment.
  std::string init_segment() const;

  void write_init(std::string_view bytes, std::uint32_t timescale);
  /// Writes the bytes; the record is kept back until commit().
  void append(std::string_view bytes, std::uint64_t start, std::uint32_t duration, std::uint32_t flags = 0);
  /// Syncs what was appended, then writes its records.
  void commit();
  /// Forgets segments from `count` on.
  void truncate(std::size_t count);
  /// Forgets the init segment too.
  void clear();

 private:
  std::filesystem::path folder_;
  std::string name_;
  UniqueFd media_;
  UniqueFd records_;
  TrackIndex index_;
  std::size_t committed_ = 0;
  std::uint64_t end_ = 0;
};

void write_plan(const std::filesystem::path& folder, const Plan& plan);
void write_summary(const std::filesystem::path& folder, const PackageSummary& summary);
/// Average and peak rate, duration and codecs of a finished track.
TrackSummary measure_track(const TrackIndex& index, std::string name);

}  // namespace lectern::transcoder
