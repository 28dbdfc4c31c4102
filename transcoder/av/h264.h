#pragma once
// What can be told of H.264 pictures from the heads of their units, without decoding: of streams whose units
// stand behind their lengths, as in MP4 and Matroska (ISO/IEC 14496-15 §5.3).

#include "transcoder/av/handles.h"

namespace lectern::transcoder::av {

/// How many the stream is configured with; 0 when its configuration cannot be read.
int sequence_parameter_sets(const AVStream& stream);

/// Whether a packet marked as a key frame is an IDR picture, with no other parameter sets than the stream
/// began with.
bool is_clean_idr(const AVStream& stream, const std::uint8_t* bytes, std::size_t count);

/// Whether the units in a packet add up to the packet: players refuse what a lenient decoder repairs.
bool is_well_formed(const AVStream& stream, const std::uint8_t* bytes, std::size_t count);

}  // namespace lectern::transcoder::av
