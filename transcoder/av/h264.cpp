#include "transcoder/av/h264.h"

#include <algorithm>
#include <string_view>

namespace lectern::transcoder::av {
namespace {

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

}  // namespace

int sequence_parameter_sets(const AVStream& stream) {
  const Configuration configuration = configuration_of(stream);
  return configuration.length_bytes == 0 ? 0 : configuration.sequence_parameter_sets;
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
