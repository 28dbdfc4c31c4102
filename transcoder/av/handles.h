#pragma once
// Every libav object that is owned, as a unique_ptr: nothing is freed by hand.

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavfilter/avfilter.h>
#include <libavformat/avformat.h>
#include <libswscale/swscale.h>
}

#include <memory>

namespace lectern::transcoder::av {

template <auto Free>
struct Deleter {
  template <typename T>
  void operator()(T* object) const noexcept {
    Free(&object);
  }
};

template <auto Free>
struct PlainDeleter {
  template <typename T>
  void operator()(T* object) const noexcept {
    Free(object);
  }
};

/// The context owns its buffer, which libav may have replaced.
inline void free_io(AVIOContext* io) {
  av_freep(&io->buffer);
  avio_context_free(&io);
}

using Packet = std::unique_ptr<AVPacket, Deleter<av_packet_free>>;
using Frame = std::unique_ptr<AVFrame, Deleter<av_frame_free>>;
/// A picture that several encoders read; nobody writes it.
using SharedFrame = std::shared_ptr<const AVFrame>;
using CodecContext = std::unique_ptr<AVCodecContext, Deleter<avcodec_free_context>>;
using CodecParameters = std::unique_ptr<AVCodecParameters, Deleter<avcodec_parameters_free>>;
using InputFormat = std::unique_ptr<AVFormatContext, Deleter<avformat_close_input>>;
using OutputFormat = std::unique_ptr<AVFormatContext, PlainDeleter<avformat_free_context>>;
using Io = std::unique_ptr<AVIOContext, PlainDeleter<free_io>>;
using FilterGraph = std::unique_ptr<AVFilterGraph, Deleter<avfilter_graph_free>>;
/// Buffers outlive their pool where they are still in use.
using BufferPool = std::unique_ptr<AVBufferPool, Deleter<av_buffer_pool_uninit>>;
using ScaleContext = std::unique_ptr<SwsContext, PlainDeleter<sws_freeContext>>;

Packet make_packet();
Frame make_frame();
SharedFrame share(Frame frame);

}  // namespace lectern::transcoder::av
