#include "transcoder/av/scaler.h"

#include "transcoder/av/check.h"

namespace lectern::transcoder::av {

SharedFrame Scaler::scale(const SharedFrame& from) {
  if (from->width == width_ && from->height == height_) return from;
  if (from == source_) return result_;
  if (!context_) {
    context_.reset(sws_getContext(from->width, from->height, AV_PIX_FMT_YUV420P, width_, height_,
                                  AV_PIX_FMT_YUV420P, SWS_BICUBIC, nullptr, nullptr, nullptr));
    if (!context_) check(AVERROR(EINVAL), "make the scaler");
  }
  Frame to = make_frame();
  to->width = width_;
  to->height = height_;
  to->format = AV_PIX_FMT_YUV420P;
  check(av_frame_get_buffer(to.get(), 0), "make room for a picture");
  sws_scale(context_.get(), from->data, from->linesize, 0, from->height, to->data, to->linesize);
  to->color_range = from->color_range;
  to->colorspace = from->colorspace;
  to->color_primaries = from->color_primaries;
  to->color_trc = from->color_trc;
  source_ = from;
  result_ = share(std::move(to));
  return result_;
}

}  // namespace lectern::transcoder::av
