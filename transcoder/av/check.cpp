#include "transcoder/av/check.h"

#include <array>
#include <new>

#include "base/log.h"
#include "transcoder/av/handles.h"

extern "C" {
#include <libavutil/dict.h>
#include <libavutil/error.h>
#include <libavutil/log.h>
}

namespace lectern::transcoder::av {
namespace {

void log_message(void*, int level, const char* format, va_list arguments) {
  if (level > AV_LOG_ERROR) return;
  std::array<char, 400> text{};
  const int length = std::vsnprintf(text.data(), text.size(), format, arguments);
  if (length <= 0) return;
  std::string_view line{text.data(),
                        std::min<std::size_t>(static_cast<std::size_t>(length), text.size() - 1)};
  while (!line.empty() && line.back() == '\n') line.remove_suffix(1);
  log::debug("libav", {{"message", line}});
}

}  // namespace

std::string words_of(int code) {
  std::array<char, AV_ERROR_MAX_STRING_SIZE> text{};
  av_strerror(code, text.data(), text.size());
  return text.data();
}

int check(int code, const char* doing) {
  if (code >= 0) return code;
  if (code == AVERROR(ENOMEM)) throw std::bad_alloc();
  if (code == AVERROR(ENOSPC))
    throw Error(ErrorCode::StorageFull, "The server's disk is full. An administrator has to make room.",
                doing);
  throw Error(ErrorCode::Internal, "The video could not be processed.",
              std::string{doing} + ": " + words_of(code));
}

int check_source(int code, const char* doing, const char* sentence) {
  if (code >= 0) return code;
  throw Error(ErrorCode::Unsupported, sentence, std::string{doing} + ": " + words_of(code));
}

Options::Options(std::initializer_list<std::pair<const char*, std::string>> values) {
  for (const auto& [key, value] : values)
    check(av_dict_set(&dictionary_, key, value.c_str(), 0), "set an option");
}

Options::~Options() {
  av_dict_free(&dictionary_);
}

void route_messages() {
  static const bool routed = [] {
    av_log_set_callback(log_message);
    return true;
  }();
  static_cast<void>(routed);
}

Packet make_packet() {
  Packet packet{av_packet_alloc()};
  if (!packet) throw std::bad_alloc();
  return packet;
}

Frame make_frame() {
  Frame frame{av_frame_alloc()};
  if (!frame) throw std::bad_alloc();
  return frame;
}

SharedFrame share(Frame frame) {
  return {frame.release(), [](const AVFrame* f) { Deleter<av_frame_free>{}(const_cast<AVFrame*>(f)); }};
}

}  // namespace lectern::transcoder::av
