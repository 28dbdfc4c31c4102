#include "sample_package.h"

#include <fmt/format.h>

#include "base/file.h"
#include "transcoder/package.h"

namespace lectern::streamer {
namespace {

using namespace std::chrono_literals;

const char* const kTracks[] = {"v0", "v1", "w0", "a0", "a1", "i0"};
constexpr std::uint32_t kTimescale = 1000;

transcoder::Plan sample_plan() {
  transcoder::Plan plan;
  plan.container = "mov,mp4";
  plan.duration = 30s;
  transcoder::View first;
  first.stream = 0;
  first.frame_rate = 30;
  first.rungs.push_back({"v0", 1280, 720, 60, 23, 2'000'000, 4'000'000});
  first.rungs.push_back({"v1", 640, 360, 60, 23, 600'000, 1'200'000});
  transcoder::View second;
  second.stream = 1;
  second.frame_rate = 30;
  second.rungs.push_back({"w0", 640, 360, 60, 23, 600'000, 1'200'000});
  plan.views = {first, second};
  plan.audio.push_back({"a0", 2, "en", "English", 2, 128'000, 0, true});
  plan.audio.push_back({"a1", 3, "de", "Deutsch", 2, 128'000, 0, false});
  plan.subtitles.push_back({"s0", 4, "en", "English", true});
  plan.trick.width = 320;
  plan.trick.height = 180;
  plan.chapters.push_back({0s, 10s, "Beginning"});
  return plan;
}

}  // namespace

std::string sample_init(const std::string& track) {
  const std::string codec = track.front() == 'a' ? "mp4a" : "avcC\x01\x64\x01\x1f";
  return "init of " + track + ' ' + codec + std::string(100, '.');
}

std::string sample_segment(const std::string& track, std::size_t number) {
  std::string bytes;
  while (bytes.size() < 9000 + 1000 * number)
    bytes += fmt::format("{} segment {} at {}\n", track, number, bytes.size());
  return bytes;
}

SamplePackage::SamplePackage(const std::filesystem::path& root, const PackageKey& key)
    : folder_(root / encode_id(key.video) / std::to_string(key.generation)) {
  std::filesystem::create_directories(folder_);
  transcoder::write_plan(folder_, sample_plan());
  write_file_atomically(folder_ / "poster.jpg", std::string(5000, 'p'));
  write_file_atomically(folder_ / "storyboard-0.jpg", std::string(7000, 'b'));
  std::string map = "WEBVTT\n";
  for (int i = 0; i < 30; ++i)
    map += fmt::format("\n00:{:02}.000 --> 00:{:02}.000\nstoryboard-0.jpg#xywh={},0,160,90\n", i, i + 1,
                       160 * i);
  write_file_atomically(folder_ / "storyboard.vtt", map);
  write_file_atomically(folder_ / "s0.vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n");
}

void SamplePackage::add_segment() {
  for (const std::string track : kTracks) {
    transcoder::TrackAppender appender{folder_, track};
    if (!appender.has_init()) appender.write_init(sample_init(track), kTimescale);
    appender.append(sample_segment(track, segments_), segments_ * 6 * kTimescale, 6 * kTimescale);
    appender.commit();
  }
  ++segments_;
}

void SamplePackage::remake_last_segment() {
  for (const std::string track : kTracks) {
    transcoder::TrackAppender appender{folder_, track};
    appender.truncate(segments_ - 1);
    appender.append("anew " + sample_segment(track, segments_ - 1), (segments_ - 1) * 6 * kTimescale,
                    6 * kTimescale);
    appender.commit();
  }
}

void SamplePackage::finish() {
  transcoder::PackageSummary summary;
  summary.duration_seconds = 6.0 * static_cast<double>(segments_);
  for (const std::string track : kTracks)
    summary.tracks.push_back(
        transcoder::measure_track(transcoder::TrackAppender{folder_, track}.index(), track));
  summary.chapters = sample_plan().chapters;
  transcoder::write_summary(folder_, summary);
}

}  // namespace lectern::streamer
