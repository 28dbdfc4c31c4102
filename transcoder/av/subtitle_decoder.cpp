#include "transcoder/av/subtitle_decoder.h"

#include <limits>

#include "base/scope_exit.h"
#include "transcoder/av/allow_list.h"
#include "transcoder/av/check.h"

namespace lectern::transcoder::av {
namespace {

constexpr const char* kNotText = "A subtitle track could not be read.";
/// Where neither packet nor decoder says how long a cue stays.
constexpr Microseconds kUnknownStay = std::chrono::seconds{5};
constexpr std::uint32_t kNoEnd = std::numeric_limits<std::uint32_t>::max();

Microseconds stay_of(const AVPacket& packet, const AVSubtitle& subtitle, AVRational time_base) {
  if (packet.duration > 0) return Microseconds{av_rescale_q(packet.duration, time_base, AV_TIME_BASE_Q)};
  if (subtitle.end_display_time == 0 || subtitle.end_display_time == kNoEnd) return kUnknownStay;
  return std::chrono::milliseconds{subtitle.end_display_time};
}

}  // namespace

bool is_text_subtitle(const AVStream& stream) {
  const AVCodecDescriptor* descriptor = avcodec_descriptor_get(stream.codecpar->codec_id);
  return descriptor != nullptr && (descriptor->props & AV_CODEC_PROP_TEXT_SUB) != 0 &&
         avcodec_find_decoder(stream.codecpar->codec_id) != nullptr;
}

SubtitleDecoder::SubtitleDecoder(const AVStream& stream) : time_base_(stream.time_base) {
  const AVCodec* codec = is_text_subtitle(stream) ? avcodec_find_decoder(stream.codecpar->codec_id) : nullptr;
  if (codec == nullptr) throw Error(ErrorCode::Unsupported, kNotText, "no decoder for this text format");
  context_.reset(avcodec_alloc_context3(codec));
  check(avcodec_parameters_to_context(context_.get(), stream.codecpar), "set up a subtitle decoder");
  context_->pkt_timebase = stream.time_base;
  // Bytes that are no UTF-8 are dropped rather than guessed at: conversion would load modules from disk.
  context_->sub_charenc_mode = FF_SUB_CHARENC_MODE_IGNORE;
  Options options{{"codec_whitelist", kCodecs}};
  check_source(avcodec_open2(context_.get(), codec, options.address()), "open a subtitle decoder", kNotText);
}

std::vector<Cue> SubtitleDecoder::decode(const AVPacket& packet) {
  AVSubtitle subtitle{};
  int has_subtitle = 0;
  const Packet own(av_packet_clone(&packet));  // avcodec_decode_subtitle2 takes it as not const.
  if (avcodec_decode_subtitle2(context_.get(), &subtitle, &has_subtitle, own.get()) < 0 || has_subtitle == 0)
    return {};
  const ScopeExit free_subtitle([&] { avsubtitle_free(&subtitle); });
  if (packet.pts == AV_NOPTS_VALUE) return {};
  const Microseconds start = Microseconds{av_rescale_q(packet.pts, time_base_, AV_TIME_BASE_Q)} +
                             std::chrono::milliseconds{subtitle.start_display_time};
  Cue cue{start, start + stay_of(packet, subtitle, time_base_), {}};
  for (unsigned i = 0; i < subtitle.num_rects; ++i) {
    if (subtitle.rects[i]->ass == nullptr) continue;
    const std::string text = cue_text_of_ass(subtitle.rects[i]->ass);
    if (!cue.text.empty() && !text.empty()) cue.text += '\n';
    cue.text += text;
  }
  if (cue.text.empty()) return {};
  return {cue};
}

}  // namespace lectern::transcoder::av
