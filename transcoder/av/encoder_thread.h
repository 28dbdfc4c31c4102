#pragma once
// A video encoder in a thread of its own. One thread a rung takes less work than x264's own threads, which
// wait for each other row by row, and gives the same picture for fewer bits.

#include <condition_variable>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <thread>

#include "transcoder/av/video_encoder.h"

namespace lectern::transcoder::av {

class EncoderThread {
 public:
  explicit EncoderThread(std::unique_ptr<VideoEncoder> encoder);
  EncoderThread(const EncoderThread&) = delete;
  EncoderThread& operator=(const EncoderThread&) = delete;
  ~EncoderThread();

  /// Waits while the encoder is too far behind. What it has finished is appended to `out`. What goes wrong
  /// in the thread is thrown here, by the next call.
  void send(SharedFrame frame, MediaTime time, FrameKind kind, std::deque<Packet>& out);
  /// No more pictures: waits for all the rest.
  void flush(std::deque<Packet>& out);

 private:
  struct Work {
    SharedFrame frame;
    MediaTime time{0};
    FrameKind kind = FrameKind::Ordinary;
  };
  void run();
  void encode_all();
  void hand_over(std::deque<Packet>& made);
  void take(std::deque<Packet>& out);

  std::unique_ptr<VideoEncoder> encoder_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Work> waiting_;
  std::deque<Packet> made_;
  std::exception_ptr error_;
  bool is_closed_ = false;     // nothing more comes
  bool is_abandoned_ = false;  // nobody wants it any more
  bool is_over_ = false;
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace lectern::transcoder::av
