#pragma once
// One init segment for pictures and sound together, so that the segments of both tracks behind it are a file
// that plays anywhere. Boxes are moved, not made: ISO/IEC 14496-12.

#include <string>
#include <string_view>

namespace lectern::transcoder {

/// From the init segments of a video track (track 1) and an audio track (track 2). Throws Internal when they
/// are not what our own muxer writes.
std::string joined_init(std::string_view video, std::string_view audio);

}  // namespace lectern::transcoder
