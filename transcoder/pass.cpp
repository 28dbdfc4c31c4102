#include "transcoder/pass.h"

#include <algorithm>

namespace lectern::transcoder {
namespace {

/// Sound that is so far ahead of the pictures means that none are to be expected for now.
constexpr MediaTime kMostWait = std::chrono::seconds{60};
/// Before the place to go on from, so that sound is primed and the picture before is known.
constexpr MediaTime kRunUp = std::chrono::seconds{2};
/// A source's own last picture is held at most this much longer than it asks for.
constexpr MediaTime kMostHeld{45'000};

const VideoInfo& video_of(const MediaInfo& info, int stream) {
  const auto found = std::find_if(info.video.begin(), info.video.end(),
                                  [&](const auto& video) { return video.stream == stream; });
  if (found == info.video.end())
    throw Error(ErrorCode::Conflict, "The recording is not the one that this video was begun with.");
  return *found;
}

bool is_plain(const VideoInfo& info) {
  return info.rotation == 0 && !info.mirrored && info.width == info.coded_width &&
         info.height == info.coded_height && info.width % 2 == 0 && info.height % 2 == 0 &&
         info.scan == Scan::Progressive && info.range == DynamicRange::Standard;
}

/// Pictures that need nothing keep their coded size; others are converted straight to the largest size asked
/// for.
av::PictureFormat format_of(const VideoInfo& info, int width, int height) {
  av::PictureFormat format;
  format.rotation = info.rotation;
  format.mirrored = info.mirrored;
  format.is_interlaced = info.scan == Scan::Interlaced;
  format.is_high_dynamic_range = info.range != DynamicRange::Standard;
  format.frame_rate = info.frame_rate.value();
  format.width = is_plain(info) ? info.width : width;
  format.height = is_plain(info) ? info.height : height;
  return format;
}

}  // namespace

bool is_whole(const TrackAppender& track) {
  const auto& segments = track.index().segments;
  return !segments.empty() && (segments.back().flags & av::kLastSegment) != 0;
}

MediaTime end_of(const TrackAppender& track, std::size_t segments) {
  if (segments == 0) return MediaTime{0};
  const auto& index = track.index();
  const auto& last = index.segments.at(segments - 1);
  return MediaTime{
             static_cast<std::int64_t>((last.start + last.duration) * kVideoTimescale / index.timescale)} -
         kClockOffset;
}

std::vector<std::string> tracks_of(const Plan& plan, Early early) {
  std::vector<std::string> names;
  for (const auto& view : plan.views)
    for (const auto& rung : view.rungs)
      if (rung.early == (early == Early::Yes)) names.push_back(rung.name);
  if (early == Early::Yes)
    for (const auto& audio : plan.audio) names.push_back(audio.name);
  return names;
}

bool is_plain(const MediaInfo& info, int stream) {
  return is_plain(video_of(info, stream));
}

struct Pass::ViewRun {
  const View* view = nullptr;
  int stream = -1;
  MediaTime start{0};
  bool is_main = false;
  bool has_passthrough = false;
  const TrackAppender* reference = nullptr;  // a track of an earlier pass, whose boundaries are followed
  Boundaries own_boundaries;
  Boundaries* boundaries = &own_boundaries;
  std::unique_ptr<av::PassthroughTrack> passthrough;
  std::unique_ptr<av::ViewTrack> pictures;
};

Pass::Pass(const PassOptions& options, av::Input& input, const Following& following)
    : options_(options), following_(following) {
  cut_to_common();
  const Plan& plan = options_.job.plan;
  for (std::size_t i = 0; i < plan.views.size(); ++i)
    if (!rungs_of(plan.views[i]).empty()) make_view(i, input);
  if (options_.early == Early::Yes) {
    make_sounds(input);
    make_subtitles(input);
  }
  input.choose(streams_);
  seek(input);
}

Pass::~Pass() = default;

std::vector<const VideoRung*> Pass::rungs_of(const View& view) const {
  std::vector<const VideoRung*> rungs;
  for (const auto& rung : view.rungs)
    if (rung.early == (options_.early == Early::Yes)) rungs.push_back(&rung);
  return rungs;
}

void Pass::cut_to_common() {
  const auto names = tracks_of(options_.job.plan, options_.early);
  common_ = track(names.front()).index().segments.size();
  for (const auto& name : names) common_ = std::min(common_, track(name).index().segments.size());
  for (const auto& name : names) track(name).truncate(common_);
  const TrickRung& trick = options_.job.plan.trick;
  if (options_.early == Early::No || trick.width == 0) return;
  TrackAppender& pictures = track(trick.name);
  const MediaTime until = end_of(track(names.front()), common_);
  std::size_t kept = 0;
  while (kept < pictures.index().segments.size() && end_of(pictures, kept + 1) <= until) ++kept;
  pictures.truncate(kept);
}

void Pass::prepare_boundaries(ViewRun& run, const std::vector<const VideoRung*>& rungs, const View& view) {
  run.start = end_of(track(rungs.front()->name), common_);
  if (following_.ahead != nullptr) {
    run.boundaries = following_.ahead->views_.front().boundaries;
    return;
  }
  for (const auto& rung : view.rungs)
    if (options_.early == Early::No && rung.early && is_whole(track(rung.name)))
      run.reference = &track(rung.name);
  const TrackAppender& known = run.reference != nullptr ? *run.reference : track(rungs.front()->name);
  const std::size_t count = run.reference != nullptr ? known.index().segments.size() : common_;
  for (std::size_t i = 0; i < count; ++i) {
    const auto start = static_cast<std::int64_t>(known.index().segments[i].start);
    run.boundaries->decide(i == 0 ? MediaTime{0} : MediaTime{start} - kClockOffset);
  }
  if (run.reference != nullptr)
    run.boundaries->close();
  else if (common_ > 0)
    run.boundaries->decide(run.start);
}

void Pass::make_view(std::size_t number, av::Input& input) {
  const View& view = options_.job.plan.views[number];
  const auto rungs = rungs_of(view);
  ViewRun& run = views_.emplace_back();
  run.view = &view;
  run.stream = view.stream;
  run.is_main = number == 0;
  prepare_boundaries(run, rungs, view);
  for (const auto* rung : rungs)
    if (rung->making == Making::Passthrough) {
      run.has_passthrough = true;
      run.passthrough = std::make_unique<av::PassthroughTrack>(
          input.stream(view.stream), video_of(options_.job.info, view.stream).passthrough.longest_key_gap,
          track(rung->name), *run.boundaries, options_.on_segment);
    }
  run.pictures = std::make_unique<av::ViewTrack>(input.stream(view.stream), view_options(run, view),
                                                 *run.boundaries, options_.on_segment);
  streams_.push_back(view.stream);
}

av::ViewOptions Pass::view_options(const ViewRun& run, const View& view) const {
  const PipelineJob& job = options_.job;
  const VideoInfo& info = video_of(job.info, view.stream);
  av::ViewOptions options;
  for (const auto* rung : rungs_of(view))
    if (rung->making == Making::Encode) options.rungs.push_back({*rung, &track(rung->name)});
  const VideoRung& largest = options.rungs.empty() ? view.rungs.front() : options.rungs.front().rung;
  options.format = format_of(info, largest.width, largest.height);
  options.cores = threads_of(job.options);
  // The encoders have the other cores, and are slower than the decoder.
  options.decoder = {std::max(1, options.cores / 2), job.options.limits.max_pixels};
  options.encoder = view.encoder;
  options.frame_rate = view.frame_rate;
  options.pacing.start = run.start;
  options.pacing.boundary = common_;
  const bool follows = run.has_passthrough || run.reference != nullptr || following_.ahead != nullptr;
  options.pacing.role = follows ? Pacer::Role::Follows : Pacer::Role::Decides;
  if (following_.ahead != nullptr) options.until = following_.until;
  if (run.is_main) options.before_boundary = options_.before_boundary;
  if (run.is_main && options_.early == Early::Yes) {
    auto* self = const_cast<Pass*>(this);
    self->stills_ =
        std::make_unique<Stills>(job.package, job.plan.duration, options.format.width, options.format.height);
    options.stills = stills_.get();
    options.trick = job.plan.trick;
    if (job.plan.trick.width > 0) options.trick_track = &track(job.plan.trick.name);
  }
  return options;
}

Boundaries& Pass::main_boundaries() {
  return !views_.empty() && views_.front().is_main ? *views_.front().boundaries : sound_boundaries_;
}

void Pass::make_sounds(av::Input& input) {
  const PipelineJob& job = options_.job;
  if (views_.empty() && !job.plan.audio.empty()) {
    const TrackAppender& known = track(job.plan.audio.front().name);
    for (std::size_t i = 0; i <= common_; ++i) sound_boundaries_.decide(end_of(known, i));
  }
  for (const auto& rendition : job.plan.audio) {
    sounds_.push_back(std::make_unique<av::SoundTrack>(
        input.stream(rendition.stream), rendition, track(rendition.name), main_boundaries(),
        av::DecoderOptions{1, job.options.limits.max_pixels}, options_.on_segment));
    streams_.push_back(rendition.stream);
  }
}

void Pass::make_subtitles(av::Input& input) {
  for (const auto& subtitles : options_.job.plan.subtitles) {
    subtitles_.emplace(subtitles.stream,
                       std::make_pair(std::make_unique<av::SubtitleDecoder>(input.stream(subtitles.stream)),
                                      options_.captions.at(subtitles.name).get()));
    streams_.push_back(subtitles.stream);
  }
}

void Pass::seek(av::Input& input) {
  if (common_ == 0 || !input.may_seek()) return;
  MediaTime from = end_of(track(tracks_of(options_.job.plan, options_.early).front()), common_);
  for (const auto& view : views_) from = std::min(from, view.start);
  recall_key_frames(input, from);
  from -= kRunUp;
  if (from.count() <= 0) return;
  input.seek(streams_.front(), std::chrono::floor<Microseconds>(from));
}

/// Where the recording is damaged at the place to go on from, what is passed through shows its last whole key
/// frame, which may lie long before.
void Pass::recall_key_frames(av::Input& input, MediaTime from) {
  for (auto& view : views_) {
    if (!view.passthrough) continue;
    for (MediaTime back = kRunUp; !view.passthrough->has_key(); back *= 2) {
      input.seek(view.stream, std::chrono::floor<Microseconds>(std::max(from - back, MediaTime{0})));
      const auto packet = av::make_packet();
      for (bool is_before = true; is_before && input.read(*packet); av_packet_unref(packet.get())) {
        if (packet->stream_index != view.stream) continue;
        view.passthrough->remember(*packet);
        is_before = packet->dts == AV_NOPTS_VALUE ||
                    av_compare_ts(packet->dts, packet->time_base, from.count(), {1, kVideoTimescale}) < 0;
      }
      if (back >= from) break;
    }
  }
}

void Pass::send(const AVPacket& packet) {
  for (auto& view : views_)
    if (view.stream == packet.stream_index) {
      if (view.passthrough) view.passthrough->send(packet);
      view.pictures->send(packet);
    }
  for (auto& sound : sounds_)
    if (sound->stream() == packet.stream_index) sound->send(packet);
  if (const auto found = subtitles_.find(packet.stream_index); found != subtitles_.end())
    for (auto& cue : found->second.first->decode(packet)) found->second.second->add(std::move(cue));
  keep_together();
}

void Pass::keep_together() {
  MediaTime sound{0};
  for (const auto& track : sounds_) sound = std::max(sound, track->time());
  if (views_.empty())
    while (nominal_start(sound_boundaries_.decided()) <= sound + MediaTime{kVideoTimescale})
      sound_boundaries_.decide(nominal_start(sound_boundaries_.decided()));
  for (auto& view : views_)
    if (sound > view.pictures->time() + 2 * kMostWait) view.pictures->wait(sound - kMostWait);
  for (auto& track : sounds_) track->advance();
  if (main_boundaries().decided() == flushed_at_) return;
  flushed_at_ = main_boundaries().decided();
  for (auto& [stream, subtitles] : subtitles_) subtitles.second->flush();
}

MediaTime Pass::expected_end() const {
  for (const auto& view : views_)
    if (view.reference != nullptr) return end_of(*view.reference, view.reference->index().segments.size());
  return MediaTime{0};
}

MediaTime Pass::finish() {
  MediaTime end = expected_end();
  for (auto& view : views_) {
    end = std::max(end, view.pictures->flush());
    if (view.passthrough) end = std::max(end, view.passthrough->flush());
  }
  for (auto& sound : sounds_) end = std::max(end, sound->flush());
  if (is_empty()) return end;
  for (auto& view : views_) {
    view.pictures->finish(end);
    if (view.passthrough) view.passthrough->finish(std::min(end, view.passthrough->flush() + kMostHeld));
    view.boundaries->close();
  }
  sound_boundaries_.close();
  for (auto& sound : sounds_) sound->finish(end);
  if (stills_) stills_->finish(std::chrono::round<Microseconds>(end));
  return end;
}

bool Pass::has_arrived() const {
  return std::all_of(views_.begin(), views_.end(),
                     [](const auto& view) { return view.pictures->has_arrived(); });
}

void Pass::adopt(Pass& behind) {
  views_.front().pictures->adopt(*behind.views_.front().pictures);
}

MediaTime Pass::time() const {
  MediaTime time{0};
  for (const auto& view : views_) time = std::max(time, view.pictures->time());
  if (views_.empty())
    for (const auto& sound : sounds_) time = std::max(time, sound->time());
  return time;
}

bool Pass::is_empty() const {
  if (common_ > 0) return false;
  return std::none_of(views_.begin(), views_.end(),
                      [](const auto& view) { return view.pictures->has_pictures(); }) &&
         std::none_of(sounds_.begin(), sounds_.end(), [](const auto& sound) { return sound->has_sound(); });
}

std::vector<std::string> Pass::notes() const {
  std::vector<std::string> notes;
  for (const auto& view : views_)
    if (view.passthrough && view.passthrough->has_left_out())
      notes.emplace_back("Some pictures of the recording are damaged; its best quality stands still there.");
  if (common_ > 0) return notes;
  for (const auto& view : views_)
    if (!view.pictures->has_pictures())
      notes.emplace_back("A picture track could not be read; it was left out.");
  for (const auto& sound : sounds_)
    if (!sound->has_sound()) notes.emplace_back("A sound track could not be read; it is silent.");
  return notes;
}

std::map<std::string, Loudness> Pass::loudness() const {
  std::map<std::string, Loudness> measured;
  for (const auto& sound : sounds_)
    if (!sound->is_resumed()) measured.emplace(sound->rendition().name, sound->loudness());
  return measured;
}

}  // namespace lectern::transcoder
