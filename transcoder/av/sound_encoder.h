#pragma once
// Samples to AAC-LC at 48 kHz, in frames of 1024.

#include <deque>

#include "transcoder/av/check.h"
#include "transcoder/av/handles.h"
#include "transcoder/media_time.h"

namespace lectern::transcoder::av {

constexpr int kFrameSamples = 1024;

class SoundEncoder {
 public:
  SoundEncoder(int channels, std::int64_t bit_rate);

  /// One frame of `kFrameSamples` samples a channel that begins at `time`. The packet that holds the samples
  /// of a time carries that time; the first packet comes kFrameSamples before the first frame and holds
  /// nothing.
  void send(const float* const* planes, SampleTime time, std::deque<Packet>& out);
  void flush(std::deque<Packet>& out);
  CodecParameters parameters() const;

 private:
  void drain(std::deque<Packet>& out);

  CodecContext context_;
};

}  // namespace lectern::transcoder::av
