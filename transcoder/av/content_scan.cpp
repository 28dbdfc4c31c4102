#include "transcoder/av/content_scan.h"

#include <optional>

#include "transcoder/av/decoder.h"
#include "transcoder/av/picture_view.h"

namespace lectern::transcoder::av {
namespace {

using Clock = std::chrono::steady_clock;

/// Enough at each place to see what costs between key frames.
constexpr int kPacketsAtOnePlace = 24;
/// Where a file cannot be sought in, its beginning must do.
constexpr int kPacketsFromStart = 600;

class ContentScan {
 public:
  ContentScan(Input& input, int stream, std::int64_t max_pixels)
      : input_(input), stream_(stream), max_pixels_(max_pixels), deadline_(Clock::now() + kContentBudget) {
    input_.choose({stream});
  }

  void look_from(Microseconds time) {
    if (has_sought(time)) read_packets(kPacketsAtOnePlace);
  }

  void read_packets(int most) {
    const Packet packet = make_packet();
    bool has_key = false;
    for (int i = 0; i < most && !is_over() && input_.read(*packet); ++i) {
      const bool is_key = (packet->flags & AV_PKT_FLAG_KEY) != 0;
      packets_.push_back({packet->size, is_key});
      if (is_key && (!has_key || most == kPacketsFromStart)) look_at(*packet);
      has_key = has_key || is_key;
      av_packet_unref(packet.get());
    }
  }

  bool is_over() const { return frames_.size() >= kMostKeyFrames || Clock::now() >= deadline_; }

  ContentFacts facts() const {
    const AVCodecParameters& parameters = *input_.stream(stream_).codecpar;
    return classify(packets_, frames_, parameters.width, parameters.height);
  }

 private:
  /// An index that does not hold what it promises costs this place, not the lecture.
  bool has_sought(Microseconds time) {
    try {
      input_.seek(stream_, time);
      return true;
    } catch (const Error&) {
      return false;
    }
  }

  /// A fresh decoder each time: one key frame in, one picture out, nothing held back.
  void look_at(const AVPacket& packet) {
    Decoder decoder(input_.stream(stream_), {1, max_pixels_});
    decoder.send(packet);
    decoder.flush();
    Frame frame = make_frame();
    if (decoder.receive(*frame) != Step::Produced) return;
    const PictureView picture = viewer_.view(*frame);
    frames_.push_back(frame_fact(picture, before_ ? &before_view_ : nullptr));
    before_ = Picture::copy_of(picture);  // The frame goes back to its decoder.
    before_view_ = before_->view();
  }

  Input& input_;
  int stream_;
  std::int64_t max_pixels_;
  Clock::time_point deadline_;
  PictureViewer viewer_;
  std::optional<Picture> before_;
  PictureView before_view_;
  std::vector<PacketFact> packets_;
  std::vector<FrameFact> frames_;
};

}  // namespace

ContentFacts scan_content(Input& input, int stream, Microseconds duration, std::int64_t max_pixels) {
  ContentScan scan(input, stream, max_pixels);
  if (!can_decode(input.stream(stream))) return {};
  if (!input.may_seek() || duration <= Microseconds{0}) {
    scan.read_packets(kPacketsFromStart);
    return scan.facts();
  }
  // From the middle of each sixteenth: the very start is often a title that says little about the lecture.
  // Every other place first, so that running out of time leaves no half of the lecture unseen.
  constexpr int kPlaces = kMostKeyFrames;
  for (int i = 0; i < kPlaces && !scan.is_over(); ++i) {
    const int place = (i * 7) % kPlaces;
    scan.look_from(duration * (2 * place + 1) / (2 * kPlaces));
  }
  return scan.facts();
}

}  // namespace lectern::transcoder::av
