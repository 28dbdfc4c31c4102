// The part of an exchange that moves bodies to sinks, answers in the middle of one, and gives sockets away.

#include <sys/socket.h>

#include <algorithm>

#include <fmt/format.h>

#include "base/log.h"
#include "base/text.h"
#include "http/mhd/exchange.h"
#include "http/problem_json.h"

namespace lectern::http {
namespace {

constexpr std::uint64_t kWorthDropping = 1U << 20;
constexpr std::uint64_t kMostDrained = 64U << 20;

std::string_view bytes_of(const Prepared& answer) {
  const auto* shared = std::get_if<SharedBytes>(&answer.source().content);
  return shared == nullptr ? std::string_view{} : shared->bytes;
}

std::string serialize(const Prepared& answer) {
  const Response& source = answer.source();
  const auto status = static_cast<unsigned>(source.status);
  std::string message = fmt::format("HTTP/1.1 {} {}\r\n", status, MHD_get_reason_phrase_for(status));
  for (const auto& [name, value] : source.headers.all())
    if (!equal_ignoring_case(name, "Connection") && !equal_ignoring_case(name, "Content-Length"))
      message += fmt::format("{}: {}\r\n", name, value);
  const std::string_view body = bytes_of(answer);
  message += fmt::format("Content-Length: {}\r\nConnection: close\r\n\r\n{}", body.size(), body);
  return message;
}

}  // namespace

MHD_Result Exchange::stream(const char* data, std::size_t* size) {
  const auto on_worker = [this](void (Exchange::*errand)()) {
    pulse_.enter(Stage::Ours);
    const auto task = [this, errand] {
      (this->*errand)();
      pulse_.enter(Stage::Body);
    };
    return suspend_for(task, shared_.lanes.stream, nullptr);
  };
  // Only ever suspended with the piece untouched, never right after taking it: of a chunked body the library
  // would hand over the next chunk at once, suspended or not.
  if (!sink_) return on_worker(&Exchange::open_sink);
  if (*size == 0) return on_worker(&Exchange::finish_sink);
  if (block_.size() == block_size_) return on_worker(&Exchange::write_block);
  block_.reserve(block_size_);
  const std::size_t taken = std::min(*size, block_size_ - block_.size());
  block_.append(data, taken);
  received_ += taken;
  *size -= taken;
  // The rest is offered again at once, or with what comes next.
  return *size == 0 ? MHD_YES : on_worker(&Exchange::write_block);
}

void Exchange::open_sink() {
  try {
    sink_ = route_->open(request_);
  } catch (...) {
    fail_stream();
  }
}

void Exchange::write_block() {
  try {
    sink_->write(block_);
    block_.clear();
  } catch (...) {
    fail_stream();
  }
}

void Exchange::finish_sink() {
  try {
    if (!block_.empty()) sink_->write(block_);
    Response response = sink_->finish();
    sink_.reset();
    block_.clear();
    keep(std::move(response));
    state_ = State::Answer;
  } catch (...) {
    fail_stream();
  }
}

void Exchange::fail_stream() {
  Response response = problem_json(std::current_exception(), request_);
  sink_.reset();
  block_.clear();
  keep(std::move(response));
  state_ = State::Failed;
}

void Exchange::abandon_sink() {
  if (sink_) {
    // What arrived before the client left is worth keeping: an upload goes on from there.
    auto errand = [sink = std::shared_ptr<BodySink>(std::move(sink_)), rest = std::move(block_)] {
      try {
        if (!rest.empty()) sink->write(rest);
      } catch (const std::exception& error) {
        log::warning("stream.abandoned", {{"error", error.what()}});
      }
      sink->abandon();
    };
    shared_.lanes.stream.submit_admitted(std::move(errand));
  }
  block_ = {};
}

/// The library takes an answer before a body or after it, but not within. A short rest is read first;
/// otherwise the answer is written past the library, and the connection ends.
MHD_Result Exchange::answer_midway(std::size_t* size) {
  if (*size == 0) return queue();
  const bool ends_soon = declared_length_ != 0 && declared_length_ - received_ <= kWorthDropping;
  received_ += *size;
  *size = 0;
  if (ends_soon || peer_.transport == Transport::Tls) {
    state_ = State::Dropping;
    after_drop_ = State::Answer;
    received_ = 0;
    return MHD_YES;
  }
  send_raw_answer();
  state_ = State::Draining;
  received_ = 0;
  pulse_.enter(Stage::Draining);
  return MHD_YES;
}

void Exchange::send_raw_answer() {
  const std::string message = serialize(*answer_);
  // Nothing was sent in this exchange but perhaps 100 Continue, so the socket's buffer has room for a short
  // answer.
  [[maybe_unused]] const auto sent =
      send(pulse_.fd, message.data(), message.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
  shutdown(pulse_.fd, SHUT_WR);
}

/// Closing over unread bytes would send a reset, which may overtake the answer: so the client gets a while to
/// notice.
MHD_Result Exchange::drain(std::size_t* size) {
  if (*size == 0) return MHD_NO;
  received_ += *size;
  *size = 0;
  return received_ <= kMostDrained ? MHD_YES : MHD_NO;
}

/// What may have to be waited for is read ahead on a worker. Its memory counts like that of a body.
MHD_Result Exchange::queue_fed(const SourceRange& range) {
  if (!shared_.budget.take(Feed::kBlock)) {
    keep(busy());
    return queue();
  }
  held_memory_ += Feed::kBlock;
  feed_.emplace(range);
  const MhdResponse response(
      MHD_create_response_from_callback(range.length, Feed::kBlock, &Exchange::on_feed, this, nullptr));
  if (!response) return MHD_NO;
  add_headers(response.get(), answer_->source().headers);
  return MHD_queue_response(connection_, static_cast<unsigned>(answer_->source().status), response.get());
}

ssize_t Exchange::on_feed(void* self, std::uint64_t position, char* to, std::size_t most) {
  return static_cast<Exchange*>(self)->feed(position, to, most);
}

ssize_t Exchange::feed(std::uint64_t position, char* to, std::size_t most) {
  if (feed_->has_failed()) return MHD_CONTENT_READER_END_WITH_ERROR;
  if (const std::size_t given = feed_->copy(position, to, most)) return static_cast<ssize_t>(given);
  if (!shared_.enter()) return MHD_CONTENT_READER_END_WITH_ERROR;
  MHD_suspend_connection(connection_);
  shared_.lanes.stream.submit_admitted([this, position] {
    // Once resumed, the connection may end at any moment, and this exchange with it.
    Shared& shared = shared_;
    feed_->fill(position);
    MHD_resume_connection(connection_);
    shared.leave();
  });
  return 0;
}

MHD_Result Exchange::queue_upgrade() {
  const MhdResponse response(MHD_create_response_for_upgrade(&Exchange::on_upgrade, this));
  if (!response) return MHD_NO;
  for (const auto& [name, value] : answer_->source().headers.all())
    if (!equal_ignoring_case(name, "Connection"))  // The library's own affair.
      MHD_add_response_header(response.get(), name.c_str(), value.c_str());
  return MHD_queue_response(connection_, 101, response.get());
}

void Exchange::on_upgrade(void* self, MHD_Connection* /*connection*/, void* /*context*/, const char* extra,
                          std::size_t extra_size, MHD_socket socket, MHD_UpgradeResponseHandle* handle) {
  const auto taker = std::move(static_cast<Exchange*>(self)->upgrade_);
  taker->take({socket, std::string(extra, extra_size),
               [handle] { MHD_upgrade_action(handle, MHD_UPGRADE_ACTION_CLOSE); }});
}

}  // namespace lectern::http
