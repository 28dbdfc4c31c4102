#include "transcoder/av/jpeg.h"

#include <algorithm>
#include <array>

#include "transcoder/av/check.h"
#include "transcoder/av/handles.h"

namespace lectern::transcoder::av {
namespace {

struct Colour {
  float luma;
  float blue;
  float red;
};

std::uint8_t as_byte(float value) {
  return static_cast<std::uint8_t>(std::clamp(value + 0.5F, 0.0F, 255.0F));
}

/// Limited range to full (JFIF), and BT.709's matrix to BT.601's, which is the only one a JPEG can have.
Colour to_jfif(Colour limited) {
  const float luma = (limited.luma - 16) * 255 / 219;
  const float blue = (limited.blue - 128) * 255 / 224;
  const float red = (limited.red - 128) * 255 / 224;
  return {luma + 0.101579F * blue + 0.196076F * red, 128 + 0.989854F * blue - 0.110653F * red,
          128 - 0.072453F * blue + 0.983398F * red};
}

struct Cell {
  int x;
  int y;
};

/// One chroma sample and the four luma samples that it colours.
void convert_cell(const PictureView& from, AVFrame& to, Cell cell) {
  const auto at = [&](std::size_t plane, int x, int y) {
    return static_cast<float>(from.planes[plane][static_cast<std::ptrdiff_t>(y) * from.strides[plane] + x]);
  };
  const auto put = [&](std::size_t plane, int x, int y, float value) {
    to.data[plane][static_cast<std::ptrdiff_t>(y) * to.linesize[plane] + x] = as_byte(value);
  };
  const float blue = at(1, cell.x, cell.y);
  const float red = at(2, cell.x, cell.y);
  for (int y = 2 * cell.y; y < 2 * cell.y + 2; ++y) {
    for (int x = 2 * cell.x; x < 2 * cell.x + 2; ++x) put(0, x, y, to_jfif({at(0, x, y), blue, red}).luma);
  }
  const Colour colour = to_jfif({16, blue, red});
  put(1, cell.x, cell.y, colour.blue);
  put(2, cell.x, cell.y, colour.red);
}

Frame make_jfif_frame(const PictureView& picture) {
  Frame frame = make_frame();
  frame->format = AV_PIX_FMT_YUVJ420P;
  frame->width = picture.width;
  frame->height = picture.height;
  check(av_frame_get_buffer(frame.get(), 0), "make a JPEG frame");
  for (int y = 0; y < picture.height / 2; ++y) {
    for (int x = 0; x < picture.width / 2; ++x) convert_cell(picture, *frame, {x, y});
  }
  frame->pts = 0;
  return frame;
}

CodecContext open_encoder(const PictureView& picture, int quality) {
  const AVCodec* codec = avcodec_find_encoder(AV_CODEC_ID_MJPEG);
  if (codec == nullptr)
    throw Error(ErrorCode::Internal, "Pictures cannot be written.", "libav has no mjpeg encoder");
  CodecContext context(avcodec_alloc_context3(codec));
  context->width = picture.width;
  context->height = picture.height;
  context->pix_fmt = AV_PIX_FMT_YUVJ420P;
  context->time_base = {1, 1};
  context->thread_count = 1;
  context->flags |= AV_CODEC_FLAG_QSCALE;
  context->global_quality = quality * FF_QP2LAMBDA;
  check(avcodec_open2(context.get(), codec, nullptr), "open the JPEG encoder");
  return context;
}

}  // namespace

std::string encode_jpeg(const PictureView& picture, int quality) {
  const CodecContext context = open_encoder(picture, quality);
  const Frame frame = make_jfif_frame(picture);
  frame->quality = context->global_quality;
  check(avcodec_send_frame(context.get(), frame.get()), "encode a JPEG");
  const Packet packet = make_packet();
  check(avcodec_receive_packet(context.get(), packet.get()), "encode a JPEG");
  return {reinterpret_cast<const char*>(packet->data), static_cast<std::size_t>(packet->size)};
}

}  // namespace lectern::transcoder::av
