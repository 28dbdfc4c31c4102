#pragma once
// The clock of pictures inside the transcoder: whole ticks of 1/90000 s from the start of the lecture,
// without kClockOffset. Frame rates of 24, 25, 30, 50, 60 and their NTSC relatives are whole numbers of ticks
// or close to it.

#include <chrono>
#include <cstdint>

namespace lectern::transcoder {

using MediaTime = std::chrono::duration<std::int64_t, std::ratio<1, 90'000>>;
/// Sound is counted in samples of the rate that all renditions have.
using SampleTime = std::chrono::duration<std::int64_t, std::ratio<1, 48'000>>;

template <typename To, typename From>
constexpr To nearest(From time) {
  return std::chrono::round<To>(time);
}
constexpr double as_seconds(auto time) {
  return std::chrono::duration<double>(time).count();
}

}  // namespace lectern::transcoder
