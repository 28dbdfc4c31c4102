#include "transcoder/progress_bar.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace lectern::transcoder {
namespace {

constexpr int kWidestBar = 40;
constexpr int kNarrowestBar = 5;
constexpr int kBarEnds = 3;  // Two brackets and a blank.

}  // namespace

std::string as_clock(double seconds) {
  const auto total = static_cast<long>(std::ceil(std::max(0.0, seconds)));
  if (total >= 3600) return fmt::format("{}:{:02}:{:02}", total / 3600, total / 60 % 60, total % 60);
  return fmt::format("{}:{:02}", total / 60, total % 60);
}

std::string progress_line(const message::Progress& progress, int columns) {
  const double fraction = std::clamp(progress.fraction, 0.0, 1.0);
  std::string words = fmt::format("{:3} %", static_cast<int>(fraction * 100));
  if (progress.speed > 0) {
    words += fmt::format("  {:.1f}x  {} left", progress.speed, as_clock(progress.seconds_left));
  }
  const int room = columns - static_cast<int>(words.size()) - kBarEnds;
  if (room < kNarrowestBar) return words.substr(0, static_cast<std::size_t>(std::max(0, columns)));
  const int width = std::min(room, kWidestBar);
  const int done = static_cast<int>(fraction * width);
  return fmt::format("[{:#<{}}{: <{}}] {}", "", done, "", width - done, words);
}

}  // namespace lectern::transcoder
