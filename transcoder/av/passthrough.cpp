#include "transcoder/av/passthrough.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "base/file.h"

namespace lectern::transcoder::av {
namespace {

/// Enough for what may stand before the first slice: delimiter, parameter sets, messages. Few need the more.
constexpr std::array<std::size_t, 2> kHeadBytes = {512, 16 * 1024};
/// Ten hours with a key frame a second. A file with more is not worth the reading.
constexpr std::size_t kMostKeyFrames = 36'000;
constexpr double kMostRate = 60.5;
constexpr Microseconds kMostLateStart{50'000};
/// Sound that goes on after the pictures would need a picture that lasts too long.
constexpr Microseconds kMostMissingTail{400'000};
constexpr int kMostLevel = 52;

// ITU-T H.264 table 7-1.
constexpr int kSliceNal = 1;
constexpr int kIdrNal = 5;
constexpr int kSequenceParameterNal = 7;

/// avcC (ISO/IEC 14496-15 §5.3.3.1).
struct Configuration {
  int length_bytes = 0;
  int sequence_parameter_sets = 0;
  std::string_view sequence_parameters;
};

Configuration configuration_of(const AVStream& stream) {
  const auto& parameters = *stream.codecpar;
  const std::string_view bytes{reinterpret_cast<const char*>(parameters.extradata),
                               static_cast<std::size_t>(std::max(parameters.extradata_size, 0))};
  Configuration configuration;
  if (bytes.size() < 9 || bytes[0] != 1) return configuration;
  configuration.length_bytes = (bytes[4] & 3) + 1;
  configuration.sequence_parameter_sets = bytes[5] & 31;
  const auto length = static_cast<std::size_t>((static_cast<unsigned char>(bytes[6]) << 8) |
                                               static_cast<unsigned char>(bytes[7]));
  if (8 + length <= bytes.size()) configuration.sequence_parameters = bytes.substr(8, length);
  return configuration;
}

struct KeySample {
  std::int64_t position;
  int size;
};

std::vector<KeySample> key_samples(const AVStream& stream) {
  std::vector<KeySample> samples;
  auto* mutable_stream = const_cast<AVStream*>(&stream);
  const int count = avformat_index_get_entries_count(&stream);
  for (int i = 0; i < count; ++i) {
    const AVIndexEntry* entry = avformat_index_get_entry(mutable_stream, i);
    if ((entry->flags & AVINDEX_KEYFRAME) != 0) samples.push_back({entry->pos, entry->size});
  }
  return samples;
}

bool has_discarded_samples(const AVStream& stream) {
  auto* mutable_stream = const_cast<AVStream*>(&stream);
  for (int i = 0; i < avformat_index_get_entries_count(&stream); ++i)
    if ((avformat_index_get_entry(mutable_stream, i)->flags & AVINDEX_DISCARD_FRAME) != 0) return true;
  return false;
}

bool is_idr_at(const AVStream& stream, int fd, const KeySample& sample, std::string& head) {
  const auto whole = static_cast<std::size_t>(std::max(sample.size, 0));
  for (const std::size_t most : kHeadBytes) {
    const std::size_t got =
        read_at(fd, head.data(), std::min(most, whole), static_cast<std::uint64_t>(sample.position));
    if (is_clean_idr(stream, reinterpret_cast<const std::uint8_t*>(head.data()), got)) return true;
    if (whole <= most) break;
  }
  return false;
}

/// All of them, before anything is published: one that is none could not be taken back.
bool are_key_samples_idr(const AVStream& stream, int fd) {
  const auto samples = key_samples(stream);
  if (samples.empty() || samples.size() > kMostKeyFrames) return false;
  std::string head(kHeadBytes.back(), '\0');
  return std::all_of(samples.begin(), samples.end(),
                     [&](const auto& sample) { return is_idr_at(stream, fd, sample, head); });
}

const char* picture_objection(const AVStream& stream, const VideoInfo& info) {
  const auto& parameters = *stream.codecpar;
  if (parameters.codec_id != AV_CODEC_ID_H264) return "The pictures are not H.264.";
  if (parameters.format != AV_PIX_FMT_YUV420P) return "The pictures are not 8-bit 4:2:0 in limited range.";
  if (parameters.color_range == AVCOL_RANGE_JPEG) return "The pictures use the full range of values.";
  if (parameters.field_order != AV_FIELD_PROGRESSIVE) return "The pictures are not known to be progressive.";
  if (parameters.level > kMostLevel) return "The level is above what browsers must play.";
  if (info.range != DynamicRange::Standard) return "The pictures are high dynamic range.";
  if (info.rotation != 0 || info.mirrored) return "The pictures have to be turned.";
  if (info.width != info.coded_width || info.height != info.coded_height) return "The pixels are not square.";
  if (info.width % 2 != 0 || info.height % 2 != 0) return "The size is odd.";
  if (info.frame_rate.value() <= 0 || info.frame_rate.value() > kMostRate)
    return "The frame rate is not below 60.";
  return nullptr;
}

const char* container_objection(const Input& input, const AVStream& stream, const VideoInfo& info, int fd) {
  if (std::string_view{input.format().iformat->name}.find("mp4") == std::string_view::npos)
    return "The container does not tell where all its key frames are.";
  const Configuration configuration = configuration_of(stream);
  if (configuration.length_bytes == 0 || configuration.sequence_parameter_sets != 1)
    return "The stream has not exactly one sequence parameter set.";
  const int count = avformat_index_get_entries_count(&stream);
  if (count < 2 || (stream.nb_frames > 0 && count != stream.nb_frames))
    return "The container's index does not name every picture.";
  if (has_discarded_samples(stream)) return "An edit begins inside a group of pictures.";
  if (longest_key_gap(stream) > kMostPassthroughGap) return "Key frames are too far apart.";
  if (info.start > kMostLateStart) return "The pictures begin late.";
  const Microseconds whole =
      input.format().duration > 0 ? Microseconds{input.format().duration} : Microseconds{0};
  if (info.duration.count() == 0 || whole > info.start + info.duration + kMostMissingTail)
    return "The pictures end before the recording does.";
  if (!are_key_samples_idr(stream, fd)) return "Not every key frame begins anew.";
  return nullptr;
}

}  // namespace

PassthroughVerdict judge_passthrough(const Input& input, int fd, const VideoInfo& info) {
  const AVStream& stream = input.stream(info.stream);
  if (const char* objection = picture_objection(stream, info)) return {false, objection};
  if (const char* objection = container_objection(input, stream, info, fd)) return {false, objection};
  return {true, ""};
}

Microseconds longest_key_gap(const AVStream& stream) {
  auto* mutable_stream = const_cast<AVStream*>(&stream);
  const int count = avformat_index_get_entries_count(&stream);
  std::int64_t longest = 0;
  std::int64_t last = AV_NOPTS_VALUE;
  for (int i = 0; i < count; ++i) {
    const AVIndexEntry* entry = avformat_index_get_entry(mutable_stream, i);
    const bool is_key = (entry->flags & AVINDEX_KEYFRAME) != 0;
    if (!is_key && i + 1 < count) continue;
    if (last != AV_NOPTS_VALUE) longest = std::max(longest, entry->timestamp - last);
    if (is_key) last = entry->timestamp;
  }
  return Microseconds{av_rescale_q(longest, stream.time_base, AV_TIME_BASE_Q)};
}

bool is_clean_idr(const AVStream& stream, const std::uint8_t* bytes, std::size_t count) {
  const Configuration configuration = configuration_of(stream);
  const auto length_bytes = static_cast<std::size_t>(configuration.length_bytes);
  std::size_t at = 0;
  while (length_bytes > 0 && at + length_bytes < count) {
    std::size_t length = 0;
    for (std::size_t i = 0; i < length_bytes; ++i) length = (length << 8) | bytes[at + i];
    at += length_bytes;
    const int type = bytes[at] & 31;
    if (type == kIdrNal) return true;
    if (type >= kSliceNal && type < kIdrNal) return false;
    if (type == kSequenceParameterNal &&
        (at + length > count || std::string_view{reinterpret_cast<const char*>(bytes + at), length} !=
                                    configuration.sequence_parameters))
      return false;
    at += length;
  }
  return false;
}

bool is_well_formed(const AVStream& stream, const std::uint8_t* bytes, std::size_t count) {
  const auto length_bytes = static_cast<std::size_t>(configuration_of(stream).length_bytes);
  std::size_t at = 0;
  while (at < count) {
    if (at + length_bytes >= count) return false;
    std::size_t length = 0;
    for (std::size_t i = 0; i < length_bytes; ++i) length = (length << 8) | bytes[at + i];
    at += length_bytes + length;
    if (length == 0) return false;
  }
  return at == count && count > 0;
}

}  // namespace lectern::transcoder::av
