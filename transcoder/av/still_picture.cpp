#include "transcoder/av/still_picture.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>

#include "base/error.h"
#include "transcoder/av/check.h"
#include "transcoder/picture_header.h"

extern "C" {
#include <libavfilter/buffersink.h>
#include <libavfilter/buffersrc.h>
#include <libavutil/display.h>
#include <libavutil/imgutils.h>
#include <libavutil/pixdesc.h>
}

namespace lectern::transcoder::av {
namespace {

constexpr int kBufferBytes = 64 * 1024;
constexpr int kMostSide = 20'000;
constexpr const char* kNoPicture =
    "This is not a picture that can be read. Use a JPEG, PNG, WebP, GIF or AVIF file.";
constexpr const char* kDamaged = "This picture is damaged. Save it again, or choose another.";
constexpr const char* kTooLarge = "This picture has too many pixels. Make it smaller first.";

struct Kind {
  std::string_view name;
  std::string_view start;
  std::size_t at;
  const char* demuxer;
  const char* codecs;
};
// What the first bytes say decides; libav is not asked to guess.
constexpr Kind kKinds[] = {
    {"jpeg", "\xff\xd8\xff", 0, "jpeg_pipe", "mjpeg"},
    {"png", "\x89PNG\r\n\x1a\n", 0, "png_pipe", "png"},
    {"gif", "GIF8", 0, "gif", "gif"},
    {"webp", "WEBP", 8, "webp_pipe", "webp"},
    {"avif", "ftypavif", 4, "mov", "libdav1d,libaom-av1,av1"},
};

const Kind& kind_of(std::string_view bytes) {
  for (const Kind& kind : kKinds) {
    if (bytes.size() > kind.at && bytes.substr(kind.at).starts_with(kind.start)) return kind;
  }
  throw Error(ErrorCode::Unsupported, kNoPicture);
}

struct Memory {
  std::string_view bytes;
  std::int64_t offset = 0;

  static int read(void* opaque, std::uint8_t* buffer, int count) noexcept {
    auto& memory = *static_cast<Memory*>(opaque);
    const auto left = memory.bytes.substr(
        std::min<std::size_t>(static_cast<std::size_t>(memory.offset), memory.bytes.size()));
    const auto size = std::min<std::size_t>(left.size(), static_cast<std::size_t>(count));
    if (size == 0) return AVERROR_EOF;
    std::memcpy(buffer, left.data(), size);
    memory.offset += static_cast<std::int64_t>(size);
    return static_cast<int>(size);
  }

