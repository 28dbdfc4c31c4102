#pragma once
// One video stream's packets to pictures that every rung can be made from: 8-bit 4:2:0, BT.709 or BT.601 in
// limited range, progressive, upright, square pixels, of one size. What is right already passes through
// untouched.

#include <deque>
#include <optional>
#include <string>

#include "transcoder/av/decoder.h"
#include "transcoder/media_time.h"

namespace lectern::transcoder::av {

struct TimedPicture {
  SharedFrame frame;
  MediaTime time{0};
  MediaTime duration{0};  // 0 when unknown
};

struct PictureFormat {
  int width = 0;  // as shown, even: what the graph ends in
  int height = 0;
  int rotation = 0;
  bool mirrored = false;
  bool is_interlaced = false;
  bool is_high_dynamic_range = false;
  double frame_rate = 0;  // of whole pictures; decides whether fields become pictures
};

class PictureSource {
 public:
  PictureSource(const AVStream& stream, const PictureFormat& format, const DecoderOptions& options);

  /// Pictures that are ready are appended; the packet's time base must be set.
  void send(const AVPacket& packet, std::deque<TimedPicture>& out);
  void flush(std::deque<TimedPicture>& out);
  int damaged() const { return decoder_.damaged(); }

 private:
  void drain_decoder(std::deque<TimedPicture>& out);
  void take(Frame frame, std::deque<TimedPicture>& out);
  void drain_graph(std::deque<TimedPicture>& out);
  void emit(Frame frame, AVRational time_base, std::deque<TimedPicture>& out);
  bool needs_graph(const AVFrame& frame) const;
  void build_graph(const AVFrame& frame);
  std::string chain_for(const AVFrame& frame) const;
  void complete_colours(AVFrame& frame) const;
  bool is_as_before(const AVFrame& frame);

  PictureFormat format_;
  Decoder decoder_;
  AVRational time_base_;
  std::int64_t expected_ = AV_NOPTS_VALUE;  // where a frame without a time stamp is put
  std::int64_t frame_ticks_ = 1;
  FilterGraph graph_;
  AVFilterContext* graph_in_ = nullptr;
  AVFilterContext* graph_out_ = nullptr;
  std::string graph_key_;  // what the graph was built for
  SharedFrame latest_;     // to notice that nothing changed
  int changing_row_ = 0;   // where something did the last time
};

}  // namespace lectern::transcoder::av
