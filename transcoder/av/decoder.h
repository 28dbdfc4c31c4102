#pragma once
// One stream's packets to frames. Damaged packets cost frames, never the run.

#include "transcoder/av/check.h"
#include "transcoder/av/handles.h"

namespace lectern::transcoder::av {

struct DecoderOptions {
  int threads = 1;
  std::int64_t max_pixels = 8192LL * 4352;
};

class Decoder {
 public:
  /// Throws Unsupported when nothing on the allow-list decodes it.
  Decoder(const AVStream& stream, const DecoderOptions& options);

  void send(const AVPacket& packet);
  /// No more packets: receive() gives what is held back.
  void flush();
  Step receive(AVFrame& frame);

  int damaged() const { return damaged_; }
  const AVCodecContext& context() const { return *context_; }

 private:
  CodecContext context_;
  int damaged_ = 0;
};

/// Whether a decoder on the allow-list exists.
bool can_decode(const AVStream& stream);

}  // namespace lectern::transcoder::av
