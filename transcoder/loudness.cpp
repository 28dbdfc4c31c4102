#include "transcoder/loudness.h"

#include <ebur128.h>

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "transcoder/true_peak.h"

namespace lectern::transcoder {
namespace {

/// Steady noise varies less than this, and is fainter than any speech worth the name.
constexpr double kNoiseRange = 2.5;
constexpr double kNoiseLufs = -42.0;
/// Below this there is nothing to hear even after the largest gain.
constexpr double kSilenceLufs = -58.0;

struct FreeMeter {
  void operator()(ebur128_state* state) const { ebur128_destroy(&state); }
};
using Meter = std::unique_ptr<ebur128_state, FreeMeter>;

std::optional<double> finite(double value) {
  if (!std::isfinite(value)) return std::nullopt;
  return value;
}

void check(int result) {
  if (result != EBUR128_SUCCESS) {
    throw Error(ErrorCode::Internal, "The loudness could not be measured.",
                "libebur128 " + std::to_string(result));
  }
}

}  // namespace

struct LoudnessMeter::State {
  Meter meter;
  int channels = 0;
  std::vector<float> interleaved;
};

LoudnessMeter::LoudnessMeter(int sample_rate, int channels) : state_(std::make_unique<State>()) {
  state_->channels = channels;
  // Histograms keep memory constant however long the lecture; they are exact to 0.1 LU.
  state_->meter.reset(ebur128_init(static_cast<unsigned>(channels), static_cast<unsigned long>(sample_rate),
                                   EBUR128_MODE_I | EBUR128_MODE_LRA | EBUR128_MODE_HISTOGRAM));
  if (!state_->meter) check(EBUR128_ERROR_NOMEM);
  // A voice on one channel is heard from both speakers (BS.1770-4 measures it 3 LU too low otherwise).
  if (channels == 1) check(ebur128_set_channel(state_->meter.get(), 0, EBUR128_DUAL_MONO));
}

LoudnessMeter::LoudnessMeter(LoudnessMeter&&) noexcept = default;
LoudnessMeter& LoudnessMeter::operator=(LoudnessMeter&&) noexcept = default;
LoudnessMeter::~LoudnessMeter() = default;

void LoudnessMeter::add(std::span<const float* const> planes, std::size_t frames) {
  const auto channels = static_cast<std::size_t>(state_->channels);
  if (channels == 1) {
    check(ebur128_add_frames_float(state_->meter.get(), planes[0], frames));
    return;
  }
  state_->interleaved.resize(frames * channels);
  for (std::size_t channel = 0; channel < channels; ++channel) {
    for (std::size_t i = 0; i < frames; ++i) state_->interleaved[i * channels + channel] = planes[channel][i];
  }
  check(ebur128_add_frames_float(state_->meter.get(), state_->interleaved.data(), frames));
}

Loudness LoudnessMeter::loudness() const {
  double integrated = 0;
  check(ebur128_loudness_global(state_->meter.get(), &integrated));
  double range = 0;
  check(ebur128_loudness_range(state_->meter.get(), &range));
  return {finite(integrated), range, std::nullopt};
}

Loudness LoudnessMeter::loudness_of(const std::vector<LoudnessMeter>& windows) {
  if (windows.empty()) return {};
  std::vector<ebur128_state*> states;
  for (const LoudnessMeter& window : windows) states.push_back(window.state_->meter.get());
  double integrated = 0;
  check(ebur128_loudness_global_multiple(states.data(), states.size(), &integrated));
  // Windows are shorter than the 3 s blocks that the range is made of: what each window measures stands in
  // for them.
  std::vector<double> levels;
  for (const LoudnessMeter& window : windows) {
    if (const auto level = window.loudness().integrated_lufs) levels.push_back(*level);
  }
  if (levels.empty()) return {finite(integrated), 0, std::nullopt};
  std::sort(levels.begin(), levels.end());
  const double low = levels[levels.size() / 10];
  const double high = levels[levels.size() * 19 / 20];
  return {finite(integrated), high - low, std::nullopt};
}

double gain_for(const Loudness& source) {
  if (!source.integrated_lufs || *source.integrated_lufs < kSilenceLufs) return 0;
  if (*source.integrated_lufs < kNoiseLufs && source.range_lu < kNoiseRange) return 0;
  return std::clamp(kTargetLufs - *source.integrated_lufs, kLeastGain, kMostGain);
}

std::optional<double> corrected_gain(double gain, const Loudness& result) {
  if (!result.integrated_lufs) return std::nullopt;
  if (std::abs(*result.integrated_lufs - kTargetLufs) <= kToleratedError) return std::nullopt;
  // What the source must have been: the limiter's share is within the tolerance, or comes back in the next
  // round.
  const Loudness source{*result.integrated_lufs - gain, result.range_lu, std::nullopt};
  const double better = gain_for(source);
  // At a bound, or where loudness comes from peaks that the limiter takes away again, nothing would be won.
  if (std::abs(better - gain) <= kToleratedError) return std::nullopt;
  return better;
}

struct SoundLevel::State {
  State(int sample_rate, int channels, double gain)
      : limiter(sample_rate, channels, gain, kLimiterCeiling), meter(sample_rate, channels), peak(channels) {}

  Limiter limiter;
  LoudnessMeter meter;
  TruePeakMeter peak;
  Planes ready;

  void hand_over(Planes& out) {
    std::vector<const float*> planes;
    for (const auto& plane : ready) planes.push_back(plane.data());
    const std::size_t frames = ready.front().size();
    if (frames > 0) {
      meter.add(planes, frames);
      peak.add(planes, frames);
    }
    for (std::size_t channel = 0; channel < ready.size(); ++channel) {
      out[channel].insert(out[channel].end(), ready[channel].begin(), ready[channel].end());
      ready[channel].clear();
    }
  }
};

SoundLevel::SoundLevel(int sample_rate, int channels, double gain)
    : state_(std::make_unique<State>(sample_rate, channels, gain)) {
  state_->ready.resize(static_cast<std::size_t>(channels));
}

SoundLevel::SoundLevel(SoundLevel&&) noexcept = default;
SoundLevel& SoundLevel::operator=(SoundLevel&&) noexcept = default;
SoundLevel::~SoundLevel() = default;

void SoundLevel::process(std::span<const float* const> planes, std::size_t frames, Planes& out) {
  state_->limiter.process(planes, frames, state_->ready);
  state_->hand_over(out);
}

void SoundLevel::finish(Planes& out) {
  state_->limiter.finish(state_->ready);
  state_->hand_over(out);
}

Loudness SoundLevel::loudness() const {
  Loudness loudness = state_->meter.loudness();
  const double peak = state_->peak.peak();
  if (peak > 0) loudness.true_peak_dbtp = 20 * std::log10(peak);
  return loudness;
}

}  // namespace lectern::transcoder
