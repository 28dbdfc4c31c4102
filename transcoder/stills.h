#pragma once
// Poster and storyboard of a package: poster.jpg, storyboard-<n>.jpg with 10 × 10 tiles, storyboard.vtt.
// Written while the lecture is transcoded, so that early playback has what exists; a resumed run goes on
// where it stopped. However long the lecture, the number of files is bounded. storyboard.part is what a
// resumed run goes on from.

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>

#include "transcoder/picture.h"

namespace lectern::transcoder {

constexpr int kTileColumns = 10;
constexpr int kTileRows = 10;
constexpr int kTilesPerSheet = kTileColumns * kTileRows;
constexpr int kTileWidth = 160;
constexpr int kPosterWidth = 1280;

struct StoryboardLayout {
  std::chrono::microseconds interval{1'000'000};
  int tile_width = kTileWidth;
  int tile_height = 90;
};

/// Beyond this no tile is made, whatever a file claimed of its length.
constexpr int kMostTiles = 48 * kTilesPerSheet;

/// A tile a second up to ten minutes, a tile every ten seconds at ten hours. An unknown duration (0) counts
/// as long.
StoryboardLayout storyboard_layout(std::chrono::microseconds duration, int width, int height);

/// WebVTT with one cue for each of the first `tiles` tiles; the last ends at `end`.
std::string storyboard_vtt(const StoryboardLayout& layout, int tiles, std::chrono::microseconds end);

/// How much a picture shows, 0 to 1: low for black, white and other empty pictures.
double poster_score(const PictureView& picture);

class Stills {
 public:
  /// `duration` as far as known; 0 where it is not.
  Stills(std::filesystem::path folder, std::chrono::microseconds duration, int width, int height);
  Stills(Stills&&) noexcept;
  Stills& operator=(Stills&&) noexcept;
  ~Stills();

  /// The least time whose picture is of use: earlier ones need not be converted for `add`.
  std::chrono::microseconds next_wanted() const;
  /// `picture` is what is seen at its time, counted from the start of the lecture. Times never go back.
  void add(const PictureView& picture);
  /// Writes what is not yet written. `end` is where the lecture really ends.
  void finish(std::chrono::microseconds end);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace lectern::transcoder
