#include "transcoder/av/picture_source.h"

#include <fmt/format.h>

#include "transcoder/av/picture_view.h"

extern "C" {
#include <libavfilter/buffersink.h>
#include <libavfilter/buffersrc.h>
#include <libavutil/pixdesc.h>
}

namespace lectern::transcoder::av {
namespace {

constexpr AVRational kTicks{1, 90'000};
/// Fields become pictures of their own as long as that does not pass 60 a second (Apple 1.15, 1.19).
constexpr double kMostWholeRateForFields = 30.5;
/// From this height on, video without colour tags is BT.709 by custom.
constexpr int kHighDefinitionLines = 720;

bool is_full_range(const AVFrame& frame) {
  return frame.color_range == AVCOL_RANGE_JPEG || frame.format == AV_PIX_FMT_YUVJ420P;
}

/// Turning first, then mirroring; as few filters as will do.
std::string turning(int rotation, bool mirrored) {
  switch (rotation) {
    case 90:
      return mirrored ? "transpose=cclock_flip," : "transpose=clock,";
    case 180:
      return mirrored ? "vflip," : "hflip,vflip,";
    case 270:
      return mirrored ? "transpose=clock_flip," : "transpose=cclock,";
    default:
      return mirrored ? "hflip," : "";
  }
}

}  // namespace

PictureSource::PictureSource(const AVStream& stream, const PictureFormat& format,
                             const DecoderOptions& options)
    : format_(format), decoder_(stream, options), time_base_(stream.time_base) {
  const AVRational rate = stream.avg_frame_rate.num > 0 ? stream.avg_frame_rate : AVRational{25, 1};
  frame_ticks_ = std::max<std::int64_t>(1, av_rescale_q(1, av_inv_q(rate), time_base_));
}

void PictureSource::send(const AVPacket& packet, std::deque<TimedPicture>& out) {
  decoder_.send(packet);
  drain_decoder(out);
}

void PictureSource::flush(std::deque<TimedPicture>& out) {
  decoder_.flush();
  drain_decoder(out);
  if (!graph_) return;
  check(av_buffersrc_add_frame(graph_in_, nullptr), "end the filters");
  drain_graph(out);
}

void PictureSource::drain_decoder(std::deque<TimedPicture>& out) {
  while (true) {
    Frame frame = make_frame();
    if (decoder_.receive(*frame) != Step::Produced) return;
    if (frame->width <= 0 || frame->height <= 0) continue;
    take(std::move(frame), out);
  }
}

void PictureSource::take(Frame frame, std::deque<TimedPicture>& out) {
  frame->pts = frame->best_effort_timestamp != AV_NOPTS_VALUE ? frame->best_effort_timestamp : expected_;
  if (frame->pts == AV_NOPTS_VALUE) frame->pts = 0;
  expected_ = frame->pts + (frame->pkt_duration > 0 ? frame->pkt_duration : frame_ticks_);
  if (!needs_graph(*frame)) {
    if (graph_) drain_graph(out);
    emit(std::move(frame), time_base_, out);
    return;
  }
  build_graph(*frame);
  check(av_buffersrc_add_frame_flags(graph_in_, frame.get(), AV_BUFFERSRC_FLAG_PUSH), "filter a picture");
  drain_graph(out);
}

void PictureSource::drain_graph(std::deque<TimedPicture>& out) {
  while (true) {
    Frame frame = make_frame();
    const int code = av_buffersink_get_frame(graph_out_, frame.get());
    if (code == AVERROR(EAGAIN) || code == AVERROR_EOF) return;
    check(code, "take a picture from the filters");
    emit(std::move(frame), av_buffersink_get_time_base(graph_out_), out);
  }
}

void PictureSource::emit(Frame frame, AVRational time_base, std::deque<TimedPicture>& out) {
  const std::int64_t own = frame->pkt_duration > 0 ? av_rescale_q(frame->pkt_duration, time_base, kTicks) : 0;
  const TimedPicture timed{nullptr, MediaTime{av_rescale_q(frame->pts, time_base, kTicks)}, MediaTime{own}};
  // A slide that stays up comes as the same bytes again: one frame object, so that later stages need not
  // compare.
  if (!is_as_before(*frame)) {
    complete_colours(*frame);
    latest_ = share(std::move(frame));
  }
  out.push_back(timed);
  out.back().frame = latest_;
}

bool PictureSource::needs_graph(const AVFrame& frame) const {
  if (format_.is_interlaced || format_.is_high_dynamic_range || format_.rotation != 0 || format_.mirrored)
    return true;
  return frame.format != AV_PIX_FMT_YUV420P || is_full_range(frame) || frame.width != format_.width ||
         frame.height != format_.height;
}

void PictureSource::build_graph(const AVFrame& frame) {
  const std::string key = fmt::format("{}x{} {} {} {} {}", frame.width, frame.height, frame.format,
                                      static_cast<int>(frame.color_range), static_cast<int>(frame.colorspace),
                                      static_cast<int>(frame.color_trc));
  if (graph_ && key == graph_key_) return;
  graph_.reset(avfilter_graph_alloc());
  if (!graph_) throw std::bad_alloc();
  graph_key_ = key;
  const AVRational aspect = frame.sample_aspect_ratio.num > 0 ? frame.sample_aspect_ratio : AVRational{1, 1};
  const std::string source =
      fmt::format("video_size={}x{}:pix_fmt={}:time_base={}/{}:pixel_aspect={}/{}", frame.width, frame.height,
                  frame.format, time_base_.num, time_base_.den, aspect.num, aspect.den);
  check(avfilter_graph_create_filter(&graph_in_, avfilter_get_by_name("buffer"), "in", source.c_str(),
                                     nullptr, graph_.get()),
        "make the filters' source");
  check(avfilter_graph_create_filter(&graph_out_, avfilter_get_by_name("buffersink"), "out", nullptr, nullptr,
                                     graph_.get()),
        "make the filters' sink");
  AVFilterInOut* ends = avfilter_inout_alloc();
  AVFilterInOut* starts = avfilter_inout_alloc();
  if (ends == nullptr || starts == nullptr) throw std::bad_alloc();
  *ends = {av_strdup("in"), graph_in_, 0, nullptr};
  *starts = {av_strdup("out"), graph_out_, 0, nullptr};
  const int parsed =
      avfilter_graph_parse_ptr(graph_.get(), chain_for(frame).c_str(), &starts, &ends, nullptr);
  avfilter_inout_free(&ends);
  avfilter_inout_free(&starts);
  check(parsed, "read the filters");
  check(avfilter_graph_config(graph_.get(), nullptr), "connect the filters");
}

std::string PictureSource::chain_for(const AVFrame& frame) const {
  std::string chain;
  // Frames that are marked progressive pass bwdif at their own rate: film in a television stream stays
  // natural.
  if (format_.is_interlaced)
    chain += format_.frame_rate > 0 && format_.frame_rate <= kMostWholeRateForFields
                 ? "bwdif=mode=send_field:deint=interlaced,"
                 : "bwdif=mode=send_frame:deint=interlaced,";
  const bool is_turned = format_.rotation == 90 || format_.rotation == 270;
  const int width = is_turned ? format_.height : format_.width;
  const int height = is_turned ? format_.width : format_.height;
  if (format_.is_high_dynamic_range) {
    // Smaller first: tone mapping in floating point is the dearest step. Curve: BT.2390-like roll-off by
    // hable.
    chain += fmt::format(
        "scale={}:{}:flags=bicubic,zscale=transfer=linear:npl=100,format=gbrpf32le,zscale=primaries=bt709,"
        "tonemap=tonemap=hable:desat=0,zscale=transfer=bt709:matrix=bt709:range=limited,format=yuv420p,",
        width, height);
  } else {
    const auto* description = av_pix_fmt_desc_get(static_cast<AVPixelFormat>(frame.format));
    const bool is_rgb = description != nullptr && (description->flags & AV_PIX_FMT_FLAG_RGB) != 0;
    chain +=
        fmt::format("scale={}:{}:flags=bicubic:{}out_range=limited{},format=yuv420p,", width, height,
                    is_full_range(frame) ? "in_range=full:" : "", is_rgb ? ":out_color_matrix=bt709" : "");
  }
  return chain + turning(format_.rotation, format_.mirrored) + "setsar=1";
}

/// Players guess where tags are missing, and not all guess alike: say what custom says.
void PictureSource::complete_colours(AVFrame& frame) const {
  const bool is_high =
      format_.is_high_dynamic_range || std::min(format_.width, format_.height) >= kHighDefinitionLines;
  frame.color_range = AVCOL_RANGE_MPEG;
  if (frame.colorspace == AVCOL_SPC_UNSPECIFIED || frame.colorspace == AVCOL_SPC_RGB)
    frame.colorspace = is_high || frame.colorspace == AVCOL_SPC_RGB ? AVCOL_SPC_BT709 : AVCOL_SPC_SMPTE170M;
  if (frame.color_primaries == AVCOL_PRI_UNSPECIFIED)
    frame.color_primaries = frame.colorspace == AVCOL_SPC_BT709 ? AVCOL_PRI_BT709 : AVCOL_PRI_SMPTE170M;
  if (frame.color_trc == AVCOL_TRC_UNSPECIFIED) frame.color_trc = AVCOL_TRC_BT709;
}

/// Byte for byte the same picture. What moved before is likely to move again: beside a slide that stays up
/// one row tells.
bool PictureSource::is_as_before(const AVFrame& frame) {
  if (!latest_ || frame.format != latest_->format || frame.width != latest_->width ||
      frame.height != latest_->height)
    return false;
  for (int i = 0; i < frame.height; ++i) {
    const int row = (changing_row_ + i) % frame.height;
    if (is_row_same(frame, *latest_, row)) continue;
    changing_row_ = row;
    return false;
  }
  return true;
}

}  // namespace lectern::transcoder::av
