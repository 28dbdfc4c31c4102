#pragma once
// Loudness by EBU R 128 (ITU-R BS.1770-4): a constant gain found from windows spread over the source, a
// true-peak limiter, and an exact measurement of what is encoded. Works on planar float and knows no libav.

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace lectern::transcoder {

constexpr double kTargetLufs = -16.0;
/// What is promised of the encoded sound.
constexpr double kMostTruePeak = -1.5;
/// What the limiter holds: AAC gives back up to about 1 dB more than it was given.
constexpr double kLimiterCeiling = -2.5;
constexpr double kMostGain = 20.0;
constexpr double kLeastGain = -30.0;
/// A result farther from the target than this is done again.
constexpr double kToleratedError = 1.0;
constexpr std::size_t kGainWindows = 30;
constexpr double kGainWindowSeconds = 1.2;

/// One plane per channel, all of the same length.
using Planes = std::vector<std::vector<float>>;

struct Loudness {
  std::optional<double> integrated_lufs;  ///< Nothing where no block passes the gates: silence.
  double range_lu = 0;
  std::optional<double> true_peak_dbtp;  ///< Nothing for digital silence, or where it was not measured.
};

/// Integrated loudness over everything added, exactly.
class LoudnessMeter {
 public:
  LoudnessMeter(int sample_rate, int channels);
  LoudnessMeter(LoudnessMeter&&) noexcept;
  LoudnessMeter& operator=(LoudnessMeter&&) noexcept;
  ~LoudnessMeter();

  void add(std::span<const float* const> planes, std::size_t frames);
  /// `true_peak_dbtp` is left out.
  Loudness loudness() const;
  /// Gated over all windows together, as if they were one programme without seams.
  static Loudness loudness_of(const std::vector<LoudnessMeter>& windows);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The gain that brings `source` to the target: bounded, and 0 for silence and for steady noise, which nobody
/// wants to hear louder.
double gain_for(const Loudness& source);

/// Whether the sound must be done again, and with which gain. `result` was made with `gain`.
std::optional<double> corrected_gain(double gain, const Loudness& result);

/// What happens to one rendition's sound before it is encoded: constant gain, then a limiter that looks ahead
/// and sees peaks between samples (4× oversampled, BS.1770-4 Annex 2). As many frames leave as entered; some
/// later.
class SoundLevel {
 public:
  SoundLevel(int sample_rate, int channels, double gain);
  SoundLevel(SoundLevel&&) noexcept;
  SoundLevel& operator=(SoundLevel&&) noexcept;
  ~SoundLevel();

  /// Appends to `out` what is ready. `out` has one plane per channel.
  void process(std::span<const float* const> planes, std::size_t frames, Planes& out);
  /// Appends the rest. Nothing may be processed afterwards.
  void finish(Planes& out);
  /// Of everything that left so far.
  Loudness loudness() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace lectern::transcoder
