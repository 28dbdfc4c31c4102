#include "transcoder/av/video_encoder.h"

#include <fmt/format.h>

extern "C" {
#include <libavutil/opt.h>
}

namespace lectern::transcoder::av {
namespace {

constexpr int kNeverByItself = 1 << 30;  // x264's "infinite"
constexpr const char* kPredicted = "scenecut=0:open-gop=0";
constexpr const char* kIntraOnly = "scenecut=0:rc-lookahead=0:sync-lookahead=0:mbtree=0:force-cfr=1";

std::string parameters_of(const VideoEncoderOptions& options) {
  if (options.frames == VideoEncoderOptions::Frames::IntraOnly) return kIntraOnly;
  const std::string& own = options.settings.parameters;
  return own.empty() ? kPredicted : fmt::format("{}:{}", kPredicted, own);
}

void set_colours(AVCodecContext& context, const AVFrame& like) {
  context.color_range = like.color_range;
  context.colorspace = like.colorspace;
  context.color_primaries = like.color_primaries;
  context.color_trc = like.color_trc;
  context.chroma_sample_location = AVCHROMA_LOC_LEFT;
}

void set_format(AVCodecContext& context, const VideoEncoderOptions& options) {
  const bool is_intra = options.frames == VideoEncoderOptions::Frames::IntraOnly;
  context.width = options.width;
  context.height = options.height;
  context.pix_fmt = AV_PIX_FMT_YUV420P;
  context.sample_aspect_ratio = {1, 1};
  context.time_base = {1, kVideoTimescale};
  // Without it x264 takes the time base for the frame rate and claims level 6.
  context.framerate = av_d2q(options.frame_rate > 0 ? options.frame_rate : 30, 1001 * 240);
  context.rc_max_rate = options.max_rate;
  context.rc_buffer_size = static_cast<int>(options.buffer);
  context.gop_size = is_intra ? 1 : kNeverByItself;
  context.flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_CLOSED_GOP;
  context.thread_count = is_intra ? 1 : options.threads;
  if (is_intra) context.max_b_frames = 0;
}

}  // namespace

VideoEncoder::VideoEncoder(const VideoEncoderOptions& options, const AVFrame& like) {
  const AVCodec* codec = avcodec_find_encoder_by_name("libx264");
  LECTERN_ASSERT(codec != nullptr, "libavcodec must be built with libx264.");
  context_.reset(avcodec_alloc_context3(codec));
  if (!context_) throw std::bad_alloc();
  set_format(*context_, options);
  set_colours(*context_, like);
  Options settings{{"preset", options.settings.preset},
                   {"profile", "high"},
                   {"crf", fmt::format("{}", options.crf)},
                   {"forced-idr", "1"},
                   {"x264-params", parameters_of(options)}};
  check(avcodec_open2(context_.get(), codec, settings.address()), "open the video encoder");
}

void VideoEncoder::send(const AVFrame& frame, MediaTime time, FrameKind kind, std::deque<Packet>& out) {
  const Frame own{av_frame_clone(&frame)};  // another reference to the same picture
  if (!own) throw std::bad_alloc();
  own->pts = time.count();
  // The decoder's picture type would be taken as an order.
  own->pict_type = kind == FrameKind::Key ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE;
  own->key_frame = kind == FrameKind::Key ? 1 : 0;
  av_frame_remove_side_data(own.get(), AV_FRAME_DATA_A53_CC);
  av_frame_remove_side_data(own.get(), AV_FRAME_DATA_SEI_UNREGISTERED);
  check(avcodec_send_frame(context_.get(), own.get()), "encode a picture");
  drain(out);
}

void VideoEncoder::flush(std::deque<Packet>& out) {
  check(avcodec_send_frame(context_.get(), nullptr), "finish encoding pictures");
  drain(out);
}

void VideoEncoder::drain(std::deque<Packet>& out) {
  while (true) {
    Packet packet = make_packet();
    const int code = avcodec_receive_packet(context_.get(), packet.get());
    if (code == AVERROR(EAGAIN) || code == AVERROR_EOF) return;
    check(code, "take an encoded picture");
    out.push_back(std::move(packet));
  }
}

CodecParameters VideoEncoder::parameters() const {
  CodecParameters parameters{avcodec_parameters_alloc()};
  if (!parameters) throw std::bad_alloc();
  check(avcodec_parameters_from_context(parameters.get(), context_.get()), "describe the video");
  return parameters;
}

}  // namespace lectern::transcoder::av
