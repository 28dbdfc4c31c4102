#pragma once
// An uploaded file, read through a descriptor: no name, no protocol, only formats and codecs from the
// allow-list. Packets come out on one clock that begins at zero, with jumps of that clock closed up.

#include <memory>
#include <vector>

#include "transcoder/av/handles.h"
#include "transcoder/media_time.h"
#include "transcoder/transcode.h"

namespace lectern::transcoder::av {

class Input {
 public:
  /// `fd` stays the caller's. Throws Unsupported for what is no media file.
  Input(int fd, const Limits& limits);
  ~Input();

  const AVFormatContext& format() const { return *format_; }
  const AVStream& stream(int index) const { return *format_->streams[index]; }
  std::uint64_t bytes() const;

  /// Streams that are not chosen are not read.
  void choose(const std::vector<int>& streams);
  /// False at the end, or where the file breaks off. pts and dts count from the start of the lecture, in the
  /// stream's time base, which the packet states.
  bool read(AVPacket& packet);
  /// Whether seek() lands where it should; otherwise reading starts anew.
  bool may_seek() const;
  /// Before `time`, at a key frame of `stream`.
  void seek(int stream, Microseconds time);
  /// The file ended before it should: a read error, or bytes missing that its index points to.
  bool is_broken_off() const { return is_broken_off_; }
  /// A time stamp of the container on the clock that read() counts by, up to the first jump.
  Microseconds time_of(int stream, std::int64_t timestamp) const;
  /// All that was read so far, again where it was read again: what looking about costs.
  std::uint64_t bytes_read() const;
  /// How much of the file has been read, 0…1.
  double fraction_read() const;

 private:
  struct Source;
  struct Clock;
  void open(const Limits& limits);
  void repair(AVPacket& packet);

  std::unique_ptr<Source> source_;
  Io io_;
  InputFormat format_;
  std::unique_ptr<Clock> clock_;
  bool is_broken_off_ = false;
};

}  // namespace lectern::transcoder::av
