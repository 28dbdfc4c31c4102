#include "transcoder/av/view_track.h"

#include <algorithm>
#include <iterator>

#include "transcoder/av/picture_view.h"

namespace lectern::transcoder::av {
namespace {

constexpr double kUnknownRate = 25;
/// A picture comes up to half a 25th of a second before its second is over.
constexpr MediaTime kTrickTolerance{1'800};

double work_of(const VideoRung& rung, const ViewOptions& view) {
  const double rate = view.frame_rate > 0 ? std::min(view.frame_rate, rung.max_frame_rate) : 1;
  return static_cast<double>(rung.width) * rung.height * rate;
}

/// Every rung has a thread, and the large ones have more where there are more cores than rungs.
int threads_for(const VideoRung& rung, const ViewOptions& view) {
  double all = 0;
  for (const RungTarget& target : view.rungs) all += work_of(target.rung, view);
  return std::max(1, static_cast<int>(view.cores * work_of(rung, view) / all));
}

VideoEncoderOptions encoder_options(const VideoRung& rung, const ViewOptions& view) {
  VideoEncoderOptions options;
  options.width = rung.width;
  options.height = rung.height;
  options.frame_rate =
      std::min(view.frame_rate > 0 ? view.frame_rate : rung.max_frame_rate, rung.max_frame_rate);
  options.crf = rung.crf;
  options.max_rate = rung.max_rate;
  options.buffer = rung.buffer;
  options.settings = view.encoder;
  options.threads = threads_for(rung, view);
  return options;
}

VideoEncoderOptions encoder_options(const TrickRung& trick) {
  VideoEncoderOptions options;
  options.width = trick.width;
  options.height = trick.height;
  options.frame_rate = 1;
  options.crf = trick.crf;
  options.max_rate = trick.max_rate;
  options.buffer = trick.max_rate * 2;
  options.frames = VideoEncoderOptions::Frames::IntraOnly;
  return options;
}

}  // namespace

class ViewTrack::Rung {
 public:
  Rung(const RungTarget& target, const ViewOptions& view, const Boundaries& boundaries,
       TrackWriter::OnSegment on_segment)
      : target_(target),
        options_(encoder_options(target.rung, view)),
        boundaries_(boundaries),
        on_segment_(std::move(on_segment)),
        limit_(target.rung.max_frame_rate),
        scaler_(target.rung.width, target.rung.height) {}

  bool wants(const Showing& showing) { return limit_.is_kept(showing.time) || showing.is_boundary; }
  SharedFrame scale(const SharedFrame& larger) { return scaler_.scale(larger); }

  void encode(const Showing& showing, SharedFrame frame) {
    // Not before the first picture: its colour tags belong into the stream.
    if (!encoder_) {
      auto encoder = std::make_unique<VideoEncoder>(options_, *frame);
      writer_ = std::make_unique<TrackWriter>(*target_.track, boundaries_, *encoder->parameters(),
                                              kVideoTimescale, on_segment_);
      encoder_ = std::make_unique<EncoderThread>(std::move(encoder));
    }
    encoder_->send(std::move(frame), showing.time, showing.is_boundary ? FrameKind::Key : FrameKind::Ordinary,
                   packets_);
    write();
  }

  void finish(MediaTime end) {
    if (!encoder_) return;
    encoder_->flush(packets_);
    write();
    writer_->finish(end.count());
  }

 private:
  void write() {
    for (auto& packet : packets_) writer_->write(std::move(packet));
    packets_.clear();
  }

  RungTarget target_;
  VideoEncoderOptions options_;
  const Boundaries& boundaries_;
  TrackWriter::OnSegment on_segment_;
  RateLimit limit_;
  Scaler scaler_;
  std::unique_ptr<EncoderThread> encoder_;
  std::unique_ptr<TrackWriter> writer_;
  std::deque<Packet> packets_;
};

class ViewTrack::Trick {
 public:
  Trick(const TrickRung& rung, TrackAppender& track)
      : rung_(rung), track_(track), scaler_(rung.width, rung.height) {}

  bool wants(const Showing& showing) const {
    return showing.is_boundary || !encoder_ || showing.time + kTrickTolerance >= latest_ + rung_.interval;
  }

  void encode(const Showing& showing, const SharedFrame& larger) {
    const SharedFrame frame = scaler_.scale(larger);
    if (!encoder_) {
      encoder_ = std::make_unique<VideoEncoder>(encoder_options(rung_), *frame);
      writer_ = std::make_unique<PictureWriter>(track_, *encoder_->parameters());
    } else if (showing.is_boundary) {
      // Committed before the rungs' segments are, so that a resumed run finds no hole here.
      writer_->commit(showing.time);
    }
    latest_ = showing.time;
    encoder_->send(*frame, showing.time, FrameKind::Key, packets_);
    write();
  }

