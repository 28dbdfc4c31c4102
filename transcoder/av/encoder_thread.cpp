#include "transcoder/av/encoder_thread.h"

#include <iterator>
#include <utility>

namespace lectern::transcoder::av {
namespace {

/// Enough to even out pictures that take longer than others; each may hold a decoded picture in memory.
constexpr std::size_t kMostWaiting = 8;

}  // namespace

EncoderThread::EncoderThread(std::unique_ptr<VideoEncoder> encoder)
    : encoder_(std::move(encoder)), thread_([this] { run(); }) {}

EncoderThread::~EncoderThread() {
  {
    const std::scoped_lock lock(mutex_);
    is_abandoned_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void EncoderThread::send(SharedFrame frame, MediaTime time, FrameKind kind, std::deque<Packet>& out) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return is_over_ || waiting_.size() < kMostWaiting; });
  take(out);
  waiting_.push_back({std::move(frame), time, kind});
  lock.unlock();
  changed_.notify_all();
}

void EncoderThread::flush(std::deque<Packet>& out) {
  std::unique_lock lock(mutex_);
  is_closed_ = true;
  changed_.notify_all();
  changed_.wait(lock, [this] { return is_over_; });
  take(out);
}

/// Under the lock.
void EncoderThread::take(std::deque<Packet>& out) {
  if (error_) std::rethrow_exception(error_);
  std::move(made_.begin(), made_.end(), std::back_inserter(out));
  made_.clear();
}

void EncoderThread::run() {
  std::exception_ptr error;
  try {
    encode_all();
  } catch (...) {
    error = std::current_exception();
  }
  const std::scoped_lock lock(mutex_);
  error_ = error;
  is_over_ = true;
  changed_.notify_all();
}

void EncoderThread::encode_all() {
  std::deque<Packet> made;
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return is_abandoned_ || is_closed_ || !waiting_.empty(); });
    if (is_abandoned_) return;
    if (waiting_.empty()) break;
    const Work work = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    changed_.notify_all();
    encoder_->send(*work.frame, work.time, work.kind, made);
    lock.lock();
    hand_over(made);
  }
  lock.unlock();
  encoder_->flush(made);
  lock.lock();
  hand_over(made);
}

/// Under the lock.
void EncoderThread::hand_over(std::deque<Packet>& made) {
  std::move(made.begin(), made.end(), std::back_inserter(made_));
  made.clear();
}

}  // namespace lectern::transcoder::av
