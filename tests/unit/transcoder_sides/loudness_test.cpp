#include "transcoder/loudness.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <random>

#include "transcoder/true_peak.h"

namespace lectern::transcoder {
namespace {

constexpr int kRate = 48'000;

std::vector<float> sine(double hertz, double amplitude, double seconds, double phase = 0) {
  std::vector<float> samples(static_cast<std::size_t>(seconds * kRate));
  for (std::size_t i = 0; i < samples.size(); ++i) {
    samples[i] = static_cast<float>(
        amplitude * std::sin(2 * std::numbers::pi * hertz * static_cast<double>(i) / kRate + phase));
  }
  return samples;
}

Loudness measured(const std::vector<float>& left, const std::vector<float>& right) {
  LoudnessMeter meter(kRate, 2);
  const std::array planes = {left.data(), right.data()};
  meter.add(planes, left.size());
  return meter.loudness();
}

Planes through(SoundLevel& level, const std::vector<float>& samples, std::size_t block) {
  Planes out(1);
  for (std::size_t at = 0; at < samples.size(); at += block) {
    const std::array planes = {samples.data() + at};
    level.process(planes, std::min(block, samples.size() - at), out);
  }
  level.finish(out);
  return out;
}

double true_peak_of(const std::vector<float>& samples) {
  TruePeakMeter meter(1);
  const std::array planes = {samples.data()};
  meter.add(planes, samples.size());
  return 20 * std::log10(meter.peak());
}

// EBU Tech 3341, test 1: a 1 kHz stereo sine at -23 dBFS reads -23 LUFS.
TEST(LoudnessMeter, ReadsTheReferenceTone) {
  const auto tone = sine(1000, std::pow(10, -23.0 / 20), 20);
  EXPECT_NEAR(measured(tone, tone).integrated_lufs.value(), -23.0, 0.1);
}

TEST(LoudnessMeter, HearsMonoFromBothSpeakers) {
  const auto tone = sine(1000, std::pow(10, -23.0 / 20), 20);
  LoudnessMeter meter(kRate, 1);
  const std::array planes = {tone.data()};
  meter.add(planes, tone.size());
  EXPECT_NEAR(meter.loudness().integrated_lufs.value(), -23.0, 0.1);
}

TEST(LoudnessMeter, SilenceHasNoLoudness) {
  const std::vector<float> silence(kRate * 5);
  EXPECT_FALSE(measured(silence, silence).integrated_lufs);
}

TEST(LoudnessMeter, WindowsAreGatedTogether) {
  std::vector<LoudnessMeter> windows;
  const auto tone = sine(1000, 0.1, 2);
  const std::vector<float> silence(kRate * 2);
  for (const auto* part : {&tone, &silence, &tone}) {
    windows.emplace_back(kRate, 1);
    const std::array planes = {part->data()};
    windows.back().add(planes, part->size());
  }
  EXPECT_NEAR(LoudnessMeter::loudness_of(windows).integrated_lufs.value(), -20.0, 0.2);
}

// ITU-R BS.1770-4 Annex 2: a sine of a quarter of the rate, sampled 45° off its peaks, hides 3 dB between
// samples.
TEST(TruePeak, SeesWhatLiesBetweenSamples) {
  const auto tone = sine(kRate / 4.0, 0.5, 1, std::numbers::pi / 4);
  EXPECT_NEAR(true_peak_of(tone), 20 * std::log10(0.5), 0.4);
}

TEST(Gain, BringsSpeechToTheTarget) {
  EXPECT_DOUBLE_EQ(gain_for({-27.0, 8, std::nullopt}), 11.0);
  EXPECT_DOUBLE_EQ(gain_for({-10.0, 8, std::nullopt}), -6.0);
}

TEST(Gain, IsBounded) {
  EXPECT_DOUBLE_EQ(gain_for({-50.0, 12, std::nullopt}), kMostGain);
}

TEST(Gain, LeavesSilenceAndSteadyNoiseAlone) {
  EXPECT_DOUBLE_EQ(gain_for({}), 0);
  EXPECT_DOUBLE_EQ(gain_for({-65.0, 3, std::nullopt}), 0);
  EXPECT_DOUBLE_EQ(gain_for({-48.0, 0.8, std::nullopt}), 0);
}

TEST(Correction, IsAskedForOnlyBeyondTheTolerance) {
  EXPECT_FALSE(corrected_gain(5, {-16.8, 8, std::nullopt}));
  EXPECT_NEAR(corrected_gain(5, {-18.0, 8, std::nullopt}).value(), 7.0, 1e-9);
  EXPECT_NEAR(corrected_gain(5, {-12.0, 8, std::nullopt}).value(), 1.0, 1e-9);
}

TEST(Correction, IsNotAskedForAtTheBoundOrInSilence) {
  EXPECT_FALSE(corrected_gain(kMostGain, {-30.0, 8, std::nullopt}));
  EXPECT_FALSE(corrected_gain(0, {}));
}

TEST(SoundLevel, LetsOutAsManyFramesAsWentInUnchangedAndInPlace) {
  const auto tone = sine(440, 0.1, 0.5);
  SoundLevel level(kRate, 1, 0);
  const Planes out = through(level, tone, 777);
  ASSERT_EQ(out[0].size(), tone.size());
  for (std::size_t i = 0; i < tone.size(); ++i) ASSERT_NEAR(out[0][i], tone[i], 1e-6) << i;
}

TEST(SoundLevel, KeepsTruePeaksUnderTheCeiling) {
  std::mt19937 random(7);
  std::normal_distribution<float> noise(0, 0.25F);
  std::vector<float> samples(kRate * 3);
  for (std::size_t i = 0; i < samples.size(); ++i) {
    samples[i] = noise(random) * (i % 9000 < 300 ? 4.0F : 0.5F);
  }
  SoundLevel level(kRate, 1, 12);
  const Planes out = through(level, samples, 1024);
  EXPECT_LE(true_peak_of(out[0]), kLimiterCeiling + 0.2);
  EXPECT_NEAR(level.loudness().true_peak_dbtp.value(), true_peak_of(out[0]), 1e-3);
}

TEST(SoundLevel, ShorterThanItsDelayStillComesOutWhole) {
  const auto click = sine(1000, 0.2, 0.001);
  SoundLevel level(kRate, 1, 0);
  EXPECT_EQ(through(level, click, 16)[0].size(), click.size());
}

TEST(SoundLevel, StatesTheLoudnessOfWhatLeft) {
  const auto tone = sine(1000, std::pow(10, -26.0 / 20), 10);
  SoundLevel level(kRate, 1, 10);
  through(level, tone, 1024);
  EXPECT_NEAR(level.loudness().integrated_lufs.value(), -16.0, 0.1);
}

}  // namespace
}  // namespace lectern::transcoder
