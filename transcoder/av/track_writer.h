#pragma once
// One track's encoded packets to segments on disk. Segments end where the boundaries say; a segment counts
// once its bytes are synced and its record is written.

#include <deque>
#include <functional>
#include <memory>
#include <vector>

#include "transcoder/av/fragment_muxer.h"
#include "transcoder/boundaries.h"
#include "transcoder/package.h"

namespace lectern::transcoder::av {

/// The last segment of a track that is complete.
inline constexpr std::uint32_t kLastSegment = 1;

class TrackWriter {
 public:
  using OnSegment = std::function<void(const std::string& track, std::size_t number)>;

  /// `parameters` describe the packets. Goes on after the segments that `track` has.
  TrackWriter(TrackAppender& track, const Boundaries& boundaries, const AVCodecParameters& parameters,
              int timescale, OnSegment on_segment);

  /// In decoding order; times in the timescale, from the start of the lecture, without kClockOffset.
  void write(Packet packet);
  /// Moves on with what waits for boundaries to be decided.
  void advance();
  /// `end` in the timescale: where the last packet's picture or sound ends.
  void finish(std::int64_t end);

 private:
  MediaTime time_of(const AVPacket& packet) const;
  void place(Packet packet);
  void set_decoding_times(std::int64_t end);
  void finish_segment(std::int64_t end, std::uint32_t flags);

  TrackAppender& track_;
  const Boundaries& boundaries_;
  bool is_sound_;
  int timescale_;
  OnSegment on_segment_;
  std::unique_ptr<FragmentMuxer> muxer_;
  std::deque<Packet> waiting_;
  std::vector<Packet> segment_;  // what is open
  std::size_t next_boundary_;
};

/// Every picture is a segment of its own: the trick-play track. Records are kept back until commit().
class PictureWriter {
 public:
  PictureWriter(TrackAppender& track, const AVCodecParameters& parameters);
  void write(Packet packet);
  /// What was written so far ends at `end` at the latest, and is committed.
  void commit(MediaTime end);

 private:
  void put(std::int64_t end);

  TrackAppender& track_;
  FragmentMuxer muxer_;
  Packet held_;
};

}  // namespace lectern::transcoder::av
