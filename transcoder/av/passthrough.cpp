#include "transcoder/av/passthrough.h"

#include <string_view>

#include "transcoder/av/h264.h"
#include "transcoder/av/key_frames.h"

namespace lectern::transcoder::av {
namespace {

constexpr double kMostRate = 60.5;
constexpr Microseconds kMostLateStart{50'000};
/// Sound that goes on after the pictures would need a picture that lasts too long.
constexpr Microseconds kMostMissingTail{400'000};
constexpr int kMostLevel = 52;

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

bool is_container(const Input& input, std::string_view name) {
  return std::string_view{input.format().iformat->name}.find(name) != std::string_view::npos;
}

KeyFrames key_frames_of(Input& input, const VideoInfo& info, int fd) {
  if (is_container(input, "mp4")) return indexed_key_frames(input, info, fd);
  if (is_container(input, "matroska")) return sought_key_frames(input, info.stream);
  return {"The container does not tell where all its key frames are."};
}

PassthroughVerdict against(const char* objection) {
  return {false, objection, {}};
}

}  // namespace

PassthroughVerdict judge_passthrough(Input& input, int fd, const VideoInfo& info) {
  const AVStream& stream = input.stream(info.stream);
  if (const char* objection = picture_objection(stream, info)) return against(objection);
  if (sequence_parameter_sets(stream) != 1)
    return against("The stream has not exactly one sequence parameter set.");
  if (info.start > kMostLateStart) return against("The pictures begin late.");
  const KeyFrames key_frames = key_frames_of(input, info, fd);
  if (key_frames.objection != nullptr) return against(key_frames.objection);
  if (Microseconds{input.format().duration} > key_frames.end + kMostMissingTail)
    return against("The pictures end before the recording does.");
  return {true, "", key_frames.longest_gap};
}

}  // namespace lectern::transcoder::av
