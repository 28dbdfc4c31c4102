#include "support.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <functional>

namespace lectern::transcoder::testing {
namespace {

namespace fs = std::filesystem;

std::uint64_t number(std::string_view bytes, std::size_t at, std::size_t width) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < width; ++i) value = (value << 8) | static_cast<unsigned char>(bytes.at(at + i));
  return value;
}

void for_each_box(std::string_view bytes,
                  const std::function<void(std::string_view, std::string_view)>& visit) {
  while (bytes.size() >= 8) {
    const std::size_t size = number(bytes, 0, 4);
    ASSERT_TRUE(size >= 8 && size <= bytes.size()) << "a broken box";
    visit(bytes.substr(4, 4), bytes.substr(8, size - 8));
    bytes.remove_prefix(size);
  }
}

void read_run(std::string_view run, std::uint32_t usual_duration, double timescale, std::uint64_t& decode,
              Fragment& fragment) {
  const auto flags = number(run, 0, 4) & 0xFFFFFF;
  std::size_t at = 8 + ((flags & 1) != 0 ? 4U : 0U) + ((flags & 4) != 0 ? 4U : 0U);
  for (std::uint64_t left = number(run, 4, 4); left > 0; --left) {
    std::uint64_t duration = usual_duration;
    std::int64_t offset = 0;
    if ((flags & 0x100) != 0) duration = number(run, at, 4), at += 4;
    if ((flags & 0x200) != 0) at += 4;
    if ((flags & 0x400) != 0) at += 4;
    if ((flags & 0x800) != 0) offset = static_cast<std::int32_t>(number(run, at, 4)), at += 4;
    fragment.times.push_back(static_cast<double>(static_cast<std::int64_t>(decode) + offset) / timescale);
    fragment.duration += static_cast<double>(duration) / timescale;
    decode += duration;
  }
}

Fragment read_fragment(std::string_view movie_fragment, double timescale) {
  Fragment fragment;
  for_each_box(movie_fragment, [&](auto kind, auto inside) {
    if (kind != "traf") return;
    std::uint32_t usual_duration = 0;
    std::uint64_t decode = 0;
    for_each_box(inside, [&](auto part, auto body) {
      if (part == "tfhd") {
        const auto flags = number(body, 0, 4) & 0xFFFFFF;
        const std::size_t at = 8 + ((flags & 1) != 0 ? 8U : 0U) + ((flags & 2) != 0 ? 4U : 0U);
        if ((flags & 8) != 0) usual_duration = static_cast<std::uint32_t>(number(body, at, 4));
      } else if (part == "tfdt") {
        decode = body.at(0) == 1 ? number(body, 4, 8) : number(body, 4, 4);
        fragment.decode_time = static_cast<double>(decode) / timescale;
      } else if (part == "trun") {
        read_run(body, usual_duration, timescale, decode, fragment);
      }
    });
  });
  return fragment;
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
  std::string pattern = (fs::temp_directory_path() / "lectern-media-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("mkdtemp");
  path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  fs::remove_all(path_);
}

std::string output_of(const std::string& command) {
  std::string output;
  FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
  std::array<char, 4096> block{};
  while (const std::size_t got = std::fread(block.data(), 1, block.size(), pipe))
    output.append(block.data(), got);
  EXPECT_EQ(::pclose(pipe), 0) << command << "\n" << output;
  return output;
}

fs::path make_clip(const fs::path& folder, const std::string& name, const std::string& arguments) {
  const fs::path clip = folder / name;
  output_of(fmt::format("ffmpeg -nostdin -v error -y {} {}", arguments, clip.string()));
  return clip;
}

void Recorder::segment(const std::string& track, std::size_t at) {
  events.push_back(fmt::format("{} {}", track, at));
  if (++segments == stop_after) stop.request_stop();
}

TranscodeOptions on_threads(int threads) {
  TranscodeOptions options;
  options.threads = threads;
  return options;
}

void transcode_clip(const fs::path& clip, const fs::path& package, Recorder& recorder,
                    const TranscodeOptions& options) {
  fs::create_directories(package);
  const UniqueFd source = open_file(clip, O_RDONLY);
  transcode(source.get(), package, options, recorder, recorder.stop.get_token());
}

PackageContents contents_of(const fs::path& package) {
  return PackageReader(package).contents();
}

std::vector<Fragment> fragments_of(const fs::path& track) {
  const std::string bytes = read_file(track);
  const double timescale = static_cast<double>(number(bytes, bytes.find("mdhd") + 16, 4));
  std::vector<Fragment> fragments;
  for_each_box(bytes, [&](auto kind, auto inside) {
    if (kind == "moof") fragments.push_back(read_fragment(inside, timescale));
  });
  return fragments;
}

std::vector<double> times_of(const fs::path& track) {
  std::vector<double> times;
  for (const auto& fragment : fragments_of(track))
    times.insert(times.end(), fragment.times.begin(), fragment.times.end());
  std::sort(times.begin(), times.end());
  return times;
}

std::string decoding_complaint(const fs::path& track) {
  return output_of(
      fmt::format("ffmpeg -nostdin -v error -i {} -fps_mode passthrough -enc_time_base 1:90000 -f null -",
                  track.string()));
}

}  // namespace lectern::transcoder::testing
