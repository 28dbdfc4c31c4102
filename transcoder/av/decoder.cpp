#include "transcoder/av/decoder.h"

#include <new>

#include "transcoder/av/allow_list.h"

extern "C" {
#include <libavutil/avstring.h>
}

namespace lectern::transcoder::av {
namespace {

constexpr const char* kCannotDecode = "This recording is in a format that Lectern cannot read.";

const AVCodec* allowed_decoder(const AVStream& stream) {
  const AVCodec* codec = avcodec_find_decoder(stream.codecpar->codec_id);
  return codec != nullptr && av_match_list(codec->name, kCodecs, ',') > 0 ? codec : nullptr;
}

}  // namespace

bool can_decode(const AVStream& stream) {
  return allowed_decoder(stream) != nullptr;
}

Decoder::Decoder(const AVStream& stream, const DecoderOptions& options) {
  const AVCodec* codec = allowed_decoder(stream);
  if (codec == nullptr) check_source(AVERROR_DECODER_NOT_FOUND, "find decoder", kCannotDecode);
  context_.reset(avcodec_alloc_context3(codec));
  if (!context_) throw std::bad_alloc();
  check(avcodec_parameters_to_context(context_.get(), stream.codecpar), "copy codec parameters");
  context_->pkt_timebase = stream.time_base;
  context_->framerate = stream.avg_frame_rate;
  context_->thread_count = options.threads;
  context_->max_pixels = options.max_pixels;
  context_->codec_whitelist = av_strdup(kCodecs);
  check_source(avcodec_open2(context_.get(), codec, nullptr), "open decoder", kCannotDecode);
}

void Decoder::send(const AVPacket& packet) {
  const int code = avcodec_send_packet(context_.get(), &packet);
  if (code == AVERROR(ENOMEM)) throw std::bad_alloc();
  // The caller drains after every packet, so that EAGAIN cannot be; anything else is damage in this packet
  // alone.
  if (code < 0) ++damaged_;
}

void Decoder::flush() {
  avcodec_send_packet(context_.get(), nullptr);
}

Step Decoder::receive(AVFrame& frame) {
  while (true) {
    const int code = avcodec_receive_frame(context_.get(), &frame);
    if (code >= 0) return Step::Produced;
    if (code == AVERROR(EAGAIN)) return Step::NeedsInput;
    if (code == AVERROR_EOF) return Step::Finished;
    if (code == AVERROR(ENOMEM)) throw std::bad_alloc();
    ++damaged_;
  }
}

}  // namespace lectern::transcoder::av
