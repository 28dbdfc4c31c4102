#pragma once
// Peaks between samples (ITU-R BS.1770-4 Annex 2: 4× oversampling) and the limiter that keeps them under a
// ceiling. The interpolator runs only where the samples are high enough for it to matter.

#include <array>
#include <cstddef>
#include <deque>
#include <span>
#include <vector>

#include "transcoder/loudness.h"

namespace lectern::transcoder {

/// The highest value of one channel at a sample and around it, on a grid of a quarter sample.
class PeakDetector {
 public:
  static constexpr std::size_t kTaps = 12;
  /// The answer to a push is about the sample this many pushes ago.
  static constexpr std::size_t kLag = kTaps / 2;

  /// Where everything near is so low that no peak can reach `worth`, the answer may be the bare sample.
  float push(float sample, float worth);

 private:
  float between() const;

  std::array<float, 2 * kTaps> window_{};  // Twice, so that the last kTaps samples always lie side by side.
  std::size_t at_ = 0;
  std::size_t quiet_for_ = kTaps;
  float before_ = 0;
};

/// Keeps the highest true peak of everything added.
class TruePeakMeter {
 public:
  explicit TruePeakMeter(int channels);
  void add(std::span<const float* const> planes, std::size_t frames);
  /// Linear; 0 for silence.
  double peak() const { return static_cast<double>(peak_); }

 private:
  std::vector<PeakDetector> detectors_;
  float peak_ = 0;
};

/// Gain, then a limiter: one curve for all channels, lowered in a straight line ahead of each peak and let go
/// slowly. As many frames leave as entered; finish() brings the last.
class Limiter {
 public:
  /// `gain` and `ceiling` in dB.
  Limiter(int sample_rate, int channels, double gain, double ceiling);
  void process(std::span<const float* const> planes, std::size_t frames, Planes& out);
  void finish(Planes& out);

 private:
  /// One frame in, and one out once the delay is filled.
  void push(const std::vector<float>& frame, Planes& out);
  float next_reduction(float needed);
  float least_ahead(float needed);

  struct Low {
    std::size_t at;
    float reduction;
  };

  float gain_;
  float ceiling_;
  float release_;
  std::size_t ahead_;
  std::size_t delay_;
  std::vector<PeakDetector> detectors_;
  std::vector<std::vector<float>> waiting_;  // By channel, a ring of delay_ samples.
  std::deque<Low> lows_;                     // Candidates for the least reduction ahead, ascending.
  std::vector<float> held_;                  // A ring of the last ahead_ values, averaged.
  double held_sum_;
  float released_ = 1;
  std::size_t entered_ = 0;
};

}  // namespace lectern::transcoder
