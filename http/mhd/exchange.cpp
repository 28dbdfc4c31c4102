#include "http/mhd/exchange.h"

#include <algorithm>

#include "base/log.h"
#include "base/metrics.h"
#include "base/text.h"
#include "http/problem_json.h"
#include "http/proxies.h"

namespace lectern::http {
namespace {

/// A refused body up to this size is read to its end, which keeps the connection; above, the connection
/// closes.
constexpr std::uint64_t kWorthDropping = 1U << 20;
/// Over TLS an early answer cannot be sent, so more is read before giving up.
constexpr std::uint64_t kMostDropped = 64U << 20;

}  // namespace

Response Exchange::busy() {
  count(Counter::HttpRefusedBusy);
  return problem_json(Error(ErrorCode::Unavailable, "The server is busy. Try again in a moment."));
}

Exchange::Exchange(Shared& shared, Pulse& pulse, MHD_Connection* connection, Peer peer)
    : shared_(shared), pulse_(pulse), connection_(connection), peer_(peer) {
  describe_peer();
}

void Exchange::describe_peer() {
  request_.remote_address = text_of(peer_.address);
  request_.secure = peer_.transport == Transport::Tls;
}

void Exchange::begin(const char* raw_target) {
  raw_target_ = raw_target;
  request_.target.assign(raw_target == nullptr ? "" : raw_target);
  state_ = State::Head;
  pulse_.enter(Stage::Head);
}

MHD_Result Exchange::step(const char* method, const char* version, const char* data, std::size_t* size) {
  switch (state_) {
    case State::Head:
      return read_head({method, raw_target_, request_.target, version});
    case State::Dispatch:
      return dispatch();
    case State::Collecting:
      return collect(data, size);
    case State::Dropping:
      return drop(size);
    case State::Streaming:
      return stream(data, size);
    case State::Failed:
      return answer_midway(size);
    case State::Answer:
      return queue();
    case State::Draining:
      return drain(size);
    case State::Idle:
    case State::Done:
      break;
  }
  return MHD_NO;
}

MHD_Result Exchange::read_head(const RequestLine& line) {
  HeadReader head(line, is_media() ? Keep::MediaHeaders : Keep::All, request_.headers);
  head.read(connection_);
  pulse_.enter(head.check().has_body() ? Stage::Body : Stage::Ours);
  if (const auto refusal = head.refusal())
    return refuse_and_close(shared_.pipeline.refuse_head(request_, refusal->status, refusal->message));
  const auto method = method_of(line.method);
  if (!method)
    return refuse_and_close(shared_.pipeline.refuse_head(request_, 501, "This method is not known here."));
  request_.method = *method;
  if (peer_.transport == Transport::Redirect)
    return refuse_and_close(shared_.pipeline.send_to_tls(request_, shared_.tls_origin));
  const bool has_media = shared_.pipeline.router().media(Method::Get) != nullptr;
  return is_media() && has_media ? take_media(*method, head) : take(head);
}

MHD_Result Exchange::take_media(Method method, const HeadReader& head) {
  route_ = shared_.pipeline.router().media(method);
  if (route_ == nullptr)
    return refuse_and_close(
        shared_.pipeline.refuse_head(request_, 405, "Media can only be read.").with("Allow", "GET, HEAD"));
  if (head.check().has_body())
    return refuse_and_close(shared_.pipeline.refuse_head(request_, 400, "A request for media has no body."));
  request_.deadline = shared_.pipeline.clock().now() + kRequestTime;
  state_ = State::Dispatch;
  return MHD_YES;
}

MHD_Result Exchange::take(const HeadReader& head) {
  describe_client(request_, shared_.proxies);
  auto admitted = shared_.pipeline.admit(request_, rate_);
  if (auto* refused = std::get_if<Response>(&admitted)) return refuse(std::move(*refused), head);
  route_ = std::get<const Route*>(admitted);
  // A chunked body has no length to declare; it counts as one that is there.
  const auto declared = head.check().is_chunked() ? 1 : head.check().content_length();
  if (auto refused = shared_.pipeline.refuse_body(*route_, request_, declared))
    return refuse(std::move(*refused), head);
  return take_body(head);
}

MHD_Result Exchange::take_body(const HeadReader& head) {
  declared_length_ = head.check().content_length().value_or(0);
  if (route_->body == Body::Stream) {
    block_size_ = shared_.budget.take_block();
    if (block_size_ == 0) return refuse(busy(), head);
    held_memory_ = block_size_;
    state_ = State::Streaming;
    return MHD_YES;
  }
  state_ = State::Dispatch;
  if (!head.check().has_body()) return MHD_YES;
  if (route_->body == Body::None) {
    state_ = State::Dropping;
    after_drop_ = State::Dispatch;
    return MHD_YES;
  }
  const std::uint64_t needed = head.check().is_chunked() ? kMaxJsonBody : declared_length_;
  if (!shared_.budget.take(needed)) return refuse(busy(), head);
  held_memory_ = needed;
  state_ = State::Collecting;
  return MHD_YES;
}

MHD_Result Exchange::refuse(Response response, const HeadReader& head) {
  const HeadCheck& check = head.check();
  const bool is_small = !check.is_chunked() && check.content_length().value_or(0) <= kWorthDropping;
  // Queued in the first call, an answer ends the connection and the body is never read: what a client that
  // waits for 100 Continue hopes for.
  if (check.has_body() && (head.expects_continue() || !is_small)) {
    keep(std::move(response).with("Connection", "close"));
    return queue();
  }
  keep(std::move(response));
  state_ = check.has_body() ? State::Dropping : State::Answer;
  after_drop_ = State::Answer;
  return MHD_YES;
}

MHD_Result Exchange::refuse_and_close(Response response) {
  keep(std::move(response).with("Connection", "close"));
  return queue();
}

MHD_Result Exchange::collect(const char* data, std::size_t* size) {
  if (*size == 0) return dispatch();
  if (request_.body.size() + *size > kMaxJsonBody) {
    keep(problem_json(Error(ErrorCode::TooLarge, "The body of this request is too large.")));
    count(Counter::HttpRefusedLimit);
    state_ = State::Failed;
    return answer_midway(size);
  }
  request_.body.append(data, *size);
  *size = 0;
  return MHD_YES;
}

MHD_Result Exchange::drop(std::size_t* size) {
  if (*size == 0) {
    state_ = after_drop_;
    return state_ == State::Answer ? queue() : dispatch();
  }
  received_ += *size;
  *size = 0;
  return received_ <= kMostDropped ? MHD_YES : MHD_NO;
}

MHD_Result Exchange::dispatch() {
  pulse_.enter(Stage::Ours);
  switch (route_->lane) {
    case Lane::Inline:
      keep(shared_.pipeline.handle(*route_, request_));
      return queue();
    case Lane::Worker:
      return hand_to(shared_.lanes.worker);
    case Lane::Slow:
      return hand_to(shared_.lanes.slow);
    case Lane::InlineFirst:
      break;
  }
  request_.on_loop = true;
  Response response = shared_.pipeline.handle(*route_, request_);
  request_.on_loop = false;
  if (response.is_later()) return hand_to(shared_.lanes.worker);
  keep(std::move(response));
  return queue();
}

MHD_Result Exchange::hand_to(WorkLane& lane) {
  auto place = lane.reserve();
  if (!place) {
    keep(busy());
    return queue();
  }
  return suspend_for([this] { run_handler(); }, lane, &*place);
}

MHD_Result Exchange::suspend_for(std::function<void()> task, WorkLane& lane, WorkLane::Place* place) {
  if (!shared_.enter()) {
    // Stopping. A stream ends here; what it wrote is kept.
    if (state_ == State::Streaming) return MHD_NO;
    keep(busy());
    return queue();
  }
  auto errand = [this, task = std::move(task)] {
    // Once resumed, the connection may end at any moment, and this exchange with it.
    Shared& shared = shared_;
    task();
    MHD_resume_connection(connection_);
    shared.leave();
  };
  // In this order: a fast worker must never resume what is not suspended yet.
  MHD_suspend_connection(connection_);
  if (place != nullptr)
    lane.submit(std::move(*place), std::move(errand));
  else
    lane.submit_admitted(std::move(errand));
  return MHD_YES;
}

void Exchange::run_handler() {
  const bool is_late = shared_.pipeline.clock().now() > request_.deadline;
  if (is_late) count(Counter::HttpRefusedLate);
  keep(is_late || shared_.is_stopping() ? busy() : shared_.pipeline.handle(*route_, request_));
  state_ = State::Answer;
}

void Exchange::keep(Response response) {
  try {
    if (!is_media()) shared_.pipeline.finish(request_, rate_, response);
    upgrade_ = std::move(response.upgrade);
    on_sent_ = std::move(response.on_sent);
    auto* ready = std::get_if<std::shared_ptr<const Prepared>>(&response.content);
    const bool is_ready = ready != nullptr && response.headers.all().empty();
    answer_ = is_ready ? std::move(*ready) : prepare(std::move(response));
  } catch (...) {
    upgrade_.reset();
    on_sent_ = nullptr;
    answer_ = prepare(problem_json(std::current_exception(), request_));
  }
}

MHD_Result Exchange::queue() {
  state_ = State::Done;
  pulse_.enter(Stage::Ours);
  if (upgrade_) return queue_upgrade();
  if (const auto* range = std::get_if<SourceRange>(&answer_->source().content)) return queue_fed(*range);
  const auto status = static_cast<unsigned>(answer_->source().status);
  if (is_media()) shared_.pipeline.log_media(request_, answer_->source().status);
  return MHD_queue_response(connection_, status, answer_->response(peer_.transport));
}

void Exchange::end(Ending ending) {
  if (ending == Ending::Sent && on_sent_) on_sent_();
  on_sent_ = nullptr;
  feed_.reset();
  abandon_sink();
  shared_.budget.give_back(held_memory_);
  held_memory_ = 0;
  declared_length_ = 0;
  received_ = 0;
  rate_ = {};
  state_ = State::Idle;
  route_ = nullptr;
  answer_.reset();
  upgrade_.reset();
  if (!is_media()) {
    request_ = Request{};
    describe_peer();
  }
  request_.headers.clear();
  pulse_.enter(Stage::Between);
}

}  // namespace lectern::http
