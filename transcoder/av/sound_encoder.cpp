#include "transcoder/av/sound_encoder.h"

#include <cstring>

#include "transcoder/plan.h"

extern "C" {
#include <libavutil/channel_layout.h>
}

namespace lectern::transcoder::av {

SoundEncoder::SoundEncoder(int channels, std::int64_t bit_rate) {
  const AVCodec* codec = avcodec_find_encoder_by_name("aac");
  LECTERN_ASSERT(codec != nullptr, "libavcodec must be built with its own AAC encoder.");
  context_.reset(avcodec_alloc_context3(codec));
  if (!context_) throw std::bad_alloc();
  context_->sample_rate = kAudioRate;
  context_->sample_fmt = AV_SAMPLE_FMT_FLTP;
  context_->time_base = {1, kAudioRate};
  context_->bit_rate = bit_rate;
  context_->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
  av_channel_layout_default(&context_->ch_layout, channels);
  check(avcodec_open2(context_.get(), codec, nullptr), "open the sound encoder");
  LECTERN_ASSERT(context_->frame_size == kFrameSamples && context_->initial_padding == kFrameSamples,
                 "AAC-LC has frames of 1024 samples and this encoder a delay of one.");
}

void SoundEncoder::send(const float* const* planes, SampleTime time, std::deque<Packet>& out) {
  const Frame frame = make_frame();
  frame->format = AV_SAMPLE_FMT_FLTP;
  frame->sample_rate = kAudioRate;
  frame->nb_samples = kFrameSamples;
  frame->pts = time.count();
  check(av_channel_layout_copy(&frame->ch_layout, &context_->ch_layout), "copy the channel layout");
  check(av_frame_get_buffer(frame.get(), 0), "make room for sound");
  for (int channel = 0; channel < context_->ch_layout.nb_channels; ++channel)
    std::memcpy(frame->data[channel], planes[channel], kFrameSamples * sizeof(float));
  check(avcodec_send_frame(context_.get(), frame.get()), "encode sound");
  drain(out);
}

void SoundEncoder::flush(std::deque<Packet>& out) {
  check(avcodec_send_frame(context_.get(), nullptr), "finish encoding sound");
  drain(out);
}

void SoundEncoder::drain(std::deque<Packet>& out) {
  while (true) {
    Packet packet = make_packet();
    const int code = avcodec_receive_packet(context_.get(), packet.get());
    if (code == AVERROR(EAGAIN) || code == AVERROR_EOF) return;
    check(code, "take encoded sound");
    packet->dts = packet->pts;
    packet->duration = kFrameSamples;
    out.push_back(std::move(packet));
  }
}

CodecParameters SoundEncoder::parameters() const {
  CodecParameters parameters{avcodec_parameters_alloc()};
  if (!parameters) throw std::bad_alloc();
  check(avcodec_parameters_from_context(parameters.get(), context_.get()), "describe the sound");
  return parameters;
}

}  // namespace lectern::transcoder::av
