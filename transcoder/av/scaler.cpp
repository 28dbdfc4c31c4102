#include "transcoder/av/scaler.h"

#include <algorithm>
#include <cmath>
#include <new>

#include "transcoder/av/check.h"
#include "transcoder/av/picture_view.h"

extern "C" {
#include <libavutil/imgutils.h>
}

namespace lectern::transcoder::av {
namespace {

constexpr int kAlignment = 64;
/// Some of swscale's loops write a little past the last row.
constexpr int kRowAlignment = 32;
/// A bicubic filter reaches this many rows of its plane to each side, times the ratio of the heights when it
/// makes a plane smaller. A row of chroma is two rows of the picture.
constexpr double kReach = 2 * 2;
constexpr int kRounding = 4;
/// Of other major versions it is not known where they place rows: they are asked for whole pictures.
constexpr unsigned kKnownSwscale = 6;

}  // namespace

void Scaler::prepare(const AVFrame& from) {
  context_.reset(sws_getContext(from.width, from.height, AV_PIX_FMT_YUV420P, width_, height_,
                                AV_PIX_FMT_YUV420P, SWS_BICUBIC, nullptr, nullptr, nullptr));
  if (!context_) check(AVERROR(EINVAL), "make the scaler");
  const int bytes =
      av_image_get_buffer_size(AV_PIX_FMT_YUV420P, width_, FFALIGN(height_, kRowAlignment), kAlignment);
  check(bytes, "make room for pictures");
  pool_.reset(av_buffer_pool_init(static_cast<std::size_t>(bytes) + kAlignment, nullptr));
  if (!pool_) throw std::bad_alloc();
}

/// From a pool: fresh memory for every picture costs the system more than the scaling of a small one.
Frame Scaler::empty_frame() {
  Frame frame = make_frame();
  frame->width = width_;
  frame->height = height_;
  frame->format = AV_PIX_FMT_YUV420P;
  frame->buf[0] = av_buffer_pool_get(pool_.get());
  if (frame->buf[0] == nullptr) throw std::bad_alloc();
  check(av_image_fill_arrays(frame->data, frame->linesize, frame->buf[0]->data, AV_PIX_FMT_YUV420P, width_,
                             FFALIGN(height_, kRowAlignment), kAlignment),
        "lay out a picture");
  return frame;
}

Scaler::Rows Scaler::rows_to_make(const AVFrame& from) const {
  if (swscale_version() >> 16 != kKnownSwscale || !source_ || source_->width != from.width ||
      source_->height != from.height)
    return {0, height_};
  int first = 0;
  while (first < from.height && is_row_same(from, *source_, first)) ++first;
  int last = from.height;
  while (last > first && is_row_same(from, *source_, last - 1)) --last;
  const double ratio = static_cast<double>(from.height) / height_;
  const double reach = kReach * std::max(1.0, ratio) + kRounding;
  const int step = static_cast<int>(sws_receive_slice_alignment(context_.get()));
  const int begin = std::max(0, static_cast<int>(std::floor((first - reach) / ratio)));
  const int end = std::min(height_, static_cast<int>(std::ceil((last + reach) / ratio)));
  return {begin / step * step, std::min(height_, (end + step - 1) / step * step)};
}

/// swscale 6 places the first row of luma where that of chroma belongs (sws_receive_slice shifts every plane
/// by the chroma's share), so it is given a luma plane that begins as much later.
void Scaler::make_rows(const AVFrame& from, const AVFrame& to, Rows rows) {
  const Frame target{av_frame_clone(&to)};
  if (!target) throw std::bad_alloc();
  target->data[0] += static_cast<std::ptrdiff_t>(rows.begin - rows.begin / 2) * target->linesize[0];
  check(sws_frame_start(context_.get(), target.get(), &from), "begin to scale a picture");
  check(sws_send_slice(context_.get(), 0, static_cast<unsigned>(from.height)), "scale a picture");
  check(sws_receive_slice(context_.get(), static_cast<unsigned>(rows.begin),
                          static_cast<unsigned>(rows.end - rows.begin)),
        "scale rows of a picture");
  sws_frame_end(context_.get());
}

SharedFrame Scaler::scale(const SharedFrame& from) {
  if (from->width == width_ && from->height == height_) return from;
  if (from == source_) return result_;
  // Another size: a larger rung has joined, and this one is made from its pictures now.
  if (!source_ || source_->width != from->width || source_->height != from->height) prepare(*from);
  const Rows rows = rows_to_make(*from);
  Frame to = empty_frame();
  if (rows.end - rows.begin < height_)
    av_image_copy(to->data, to->linesize, const_cast<const std::uint8_t**>(result_->data), result_->linesize,
                  AV_PIX_FMT_YUV420P, width_, height_);
  make_rows(*from, *to, rows);
  to->color_range = from->color_range;
  to->colorspace = from->colorspace;
  to->color_primaries = from->color_primaries;
  to->color_trc = from->color_trc;
  source_ = from;
  result_ = share(std::move(to));
  return result_;
}

}  // namespace lectern::transcoder::av
