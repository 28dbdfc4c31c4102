#include "transcoder/av/content_scan.h"

#include <time.h>

#include <algorithm>
#include <optional>

#include "transcoder/av/decoder.h"
#include "transcoder/av/picture_view.h"

namespace lectern::transcoder::av {
namespace {

/// Bounded in work and not in time: on a busy machine too, the same file must get the same plan. Eight
/// pictures of 1080p, more of smaller and fewer of larger ones.
constexpr std::int64_t kMostPixels = 8LL * 1920 * 1088;
constexpr int kLeastPlaces = 4;
/// Enough at each place to see what costs between key frames.
constexpr int kPacketsAtOnePlace = 24;
constexpr std::int64_t kBytesAtOnePlace = 4LL << 20;
/// Where a file cannot be sought in, its beginning must do.
constexpr int kPacketsFromStart = 600;
constexpr std::int64_t kBytesFromStart = 32LL << 20;
/// Of this thread's processor time, many times what the dearest honest file takes. A file that goes beyond
/// is taken for camera footage.
constexpr double kEmergencySeconds = 5;

double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

class ContentScan {
 public:
  ContentScan(Input& input, int stream, std::int64_t max_pixels)
      : input_(input),
        stream_(stream),
        max_pixels_(max_pixels),
        until_(processor_seconds() + kEmergencySeconds) {
    input_.choose({stream});
    const AVCodecParameters& parameters = *input_.stream(stream_).codecpar;
    const std::int64_t pixels = std::max<std::int64_t>(1, std::int64_t{parameters.width} * parameters.height);
    most_pictures_ =
        static_cast<int>(std::clamp<std::int64_t>(kMostPixels / pixels, kLeastPlaces, kMostKeyFrames));
  }

  int most_pictures() const { return most_pictures_; }

  void look_from(Microseconds time) {
    if (has_sought(time)) read_packets({kPacketsAtOnePlace, kBytesAtOnePlace, 1});
  }
  void look_at_start() { read_packets({kPacketsFromStart, kBytesFromStart, most_pictures_}); }

  ContentFacts facts() const {
    if (is_emergency()) return {};
    const AVCodecParameters& parameters = *input_.stream(stream_).codecpar;
    return classify(packets_, frames_, parameters.width, parameters.height);
  }

 private:
  struct Most {
    int packets;
    std::int64_t bytes;
    int pictures;
  };

  void read_packets(Most most) {
    const Packet packet = make_packet();
    while (most.packets-- > 0 && most.bytes > 0 && !is_emergency() && input_.read(*packet)) {
      const bool is_key = (packet->flags & AV_PKT_FLAG_KEY) != 0;
      packets_.push_back({packet->size, is_key});
      most.bytes -= packet->size;
      if (is_key && most.pictures-- > 0) look_at(*packet);
      av_packet_unref(packet.get());
    }
  }

  bool is_emergency() const { return processor_seconds() >= until_; }

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
  int most_pictures_ = kLeastPlaces;
  double until_;
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
    scan.look_at_start();
    return scan.facts();
  }
  // From the middle of each part: the very start is often a title that says little about the lecture.
  const int places = scan.most_pictures();
  for (int place = 0; place < places; ++place) scan.look_from(duration * (2 * place + 1) / (2 * places));
  return scan.facts();
}

}  // namespace lectern::transcoder::av
