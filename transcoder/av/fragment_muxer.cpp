#include "transcoder/av/fragment_muxer.h"

#include <utility>

namespace lectern::transcoder::av {
namespace {

constexpr int kBufferBytes = 64 * 1024;
// Fragments end where we say; the moov comes first and empty; nothing is shifted to zero (each track
// separately it would be, and late sound would move); nothing follows the last fragment.
constexpr const char* kFlags = "frag_custom+empty_moov+default_base_moof+cmaf+skip_trailer+frag_discont";

}  // namespace

int FragmentMuxer::append(void* opaque, std::uint8_t* bytes, int count) noexcept {
  try {
    static_cast<FragmentMuxer*>(opaque)->bytes_.append(reinterpret_cast<const char*>(bytes),
                                                       static_cast<std::size_t>(count));
    return count;
  } catch (const std::exception&) {
    return AVERROR(ENOMEM);
  }
}

FragmentMuxer::FragmentMuxer(const AVCodecParameters& parameters, int timescale, unsigned sequence) {
  AVFormatContext* context = nullptr;
  check(avformat_alloc_output_context2(&context, nullptr, "mp4", nullptr), "make the muxer");
  format_.reset(context);
  auto* buffer = static_cast<std::uint8_t*>(av_malloc(kBufferBytes));
  if (buffer == nullptr) throw std::bad_alloc();
  io_.reset(avio_alloc_context(buffer, kBufferBytes, 1, this, nullptr, &FragmentMuxer::append, nullptr));
  format_->pb = io_.get();
  format_->flags |= AVFMT_FLAG_CUSTOM_IO | AVFMT_FLAG_BITEXACT;
  format_->avoid_negative_ts = AVFMT_AVOID_NEG_TS_DISABLED;
  AVStream* stream = avformat_new_stream(format_.get(), nullptr);
  if (stream == nullptr) throw std::bad_alloc();
  check(avcodec_parameters_copy(stream->codecpar, &parameters), "describe the track");
  stream->codecpar->codec_tag = 0;
  stream->time_base = {1, timescale};
  // Pictures are track 1 and sound is track 2 in every file, so that their segments can stand in one
  // (download_init.h).
  stream->id = parameters.codec_type == AVMEDIA_TYPE_AUDIO ? 2 : 1;
  Options options{{"movflags", kFlags},
                  {"use_editlist", "0"},
                  {"use_stream_ids_as_track_ids", "1"},
                  {"video_track_timescale", std::to_string(timescale)},
                  {"fragment_index", std::to_string(sequence)}};
  check(avformat_write_header(format_.get(), options.address()), "write the init segment");
  init_segment_ = take();
}

void FragmentMuxer::write(AVPacket& packet) {
  packet.stream_index = 0;
  check(av_write_frame(format_.get(), &packet), "write a packet");
}

std::string FragmentMuxer::finish_fragment() {
  check(av_write_frame(format_.get(), nullptr), "finish a fragment");
  return take();
}

std::string FragmentMuxer::take() {
  avio_flush(io_.get());
  return std::exchange(bytes_, {});
}

}  // namespace lectern::transcoder::av
