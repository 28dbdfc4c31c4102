#pragma once
// One request on one connection, from its first byte to its last. It is part of its connection and used again
// for the next request. While the connection is suspended only a worker touches it, and a suspended
// connection cannot end: so there is always exactly one owner, and no lock.

#include <microhttpd.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "http/mhd/feed.h"
#include "http/mhd/head_reader.h"
#include "http/mhd/prepared.h"
#include "http/mhd/shared.h"
#include "http/pulse.h"
#include "http/route.h"

namespace lectern::http {

struct Peer {
  AddressBytes address{};
  Transport transport = Transport::Plain;
};

class Exchange {
 public:
  Exchange(Shared& shared, Pulse& pulse, MHD_Connection* connection, Peer peer);

  /// The request line is there.
  void begin(const char* raw_target);
  /// The library's access handler: first when the head is there, then for each piece of body, then for the
  /// answer.
  MHD_Result step(const char* method, const char* version, const char* data, std::size_t* size);
  enum class Ending {
    Sent,   ///< The whole answer went to the kernel.
    Broken  ///< The client left, or one of us gave up.
  };
  /// The request is over, one way or the other.
  void end(Ending ending);

 private:
  enum class State {
    Idle,
    Head,        ///< The request line is known.
    Dispatch,    ///< Complete; the next call runs the handler.
    Collecting,  ///< A body is taken into memory.
    Dropping,    ///< A body that nobody wants is read, so that the connection stays in step.
    Streaming,   ///< A body goes to a sink, block by block.
    Failed,      ///< The sink refused; the body may still be coming.
    Answer,      ///< The answer is made; the next call queues it.
    Draining,    ///< The answer went out early; what still comes is dropped, then the connection closes.
    Done,
  };

  static Response busy();

  MHD_Result read_head(const RequestLine& line);
  MHD_Result take_media(Method method, const HeadReader& head);
  MHD_Result take(const HeadReader& head);
  MHD_Result take_body(const HeadReader& head);
  MHD_Result refuse(Response response, const HeadReader& head);
  MHD_Result refuse_and_close(Response response);

  MHD_Result collect(const char* data, std::size_t* size);
  MHD_Result drop(std::size_t* size);
  MHD_Result stream(const char* data, std::size_t* size);
  MHD_Result drain(std::size_t* size);

  MHD_Result dispatch();
  MHD_Result hand_to(WorkLane& lane);
  MHD_Result suspend_for(std::function<void()> task, WorkLane& lane, WorkLane::Place* place);
  void run_handler();

  void open_sink();
  void write_block();
  void finish_sink();
  void fail_stream();
  void abandon_sink();

  void keep(Response response);
  MHD_Result queue();
  MHD_Result queue_fed(const SourceRange& range);
  ssize_t feed(std::uint64_t position, char* to, std::size_t most);
  static ssize_t on_feed(void* self, std::uint64_t position, char* to, std::size_t most);
  MHD_Result queue_upgrade();
  MHD_Result answer_midway(std::size_t* size);
  void send_raw_answer();
  static void on_upgrade(void* self, MHD_Connection* connection, void* context, const char* extra,
                         std::size_t extra_size, MHD_socket socket, MHD_UpgradeResponseHandle* handle);

  void describe_peer();
  bool is_media() const { return request_.target.starts_with("/v/"); }

  Shared& shared_;
  Pulse& pulse_;
  MHD_Connection* const connection_;
  const Peer peer_;

  State state_ = State::Idle;
  State after_drop_ = State::Answer;
  const char* raw_target_ = nullptr;  ///< Where it stands in the library's buffer.
  Request request_;
  const Route* route_ = nullptr;
  RateStanding rate_;
  std::uint64_t declared_length_ = 0;
  std::uint64_t received_ = 0;
  std::uint64_t held_memory_ = 0;  ///< Of the budget.
  std::string block_;
  std::size_t block_size_ = 0;
  std::unique_ptr<BodySink> sink_;
  std::shared_ptr<const Prepared> answer_;
  std::shared_ptr<SocketTaker> upgrade_;
  std::function<void()> on_sent_;
  std::optional<Feed> feed_;
};

}  // namespace lectern::http
