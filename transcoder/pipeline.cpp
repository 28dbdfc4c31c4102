#include "transcoder/pipeline.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/file.h"
#include "transcoder/catch_up.h"
#include "transcoder/download_init.h"
#include "transcoder/sound_check.h"

namespace lectern::transcoder {
namespace {

constexpr auto kProgressEvery = std::chrono::milliseconds{500};
/// A claim is only called wrong when this much of it is missing.
constexpr double kLeastMissingSeconds = 2;
constexpr double kLeastMissingShare = 0.02;

std::string spoken(double seconds) {
  const long whole = std::lround(seconds);
  if (whole < 60) return fmt::format("{} s", whole);
  if (whole < 3600) return fmt::format("{} min {} s", whole / 60, whole % 60);
  return fmt::format("{} h {} min", whole / 3600, whole % 3600 / 60);
}

/// Of pictures and sound alone where their tracks say it: subtitles may go on for longer.
Microseconds claimed_by(const MediaInfo& info) {
  const Microseconds claimed = longest_claim(info);
  return claimed.count() > 0 ? std::min(claimed, info.claimed_duration) : info.claimed_duration;
}

double pixels_of(const Plan& plan, Early early) {
  double pixels = 0;
  for (const auto& view : plan.views)
    for (const auto& rung : view.rungs)
      if (rung.early == (early == Early::Yes) && rung.making == Making::Encode)
        pixels += static_cast<double>(rung.width) * rung.height * std::min(rung.max_frame_rate, 60.0);
  return pixels;
}

}  // namespace

Pipeline::Pipeline(const PipelineJob& job, std::unique_ptr<av::Input> fresh, TranscodeListener& listener,
                   std::stop_token stop)
    : job_(job),
      fresh_(std::move(fresh)),
      listener_(listener),
      stop_(std::move(stop)),
      notes_(job.plan.notes) {
  begun_ = told_ = std::chrono::steady_clock::now();
}

Pipeline::~Pipeline() = default;

void Pipeline::run() {
  open_tracks();
  for (const auto& sentence : notes_) listener_.note(sentence);
  for (const Early early : {Early::Yes, Early::No})
    if (!is_complete(tracks_of(job_.plan, early))) run_pass(early);
  settle_sound();
  summarise();
}

void Pipeline::open_tracks() {
  for (const Early early : {Early::Yes, Early::No})
    for (const auto& name : tracks_of(job_.plan, early))
      tracks_.emplace(name, std::make_unique<TrackAppender>(job_.package, name));
  if (job_.plan.trick.width > 0)
    tracks_.emplace(job_.plan.trick.name,
                    std::make_unique<TrackAppender>(job_.package, job_.plan.trick.name));
  for (const auto& subtitles : job_.plan.subtitles)
    captions_.emplace(subtitles.name,
                      std::make_unique<CaptionFile>(job_.package / (subtitles.name + ".vtt")));
  for (const auto& name : tracks_of(job_.plan, Early::Yes))
    if (track(name).index().segments.empty()) awaited_.insert(name);
  tell_playable();
}

bool Pipeline::is_complete(const std::vector<std::string>& names) const {
  return std::all_of(names.begin(), names.end(),
                     [&](const auto& name) { return is_whole(*tracks_.at(name)); });
}

void Pipeline::run_pass(Early early) {
  const auto source =
      fresh_ ? std::move(fresh_) : std::make_unique<av::Input>(job_.source_fd, job_.options.limits);
  av::Input& input = *source;
  PassOptions options{job_,
                      early,
                      tracks_,
                      captions_,
                      [this](const auto& name, std::size_t number) { tell_segment(name, number); },
                      {}};
  CatchUp catch_up(options, [this](MediaTime time) {
    check_stop();
    have_made(Early::No, fraction_of(time, 0));
  });
  Pass* running = nullptr;
  if (early == Early::Yes)
    options.before_boundary = [&](std::size_t index, MediaTime time) {
      has_joined_ = has_joined_ || catch_up.join(*running, index, time);
    };
  Pass pass(options, input);
  running = &pass;
  feed(pass, input, early);
  const MediaTime end = pass.finish();
  if (early == Early::No) return;
  note_what_is_missing(input, pass, end);
  measured_ = pass.loudness();
}

void Pipeline::feed(Pass& pass, av::Input& input, Early early) {
  const auto packet = av::make_packet();
  while (input.read(*packet)) {
    check_stop();
    pass.send(*packet);
    av_packet_unref(packet.get());
    have_made(early, fraction_of(pass.time(), input.fraction_read()));
    if (pass.time() >= nearest<MediaTime>(job_.options.limits.max_duration)) {
      note(fmt::format("Only the first {} were kept: a recording may not be longer.",
                       spoken(as_seconds(job_.options.limits.max_duration))));
      return;
    }
  }
}

void Pipeline::note_what_is_missing(const av::Input& input, const Pass& pass, MediaTime end) {
  if (pass.is_empty())
    throw Error(ErrorCode::Unsupported,
                "There is neither a picture nor a sound in this file that can be read.");
  for (const auto& sentence : pass.notes()) note(sentence);
  const double claimed = as_seconds(claimed_by(job_.info));
  const double missing = claimed - as_seconds(end);
  if (missing > std::max(kLeastMissingSeconds, kLeastMissingShare * claimed))
    note(fmt::format("The recording says that it lasts {}, but it holds only {}; that much was kept.",
                     spoken(claimed), spoken(as_seconds(end))));
  else if (input.is_broken_off())
    note("The recording breaks off before its end; what is there was kept.");
}

void Pipeline::tell_segment(const std::string& name, std::size_t number) {
  listener_.segment(name, number);
  if (awaited_.erase(name) > 0) tell_playable();
}

void Pipeline::tell_playable() {
  if (is_playable_told_ || !awaited_.empty()) return;
  is_playable_told_ = true;
  listener_.playable();
}

/// Unless the length is unknown, of the length; otherwise of the file.
double Pipeline::fraction_of(MediaTime time, double fraction_read) const {
  const double duration = as_seconds(job_.plan.duration);
  return std::clamp(duration > 0 ? as_seconds(time) / duration : fraction_read, 0.0, 1.0);
}

void Pipeline::have_made(Early early, double fraction) {
  made_[early] = std::max(made_[early], fraction);
  if (early == Early::Yes && has_joined_) made_[Early::No] = made_[early];
  tell_progress();
}

void Pipeline::tell_progress() {
  const auto now = std::chrono::steady_clock::now();
  if (now - told_ < kProgressEvery) return;
  told_ = now;
  const double first = pixels_of(job_.plan, Early::Yes);
  const double rest = pixels_of(job_.plan, Early::No);
  const double share = first + rest > 0 ? first / (first + rest) : 1;
  const double fraction = share * made_[Early::Yes] + (1 - share) * made_[Early::No];
  if (first_fraction_ < 0) {
    first_fraction_ = fraction;
    begun_ = now;
    return;
  }
  const double elapsed = std::chrono::duration<double>(now - begun_).count();
  const double gained = fraction - first_fraction_;
  last_progress_.fraction = fraction;
  last_progress_.speed = gained * as_seconds(job_.plan.duration) / elapsed;
  last_progress_.seconds_left = gained > 0 ? (1 - fraction) * elapsed / gained : 0;
  listener_.progress(last_progress_);
}

void Pipeline::check_stop() const {
  if (stop_.stop_requested()) throw Error(ErrorCode::Cancelled, "The work was stopped; it goes on later.");
}

/// Work that adds no new lecture time still has to be seen to get on.
void Pipeline::keep_alive() {
  check_stop();
  const auto now = std::chrono::steady_clock::now();
  if (now - told_ < kProgressEvery) return;
  told_ = now;
  listener_.progress(last_progress_);
}

void Pipeline::note(const std::string& sentence) {
  if (std::find(notes_.begin(), notes_.end(), sentence) != notes_.end()) return;
  notes_.push_back(sentence);
  listener_.note(sentence);
}

/// States the loudness of every rendition, and makes those again that missed the target.
void Pipeline::settle_sound() {
  SoundCheck check(job_, [this] { keep_alive(); });
  std::size_t next_name = job_.plan.audio.size();
  for (const auto& rendition : job_.plan.audio) {
    if (!track(rendition.name).has_init()) continue;
    const auto name = fmt::format("a{}", next_name++);
    const auto measured = measured_.find(rendition.name);
    auto made =
        check.settle(rendition, track(rendition.name),
                     measured == measured_.end() ? std::nullopt : std::optional{measured->second}, name);
    if (made.again) tracks_[name] = std::move(made.again);
    sounds_[rendition.name] = std::move(made.summary);
  }
}

void Pipeline::write_download_init(const PackageSummary& summary) {
  if (job_.plan.views.empty() || sounds_.empty() || job_.plan.audio.empty()) return;
  const auto sound = sounds_.find(job_.plan.audio.front().name);
  const auto& rungs = job_.plan.views.front().rungs;
  const auto top = std::find_if(rungs.begin(), rungs.end(),
                                [&](const auto& rung) { return summary.find(rung.name) != nullptr; });
  if (sound == sounds_.end() || top == rungs.end()) return;
  write_file_atomically(
      job_.package / "download.init",
      joined_init(track(top->name).init_segment(), track(sound->second.name).init_segment()), 0640);
}

void Pipeline::summarise() {
  PackageSummary summary;
  summary.chapters = job_.plan.chapters;
  summary.notes = notes_;
  for (const auto& view : job_.plan.views)
    for (const auto& rung : view.rungs) {
      if (track(rung.name).index().segments.empty()) continue;
      TrackSummary made = measure_track(track(rung.name).index(), rung.name);
      made.width = rung.width;
      made.height = rung.height;
      made.frame_rate = std::min(view.frame_rate, rung.max_frame_rate);
      summary.tracks.push_back(std::move(made));
    }
  for (const auto& [rendition, made] : sounds_) summary.tracks.push_back(made);
  if (job_.plan.trick.width > 0 && !track(job_.plan.trick.name).index().segments.empty()) {
    TrackSummary made = measure_track(track(job_.plan.trick.name).index(), job_.plan.trick.name);
    made.width = job_.plan.trick.width;
    made.height = job_.plan.trick.height;
    summary.tracks.push_back(std::move(made));
  }
  if (summary.tracks.empty())
    throw Error(ErrorCode::Unsupported,
                "There is neither a picture nor a sound in this file that can be read.");
  for (const auto& made : summary.tracks)
    summary.duration_seconds = std::max(summary.duration_seconds, made.duration_seconds);
  for (auto& [name, captions] : captions_) captions->finish();
  write_download_init(summary);
  write_summary(job_.package, summary);
  listener_.progress({1, 0, 0});
  listener_.done();
}

}  // namespace lectern::transcoder
