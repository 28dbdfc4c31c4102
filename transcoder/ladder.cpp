#include "transcoder/ladder.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>
#include <span>
#include <utility>

#include "base/error.h"
#include "transcoder/language.h"

namespace lectern::transcoder {
namespace {

/// One step of a ladder, for pictures of about this short side.
struct Step {
  int short_side;
  double crf;
  std::int64_t max_rate;
  double buffer_seconds;
};

// Rates are caps, not targets: the constant quality decides below them. A second of buffer keeps the measured
// peak near the cap; screens get more, because a new slide is one large picture after many that cost nothing.
constexpr std::array kCamera = {
    Step{1080, 23, 5'000'000, 1.0},
    Step{720, 23, 2'800'000, 1.0},
    Step{480, 23, 1'300'000, 1.0},
    Step{240, 24, 400'000, 1.0},
};
constexpr std::array kScreen = {
    Step{1440, 23, 3'500'000, 2.0},
    Step{1080, 23, 2'400'000, 2.0},
    Step{540, 24, 900'000, 2.0},
};
/// Where most of the picture stands still, B-frames and half pixels save next to nothing and are half of the
/// work (docs/performance.md).
constexpr const char* kScreenParameters = "bframes=0:me=dia:subme=1";

/// A passed-through source costs nothing to make, but it must not be dearer to watch than this.
constexpr std::array kPassthroughCaps = {
    Step{2160, 0, 16'000'000, 2.0}, Step{1440, 0, 9'000'000, 2.0}, Step{1080, 0, 6'000'000, 2.0},
    Step{720, 0, 3'500'000, 2.0},   Step{480, 0, 1'800'000, 2.0},
};

/// A rung this near to the one above it would be no choice.
constexpr double kLeastStep = 0.8;
/// Below this short side, more than 30 pictures a second are not seen.
constexpr int kSmoothShortSide = 540;
constexpr double kLowFrameRate = 30;
constexpr double kTopFrameRate = 60;
/// Of the small rung of a screen: what moves there is a pointer, or the lecturer in a corner.
constexpr double kSmallScreenRate = 15;
/// More pictures need more bits, but far from twice as many.
constexpr double kHighFrameRateFactor = 1.5;
constexpr double kHighFrameRate = 40;
/// How far from the wished size to look for one that keeps the shape exactly.
constexpr double kSizeTolerance = 0.06;

constexpr double kWholeLength = 0.9;
constexpr double kClearlyLarger = 1.2;

/// Pixels a second that one core encodes with x264 veryfast, with decoding and scaling of the rungs above:
/// estimates, of the size that docs/performance.md measures. Only what is ready early hangs on them.
constexpr double kCameraPixelsPerCore = 26e6;
constexpr double kScreenPixelsPerCore = 95e6;

constexpr std::int64_t kMonoRate = 64'000;
constexpr std::int64_t kStereoRate = 128'000;
constexpr int kTrickWidth = 320;

std::span<const Step> steps_for(ContentClass content) {
  if (content == ContentClass::Screen) return kScreen;
  return kCamera;
}

PictureSize size_of(const VideoInfo& video) {
  return {video.width, video.height};
}
int short_side(PictureSize size) {
  return std::min(size.width, size.height);
}
double area(PictureSize size) {
  return static_cast<double>(size.width) * size.height;
}
int even(double length) {
  return std::max(2, 2 * static_cast<int>(std::lround(length / 2)));
}
int even_below(int length) {
  return std::max(2, length & ~1);
}

ContentFacts facts_of(int stream, const std::vector<StreamContent>& contents) {
  for (const StreamContent& content : contents) {
    if (content.stream == stream) return content.facts;
  }
  return {};
}

const VideoInfo& video_of(const MediaInfo& info, int stream) {
  for (const VideoInfo& video : info.video) {
    if (video.stream == stream) return video;
  }
  throw Error(ErrorCode::Internal, "The video could not be planned.",
              fmt::format("no video stream {}", stream));
}

/// The step whose caps suit a picture of this size: the smallest that is not below it.
const Step& step_covering(std::span<const Step> steps, int side) {
  const Step* best = &steps.front();
  for (const Step& step : steps) {
    if (step.short_side >= side) best = &step;
  }
  return *best;
}

double frame_rate_of(const VideoInfo& video) {
  const double natural = video.frame_rate.value();
  if (natural <= 0) return kLowFrameRate;
  // Interlaced pictures hold two moments each.
  return std::min(kTopFrameRate,
                  video.scan == Scan::Interlaced && natural <= kLowFrameRate ? 2 * natural : natural);
}

/// More pictures a second than this are not made of a rung below the best.
double lesser_rate(PictureSize size, ContentClass content) {
  if (short_side(size) > kSmoothShortSide) return kTopFrameRate;
  return content == ContentClass::Screen ? kSmallScreenRate : kLowFrameRate;
}

VideoRung encoded_rung(PictureSize size, const Step& step, double frame_rate) {
  VideoRung rung;
  rung.width = size.width;
  rung.height = size.height;
  rung.crf = step.crf;
  rung.max_frame_rate = short_side(size) < kSmoothShortSide ? kLowFrameRate : kTopFrameRate;
  const bool is_fast = std::min(frame_rate, rung.max_frame_rate) > kHighFrameRate;
  rung.max_rate = std::llround(static_cast<double>(step.max_rate) * (is_fast ? kHighFrameRateFactor : 1));
  rung.buffer = std::llround(static_cast<double>(rung.max_rate) * step.buffer_seconds);
  return rung;
}

bool may_pass_through(const VideoInfo& video) {
  if (!video.passthrough.possible) return false;
  const Step& cap = step_covering(kPassthroughCaps, short_side(size_of(video)));
  return video.bit_rate > 0 && video.bit_rate <= cap.max_rate;
}

VideoRung passthrough_rung(const VideoInfo& video) {
  const Step& cap = step_covering(kPassthroughCaps, short_side(size_of(video)));
  VideoRung rung;
  rung.width = video.width;
  rung.height = video.height;
  rung.making = Making::Passthrough;
  // What it says of itself is an average; twice that is what its peaks may be (Apple's rule 1.30).
  rung.max_rate = std::max(2 * video.bit_rate, cap.max_rate / 8);
  rung.buffer = std::llround(static_cast<double>(rung.max_rate) * cap.buffer_seconds);
  return rung;
}

std::vector<VideoRung> rungs_for(const VideoInfo& video, ContentClass content) {
  const std::span<const Step> steps = steps_for(content);
  const PictureSize source{even_below(video.width), even_below(video.height)};
  const double frame_rate = frame_rate_of(video);
  std::vector<VideoRung> rungs;
  int above = short_side(source);
  if (may_pass_through(video)) {
    rungs.push_back(passthrough_rung(video));
  } else {
    const int top = std::min(above, steps.front().short_side);
    rungs.push_back(encoded_rung(size_near(source, top), step_covering(steps, top), frame_rate));
    above = top;
  }
  for (const Step& step : steps) {
    if (step.short_side > above * kLeastStep) continue;
    const PictureSize size = size_near(source, step.short_side);
    const double most = lesser_rate(size, content);
    rungs.push_back(encoded_rung(size, step, std::min(frame_rate, most)));
    rungs.back().max_frame_rate = std::min(rungs.back().max_frame_rate, most);
    above = step.short_side;
  }
  return rungs;
}

/// Which rungs a viewer may have while the rest is still to come: from the cheapest up, as many as the cores
/// keep up with. A passed-through rung costs nothing.
void mark_early(Plan& plan, const std::vector<ContentClass>& contents, const LadderPolicy& policy) {
  double load = 0;  // In cores.
  for (std::size_t i = 0; i < plan.views.size(); ++i) {
    const double per_core = contents[i] == ContentClass::Screen ? kScreenPixelsPerCore : kCameraPixelsPerCore;
    std::vector<VideoRung>& rungs = plan.views[i].rungs;
    for (auto rung = rungs.rbegin(); rung != rungs.rend(); ++rung) {
      if (rung->making == Making::Passthrough) continue;
      const double frames = std::min(plan.views[i].frame_rate, rung->max_frame_rate);
      const double cost = area({rung->width, rung->height}) * frames * policy.early_speed / per_core;
      const bool is_smallest = rung == rungs.rbegin();
      rung->early = is_smallest || load + cost <= policy.cores;
      if (rung->early) load += cost;
    }
  }
}

/// The second view is shown small, or for a while: its best and its cheapest rung do.
void thin_out(std::vector<VideoRung>& rungs) {
  if (rungs.size() > 2) rungs.erase(rungs.begin() + 1, rungs.end() - 1);
}

View view_of(const VideoInfo& video, ContentClass content) {
  View view;
  view.stream = video.stream;
  view.frame_rate = frame_rate_of(video);
  if (content == ContentClass::Screen) view.encoder.parameters = kScreenParameters;
  view.rungs = rungs_for(video, content);
  return view;
}

void add_views(Plan& plan, const MediaInfo& info, const std::vector<StreamContent>& contents,
               const LadderPolicy& policy) {
  std::vector<int> streams = view_candidates(info);
  if (streams.size() == 2) {
    const VideoInfo& first = video_of(info, streams[0]);
    const VideoInfo& second = video_of(info, streams[1]);
    const bool is_alike = area(size_of(first)) < kClearlyLarger * area(size_of(second));
    const bool is_livelier =
        facts_of(second.stream, contents).activity > facts_of(first.stream, contents).activity;
    const bool is_meant = first.is_default == second.is_default ? is_livelier : second.is_default;
    if (is_alike && is_meant) std::swap(streams[0], streams[1]);
  }
  std::vector<ContentClass> classes;
  for (const int stream : streams) {
    classes.push_back(facts_of(stream, contents).content);
    plan.views.push_back(view_of(video_of(info, stream), classes.back()));
  }
  if (plan.views.size() == 2) thin_out(plan.views[1].rungs);
  for (std::size_t view = 0; view < plan.views.size(); ++view) {
    for (std::size_t i = 0; i < plan.views[view].rungs.size(); ++i) {
      plan.views[view].rungs[i].name = fmt::format("{}{}", view == 0 ? 'v' : 'w', i);
    }
  }
  mark_early(plan, classes, policy);
}

/// Names in a list of tracks must differ (RFC 8216 §4.3.4.1).
std::string unlike_others(std::string label, std::set<std::string>& taken) {
  std::string result = label;
  for (int number = 2; !taken.insert(result).second; ++number) result = fmt::format("{} {}", label, number);
  return result;
}

std::string label_of(const std::string& title, const std::string& tag, std::string_view fallback) {
  if (!title.empty()) return title;
  const std::string name = language_label(tag);
  return name.empty() ? std::string{fallback} : name;
}

void add_audio(Plan& plan, const MediaInfo& info, const LadderPolicy& policy) {
  std::set<std::string> taken;
  for (const AudioInfo& audio : info.audio) {
    if (audio.channels <= 0 || audio.sample_rate <= 0) continue;
    if (plan.audio.size() == policy.most_audio) {
      plan.notes.push_back(fmt::format("Only the first {} sound tracks were kept.", policy.most_audio));
      break;
    }
    AudioRendition rendition;
    rendition.name = fmt::format("a{}", plan.audio.size());
    rendition.stream = audio.stream;
    rendition.language = language_tag(audio.language);
    rendition.label = unlike_others(label_of(audio.title, rendition.language, "Audio"), taken);
    rendition.channels = audio.channels == 1 ? 1 : 2;
    rendition.bit_rate = rendition.channels == 1 ? kMonoRate : kStereoRate;
    rendition.is_default = audio.is_default;
    plan.audio.push_back(rendition);
  }
  const auto is_default = [](const AudioRendition& rendition) { return rendition.is_default; };
  auto chosen = std::find_if(plan.audio.begin(), plan.audio.end(), is_default);
  if (chosen == plan.audio.end()) chosen = plan.audio.begin();
  for (auto rendition = plan.audio.begin(); rendition != plan.audio.end(); ++rendition) {
    rendition->is_default = rendition == chosen;
  }
}

void add_subtitles(Plan& plan, const MediaInfo& info, const LadderPolicy& policy) {
  std::set<std::string> taken;
  bool has_pictures = false;
  bool has_default = false;
  for (const SubtitleInfo& subtitle : info.subtitles) {
    if (!subtitle.is_text) has_pictures = true;
    if (!subtitle.is_text || plan.subtitles.size() == policy.most_subtitles) continue;
    SubtitleTrack track;
    track.name = fmt::format("s{}", plan.subtitles.size());
    track.stream = subtitle.stream;
    track.language = language_tag(subtitle.language);
    track.label = unlike_others(label_of(subtitle.title, track.language, "Subtitles"), taken);
    // RFC 8216 §4.3.4.1.1: a group has at most one default.
    track.is_default = subtitle.is_default && !std::exchange(has_default, has_default || subtitle.is_default);
    plan.subtitles.push_back(track);
  }
  if (has_pictures)
    plan.notes.push_back("Subtitles that are pictures were left out: only text can be shown.");
}

void add_trick(Plan& plan) {
  if (plan.views.empty()) return;
  const VideoRung& top = plan.views.front().rungs.front();
  const PictureSize size{even_below(top.width), even_below(top.height)};
  const int width = std::min(kTrickWidth, size.width);
  const double scale = static_cast<double>(width) / size.width;
  plan.trick.width = even(width);
  plan.trick.height = even(size.height * scale);
}

/// The longest of what the streams claim; the container's word where they are silent.
Microseconds expected_duration(const MediaInfo& info) {
  const Microseconds longest = longest_claim(info);
  return longest > Microseconds{0} ? longest : info.claimed_duration;
}

bool runs_whole_length(const VideoInfo& video, Microseconds whole) {
  return video.duration == Microseconds{0} ||
         static_cast<double>(video.duration.count()) >= kWholeLength * static_cast<double>(whole.count());
}

bool is_better(const VideoInfo& a, const VideoInfo& b) {
  if (area(size_of(a)) != area(size_of(b))) return area(size_of(a)) > area(size_of(b));
  return a.is_default && !b.is_default;
}

}  // namespace

PictureSize size_near(PictureSize source, int wished) {
  if (wished >= short_side(source)) return {even_below(source.width), even_below(source.height)};
  const double shape = static_cast<double>(source.width) / source.height;
  const bool is_upright = source.height > source.width;
  PictureSize best;
  double best_error = std::numeric_limits<double>::max();
  const int reach = static_cast<int>(wished * kSizeTolerance);
  for (int side = even(wished - reach); side <= wished + reach; side += 2) {
    const PictureSize size =
        is_upright ? PictureSize{side, even(side / shape)} : PictureSize{even(side * shape), side};
    if (size.width > source.width || size.height > source.height) continue;
    const double error =
        std::abs(static_cast<double>(size.width) / size.height / shape - 1) + 1e-6 * std::abs(side - wished);
    if (error >= best_error) continue;
    best = size;
    best_error = error;
  }
  return best;
}

std::vector<int> view_candidates(const MediaInfo& info) {
  std::vector<const VideoInfo*> videos;
  for (const VideoInfo& video : info.video) {
    if (!video.is_still && video.width > 1 && video.height > 1) videos.push_back(&video);
  }
  const Microseconds whole = expected_duration(info);
  std::stable_sort(videos.begin(), videos.end(), [whole](const VideoInfo* a, const VideoInfo* b) {
    if (runs_whole_length(*a, whole) != runs_whole_length(*b, whole)) return runs_whole_length(*a, whole);
    return is_better(*a, *b);
  });
  std::vector<int> streams;
  for (const VideoInfo* video : videos) {
    if (streams.size() == 2 || (streams.size() == 1 && !runs_whole_length(*video, whole))) break;
    streams.push_back(video->stream);
  }
  return streams;
}

Plan plan_for(const MediaInfo& info, const std::vector<StreamContent>& contents, const LadderPolicy& policy) {
  Plan plan;
  plan.container = info.container;
  plan.duration = expected_duration(info);
  plan.chapters = info.chapters;
  add_views(plan, info, contents, policy);
  add_audio(plan, info, policy);
  if (plan.views.empty() && plan.audio.empty()) {
    throw Error(ErrorCode::Unsupported, "This file holds neither a picture nor sound that can be played.");
  }
  add_subtitles(plan, info, policy);
  add_trick(plan);
  return plan;
}

}  // namespace lectern::transcoder
