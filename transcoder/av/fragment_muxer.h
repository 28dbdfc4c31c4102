#pragma once
// One track's packets to CMAF (ISO/IEC 23000-19): an init segment, then one fragment for each segment.

#include <string>

#include "transcoder/av/check.h"
#include "transcoder/av/handles.h"

namespace lectern::transcoder::av {

class FragmentMuxer {
 public:
  /// `sequence` is the number of the first fragment, from 1.
  FragmentMuxer(const AVCodecParameters& parameters, int timescale, unsigned sequence);

  const std::string& init_segment() const { return init_segment_; }
  /// Times in the track's timescale, kClockOffset included, with a duration that reaches to the next packet.
  void write(AVPacket& packet);
  /// The bytes of everything written since the last call.
  std::string finish_fragment();

 private:
  static int append(void* opaque, std::uint8_t* bytes, int count) noexcept;
  std::string take();

  std::string bytes_;
  std::string init_segment_;
  Io io_;
  OutputFormat format_;
};

}  // namespace lectern::transcoder::av
