#include "transcoder/av/probe.h"

#include <cmath>

#include "transcoder/av/decoder.h"
#include "transcoder/av/passthrough.h"

extern "C" {
#include <libavutil/pixdesc.h>
}

namespace lectern::transcoder::av {
namespace {

/// Containers that count in milliseconds claim a thousand pictures a second.
constexpr double kMostCredibleRate = 250;

std::string tag(AVDictionary* metadata, const char* key) {
  const AVDictionaryEntry* entry = av_dict_get(metadata, key, nullptr, 0);
  return entry == nullptr ? std::string{} : entry->value;
}

std::string language_of(const AVStream& stream) {
  const std::string language = tag(stream.metadata, "language");
  return language == "und" ? "" : language;
}

Microseconds in_microseconds(std::int64_t value, AVRational time_base) {
  return Microseconds{value == AV_NOPTS_VALUE || value < 0 ? 0
                                                           : av_rescale_q(value, time_base, AV_TIME_BASE_Q)};
}

Microseconds start_of(const AVFormatContext& format, const AVStream& stream) {
  const auto start = in_microseconds(stream.start_time, stream.time_base);
  const Microseconds origin{format.start_time == AV_NOPTS_VALUE ? 0 : format.start_time};
  return std::max(start - origin, Microseconds{0});
}

/// The display matrix maps the coded picture onto the shown one; only quarter turns and mirrors are followed
/// (ISO/IEC 14496-12 §8.3.2).
void read_orientation(const AVStream& stream, VideoInfo& info) {
  std::size_t size = 0;
  const auto* bytes = av_stream_get_side_data(&stream, AV_PKT_DATA_DISPLAYMATRIX, &size);
  if (bytes == nullptr || size < 9 * sizeof(std::int32_t)) return;
  const auto* matrix = reinterpret_cast<const std::int32_t*>(bytes);
  const std::int32_t a = matrix[0];
  const std::int32_t b = matrix[1];
  const std::int32_t c = matrix[3];
  const std::int32_t d = matrix[4];
  if (std::abs(static_cast<double>(a)) >= std::abs(static_cast<double>(b))) {
    info.mirrored = (a < 0) != (d < 0);
    info.rotation = d < 0 ? 180 : 0;
  } else {
    info.mirrored = (b < 0) == (c < 0);
    info.rotation = b > 0 ? 90 : 270;
  }
}

void read_sizes(const AVFormatContext& format, AVStream& stream, VideoInfo& info) {
  info.coded_width = stream.codecpar->width;
  info.coded_height = stream.codecpar->height;
  info.width = info.coded_width;
  info.height = info.coded_height;
  const AVRational aspect =
      av_guess_sample_aspect_ratio(const_cast<AVFormatContext*>(&format), &stream, nullptr);
  const double ratio = aspect.num > 0 && aspect.den > 0 ? av_q2d(aspect) : 1;
  // An absurd shape is a damaged header, not a shape.
  if (ratio > 0.1 && ratio < 10) info.width = static_cast<int>(std::lround(info.coded_width * ratio));
  if (info.rotation == 90 || info.rotation == 270) std::swap(info.width, info.height);
}

Ratio frame_rate_of(const AVStream& stream) {
  AVRational rate = stream.avg_frame_rate;
  if (rate.num <= 0 || av_q2d(rate) > kMostCredibleRate) rate = stream.r_frame_rate;
  if (rate.num <= 0 || rate.den <= 0 || av_q2d(rate) > kMostCredibleRate) return {};
  return {rate.num, rate.den};
}

DynamicRange range_of(const AVCodecParameters& parameters) {
  if (parameters.color_trc == AVCOL_TRC_SMPTE2084) return DynamicRange::Pq;
  return parameters.color_trc == AVCOL_TRC_ARIB_STD_B67 ? DynamicRange::Hlg : DynamicRange::Standard;
}

VideoInfo video_info(Input& input, int fd, AVStream& stream) {
  VideoInfo info;
  const AVCodecParameters& parameters = *stream.codecpar;
  info.stream = stream.index;
  info.codec = avcodec_get_name(parameters.codec_id);
  read_orientation(stream, info);
  read_sizes(input.format(), stream, info);
  info.frame_rate = frame_rate_of(stream);
  info.scan = parameters.field_order > AV_FIELD_PROGRESSIVE ? Scan::Interlaced : Scan::Progressive;
  info.range = range_of(parameters);
  const auto* description = av_pix_fmt_desc_get(static_cast<AVPixelFormat>(parameters.format));
  if (description != nullptr) info.bit_depth = description->comp[0].depth;
  // Matroska does not tell; the rate of the whole file is at least that of its pictures.
  info.bit_rate = parameters.bit_rate > 0 ? parameters.bit_rate : input.format().bit_rate;
  info.start = start_of(input.format(), stream);
  info.duration = in_microseconds(stream.duration, stream.time_base);
  info.is_default = (stream.disposition & AV_DISPOSITION_DEFAULT) != 0;
  info.is_still = (stream.disposition & (AV_DISPOSITION_ATTACHED_PIC | AV_DISPOSITION_TIMED_THUMBNAILS)) != 0;
  info.language = language_of(stream);
  info.title = tag(stream.metadata, "title");
  info.passthrough = judge_passthrough(input, fd, info);
  return info;
}

AudioInfo audio_info(const Input& input, const AVStream& stream) {
  AudioInfo info;
  info.stream = stream.index;
  info.codec = avcodec_get_name(stream.codecpar->codec_id);
  info.channels = stream.codecpar->ch_layout.nb_channels;
  info.sample_rate = stream.codecpar->sample_rate;
  info.bit_rate = stream.codecpar->bit_rate;
  info.start = start_of(input.format(), stream);
  info.duration = in_microseconds(stream.duration, stream.time_base);
  info.is_default = (stream.disposition & AV_DISPOSITION_DEFAULT) != 0;
  info.language = language_of(stream);
  info.title = tag(stream.metadata, "title");
  return info;
}

SubtitleInfo subtitle_info(const AVStream& stream) {
  const AVCodecDescriptor* descriptor = avcodec_descriptor_get(stream.codecpar->codec_id);
  SubtitleInfo info;
  info.stream = stream.index;
  info.codec = avcodec_get_name(stream.codecpar->codec_id);
  info.is_text =
      descriptor != nullptr && (descriptor->props & AV_CODEC_PROP_TEXT_SUB) != 0 && can_decode(stream);
  info.is_default = (stream.disposition & AV_DISPOSITION_DEFAULT) != 0;
  info.language = language_of(stream);
  info.title = tag(stream.metadata, "title");
  return info;
}

void add_stream(Input& input, int fd, AVStream& stream, MediaInfo& info) {
  const AVCodecParameters& parameters = *stream.codecpar;
  if (parameters.codec_type == AVMEDIA_TYPE_VIDEO) {
    if (can_decode(stream) && parameters.width > 0 && parameters.height > 0)
      info.video.push_back(video_info(input, fd, stream));
    else
      info.notes.emplace_back("A picture track is in a format that cannot be read; it was left out.");
  } else if (parameters.codec_type == AVMEDIA_TYPE_AUDIO) {
    if (can_decode(stream) && parameters.ch_layout.nb_channels > 0 && parameters.sample_rate > 0)
      info.audio.push_back(audio_info(input, stream));
    else
      info.notes.emplace_back("A sound track is in a format that cannot be read; it was left out.");
  } else if (parameters.codec_type == AVMEDIA_TYPE_SUBTITLE) {
    info.subtitles.push_back(subtitle_info(stream));
  }
}

}  // namespace

MediaInfo probe(Input& input, int fd) {
  const AVFormatContext& format = input.format();
  MediaInfo info;
  info.container = format.iformat->name;
  info.bytes = input.bytes();
  if (format.duration != AV_NOPTS_VALUE && format.duration > 0)
    info.claimed_duration = Microseconds{format.duration};
  for (unsigned i = 0; i < format.nb_streams; ++i) add_stream(input, fd, *format.streams[i], info);
  for (unsigned i = 0; i < format.nb_chapters; ++i) {
    const AVChapter& chapter = *format.chapters[i];
    info.chapters.push_back({in_microseconds(chapter.start, chapter.time_base),
                             in_microseconds(chapter.end, chapter.time_base),
                             tag(chapter.metadata, "title")});
  }
  return info;
}

}  // namespace lectern::transcoder::av
