#include "transcoder/av/input.h"

#include <algorithm>
#include <cerrno>

#include "base/file.h"
#include "transcoder/av/allow_list.h"
#include "transcoder/av/check.h"

extern "C" {
#include <libavutil/opt.h>
}

namespace lectern::transcoder::av {
namespace {

constexpr int kBufferBytes = 256 * 1024;
constexpr const char* kNotMedia = "This file is not a video or sound file that can be read.";
/// Clocks in transport streams jump by design (ISO/IEC 13818-1 §2.4.3.5); elsewhere a long gap may be a still
/// slide.
constexpr Microseconds kMostGapWithJumps = std::chrono::seconds{10};
constexpr Microseconds kMostGap = std::chrono::hours{1};
constexpr Microseconds kMostStepBack = std::chrono::seconds{10};

/// Sound codecs begin with a few hundredths of a second that hold nothing; the lecture begins with its first
/// picture.
constexpr std::int64_t kMostPriming = 60'000;

/// What counts as the start of the lecture, in microseconds of the container's clock: one for all streams.
std::int64_t origin_of(const AVFormatContext& format) {
  if (format.start_time == AV_NOPTS_VALUE) return 0;
  for (unsigned i = 0; i < format.nb_streams; ++i) {
    const AVStream& stream = *format.streams[i];
    if (stream.codecpar->codec_type != AVMEDIA_TYPE_VIDEO || stream.start_time == AV_NOPTS_VALUE) continue;
    if ((stream.disposition & AV_DISPOSITION_ATTACHED_PIC) != 0) continue;
    const std::int64_t start = av_rescale_q(stream.start_time, stream.time_base, AV_TIME_BASE_Q);
    return start >= format.start_time && start - format.start_time <= kMostPriming ? start
                                                                                   : format.start_time;
  }
  return format.start_time;
}

int refuse_io(AVFormatContext*, AVIOContext**, const char*, int, AVDictionary**) {
  return AVERROR(EPERM);
}

}  // namespace

struct Input::Source {
  int fd = -1;
  std::int64_t offset = 0;
  std::int64_t size = 0;
  std::uint64_t bytes_read = 0;

  static int read(void* opaque, std::uint8_t* buffer, int count) noexcept {
    auto& source = *static_cast<Source*>(opaque);
    try {
      const std::size_t got =
          read_at(source.fd, reinterpret_cast<char*>(buffer), static_cast<std::size_t>(count),
                  static_cast<std::uint64_t>(source.offset));
      source.offset += static_cast<std::int64_t>(got);
      source.bytes_read += got;
      return got == 0 ? AVERROR_EOF : static_cast<int>(got);
    } catch (const std::exception&) {
      return AVERROR(EIO);
    }
  }