  static std::int64_t seek(void* opaque, std::int64_t offset, int whence) noexcept {
    auto& memory = *static_cast<Memory*>(opaque);
    if ((whence & AVSEEK_SIZE) != 0) return static_cast<std::int64_t>(memory.bytes.size());
    whence &= ~AVSEEK_FORCE;
    if (whence == SEEK_CUR) offset += memory.offset;
    if (whence == SEEK_END) offset += static_cast<std::int64_t>(memory.bytes.size());
    if (offset < 0) return AVERROR(EINVAL);
    return memory.offset = offset;
  }
};

int refuse_io(AVFormatContext*, AVIOContext**, const char*, int, AVDictionary**) {
  return AVERROR(EPERM);
}

Io open_memory(Memory& memory) {
  auto* buffer = static_cast<std::uint8_t*>(av_malloc(kBufferBytes));
  if (buffer == nullptr) throw std::bad_alloc();
  Io io(avio_alloc_context(buffer, kBufferBytes, 0, &memory, &Memory::read, nullptr, &Memory::seek));
  if (!io) throw std::bad_alloc();
  return io;
}

InputFormat open_format(AVIOContext* io, const Kind& kind) {
  AVFormatContext* context = avformat_alloc_context();
  if (context == nullptr) throw std::bad_alloc();
  context->pb = io;
  context->io_open = refuse_io;
  Options options{
      {"protocol_whitelist", "none"}, {"format_whitelist", kind.demuxer}, {"codec_whitelist", kind.codecs}};
  const AVInputFormat* demuxer = av_find_input_format(kind.demuxer);
  check_source(avformat_open_input(&context, "", demuxer, options.address()), "open", kDamaged);
  return InputFormat(context);
}

CodecContext open_decoder(const AVStream& stream, const Kind& kind, std::int64_t max_pixels) {
  const AVCodec* codec = avcodec_find_decoder(stream.codecpar->codec_id);
  if (codec == nullptr) throw Error(ErrorCode::Unsupported, kNoPicture);
  CodecContext decoder(avcodec_alloc_context3(codec));
  check_source(avcodec_parameters_to_context(decoder.get(), stream.codecpar), "read the parameters",
               kDamaged);
  decoder->max_pixels = max_pixels;
  decoder->thread_count = 1;
  decoder->err_recognition = AV_EF_CRCCHECK | AV_EF_EXPLODE;
  Options options{{"codec_whitelist", kind.codecs}};
  check_source(avcodec_open2(decoder.get(), codec, options.address()), "open the decoder", kDamaged);
  return decoder;
}

/// Before anything is allocated for it, as far as the file says it in time.
void refuse_large(std::int64_t width, std::int64_t height, std::int64_t max_pixels) {
  if (width > kMostSide || height > kMostSide || width * height > max_pixels)
    throw Error(ErrorCode::TooLarge, kTooLarge);
}

Frame decode_first(AVFormatContext& format, AVCodecContext& decoder, int stream) {
  Frame frame = make_frame();
  const Packet packet = make_packet();
  for (;;) {
    const int got = avcodec_receive_frame(&decoder, frame.get());
    if (got >= 0) return frame;
    if (got != AVERROR(EAGAIN)) check_source(got, "decode", kDamaged);
    const int read = av_read_frame(&format, packet.get());
    if (read == AVERROR_EOF) {
      check_source(avcodec_send_packet(&decoder, nullptr), "decode the end", kDamaged);
      continue;
    }
    check_source(read, "read", kDamaged);
    if (packet->stream_index == stream)
      check_source(avcodec_send_packet(&decoder, packet.get()), "decode", kDamaged);
    av_packet_unref(packet.get());
  }
}

/// TIFF 6.0, Orientation: what must be done to the rows as they are stored, by number.
constexpr std::array<const char*, 9> kTurnings = {"",
                                                  "",
                                                  "hflip,",
                                                  "hflip,vflip,",
                                                  "vflip,",
                                                  "transpose=cclock_flip,",
                                                  "transpose=clock,",
                                                  "transpose=clock_flip,",
                                                  "transpose=cclock,"};

/// libav turns JPEG's orientation into a matrix; that of other formats stays a word beside the picture.
std::string turning_of(const AVFrame& frame) {
  if (const auto* side = av_frame_get_side_data(&frame, AV_FRAME_DATA_DISPLAYMATRIX)) {
    const auto* m = reinterpret_cast<const std::int32_t*>(side->data);
    const bool swaps = m[0] == 0;
    const bool first_is_negative = (swaps ? m[1] : m[0]) < 0;
    const bool second_is_negative = (swaps ? m[3] : m[4]) < 0;
    // Row by row: x' = m0·x + m3·y, y' = m1·x + m4·y.
    if (!swaps) return std::string{first_is_negative ? "hflip," : ""} + (second_is_negative ? "vflip," : "");
    if (first_is_negative) return second_is_negative ? "transpose=clock_flip," : "transpose=cclock,";
    return second_is_negative ? "transpose=clock," : "transpose=cclock_flip,";
  }
  const AVDictionaryEntry* word = av_dict_get(frame.metadata, "Orientation", nullptr, 0);
  const int number = word == nullptr ? 1 : std::atoi(word->value);
  return number >= 1 && number <= 8 ? kTurnings[static_cast<std::size_t>(number)] : "";
}

bool may_be_transparent(const AVFrame& frame) {
  const auto* format = av_pix_fmt_desc_get(static_cast<AVPixelFormat>(frame.format));
  return format != nullptr && (format->flags & (AV_PIX_FMT_FLAG_ALPHA | AV_PIX_FMT_FLAG_PAL)) != 0;
}

Frame filtered(const AVFrame& frame, const std::string& chain) {
  const FilterGraph graph(avfilter_graph_alloc());
  if (!graph) throw std::bad_alloc();
  graph->nb_threads = 1;
  AVFilterContext* in = nullptr;
  AVFilterContext* out = nullptr;
  const auto source = fmt::format("video_size={}x{}:pix_fmt={}:time_base=1/1:pixel_aspect=1/1", frame.width,
                                  frame.height, frame.format);
  check(avfilter_graph_create_filter(&in, avfilter_get_by_name("buffer"), "in", source.c_str(), nullptr,
                                     graph.get()),
        "make the filters' source");
  check(avfilter_graph_create_filter(&out, avfilter_get_by_name("buffersink"), "out", nullptr, nullptr,
                                     graph.get()),
        "make the filters' sink");
  AVFilterInOut* ends = avfilter_inout_alloc();
  AVFilterInOut* starts = avfilter_inout_alloc();
  if (ends == nullptr || starts == nullptr) throw std::bad_alloc();
  *ends = {av_strdup("in"), in, 0, nullptr};
  *starts = {av_strdup("out"), out, 0, nullptr};
  const int parsed = avfilter_graph_parse_ptr(graph.get(), chain.c_str(), &starts, &ends, nullptr);
  avfilter_inout_free(&ends);
  avfilter_inout_free(&starts);
  check(parsed, "read the filters");
  check(avfilter_graph_config(graph.get(), nullptr), "connect the filters");
  Frame copy = make_frame();
  check(av_frame_ref(copy.get(), &frame), "share the picture");
  copy->pts = 0;
  copy->sample_aspect_ratio = {1, 1};
  check(av_buffersrc_add_frame(in, copy.get()), "filter the picture");
  check(av_buffersrc_add_frame(in, nullptr), "end the filters");
  Frame result = make_frame();
  check(av_buffersink_get_frame(out, result.get()), "take the picture");
  return result;
}

std::string encode_webp(AVFrame& frame) {
  const AVCodec* codec = avcodec_find_encoder_by_name("libwebp");
  if (codec == nullptr)
    throw Error(ErrorCode::Internal, "Pictures cannot be written.", "libav has no libwebp");
  CodecContext encoder(avcodec_alloc_context3(codec));
  encoder->width = frame.width;
  encoder->height = frame.height;
  encoder->pix_fmt = static_cast<AVPixelFormat>(frame.format);
  encoder->time_base = {1, 1};
  encoder->thread_count = 1;
  Options options{{"quality", "84"}, {"preset", "picture"}};
  check(avcodec_open2(encoder.get(), codec, options.address()), "open the WebP encoder");
  frame.pts = 0;
  check(avcodec_send_frame(encoder.get(), &frame), "encode a WebP");
  check(avcodec_send_frame(encoder.get(), nullptr), "end the WebP");
  const Packet packet = make_packet();
  check(avcodec_receive_packet(encoder.get(), packet.get()), "encode a WebP");
  return {reinterpret_cast<const char*>(packet->data), static_cast<std::size_t>(packet->size)};
}

}  // namespace

StillPicture::StillPicture(const std::string& bytes, std::int64_t max_pixels) {
  route_messages();
  const Kind& kind = kind_of(bytes);
  if (const auto size = claimed_size(bytes)) refuse_large(size->width, size->height, max_pixels);
  format_ = kind.name;
  Memory memory{bytes};
  const Io io = open_memory(memory);
  const InputFormat format = open_format(io.get(), kind);
  const int found = av_find_best_stream(format.get(), AVMEDIA_TYPE_VIDEO, -1, -1, nullptr, 0);
  check_source(found, "find the picture", kDamaged);
  const AVStream& stream = *format->streams[found];
  refuse_large(stream.codecpar->width, stream.codecpar->height, max_pixels);
  const CodecContext decoder = open_decoder(stream, kind, max_pixels);
  try {
    frame_ = decode_first(*format, *decoder, found);
  } catch (const Error&) {
    // The decoder refuses what is over its limit by the same code as what is damaged; its size tells them
    // apart.
    refuse_large(decoder->coded_width, decoder->coded_height, max_pixels);
    throw;
  }
  refuse_large(frame_->width, frame_->height, max_pixels);
  turning_ = turning_of(*frame_);
  const bool is_turned = turning_.starts_with("transpose");
  width_ = is_turned ? frame_->height : frame_->width;
  height_ = is_turned ? frame_->width : frame_->height;
}

std::string StillPicture::chain_for(const Size& size) const {
  // WebP's colours are BT.601 in limited range.
  const std::string how = "flags=lanczos+accurate_rnd:out_range=tv:out_color_matrix=bt601";
  const char* pixels = may_be_transparent(*frame_) ? "yuva420p" : "yuv420p";
  if (size.fit == Fit::Fill)
    return fmt::format("{}scale={}:{}:force_original_aspect_ratio=increase:{},crop={}:{},format={}", turning_,
                       size.width, size.height, how, size.width, size.height, pixels);
  const double shrink =
      std::min({1.0, static_cast<double>(size.width) / width_, static_cast<double>(size.height) / height_});
  const int width = std::max(1, static_cast<int>(width_ * shrink + 0.5));
  const int height = std::max(1, static_cast<int>(height_ * shrink + 0.5));
  return fmt::format("{}scale={}:{}:{},format={}", turning_, width, height, how, pixels);
}

StillPicture::Made StillPicture::make(const Size& size) const {
  const Frame frame = filtered(*frame_, chain_for(size));
  return {frame->width, frame->height, encode_webp(*frame)};
}

}  // namespace lectern::transcoder::av
