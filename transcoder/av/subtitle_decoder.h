#pragma once
// One text subtitle stream's packets to WebVTT cues, whatever text format they come in: libav gives all as
// ASS events.

#include <vector>

#include "transcoder/av/handles.h"
#include "transcoder/captions.h"
#include "transcoder/media_info.h"

namespace lectern::transcoder::av {

/// Whether the stream is text that can be decoded; pictures are not.
bool is_text_subtitle(const AVStream& stream);

class SubtitleDecoder {
 public:
  /// Throws Unsupported unless is_text_subtitle.
  explicit SubtitleDecoder(const AVStream& stream);

  /// `packet` is on the lecture's clock. A damaged packet gives no cue.
  std::vector<Cue> decode(const AVPacket& packet);

 private:
  CodecContext context_;
  AVRational time_base_;
};

}  // namespace lectern::transcoder::av
