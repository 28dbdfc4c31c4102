// The client against nginx: what goes well, and everything that can go wrong on the way.

#include "base/http_client.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "base/file.h"
#include "tests/support/local_server.h"
#include "tests/support/scratch_folder.h"

namespace lectern {
namespace {

using namespace std::chrono_literals;

constexpr char kConfiguration[] = R"conf(
daemon off; master_process off; pid {0}/nginx.pid; error_log {0}/error.log;
events {{}}
http {{
  access_log {0}/access.log;
  client_body_temp_path {0}; proxy_temp_path {0}; fastcgi_temp_path {0}; uwsgi_temp_path {0}; scgi_temp_path {0};
  server {{
    listen 127.0.0.1:{1};
    listen 127.0.0.1:{2} ssl;
    ssl_certificate {0}/certificate.pem;
    ssl_certificate_key {0}/key.pem;
    root {0}/files;
    location = /hello {{ add_header X-Answer "yes"; return 200 "hello"; }}
    location = /broken {{ return 500 "broken"; }}
    location = /busy {{ return 503; }}
    location = /wait {{ add_header Retry-After 600 always; return 503; }}
    location = /missing {{ return 404 "nothing"; }}
    location = /slow {{ limit_rate 1k; }}
    location = /round {{ return 302 /round; }}
    location = /there {{ return 302 /hello; }}
    location = /inside {{ return 302 http://127.0.0.2:{1}/hello; }}
    location = /file {{ return 302 file:///etc/passwd; }}
  }}
}}
)conf";

class HttpClientTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new testing::ScratchFolder;
    const auto& path = folder_->path();
    testing::make_certificate(path);
    std::filesystem::create_directory(path / "files");
    write_file_atomically(path / "files/slow", std::string(64 * 1024, 's'));
    write_file_atomically(path / "files/large", std::string(64 * 1024, 'l'));
    plain_ = testing::free_port();
    tls_ = testing::free_port();
    write_file_atomically(path / "nginx.conf", fmt::format(kConfiguration, path.string(), plain_, tls_));
    nginx_ = new testing::LocalServer(
        {testing::program("nginx"), "-p", path.string(), "-c", (path / "nginx.conf").string()}, plain_);
  }
  static void TearDownTestSuite() {
    delete nginx_;
    delete folder_;
  }

  static HttpClientOptions options() {
    HttpClientOptions options;
    options.private_networks = {"127.0.0.1"};
    options.first_pause = 1ms;
    return options;
  }
  static std::string at(std::string_view path) { return fmt::format("http://127.0.0.1:{}{}", plain_, path); }

  /// The error's code; fails where there was none.
  static ErrorCode refusal(HttpClient& client, const HttpCall& call) {
    try {
      const auto answer = client.send(call);
      ADD_FAILURE() << "answered " << answer.status;
    } catch (const Error& error) {
      EXPECT_TRUE(error.message().ends_with('.')) << error.message();
      return error.code();
    }
    return ErrorCode::Internal;
  }
  static std::size_t times_asked(std::string_view path) {
    const auto log = read_file(folder_->path() / "access.log");
    std::size_t times = 0;
    const std::string wanted = fmt::format(" {} HTTP", path);
    for (auto place = log.find(wanted); place != std::string::npos; place = log.find(wanted, place + 1))
      ++times;
    return times;
  }

  static inline testing::ScratchFolder* folder_ = nullptr;
  static inline testing::LocalServer* nginx_ = nullptr;
  static inline std::uint16_t plain_ = 0;
  static inline std::uint16_t tls_ = 0;
  FakeClock clock_;
};

TEST_F(HttpClientTest, AnswersWithStatusHeadersAndBody) {
  HttpClient client(clock_, options());
  const auto answer = client.send({.url = at("/hello")});
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, "hello");
  EXPECT_EQ(answer.header("x-answer"), "yes");
  EXPECT_EQ(client.send({.url = at("/missing")}).status, 404);
}

TEST_F(HttpClientTest, FollowsARedirectOfAGetAndNotOfAPost) {
  HttpClient client(clock_, options());
  EXPECT_EQ(client.send({.url = at("/there")}).body, "hello");
  EXPECT_EQ(client.send({.method = "POST", .url = at("/there"), .body = "secret"}).status, 302);
  EXPECT_EQ(refusal(client, {.url = at("/round"), .attempts = 1}), ErrorCode::Unavailable);
  EXPECT_EQ(refusal(client, {.url = at("/file"), .attempts = 1}), ErrorCode::Unavailable);
}

TEST_F(HttpClientTest, RefusesPrivateNetworksUnlessTheyAreListed) {
  HttpClient strict(clock_);
  EXPECT_EQ(refusal(strict, {.url = at("/hello")}), ErrorCode::Forbidden);
  EXPECT_EQ(refusal(strict, {.url = fmt::format("http://localhost:{}/hello", plain_)}), ErrorCode::Forbidden)
      << "by name";
  HttpClient client(clock_, options());
  EXPECT_EQ(refusal(client, {.url = at("/inside")}), ErrorCode::Forbidden) << "behind a redirect";
  EXPECT_EQ(strict.destinations().front().state, BreakerState::Closed) << "no fault of the destination";
}

TEST_F(HttpClientTest, TriesAnIdempotentCallAgainAndNoOther) {
  HttpClient client(clock_, options());
  EXPECT_EQ(client.send({.url = at("/busy")}).status, 503);
  EXPECT_EQ(times_asked("/busy"), 3u);
  EXPECT_EQ(client.send({.method = "POST", .url = at("/busy")}).status, 503);
  EXPECT_EQ(times_asked("/busy"), 4u);
  EXPECT_EQ(client.send({.url = at("/wait")}).status, 503);
  EXPECT_EQ(times_asked("/wait"), 1u) << "it asked for more patience than a call has";
}

TEST_F(HttpClientTest, LeavesADestinationAloneThatFailsAndComesBack) {
  auto rule = options();
  rule.breaker = {.failures = 3, .first_pause = 1'000ms, .longest_pause = 8'000ms};
  HttpClient client(clock_, rule);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(client.send({.url = at("/broken")}).status, 500);
  const auto asked = times_asked("/broken");
  EXPECT_EQ(refusal(client, {.url = at("/broken")}), ErrorCode::Unavailable);
  EXPECT_EQ(times_asked("/broken"), asked) << "nothing was sent";
  auto seen = client.destinations().at(0);
  EXPECT_EQ(seen.state, BreakerState::Open);
  EXPECT_EQ(seen.calls, 3u);
  EXPECT_EQ(seen.failures, 3u);
  EXPECT_EQ(seen.refused, 1u);
  clock_.advance(1'000ms);
  EXPECT_EQ(client.send({.url = at("/hello")}).status, 200);
  EXPECT_EQ(client.destinations().at(0).state, BreakerState::Closed);
}

TEST_F(HttpClientTest, GivesUpOnAServerThatHangs) {
  const testing::SilentServer silent;
  HttpClient client(clock_, options());
  const auto begun = std::chrono::steady_clock::now();
  EXPECT_EQ(
      refusal(client,
              {.url = fmt::format("http://127.0.0.1:{}/", silent.port()), .timeout = 200ms, .attempts = 1}),
      ErrorCode::Unavailable);
  EXPECT_LT(std::chrono::steady_clock::now() - begun, 5s);
}

TEST_F(HttpClientTest, GivesUpOnABodyThatTrickles) {
  HttpClient client(clock_, options());
  EXPECT_EQ(refusal(client, {.url = at("/slow"), .timeout = 500ms, .attempts = 1}), ErrorCode::Unavailable);
}

TEST_F(HttpClientTest, StopsReadingWhatIsTooLarge) {
  HttpClient client(clock_, options());
  EXPECT_EQ(refusal(client, {.url = at("/large"), .largest_answer = 1'000}), ErrorCode::TooLarge);
  EXPECT_EQ(client.send({.url = at("/large")}).body.size(), 64u * 1024);
}

TEST_F(HttpClientTest, SaysWhenNobodyListens) {
  HttpClient client(clock_, options());
  EXPECT_EQ(refusal(client, {.url = fmt::format("http://127.0.0.1:{}/", testing::free_port())}),
            ErrorCode::Unavailable);
  EXPECT_EQ(client.destinations().at(0).failures, 3u);
}

TEST_F(HttpClientTest, TrustsOnlyVouchedCertificates) {
  const auto url = fmt::format("https://127.0.0.1:{}/hello", tls_);
  HttpClient client(clock_, options());
  EXPECT_EQ(refusal(client, {.url = url, .attempts = 1}), ErrorCode::Unavailable);
  auto with_authority = options();
  with_authority.ca_file = folder_->path() / "certificate.pem";
  HttpClient trusting(clock_, with_authority);
  EXPECT_EQ(trusting.send({.url = url}).body, "hello");
}

TEST_F(HttpClientTest, RefusesWhatIsNoAddressOfTheWeb) {
  HttpClient client(clock_, options());
  for (const char* address :
       {"", "hello", "file:///etc/passwd", "gopher://example.org/", "http://user:pass@example.org/"})
    EXPECT_EQ(refusal(client, {.url = address}), ErrorCode::Invalid) << address;
}

TEST_F(HttpClientTest, CallsThroughTheProxyOfTheEnvironment) {
  ::setenv("http_proxy", at("").c_str(), 1);
  HttpClient client(clock_, options());
  const auto answer = client.send({.url = "http://lectures.invalid/hello"});
  ::unsetenv("http_proxy");
  EXPECT_EQ(answer.body, "hello") << "nginx answers for any name";
}

TEST_F(HttpClientTest, EndsCallsWhenItStops) {
  HttpClient client(clock_, options());
  client.stop();
  EXPECT_EQ(refusal(client, {.url = at("/hello")}), ErrorCode::Cancelled);
}

}  // namespace
}  // namespace lectern
