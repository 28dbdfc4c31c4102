#include "transcoder/av/jpeg.h"

#include <algorithm>

#include "transcoder/av/check.h"
#include "transcoder/av/handles.h"

extern "C" {
#include <libavutil/imgutils.h>
}

namespace lectern::transcoder::av {
namespace {

/// 65536ths.
constexpr int kBits = 16;
constexpr int kHalf = 1 << (kBits - 1);
constexpr int scaled(double factor) {
  return static_cast<int>(factor * (1 << kBits) + (factor < 0 ? -0.5 : 0.5));
}
constexpr double kFullLuma = 255.0 / 219;
constexpr double kFullChroma = 255.0 / 224;

std::uint8_t as_byte(int value) {
  return static_cast<std::uint8_t>(std::clamp((value + kHalf) >> kBits, 0, 255));
}

/// One chroma sample and the four luma samples that it colours: limited range to full (JFIF), and BT.709's
/// matrix to BT.601's, which is the only one a JPEG can have.
void convert_cell(const PictureView& from, Picture& to, int x, int y) {
  const auto at = [&](std::size_t plane, int column, int row) {
    return static_cast<int>(
        from.planes[plane][static_cast<std::ptrdiff_t>(row) * from.strides[plane] + column]);
  };
  const int blue = at(1, x, y) - 128;
  const int red = at(2, x, y) - 128;
  const int tint = scaled(0.101579 * kFullChroma) * blue + scaled(0.196076 * kFullChroma) * red;
  std::uint8_t* luma = to.bytes.data();
  for (int row = 2 * y; row < 2 * y + 2; ++row) {
    for (int column = 2 * x; column < 2 * x + 2; ++column)
      luma[static_cast<std::ptrdiff_t>(row) * to.width + column] =
          as_byte(scaled(kFullLuma) * (at(0, column, row) - 16) + tint);
  }
  const std::ptrdiff_t area = static_cast<std::ptrdiff_t>(to.width) * to.height;
  std::uint8_t* chroma = luma + area + static_cast<std::ptrdiff_t>(y) * (to.width / 2) + x;
  chroma[0] =
      as_byte(scaled(128) + scaled(0.989854 * kFullChroma) * blue - scaled(0.110653 * kFullChroma) * red);
  chroma[area / 4] =
      as_byte(scaled(128) - scaled(0.072453 * kFullChroma) * blue + scaled(0.983398 * kFullChroma) * red);
}

Frame frame_of(const PictureView& picture) {
  Frame frame = make_frame();
  frame->format = AV_PIX_FMT_YUVJ420P;
  frame->width = picture.width;
  frame->height = picture.height;
  check(av_frame_get_buffer(frame.get(), 0), "make a JPEG frame");
  av_image_copy(frame->data, frame->linesize, const_cast<const std::uint8_t**>(picture.planes.data()),
                picture.strides.data(), AV_PIX_FMT_YUVJ420P, picture.width, picture.height);
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

Picture as_jfif(const PictureView& picture) {
  Picture result = Picture::black(picture.width, picture.height);
  for (int y = 0; y < picture.height / 2; ++y) {
    for (int x = 0; x < picture.width / 2; ++x) convert_cell(picture, result, x, y);
  }
  return result;
}

std::string encode_jpeg(const PictureView& picture, int quality) {
  const CodecContext context = open_encoder(picture, quality);
  const Frame frame = frame_of(picture);
  frame->quality = context->global_quality;
  check(avcodec_send_frame(context.get(), frame.get()), "encode a JPEG");
  const Packet packet = make_packet();
  check(avcodec_receive_packet(context.get(), packet.get()), "encode a JPEG");
  return {reinterpret_cast<const char*>(packet->data), static_cast<std::size_t>(packet->size)};
}

}  // namespace lectern::transcoder::av
