#include "test_server.h"

#include <fcntl.h>
#include <sys/mman.h>

#include <algorithm>
#include <numeric>
#include <thread>

#include "base/error.h"
#include "http/system_api.h"

namespace lectern::http::testing {
namespace {

class CountingSink final : public BodySink {
 public:
  explicit CountingSink(StreamLog& log) : log_(log) { ++log_.opened; }
  ~CountingSink() override { ++log_.destroyed; }

  void write(std::string_view block) override {
    if (log_.bytes + block.size() > log_.fail_after) throw Error(ErrorCode::StorageFull, "The disk is full.");
    log_.largest_block = std::max<std::uint64_t>(log_.largest_block, block.size());
    log_.checksum =
        std::accumulate(block.begin(), block.end(), log_.checksum.load(),
                        [](std::uint64_t sum, char c) { return sum * 31 + static_cast<unsigned char>(c); });
    log_.bytes += block.size();
  }
  Response finish() override {
    ++log_.finished;
    return Response::empty(204).with("Upload-Offset", std::to_string(log_.bytes));
  }
  void abandon() noexcept override { ++log_.abandoned; }

 private:
  StreamLog& log_;
};

class PatternSource final : public ByteSource {
 public:
  explicit PatternSource(FeedLog& log) : log_(log) {}

  std::uint64_t size() const override { return kFedSize; }
  void read(std::uint64_t offset, char* to, std::size_t length) const override {
    if (offset + length > log_.fail_from) throw Error(ErrorCode::Internal, "The disk is broken.");
    ++log_.reads;
    log_.largest_read = std::max<std::uint64_t>(log_.largest_read, length);
    for (std::size_t i = 0; i < length; ++i) to[i] = fed_byte(offset + i);
  }

 private:
  FeedLog& log_;
};

std::shared_ptr<const UniqueFd> file_with(std::string_view bytes) {
  UniqueFd file(memfd_create("served", MFD_CLOEXEC));
  write_all(file.get(), bytes);
  return std::make_shared<const UniqueFd>(std::move(file));
}

constexpr Parameter kStreamQuery[] = {{"refuse", "Any value: the upload is refused when it is opened."}};

}  // namespace

Identified OnePasswordAuthenticator::identify(const Request& request) {
  Identified identified;
  const auto authorization = request.headers.find("Authorization");
  if (authorization == "Bearer good" || request.find_cookie("session") == "good") {
    identified.principal.user = UserId{"u1"};
    identified.principal.session = SessionId{"s1"};
    identified.by_cookie = !authorization;
    identified.csrf_token_matches = request.headers.find("X-CSRF-Token") == "token";
  } else if (authorization) {
    throw Error(ErrorCode::Unauthenticated, "This token is not valid any more.");
  }
  return identified;
}

std::vector<Route> TestServer::routes() {
  const auto echo = [](const Request& request) {
    return Response::text(std::string{name_of(request.method)} + " " + request.path + " " + request.body);
  };
  const auto wait = [this](const Request&) {
    ++waiting_;
    while (!is_released_) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    --waiting_;
    return Response::text("waited");
  };
  const auto later = [](const Request& request) {
    return request.on_loop ? Response::later() : Response::text("on a worker");
  };
  const auto fail = [](const Request&) -> Response { throw std::runtime_error("a secret detail"); };
  const auto open = [this](const Request& request) -> std::unique_ptr<BodySink> {
    if (request.find_query("refuse")) throw Error(ErrorCode::Conflict, "This upload is finished.");
    return std::make_unique<CountingSink>(streams);
  };
  auto small = prepare(Response::text(std::string(4096, 'x'), "video/mp4"));
  auto part = prepare({206, {}, FileRange{file_with("0123456789"), 2, 5}, nullptr, nullptr});
  const auto pattern = std::make_shared<const PatternSource>(feeds);
  const auto media = [this, small, part, pattern](const Request& request) {
    if (request.target.ends_with("/fed")) {
      Response response{200, {}, SourceRange{pattern, 0, kFedSize}, nullptr, nullptr};
      response.on_sent = [this] { ++feeds.sent; };
      return response;
    }
    if (request.target.ends_with("/fed-part"))
      return Response{206, {}, SourceRange{pattern, 7, 300'000}, nullptr, nullptr};
    if (request.target.ends_with("/part")) return Response::ready(part);
    if (request.target.ends_with("/cold") && request.on_loop) return Response::later();
    return Response::ready(small);
  };
  std::vector<Route> all{
      {Method::Get, "/api/v1/echo/{name}", Who::Anyone, Body::None, Lane::Inline, echo, nullptr, "", {}},
      {Method::Post, "/api/v1/echo/{name}", Who::Anyone, Body::Json, Lane::Worker, echo, nullptr, "", {}},
      {Method::Delete, "/api/v1/echo/{name}", Who::SignedIn, Body::None, Lane::Slow, echo, nullptr, "", {}},
      {Method::Get, "/api/v1/wait", Who::Anyone, Body::None, Lane::Worker, wait, nullptr, "", {}},
      {Method::Get, "/api/v1/later", Who::Anyone, Body::None, Lane::InlineFirst, later, nullptr, "", {}},
      {Method::Get, "/api/v1/fail", Who::Anyone, Body::None, Lane::Worker, fail, nullptr, "", {}},
      {Method::Patch,
       "/api/v1/stream",
       Who::SignedIn,
       Body::Stream,
       Lane::Worker,
       nullptr,
       open,
       "",
       {"", "", kStreamQuery}},
      {Method::Get, "/v/{rest...}", Who::Anyone, Body::None, Lane::InlineFirst, media, nullptr, "", {}},
  };
  for (Route& route : system_routes({})) all.push_back(std::move(route));
  for (Route& route : websockets->routes()) all.push_back(std::move(route));
  return all;
}

TestServer::TestServer(ServerOptions options)
    : TestServer(std::move(options), {.ping_every = std::chrono::milliseconds(400),
                                      .pong_time = std::chrono::milliseconds(400)}) {}

TestServer::TestServer(ServerOptions options, WebSocketOptions of_sockets) {
  options.listen = "127.0.0.1:0";
  const auto may_hear = [this](const Principal&, std::string_view topic) {
    return topic.starts_with("open/") && !(is_private_ && topic == "open/private");
  };
  const auto content = [](const Principal& principal, std::string_view topic) {
    return R"({"of":")" + principal.user.text() + " " + std::string{topic} + R"("})";
  };
  websockets = std::make_unique<WebSockets>(of_sockets, may_hear, lanes_.worker);
  websockets->provide({"open/list", content});
  const auto app = [](const Request& request) { return Response::text("app " + request.path, "text/html"); };
  pipeline_ = std::make_unique<Pipeline>(routes(), authenticator_, clock_, app);
  server_ = std::make_unique<Server>(options, *pipeline_, lanes_);
  lanes_.start();
  websockets->start();
  server_->start();
}

TestServer::~TestServer() {
  stop();
}

void TestServer::stop() {
  // Handlers that wait are let go only when stopping has begun, so that there is something to stop for.
  const std::jthread release([this] {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    is_released_ = true;
  });
  server_->stop([this] { websockets->stop(); });
  lanes_.stop();
}

bool eventually(const std::function<bool()>& condition) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (!condition()) {
    if (std::chrono::steady_clock::now() > until) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return true;
}

}  // namespace lectern::http::testing
