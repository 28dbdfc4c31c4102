#include "transcoder/true_peak.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace lectern::transcoder {
namespace {

constexpr std::size_t kPhases = 3;
/// No peak between samples is higher than this times the highest sample near it: the largest sum of tap
/// magnitudes.
constexpr float kMostOvershoot = 2.5F;
constexpr double kLookAheadSeconds = 0.005;
constexpr double kReleaseSeconds = 0.15;

using Taps = std::array<std::array<float, PeakDetector::kTaps>, kPhases>;

/// A sinc under a Hann window, for the places ¼, ½ and ¾ of the way from the sixth tap to the seventh.
Taps make_taps() {
  Taps taps{};
  constexpr double kHalf = PeakDetector::kTaps / 2.0;
  for (std::size_t phase = 0; phase < kPhases; ++phase) {
    const double place = kHalf - 1 + static_cast<double>(phase + 1) / 4;
    for (std::size_t tap = 0; tap < PeakDetector::kTaps; ++tap) {
      const double x = place - static_cast<double>(tap);
      const double sinc = std::sin(std::numbers::pi * x) / (std::numbers::pi * x);
      const double window = 0.5 * (1 + std::cos(std::numbers::pi * x / (kHalf + 0.5)));
      taps[phase][tap] = static_cast<float>(sinc * window);
    }
  }
  return taps;
}

const Taps kInterpolator = make_taps();

float from_decibels(double decibels) {
  return static_cast<float>(std::pow(10, decibels / 20));
}

}  // namespace

float PeakDetector::push(float sample, float worth) {
  window_[at_] = sample;
  window_[at_ + kTaps] = sample;
  at_ = (at_ + 1) % kTaps;
  quiet_for_ = std::abs(sample) * kMostOvershoot < worth ? quiet_for_ + 1 : 0;
  const float behind = before_;
  before_ = quiet_for_ < kTaps ? between() : 0;
  return std::max({std::abs(window_[at_ + kTaps - kLag - 1]), behind, before_});
}

float PeakDetector::between() const {
  float highest = 0;
  for (const auto& phase : kInterpolator) {
    float sum = 0;
    for (std::size_t tap = 0; tap < kTaps; ++tap) sum += phase[tap] * window_[at_ + tap];
    highest = std::max(highest, std::abs(sum));
  }
  return highest;
}

TruePeakMeter::TruePeakMeter(int channels) : detectors_(static_cast<std::size_t>(channels)) {}

void TruePeakMeter::add(std::span<const float* const> planes, std::size_t frames) {
  for (std::size_t channel = 0; channel < detectors_.size(); ++channel) {
    for (std::size_t i = 0; i < frames; ++i)
      peak_ = std::max(peak_, detectors_[channel].push(planes[channel][i], peak_));
  }
}

Limiter::Limiter(int sample_rate, int channels, double gain, double ceiling)
    : gain_(from_decibels(gain)),
      ceiling_(from_decibels(ceiling)),
      release_(static_cast<float>(1 - std::exp(-1 / (kReleaseSeconds * sample_rate)))),
      ahead_(std::max<std::size_t>(1, static_cast<std::size_t>(kLookAheadSeconds * sample_rate))),
      delay_(ahead_ + PeakDetector::kLag),
      detectors_(static_cast<std::size_t>(channels)),
      waiting_(static_cast<std::size_t>(channels), std::vector<float>(delay_)),
      held_(ahead_, 1.0F),
      held_sum_(static_cast<double>(ahead_)) {}

void Limiter::process(std::span<const float* const> planes, std::size_t frames, Planes& out) {
  std::vector<float> frame(detectors_.size());
  for (std::size_t i = 0; i < frames; ++i) {
    for (std::size_t channel = 0; channel < frame.size(); ++channel)
      frame[channel] = planes[channel][i] * gain_;
    push(frame, out);
  }
}

void Limiter::finish(Planes& out) {
  const std::vector<float> silence(detectors_.size());
  for (std::size_t i = 0; i < delay_; ++i) push(silence, out);
}

void Limiter::push(const std::vector<float>& frame, Planes& out) {
  float peak = 0;
  for (std::size_t channel = 0; channel < frame.size(); ++channel) {
    peak = std::max(peak, detectors_[channel].push(frame[channel], ceiling_));
  }
  const float reduction = next_reduction(peak > ceiling_ ? ceiling_ / peak : 1.0F);
  const std::size_t slot = entered_ % delay_;
  const bool is_filled = entered_ >= delay_;
  for (std::size_t channel = 0; channel < frame.size(); ++channel) {
    if (is_filled) out[channel].push_back(waiting_[channel][slot] * reduction);
    waiting_[channel][slot] = frame[channel];
  }
  ++entered_;
}

/// The least over the look-ahead, released slowly, averaged over the look-ahead: since every averaged value
/// is at most what the frame that leaves now needs, so is the average.
float Limiter::next_reduction(float needed) {
  const float least = least_ahead(needed);
  released_ = std::min(least, released_ + (1 - released_) * release_);
  float& oldest = held_[entered_ % ahead_];
  held_sum_ += static_cast<double>(released_) - static_cast<double>(oldest);
  oldest = released_;
  return static_cast<float>(held_sum_ / static_cast<double>(ahead_));
}

float Limiter::least_ahead(float needed) {
  while (!lows_.empty() && lows_.back().reduction >= needed) lows_.pop_back();
  lows_.push_back({entered_, needed});
  if (lows_.front().at + ahead_ < entered_) lows_.pop_front();
  return lows_.front().reduction;
}

}  // namespace lectern::transcoder
