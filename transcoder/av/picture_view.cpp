#include "transcoder/av/picture_view.h"

#include <cstring>

#include "transcoder/av/check.h"

namespace lectern::transcoder::av {

PictureView view_of(const AVFrame& frame, std::chrono::microseconds time) {
  return {{frame.data[0], frame.data[1], frame.data[2]},
          {frame.linesize[0], frame.linesize[1], frame.linesize[2]},
          frame.width & ~1,
          frame.height & ~1,
          time};
}

bool is_row_same(const AVFrame& a, const AVFrame& b, int row) {
  for (int plane = 0; plane < 3; ++plane) {
    if (plane > 0 && row % 2 != 0) continue;
    const int width = plane == 0 ? a.width : (a.width + 1) / 2;
    const std::ptrdiff_t at = plane == 0 ? row : row / 2;
    if (std::memcmp(a.data[plane] + at * a.linesize[plane], b.data[plane] + at * b.linesize[plane],
                    static_cast<std::size_t>(width)) != 0)
      return false;
  }
  return true;
}

PictureView PictureViewer::view(const AVFrame& frame) {
  if (frame.format == AV_PIX_FMT_YUV420P || frame.format == AV_PIX_FMT_YUVJ420P) return view_of(frame);
  converted_ = make_frame();
  converted_->format = AV_PIX_FMT_YUV420P;
  converted_->width = frame.width;
  converted_->height = frame.height;
  check(av_frame_get_buffer(converted_.get(), 0), "make a frame to look at");
  context_.reset(sws_getCachedContext(context_.release(), frame.width, frame.height,
                                      static_cast<AVPixelFormat>(frame.format), frame.width, frame.height,
                                      AV_PIX_FMT_YUV420P, SWS_POINT, nullptr, nullptr, nullptr));
  if (!context_)
    throw Error(ErrorCode::Internal, "The pictures could not be read.", "no conversion to 4:2:0");
  check(sws_scale(context_.get(), frame.data, frame.linesize, 0, frame.height, converted_->data,
                  converted_->linesize),
        "convert a frame to look at");
  return view_of(*converted_);
}

}  // namespace lectern::transcoder::av