  void finish(MediaTime end) {
    if (!encoder_) return;
    encoder_->flush(packets_);
    write();
    writer_->commit(end);
  }

 private:
  void write() {
    for (auto& packet : packets_) writer_->write(std::move(packet));
    packets_.clear();
  }

  TrickRung rung_;
  TrackAppender& track_;
  Scaler scaler_;
  MediaTime latest_{0};
  std::unique_ptr<VideoEncoder> encoder_;
  std::unique_ptr<PictureWriter> writer_;
  std::deque<Packet> packets_;
};

ViewTrack::ViewTrack(const AVStream& stream, const ViewOptions& options, Boundaries& boundaries,
                     TrackWriter::OnSegment on_segment)
    : options_(options),
      source_(stream, options.format, options.decoder),
      pacer_(boundaries, options.pacing),
      boundary_(options.pacing.boundary) {
  for (const auto& target : options.rungs)
    rungs_.push_back(std::make_unique<Rung>(target, options_, boundaries, on_segment));
  if (options.trick_track != nullptr) trick_ = std::make_unique<Trick>(options.trick, *options.trick_track);
  end_ = options.pacing.start;
  latest_ = options.pacing.start;
}

ViewTrack::~ViewTrack() = default;

void ViewTrack::send(const AVPacket& packet) {
  source_.send(packet, decoded_);
  take_pictures();
}

void ViewTrack::take_pictures() {
  for (auto& picture : decoded_) {
    const double rate = options_.frame_rate > 0 ? options_.frame_rate : kUnknownRate;
    const MediaTime own{static_cast<std::int64_t>(kVideoTimescale / rate)};
    show(pacer_.next(picture.time), picture.frame);
    previous_ = picture.frame;
    latest_ = std::max(latest_, picture.time);
    end_ = std::max(end_, picture.time + (picture.duration.count() > 0 ? picture.duration : own));
  }
  decoded_.clear();
}

void ViewTrack::wait(MediaTime time) {
  show(pacer_.wait(time), nullptr);
  latest_ = std::max(latest_, time);
}

MediaTime ViewTrack::flush() {
  options_.before_boundary = nullptr;  // Nobody joins at the end.
  source_.flush(decoded_);
  take_pictures();
  return end_;
}

void ViewTrack::finish(MediaTime end) {
  show(pacer_.finish(end), nullptr);
  // The trick-play track first, for the same reason as at every boundary.
  if (trick_) trick_->finish(end);
  for (auto& rung : rungs_) rung->finish(end);
}

void ViewTrack::show(const std::vector<Showing>& showings, const SharedFrame& current) {
  for (const auto& showing : showings)
    show_one(showing, showing.which == Which::Current ? current : previous_);
}

void ViewTrack::adopt(ViewTrack& behind) {
  LECTERN_ASSERT(behind.has_arrived_ && behind.boundary_ == boundary_, "Rungs join where they arrived.");
  options_.rungs.insert(options_.rungs.begin(), behind.options_.rungs.begin(), behind.options_.rungs.end());
  rungs_.insert(rungs_.begin(), std::make_move_iterator(behind.rungs_.begin()),
                std::make_move_iterator(behind.rungs_.end()));
  behind.rungs_.clear();
  behind.options_.rungs.clear();
}

void ViewTrack::show_one(const Showing& showing, const SharedFrame& frame) {
  if (showing.is_boundary && boundary_ == options_.until) has_arrived_ = true;
  if (has_arrived_) return;
  if (showing.is_boundary) {
    if (options_.before_boundary) options_.before_boundary(boundary_, showing.time);
    ++boundary_;
  }
  if (trick_ && trick_->wants(showing)) {
    std::size_t larger = rungs_.size();
    while (larger > 0 && options_.rungs[larger - 1].rung.width < options_.trick.width) --larger;
    trick_->encode(showing, larger == 0 ? frame : picture_for(larger - 1, frame));
  }
  for (std::size_t i = 0; i < rungs_.size(); ++i)
    if (rungs_[i]->wants(showing)) rungs_[i]->encode(showing, picture_for(i, frame));
  const auto time = std::chrono::round<std::chrono::microseconds>(showing.time);
  if (options_.stills != nullptr && time >= options_.stills->next_wanted())
    options_.stills->add(view_of(*frame, time));
}

/// Each from the next larger one: half the work of scaling every rung from the source.
SharedFrame ViewTrack::picture_for(std::size_t rung, const SharedFrame& frame) {
  return rungs_[rung]->scale(rung == 0 ? frame : picture_for(rung - 1, frame));
}

}  // namespace lectern::transcoder::av
