#include "transcoder/av/sound_source.h"

#include <fmt/format.h>

#include <array>

#include "transcoder/plan.h"

extern "C" {
#include <libavfilter/buffersink.h>
#include <libavfilter/buffersrc.h>
#include <libavutil/channel_layout.h>
}

namespace lectern::transcoder::av {
namespace {

/// A lecturer's voice is in the centre: it keeps its full weight in the mix, ambience gets half, rumble
/// nothing.
constexpr const char* kSpeechMix = "center_mix_level=1.0:surround_mix_level=0.5:lfe_mix_level=0";

std::string layout_of(const AVFrame& frame) {
  AVChannelLayout layout{};
  const bool is_known = frame.ch_layout.order != AV_CHANNEL_ORDER_UNSPEC;
  if (is_known)
    check(av_channel_layout_copy(&layout, &frame.ch_layout), "copy the channel layout");
  else
    av_channel_layout_default(&layout, frame.ch_layout.nb_channels);
  std::array<char, 128> text{};
  av_channel_layout_describe(&layout, text.data(), text.size());
  av_channel_layout_uninit(&layout);
  return text.data();
}

}  // namespace

SoundSource::SoundSource(const AVStream& stream, int channels, SampleTime start,
                         const DecoderOptions& options)
    : decoder_(stream, options), time_base_(stream.time_base), channels_(channels), start_(start.count()) {}

void SoundSource::send(const AVPacket& packet, SoundPlanes& out) {
  decoder_.send(packet);
  drain_decoder(out);
}

void SoundSource::flush(SoundPlanes& out) {
  decoder_.flush();
  drain_decoder(out);
  close_graph(out);
}

void SoundSource::drain_decoder(SoundPlanes& out) {
  const Frame frame = make_frame();
  while (decoder_.receive(*frame) == Step::Produced) {
    if (frame->nb_samples <= 0 || frame->sample_rate <= 0 || frame->ch_layout.nb_channels <= 0) continue;
    const AVRational samples{1, frame->sample_rate};
    std::int64_t at = frame->best_effort_timestamp != AV_NOPTS_VALUE
                          ? av_rescale_q(frame->best_effort_timestamp, time_base_, samples)
                          : expected_;
    if (at == AV_NOPTS_VALUE) at = 0;
    // Time stamps in whole milliseconds must not make the resampler restless.
    if (expected_ != AV_NOPTS_VALUE && std::abs(at - expected_) <= frame->sample_rate / 400) at = expected_;
    expected_ = at + frame->nb_samples;
    frame->pts = at;
    take(*frame, out);
  }
}

void SoundSource::take(const AVFrame& frame, SoundPlanes& out) {
  const std::string key = fmt::format("{} {} {}", frame.sample_rate, frame.format, layout_of(frame));
  if (key != graph_key_) {
    close_graph(out);
    build_graph(frame);
    graph_key_ = key;
  }
  const Frame own{av_frame_clone(&frame)};
  if (!own) throw std::bad_alloc();
  if (own->ch_layout.order == AV_CHANNEL_ORDER_UNSPEC)
    av_channel_layout_default(&own->ch_layout, frame.ch_layout.nb_channels);
  check(av_buffersrc_add_frame(graph_in_, own.get()), "filter sound");
  drain_graph(out);
}

void SoundSource::build_graph(const AVFrame& frame) {
  graph_.reset(avfilter_graph_alloc());
  if (!graph_) throw std::bad_alloc();
  const std::string source =
      fmt::format("time_base=1/{0}:sample_rate={0}:sample_fmt={1}:channel_layout={2}", frame.sample_rate,
                  av_get_sample_fmt_name(static_cast<AVSampleFormat>(frame.format)), layout_of(frame));
  check(avfilter_graph_create_filter(&graph_in_, avfilter_get_by_name("abuffer"), "in", source.c_str(),
                                     nullptr, graph_.get()),
        "make the sound filters' source");
  check(avfilter_graph_create_filter(&graph_out_, avfilter_get_by_name("abuffersink"), "out", nullptr,
                                     nullptr, graph_.get()),
        "make the sound filters' sink");
  AVFilterInOut* ends = avfilter_inout_alloc();
  AVFilterInOut* starts = avfilter_inout_alloc();
  if (ends == nullptr || starts == nullptr) throw std::bad_alloc();
  *ends = {av_strdup("in"), graph_in_, 0, nullptr};
  *starts = {av_strdup("out"), graph_out_, 0, nullptr};
  // async: holes and overlaps above a tenth of a second are filled or cut, smaller ones are stretched away.
  const std::string chain = fmt::format(
      "aresample={}:async=1000:min_comp=0.02:min_hard_comp=0.1:first_pts={}:{},"
      "aformat=sample_fmts=fltp:sample_rates={}:channel_layouts={}",
      kAudioRate, start_, kSpeechMix, kAudioRate, channels_ == 1 ? "mono" : "stereo");
  const int parsed = avfilter_graph_parse_ptr(graph_.get(), chain.c_str(), &starts, &ends, nullptr);
  avfilter_inout_free(&ends);
  avfilter_inout_free(&starts);
  check(parsed, "read the sound filters");
  check(avfilter_graph_config(graph_.get(), nullptr), "connect the sound filters");
}

void SoundSource::drain_graph(SoundPlanes& out) {
  const Frame frame = make_frame();
  while (true) {
    const int code = av_buffersink_get_frame(graph_out_, frame.get());
    if (code == AVERROR(EAGAIN) || code == AVERROR_EOF) return;
    check(code, "take sound from the filters");
    for (int channel = 0; channel < channels_; ++channel) {
      const auto* samples = reinterpret_cast<const float*>(frame->extended_data[channel]);
      auto& plane = out[static_cast<std::size_t>(channel)];
      plane.insert(plane.end(), samples, samples + frame->nb_samples);
    }
    start_ += frame->nb_samples;
    av_frame_unref(frame.get());
  }
}

void SoundSource::close_graph(SoundPlanes& out) {
  if (!graph_) return;
  check(av_buffersrc_add_frame(graph_in_, nullptr), "end the sound filters");
  drain_graph(out);
  graph_.reset();
}

}  // namespace lectern::transcoder::av
