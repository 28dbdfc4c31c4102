#include "transcoder/package.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <set>

#include "base/error.h"

namespace lectern::transcoder {
namespace {

namespace fs = std::filesystem;

// <track>.idx: a header of 16 bytes, then records of 32 bytes, little endian.
constexpr std::string_view kMagic = "LIX1";
constexpr std::size_t kHeaderBytes = 16;
constexpr std::size_t kRecordBytes = 32;
constexpr std::uint32_t kVersion = 1;
/// An init segment is one or two kilobytes; more is no init segment of ours.
constexpr std::uint32_t kMostInitBytes = 1 << 20;

template <typename Number>
void put(std::string& out, Number value) {
  for (std::size_t i = 0; i < sizeof(Number); ++i)
    out.push_back(static_cast<char>((value >> (8 * i)) & 0xFF));
}

template <typename Number>
Number get(std::string_view bytes, std::size_t at) {
  Number value = 0;
  for (std::size_t i = 0; i < sizeof(Number); ++i)
    value |= static_cast<Number>(static_cast<Number>(static_cast<unsigned char>(bytes[at + i])) << (8 * i));
  return value;
}

/// FNV-1a: tells a record from the zeros that a lost page leaves.
std::uint32_t check_of(std::string_view bytes) {
  std::uint32_t hash = 2166136261U;
  for (const char byte : bytes) hash = (hash ^ static_cast<unsigned char>(byte)) * 16777619U;
  return hash;
}

std::string encoded_header(std::uint32_t init_length, std::uint32_t timescale) {
  std::string bytes{kMagic};
  put(bytes, kVersion);
  put(bytes, init_length);
  put(bytes, timescale);
  return bytes;
}

std::string encoded(const SegmentRecord& record) {
  std::string bytes;
  put(bytes, record.offset);
  put(bytes, record.start);
  put(bytes, record.length);
  put(bytes, record.duration);
  put(bytes, record.flags);
  put(bytes, check_of(bytes));
  return bytes;
}

std::optional<SegmentRecord> decoded(std::string_view bytes) {
  if (check_of(bytes.substr(0, kRecordBytes - 4)) != get<std::uint32_t>(bytes, kRecordBytes - 4))
    return std::nullopt;
  return SegmentRecord{get<std::uint64_t>(bytes, 0), get<std::uint64_t>(bytes, 8),
                       get<std::uint32_t>(bytes, 16), get<std::uint32_t>(bytes, 20),
                       get<std::uint32_t>(bytes, 24)};
}

fs::path media_path(const fs::path& folder, std::string_view name) {
  return folder / (std::string{name} + ".mp4");
}
fs::path index_path(const fs::path& folder, std::string_view name) {
  return folder / (std::string{name} + ".idx");
}

std::string read_bytes(int fd, std::uint64_t offset, std::size_t count) {
  std::string bytes(count, '\0');
  bytes.resize(read_at(fd, bytes.data(), count, offset));
  return bytes;
}

/// RFC 6381 from the sample entry; found by its four letters, since the init segment is our own muxer's.
std::string codecs_of(std::string_view init) {
  if (init.find("mp4a") != std::string_view::npos) return "mp4a.40.2";
  const std::size_t box = init.find("avcC");
  if (box == std::string_view::npos || box + 8 > init.size()) return {};
  const auto byte = [&](std::size_t i) {
    return static_cast<unsigned>(static_cast<unsigned char>(init[box + i]));
  };
  return fmt::format("avc1.{:02x}{:02x}{:02x}", byte(5), byte(6), byte(7));
}

/// Everything the index promises, checked against the size of the media; stops at the first doubtful record.
TrackIndex read_index(int records, int media) {
  TrackIndex index;
  const std::string bytes = read_bytes(records, 0, size_of(records));
  if (bytes.size() < kHeaderBytes || bytes.substr(0, 4) != kMagic || get<std::uint32_t>(bytes, 4) != kVersion)
    return index;
  const std::uint64_t media_size = size_of(media);
  const auto init_length = get<std::uint32_t>(bytes, 8);
  const auto timescale = get<std::uint32_t>(bytes, 12);
  if (init_length == 0 || init_length > kMostInitBytes || timescale == 0 || init_length > media_size)
    return index;
  index.init_length = init_length;
  index.timescale = timescale;
  index.codecs = codecs_of(read_bytes(media, 0, init_length));
  std::uint64_t end = init_length;
  for (std::size_t at = kHeaderBytes; at + kRecordBytes <= bytes.size(); at += kRecordBytes) {
    const auto record = decoded(std::string_view{bytes}.substr(at, kRecordBytes));
    if (!record || record->offset != end || record->offset + record->length > media_size) break;
    end = record->offset + record->length;
    index.segments.push_back(*record);
  }
  return index;
}

std::set<std::string> track_names(const PackageContents& contents) {
  std::set<std::string> names;
  for (const auto& view : contents.plan.views)
    for (const auto& rung : view.rungs) names.insert(rung.name);
  for (const auto& audio : contents.plan.audio) names.insert(audio.name);
  if (contents.plan.trick.width > 0) names.insert(contents.plan.trick.name);
  if (contents.summary)
    for (const auto& track : contents.summary->tracks) names.insert(track.name);
  return names;
}

}  // namespace

const TrackSummary* PackageSummary::find(std::string_view name) const {
  const auto found =
      std::find_if(tracks.begin(), tracks.end(), [&](const auto& track) { return track.name == name; });
  return found == tracks.end() ? nullptr : &*found;
}

const TrackIndex* PackageContents::find(std::string_view track) const {
  const auto found = tracks.find(track);
  return found == tracks.end() ? nullptr : &found->second;
}

PackageReader::PackageReader(fs::path folder) : folder_(std::move(folder)) {
  contents_.plan = plan_from_json(read_file(folder_ / "plan.json"));
  refresh();
}

bool PackageReader::refresh() {
  bool changed = false;
  // First the summary: once it is there, the tracks read after it are whole.
  if (!contents_.summary && fs::exists(folder_ / "package.json")) {
    contents_.summary = summary_from_json(read_file(folder_ / "package.json"));
    changed = true;
  }
  for (const auto& name : track_names(contents_)) changed = refresh_track(name) || changed;
  return changed;
}

bool PackageReader::refresh_track(const std::string& name) {
  if (!fs::exists(index_path(folder_, name))) return false;
  const UniqueFd records = open_file(index_path(folder_, name), O_RDONLY);
  const TrackIndex* known = contents_.find(name);
  if (known && size_of(records.get()) == kHeaderBytes + known->segments.size() * kRecordBytes) return false;
  const UniqueFd media = open_file(media_path(folder_, name), O_RDONLY);
  TrackIndex index = read_index(records.get(), media.get());
  if (index.init_length == 0 || (known && known->segments.size() == index.segments.size())) return false;
  contents_.tracks.insert_or_assign(name, std::move(index));
  return true;
}

PackageLock::PackageLock(const fs::path& folder) : fd_(open_file(folder / "lock", O_RDWR | O_CREAT)) {
  // Bound to this open file, so that it also fences a second writer in the same process.
  struct flock lock {};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  if (::fcntl(fd_.get(), F_OFD_SETLK, &lock) == 0) return;
  if (errno == EAGAIN || errno == EACCES)
    throw Error(ErrorCode::Conflict, "This video is already being processed.", folder.string());
  throw_errno("lock", folder / "lock");
}

TrackAppender::TrackAppender(fs::path folder, std::string name)
    : folder_(std::move(folder)),
      name_(std::move(name)),
      media_(open_file(media_path(folder_, name_), O_RDWR | O_CREAT)),
      records_(open_file(index_path(folder_, name_), O_RDWR | O_CREAT)) {
  index_ = read_index(records_.get(), media_.get());
  truncate(index_.segments.size());
}

std::string TrackAppender::init_segment() const {
  return read_bytes(media_.get(), 0, index_.init_length);
}

void TrackAppender::write_init(std::string_view bytes, std::uint32_t timescale) {
  LECTERN_ASSERT(!has_init() && !bytes.empty(), "A track has one init segment, written once.");
  write_all_at(media_.get(), bytes, 0);
  index_ = {static_cast<std::uint32_t>(bytes.size()), timescale, codecs_of(bytes), {}};
  end_ = bytes.size();
}

void TrackAppender::append(std::string_view bytes, std::uint64_t start, std::uint32_t duration,
                           std::uint32_t flags) {
  LECTERN_ASSERT(has_init(), "Segments follow the init segment.");
  write_all_at(media_.get(), bytes, end_);
  index_.segments.push_back({end_, start, static_cast<std::uint32_t>(bytes.size()), duration, flags});
  end_ += bytes.size();
}

void TrackAppender::commit() {
  if (committed_ == index_.segments.size()) return;
  sync_data(media_.get());
  // The header with the first records: it too promises bytes that were synced.
  std::string bytes = committed_ == 0 ? encoded_header(index_.init_length, index_.timescale) : "";
  const std::uint64_t at = committed_ == 0 ? 0 : kHeaderBytes + committed_ * kRecordBytes;
  for (std::size_t i = committed_; i < index_.segments.size(); ++i) bytes += encoded(index_.segments[i]);
  write_all_at(records_.get(), bytes, at);
  committed_ = index_.segments.size();
}

void TrackAppender::truncate(std::size_t count) {
  if (!has_init()) return clear();
  LECTERN_ASSERT(count <= index_.segments.size(), "Only what is there can be cut off.");
  index_.segments.resize(count);
  end_ = count == 0 ? index_.init_length : index_.segments.back().offset + index_.segments.back().length;
  committed_ = count;
  // The records first: bytes without a record are harmless, a record without bytes is not.
  if (::ftruncate(records_.get(), static_cast<off_t>(kHeaderBytes + count * kRecordBytes)) != 0)
    throw_errno("truncate", index_path(folder_, name_));
  sync_data(records_.get());
  if (::ftruncate(media_.get(), static_cast<off_t>(end_)) != 0)
    throw_errno("truncate", media_path(folder_, name_));
}

void TrackAppender::clear() {
  index_ = {};
  committed_ = 0;
  end_ = 0;
  if (size_of(records_.get()) == 0 && size_of(media_.get()) == 0) return;
  if (::ftruncate(records_.get(), 0) != 0) throw_errno("truncate", index_path(folder_, name_));
  sync_data(records_.get());
  if (::ftruncate(media_.get(), 0) != 0) throw_errno("truncate", media_path(folder_, name_));
}

void write_plan(const fs::path& folder, const Plan& plan) {
  write_file_atomically(folder / "plan.json", to_json(plan), 0640);
}

void write_summary(const fs::path& folder, const PackageSummary& summary) {
  write_file_atomically(folder / "package.json", to_json(summary), 0640);
}

namespace {

/// RFC 8216 §4.1: the largest rate of any run of segments that lasts between half the target and one and a
/// half.
double peak_rate_of(const TrackIndex& index) {
  double peak = 0;
  for (std::size_t first = 0; first < index.segments.size(); ++first) {
    double bits = 0;
    double seconds = 0;
    for (std::size_t i = first; i < index.segments.size(); ++i) {
      bits += 8.0 * index.segments[i].length;
      seconds += index.seconds_of(index.segments[i]);
      if (seconds > 1.5 * kTargetSeconds) break;
      if (seconds >= 0.5 * kTargetSeconds) peak = std::max(peak, bits / seconds);
    }
  }
  return peak;
}

}  // namespace

TrackSummary measure_track(const TrackIndex& index, std::string name) {
  TrackSummary summary;
  summary.rendition = name;
  summary.name = std::move(name);
  summary.codecs = index.codecs;
  summary.segments = index.segments.size();
  double bits = 0;
  for (const auto& record : index.segments) {
    bits += 8.0 * record.length;
    summary.duration_seconds += index.seconds_of(record);
  }
  if (summary.duration_seconds > 0) summary.average_rate = std::llround(bits / summary.duration_seconds);
  summary.peak_rate = std::max<std::int64_t>(std::llround(peak_rate_of(index)), summary.average_rate);
  return summary;
}

}  // namespace lectern::transcoder
