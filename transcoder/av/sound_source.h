#pragma once
// One audio stream's packets to samples as every rendition has them: planar float, 48 kHz, one or two
// channels, without a gap from the asked-for start on. Late starts and holes become silence, overlaps are
// cut, slow drift is stretched.

#include <vector>

#include "transcoder/av/decoder.h"
#include "transcoder/media_time.h"

namespace lectern::transcoder::av {

using SoundPlanes = std::vector<std::vector<float>>;

class SoundSource {
 public:
  /// The first sample that comes out is the one of `start`.
  SoundSource(const AVStream& stream, int channels, SampleTime start, const DecoderOptions& options);

  /// Samples are appended to `out`, which has a plane for each channel.
  void send(const AVPacket& packet, SoundPlanes& out);
  void flush(SoundPlanes& out);
  int damaged() const { return decoder_.damaged(); }

 private:
  void drain_decoder(SoundPlanes& out);
  void take(const AVFrame& frame, SoundPlanes& out);
  void build_graph(const AVFrame& frame);
  void drain_graph(SoundPlanes& out);
  void close_graph(SoundPlanes& out);

  Decoder decoder_;
  AVRational time_base_;
  int channels_;
  std::int64_t start_;  // samples: what comes next
  std::int64_t expected_ = AV_NOPTS_VALUE;
  FilterGraph graph_;
  AVFilterContext* graph_in_ = nullptr;
  AVFilterContext* graph_out_ = nullptr;
  std::string graph_key_;
};

}  // namespace lectern::transcoder::av
