// The loudness of what was made, measured by another's meter.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/media/outcomes/result.h"
#include "tests/process/transcoder/child_run.h"
#include "transcoder/loudness.h"

namespace lectern::transcoder {
namespace {

struct Measured {
  double integrated = 0;
  double true_peak = 0;
};

double number_after(const std::string& text, const std::string& label) {
  const auto at = text.rfind(label);
  return at == std::string::npos ? -1000 : std::stod(text.substr(at + label.size()));
}

/// ffmpeg's ebur128 filter over one track of a package. Mono is heard as it is played: whole, from both
/// sides.
Measured measure(const std::filesystem::path& track) {
  const Said said = run_program(fmt::format(
      "ffmpeg -nostdin -hide_banner -i {} -af ebur128=peak=true:dualmono=true -f null -", track.string()));
  return {number_after(said.text, "    I:"), number_after(said.text, "    Peak:")};
}

/// Bursts of shaped noise with pauses: what a meter takes for speech. `decibels` over a quiet voice.
std::filesystem::path speech(const Workshop& workshop, int decibels, int seconds) {
  const auto file = workshop.folder() / "speech.mkv";
  const Said said = run_program(fmt::format(
      "ffmpeg -nostdin -v error -f lavfi -i anoisesrc=color=pink:sample_rate=44100:seed=3:duration={} -af "
      "\"lowpass=f=3000,volume='if(lt(mod(t,3),2.2),0.3+0.5*abs(sin(7*t)),0.001)':eval=frame,volume={}dB\" "
      "-ac 1 -c:a pcm_s16le {}",
      seconds, decibels, file.string()));
  EXPECT_EQ(said.exit_code, 0) << said.text;
  return file;
}

void expect_levelled(const std::filesystem::path& source, const Workshop& workshop) {
  const ChildRun run = run_on(source, workshop.package());
  ASSERT_EQ(run.outcome.end, ChildEnd::Done) << run.outcome.message << run.outcome.detail;
  const PackageReader reader(workshop.package());
  const TrackSummary& track = reader.contents().summary->tracks.front();
  ASSERT_TRUE(track.loudness);
  const Measured measured = measure(workshop.package() / (track.name + ".mp4"));
  EXPECT_NEAR(measured.integrated, kTargetLufs, kToleratedError);
  EXPECT_LE(measured.true_peak, kMostTruePeak);
  EXPECT_NEAR(track.loudness->integrated_lufs, measured.integrated, 0.3)
      << "the statement is not what is there";
}

TEST(Loudness, AQuietVoiceIsRaisedToTheTarget) {
  const Workshop workshop;
  expect_levelled(speech(workshop, -12, 60), workshop);
}

TEST(Loudness, ALoudOneIsLoweredToIt) {
  const Workshop workshop;
  expect_levelled(speech(workshop, 8, 60), workshop);
}

// The estimate took a short clip for steady noise, or overlooked what the limiter takes away.
TEST(Loudness, AShortClipIsRightAtTheFirstMaking) {
  for (const int decibels : {-12, 8}) {
    const Workshop workshop;
    expect_levelled(speech(workshop, decibels, 12), workshop);
    EXPECT_FALSE(std::filesystem::exists(workshop.package() / "a1.mp4")) << decibels << " dB: made twice";
  }
}

TEST(Loudness, SilenceStaysSilence) {
  const Workshop workshop;
  const auto file = workshop.folder() / "silence.wav";
  ASSERT_EQ(run_program("ffmpeg -v error -f lavfi -i anullsrc -t 5 " + file.string()).exit_code, 0);
  const ChildRun run = run_on(file, workshop.package());
  ASSERT_EQ(run.outcome.end, ChildEnd::Done) << run.outcome.message << run.outcome.detail;
  const PackageReader reader(workshop.package());
  EXPECT_EQ(reader.contents().plan.audio.at(0).gain_decibels, 0);
}

}  // namespace
}  // namespace lectern::transcoder
