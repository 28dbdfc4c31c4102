#include "transcoder/stills.h"

#include <fcntl.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>

#include "base/file.h"
#include "transcoder/av/jpeg.h"

namespace lectern::transcoder {
namespace {

using std::chrono::microseconds;
using std::chrono::seconds;

struct IntervalRow {
  seconds until;
  seconds interval;
};
constexpr std::array kIntervals = {
    IntervalRow{std::chrono::minutes{10}, seconds{1}}, IntervalRow{std::chrono::minutes{40}, seconds{2}},
    IntervalRow{std::chrono::hours{2}, seconds{5}},    IntervalRow{std::chrono::hours{12}, seconds{10}},
    IntervalRow{std::chrono::hours{24}, seconds{30}},
};
constexpr seconds kUnknownLength = std::chrono::hours{12};

/// Qualities of mjpeg, 2 best to 31.
constexpr int kPosterQuality = 4;
constexpr int kSheetQuality = 6;
/// A picture this good is taken as the poster at once; after this long the best so far is.
constexpr double kGoodPoster = 0.5;
constexpr seconds kPosterSearch{60};
/// The first pictures are often a fade or a blank screen.
constexpr seconds kPosterFrom{2};
/// An unfinished sheet is written again after so many new tiles, so that early playback has them.
constexpr int kTilesPerWrite = 20;
/// Until then a player waits for the first segments: nothing else is brought to the disk.
constexpr seconds kFirstWriteFrom{3};
constexpr int kSecondWriteTiles = 10;

/// The tiles of the unfinished sheet as they are, so that a resumed run does not lose them.
constexpr std::string_view kUnfinished = "storyboard.part";
/// Its first bytes say in decimal how many tiles the sheets before hold.
constexpr std::size_t kPartHead = 8;

int even(double length) {
  return std::max(2, 2 * static_cast<int>(std::lround(length / 2)));
}

std::size_t tile_bytes(const StoryboardLayout& layout) {
  return static_cast<std::size_t>(layout.tile_width) * static_cast<std::size_t>(layout.tile_height) * 3 / 2;
}

void paste_plane(const PictureView& from, std::size_t plane, std::uint8_t* to, int to_stride, int left,
                 int top) {
  const int width = plane == 0 ? from.width : from.width / 2;
  const int height = plane == 0 ? from.height : from.height / 2;
  for (int y = 0; y < height; ++y) {
    std::copy_n(from.planes[plane] + static_cast<std::ptrdiff_t>(y) * from.strides[plane], width,
                to + static_cast<std::ptrdiff_t>(top + y) * to_stride + left);
  }
}

void paste(const PictureView& tile, Picture& sheet, int index) {
  const int left = index % kTileColumns * tile.width;
  const int top = index / kTileColumns * tile.height;
  std::uint8_t* luma = sheet.bytes.data();
  const auto area = static_cast<std::ptrdiff_t>(sheet.width) * sheet.height;
  paste_plane(tile, 0, luma, sheet.width, left, top);
  paste_plane(tile, 1, luma + area, sheet.width / 2, left / 2, top / 2);
  paste_plane(tile, 2, luma + area + area / 4, sheet.width / 2, left / 2, top / 2);
}

Picture black_sheet(const StoryboardLayout& layout) {
  const Picture black = Picture::black(kTileColumns * layout.tile_width, kTileRows * layout.tile_height);
  return av::as_jfif(black.view());
}

std::string cue_time(microseconds at) {
  const auto total = std::chrono::duration_cast<std::chrono::milliseconds>(at).count();
  return fmt::format("{:02}:{:02}:{:02}.{:03}", total / 3'600'000, total / 60'000 % 60, total / 1000 % 60,
                     total % 1000);
}

std::string_view as_text(const std::vector<std::uint8_t>& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace

StoryboardLayout storyboard_layout(microseconds duration, int width, int height) {
  StoryboardLayout layout;
  if (duration <= microseconds{0}) duration = kUnknownLength;
  layout.interval = kIntervals.back().interval;
  for (auto row = kIntervals.rbegin(); row != kIntervals.rend(); ++row) {
    if (duration <= row->until) layout.interval = row->interval;
  }
  // An upright picture gets tiles of the usual height rather than very tall ones.
  const double shape = static_cast<double>(width) / height;
  layout.tile_width = shape >= 1 ? kTileWidth : even(kTileWidth * shape);
  layout.tile_height = shape >= 1 ? even(kTileWidth / shape) : kTileWidth;
  return layout;
}

std::string storyboard_vtt(const StoryboardLayout& layout, int tiles, microseconds end) {
  std::string text = "WEBVTT\n";
  for (int tile = 0; tile < tiles; ++tile) {
    const microseconds start = tile * layout.interval;
    const microseconds stop =
        tile + 1 == tiles ? std::max(end, start + microseconds{1000}) : start + layout.interval;
    const int place = tile % kTilesPerSheet;
    text += fmt::format("\n{} --> {}\nstoryboard-{}.jpg#xywh={},{},{},{}\n", cue_time(start), cue_time(stop),
                        tile / kTilesPerSheet, place % kTileColumns * layout.tile_width,
                        place / kTileColumns * layout.tile_height, layout.tile_width, layout.tile_height);
  }
  return text;
}

double poster_score(const PictureView& picture) {
  constexpr int kStep = 4;
  double sum = 0;
  double squares = 0;
  std::int64_t count = 0;
  std::int64_t edges = 0;
  for (int y = 0; y < picture.height; y += kStep) {
    const std::uint8_t* row = picture.planes[0] + static_cast<std::ptrdiff_t>(y) * picture.strides[0];
    for (int x = 0; x + 1 < picture.width; x += kStep) {
      sum += row[x];
      squares += static_cast<double>(row[x]) * row[x];
      edges += std::abs(row[x] - row[x + 1]) > 12 ? 1 : 0;
      ++count;
    }
  }
  if (count == 0) return 0;
  const double mean = sum / static_cast<double>(count);
  const double deviation = std::sqrt(std::max(0.0, squares / static_cast<double>(count) - mean * mean));
  const double contrast = std::min(1.0, deviation / 40);
  const double detail = std::min(1.0, 20.0 * static_cast<double>(edges) / static_cast<double>(count));
  const double darkness = mean < 30 ? 0.3 : 1.0;
  return (0.6 * contrast + 0.4 * detail) * darkness;
}

struct Stills::State {
  std::filesystem::path folder;
  StoryboardLayout layout;
  UniqueFd part;
  int tiles = 0;                  // Made so far, over all sheets.
  int written = 0;                // Of those, how many are in a sheet on disk.
  Picture sheet;                  // As JFIF holds it.
  std::optional<Picture> latest;  // The last tile.
  std::optional<Picture> poster;  // The best so far, where it is not on disk.
  double poster_score = -1;
  bool has_poster = false;

  void resume();
  void add_tile(const PictureView& picture);
  void put_tile(const Picture& tile);
  void write_sheet(microseconds end);
  void consider_poster(const PictureView& picture);
  void write_poster();
  int in_sheet() const { return tiles % kTilesPerSheet; }
};

/// Whole sheets stay as they are; the tiles of the unfinished one come back from the part file. Its length
/// says how many there are, and its name is free of the sheet's number because the sheets before it are on
/// disk.
void Stills::State::resume() {
  has_poster = std::filesystem::exists(folder / "poster.jpg");
  part = open_file(folder / kUnfinished, O_RDWR | O_CREAT | O_CLOEXEC);
  std::array<char, kPartHead> head{};
  if (read_at(part.get(), head.data(), head.size(), 0) < head.size()) return;
  const std::string_view number(head.data(), head.size());
  int first = 0;
  for (const char digit : number) first = first * 10 + (digit - '0');
  std::vector<std::uint8_t> bytes(tile_bytes(layout));
  tiles = written = first;
  for (std::uint64_t at = head.size();; at += bytes.size()) {
    if (in_sheet() == 0 && tiles != first) break;
    if (read_at(part.get(), reinterpret_cast<char*>(bytes.data()), bytes.size(), at) < bytes.size()) break;
    latest = Picture{layout.tile_width, layout.tile_height, bytes};
    paste(av::as_jfif(latest->view()).view(), sheet, in_sheet());
    ++tiles;
  }
}

void Stills::State::add_tile(const PictureView& picture) {
  Picture tile = shrink(picture, layout.tile_width, layout.tile_height);
  const int due = static_cast<int>(std::min<std::int64_t>(picture.time / layout.interval + 1, kMostTiles));
  // Through a gap (a slide that stands) it was the picture before that was seen.
  while (latest && tiles + 1 < due) put_tile(*latest);
  while (tiles < due) put_tile(tile);
  latest = std::move(tile);
}

void Stills::State::put_tile(const Picture& tile) {
  if (in_sheet() == 0) {
    sheet = black_sheet(layout);
    part = open_file(folder / kUnfinished, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC);
    write_all_at(part.get(), fmt::format("{:08}", tiles), 0);
  }
  write_all_at(part.get(), as_text(tile.bytes),
               kPartHead + static_cast<std::uint64_t>(in_sheet()) * tile_bytes(layout));
  paste(av::as_jfif(tile.view()).view(), sheet, in_sheet());
  ++tiles;
  const microseconds end = tiles * layout.interval;
  const bool is_early = written == 0 ? end > kFirstWriteFrom : tiles == kSecondWriteTiles;
  if (in_sheet() == 0 || is_early || tiles - written >= kTilesPerWrite) write_sheet(end);
}

void Stills::State::write_sheet(microseconds end) {
  if (tiles == 0) return;
  const int number = (tiles - 1) / kTilesPerSheet;
  write_file_atomically(folder / fmt::format("storyboard-{}.jpg", number),
                        av::encode_jpeg(sheet.view(), kSheetQuality));
  write_file_atomically(folder / "storyboard.vtt", storyboard_vtt(layout, tiles, end));
  // A lecture that plays early shows its best picture so far.
  write_poster();
  written = tiles;
}

void Stills::State::consider_poster(const PictureView& picture) {
  if (has_poster) return;
  const double score = lectern::transcoder::poster_score(picture) * (picture.time < kPosterFrom ? 0.5 : 1.0);
  if (score > poster_score) {
    poster_score = score;
    const int width = std::min(kPosterWidth, picture.width);
    poster = shrink(picture, width, even(static_cast<double>(width) * picture.height / picture.width));
  }
  has_poster = poster_score >= kGoodPoster || picture.time >= kPosterSearch;
}

void Stills::State::write_poster() {
  if (!poster) return;
  write_file_atomically(folder / "poster.jpg",
                        av::encode_jpeg(av::as_jfif(poster->view()).view(), kPosterQuality));
  poster.reset();
}

Stills::Stills(std::filesystem::path folder, microseconds duration, int width, int height)
    : state_(std::make_unique<State>()) {
  state_->folder = std::move(folder);
  state_->layout = storyboard_layout(duration, width, height);
  state_->sheet = black_sheet(state_->layout);
  state_->resume();
}

Stills::Stills(Stills&&) noexcept = default;
Stills& Stills::operator=(Stills&&) noexcept = default;
Stills::~Stills() = default;

microseconds Stills::next_wanted() const {
  if (state_->tiles >= kMostTiles) return microseconds::max();
  return state_->tiles * state_->layout.interval;
}

void Stills::add(const PictureView& picture) {
  if (picture.time < next_wanted()) return;
  state_->consider_poster(picture);
  state_->add_tile(picture);
}

void Stills::finish(microseconds end) {
  if (state_->written < state_->tiles) state_->write_sheet(end);
  state_->write_poster();
  if (state_->tiles == 0) return;
  write_file_atomically(state_->folder / "storyboard.vtt",
                        storyboard_vtt(state_->layout, state_->tiles, end));
  // Only the count stays: a run that resumes behind this point must not begin the storyboard anew.
  write_file_atomically(state_->folder / kUnfinished, fmt::format("{:08}", state_->tiles));
}

}  // namespace lectern::transcoder