  static std::int64_t seek(void* opaque, std::int64_t offset, int whence) noexcept {
    auto& source = *static_cast<Source*>(opaque);
    if ((whence & AVSEEK_SIZE) != 0) return source.size;
    whence &= ~AVSEEK_FORCE;
    if (whence == SEEK_CUR) offset += source.offset;
    if (whence == SEEK_END) offset += source.size;
    if (offset < 0) return AVERROR(EINVAL);
    return source.offset = offset;
  }
};

/// Microseconds throughout, which is enough to tell a jump from a gap.
struct Input::Clock {
  std::int64_t origin = 0;
  std::int64_t shift = 0;                // added to every time stamp
  std::int64_t latest = AV_NOPTS_VALUE;  // the farthest that any stream has come
  std::vector<std::int64_t> last;        // by stream, where its next packet is expected
  bool may_jump = false;
};

Input::Input(int fd, const Limits& limits)
    : source_(std::make_unique<Source>()), clock_(std::make_unique<Clock>()) {
  route_messages();
  source_->fd = fd;
  source_->size = static_cast<std::int64_t>(size_of(fd));
  auto* buffer = static_cast<std::uint8_t*>(av_malloc(kBufferBytes));
  if (buffer == nullptr) throw std::bad_alloc();
  io_.reset(
      avio_alloc_context(buffer, kBufferBytes, 0, source_.get(), &Source::read, nullptr, &Source::seek));
  open(limits);
  clock_->origin = origin_of(*format_);
  clock_->last.assign(format_->nb_streams, AV_NOPTS_VALUE);
  clock_->may_jump = (format_->iformat->flags & AVFMT_TS_DISCONT) != 0;
}

Input::~Input() = default;

void Input::open(const Limits& limits) {
  AVFormatContext* context = avformat_alloc_context();
  if (context == nullptr) throw std::bad_alloc();
  context->pb = io_.get();
  context->io_open = refuse_io;
  context->max_streams = limits.max_streams;
  Options options{
      {"protocol_whitelist", "none"}, {"format_whitelist", kFormats}, {"codec_whitelist", kCodecs}};
  const int opened =
      avformat_open_input(&context, "", nullptr, options.address());  // frees the context on failure
  format_.reset(context);
  check_source(opened, "open", kNotMedia);
  std::vector<AVDictionary*> each(format_->nb_streams, nullptr);
  for (auto& dictionary : each) av_dict_set_int(&dictionary, "max_pixels", limits.max_pixels, 0);
  const int found = avformat_find_stream_info(format_.get(), each.data());
  for (auto& dictionary : each) av_dict_free(&dictionary);
  check_source(found, "find streams", kNotMedia);
}

std::uint64_t Input::bytes() const {
  return static_cast<std::uint64_t>(source_->size);
}

std::uint64_t Input::bytes_read() const {
  return source_->bytes_read;
}

void Input::choose(const std::vector<int>& streams) {
  for (unsigned i = 0; i < format_->nb_streams; ++i) {
    const bool chosen = std::find(streams.begin(), streams.end(), static_cast<int>(i)) != streams.end();
    format_->streams[i]->discard = chosen ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
  }
}

bool Input::read(AVPacket& packet) {
  while (true) {
    const int code = av_read_frame(format_.get(), &packet);
    if (code == AVERROR(EAGAIN)) continue;
    if (code < 0) {
      if (code != AVERROR_EOF || (io_->error < 0 && io_->error != AVERROR_EOF)) is_broken_off_ = true;
      return false;
    }
    const auto index = static_cast<std::size_t>(packet.stream_index);
    if (index >= clock_->last.size() || stream(packet.stream_index).discard == AVDISCARD_ALL) {
      av_packet_unref(&packet);
      continue;
    }
    if ((packet.flags & AV_PKT_FLAG_CORRUPT) != 0 && packet.size == 0) continue;
    repair(packet);
    return true;
  }
}

void Input::repair(AVPacket& packet) {
  const AVStream& from = stream(packet.stream_index);
  const auto in_microseconds = [&](std::int64_t value) {
    return av_rescale_q(value, from.time_base, AV_TIME_BASE_Q);
  };
  auto& last = clock_->last[static_cast<std::size_t>(packet.stream_index)];
  const bool is_timed =
      from.codecpar->codec_type == AVMEDIA_TYPE_VIDEO || from.codecpar->codec_type == AVMEDIA_TYPE_AUDIO;
  const std::int64_t stamp = packet.dts != AV_NOPTS_VALUE ? packet.dts : packet.pts;
  if (stamp != AV_NOPTS_VALUE && is_timed) {
    const std::int64_t now = in_microseconds(stamp) + clock_->shift - clock_->origin;
    const std::int64_t most = (clock_->may_jump ? kMostGapWithJumps : kMostGap).count();
    if (clock_->latest != AV_NOPTS_VALUE && (last != AV_NOPTS_VALUE || clock_->may_jump)) {
      const std::int64_t expected = last != AV_NOPTS_VALUE ? last : clock_->latest;
      // Forward only past everything seen: another stream may have brought the jump already.
      if (now > std::max(expected, clock_->latest) + most || now < expected - kMostStepBack.count())
        clock_->shift += expected - now;
    }
    last = in_microseconds(stamp) + clock_->shift - clock_->origin +
           in_microseconds(std::max<std::int64_t>(packet.duration, 0));
    clock_->latest = clock_->latest == AV_NOPTS_VALUE ? last : std::max(clock_->latest, last);
  }
  const std::int64_t by = av_rescale_q(clock_->shift - clock_->origin, AV_TIME_BASE_Q, from.time_base);
  if (packet.pts != AV_NOPTS_VALUE) packet.pts += by;
  if (packet.dts != AV_NOPTS_VALUE) packet.dts += by;
  packet.time_base = from.time_base;
}

bool Input::may_seek() const {
  const std::string_view name = format_->iformat->name;
  return name.find("mp4") != std::string_view::npos || name.find("matroska") != std::string_view::npos;
}

void Input::seek(int index, Microseconds time) {
  const std::int64_t target =
      av_rescale_q(time.count() + clock_->origin, AV_TIME_BASE_Q, stream(index).time_base);
  check(av_seek_frame(format_.get(), index, target, AVSEEK_FLAG_BACKWARD), "seek");
  std::fill(clock_->last.begin(), clock_->last.end(), AV_NOPTS_VALUE);
  clock_->latest = AV_NOPTS_VALUE;
}

Microseconds Input::time_of(int index, std::int64_t timestamp) const {
  return Microseconds{av_rescale_q(timestamp, stream(index).time_base, AV_TIME_BASE_Q) - clock_->origin};
}

double Input::fraction_read() const {
  return source_->size == 0 ? 1 : static_cast<double>(source_->offset) / static_cast<double>(source_->size);
}

}  // namespace lectern::transcoder::av
