// One request after another, in every lane, with bodies and without.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <thread>
#include <vector>

#include "base/metrics.h"
#include "raw_client.h"
#include "test_server.h"

namespace lectern::http::testing {
namespace {

std::string get(std::string_view target, std::string_view headers = {}) {
  return "GET " + std::string{target} + " HTTP/1.1\r\nHost: x\r\n" + std::string{headers} + "\r\n";
}

std::string post(std::string_view body, std::string_view headers = "Content-Type: application/json\r\n") {
  return "POST /api/v1/echo/a HTTP/1.1\r\nHost: x\r\n" + std::string{headers} +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string{body};
}

TEST(Exchange, EveryLaneAnswersOnOneConnection) {
  TestServer server;
  RawClient client(server.port());
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(client.ask(get("/api/v1/echo/a")).body, "GET /api/v1/echo/a ");
    EXPECT_EQ(client.ask(get("/api/v1/later")).body, "on a worker");
    EXPECT_EQ(client.ask(post("{}")).body, "POST /api/v1/echo/a {}");
    EXPECT_EQ(
        client.ask("DELETE /api/v1/echo/a HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer good\r\n\r\n").status,
        200);
    EXPECT_EQ(client.ask(get("/v/t/x")).body.size(), 4096U);
    EXPECT_EQ(client.ask(get("/v/t/cold")).body.size(), 4096U);
  }
}

TEST(Exchange, PipelinedRequestsAreAnsweredInOrder) {
  TestServer server;
  RawClient client(server.port());
  client.send(get("/api/v1/echo/a") + get("/api/v1/later") + post("{}") + get("/v/t/part") +
              get("/api/v1/echo/b"));
  EXPECT_EQ(client.receive().body, "GET /api/v1/echo/a ");
  EXPECT_EQ(client.receive().body, "on a worker");
  EXPECT_EQ(client.receive().body, "POST /api/v1/echo/a {}");
  EXPECT_EQ(client.receive().body, "23456");
  EXPECT_EQ(client.receive().body, "GET /api/v1/echo/b ");
}

TEST(Exchange, ClientThatStopsSendingStillGetsItsAnswer) {
  TestServer server;
  RawClient client(server.port());
  client.send(get("/api/v1/later"));
  client.close_sending();
  EXPECT_EQ(client.receive().body, "on a worker");
}

TEST(Exchange, HeadHasTheLengthAndNoBody) {
  TestServer server;
  RawClient client(server.port());
  client.send("HEAD /v/t/x HTTP/1.1\r\nHost: x\r\n\r\n");
  const Reply reply = client.receive(10s, false);
  EXPECT_EQ(reply.header("Content-Length"), "4096");
  EXPECT_EQ(client.ask(get("/api/v1/echo/a")).body, "GET /api/v1/echo/a ");
}

TEST(Exchange, AnswersSayWhatBrowsersMustNotDo) {
  TestServer server;
  RawClient client(server.port());
  const Reply reply = client.ask(get("/api/v1/echo/a"));
  EXPECT_EQ(reply.header("X-Request-Id").size(), 16U);
  EXPECT_EQ(reply.header("X-Content-Type-Options"), "nosniff");
  EXPECT_NE(reply.header("Content-Security-Policy").find("frame-ancestors 'none'"), std::string::npos);
  EXPECT_NE(client.ask(get("/embed/l1")).header("Content-Security-Policy").find("frame-ancestors *"),
            std::string::npos);
}

TEST(Exchange, MediaCarriesNoRequestIdAndAsksForNoSession) {
  TestServer server;
  RawClient client(server.port());
  const Reply reply = client.ask(get("/v/t/x", "Authorization: Bearer bad\r\n"));
  EXPECT_EQ(reply.status, 200);
  EXPECT_FALSE(reply.has("X-Request-Id"));
}

TEST(Exchange, UnknownExceptionIs500WithoutItsWords) {
  TestServer server;
  RawClient client(server.port());
  const Reply reply = client.ask(get("/api/v1/fail"));
  EXPECT_EQ(reply.status, 500);
  EXPECT_EQ(reply.body.find("secret"), std::string::npos);
  EXPECT_EQ(nlohmann::json::parse(reply.body)["error"]["code"], "internal");
}

TEST(Exchange, WrongMethodNamesTheRightOnes) {
  TestServer server;
  RawClient client(server.port());
  const Reply reply = client.ask("PUT /api/v1/echo/a HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(reply.status, 405);
  EXPECT_EQ(reply.header("Allow"), "GET, HEAD, POST, DELETE");
  EXPECT_EQ(client.ask("OPTIONS /api/v1/echo/a HTTP/1.1\r\nHost: x\r\n\r\n").status, 204);
}

TEST(Exchange, BrowserAppAnswersOutsideTheServersOwnPlaces) {
  TestServer server;
  RawClient client(server.port());
  EXPECT_EQ(client.ask(get("/courses/c1")).body, "app /courses/c1");
  EXPECT_EQ(client.ask(get("/api/v1/nothing")).status, 404);
  EXPECT_EQ(client.ask("POST /courses HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}").status, 404);
  EXPECT_EQ(client.ask(get("/courses/c1")).status, 200);
}

TEST(Exchange, TooLargeJsonIsRefusedBeforeItIsSent) {
  TestServer server;
  RawClient client(server.port());
  client.send(
      "POST /api/v1/echo/a HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
      "Content-Length: 1048577\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.receive().status, 413);
  EXPECT_TRUE(client.is_closed_within(2s));
}

TEST(Exchange, TooLargeChunkedJsonIsRefusedOnTheWay) {
  TestServer server;
  RawClient client(server.port());
  client.send(
      "POST /api/v1/echo/a HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
      "Transfer-Encoding: chunked\r\n\r\n");
  const std::string chunk = "10000\r\n" + std::string(0x10000, 'a') + "\r\n";
  for (int i = 0; i < 40 && client.send(chunk); ++i) continue;
  EXPECT_EQ(client.receive().status, 413);
}

TEST(Exchange, JsonOfAnotherTypeIs415AndTheConnectionGoesOn) {
  TestServer server;
  RawClient client(server.port());
  EXPECT_EQ(client.ask(post("a=b", "Content-Type: application/x-www-form-urlencoded\r\n")).status, 415);
  EXPECT_EQ(client.ask(post("{}")).status, 200);
}

TEST(Exchange, ChunkedJsonArrivesWhole) {
  TestServer server;
  RawClient client(server.port());
  EXPECT_EQ(client
                .ask("POST /api/v1/echo/a HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                     "Transfer-Encoding: chunked\r\n\r\n3\r\n{\"a\r\n5;x=y\r\n\":1} \r\n0\r\n\r\n")
                .body,
            "POST /api/v1/echo/a {\"a\":1} ");
}

TEST(Exchange, CookieWithoutCsrfTokenMayNotChangeAnything) {
  TestServer server;
  RawClient client(server.port());
  const std::string erase = "DELETE /api/v1/echo/a HTTP/1.1\r\nHost: x\r\nCookie: session=good\r\n";
  EXPECT_EQ(client.ask(erase + "\r\n").status, 403);
  EXPECT_EQ(client.ask(erase + "X-CSRF-Token: token\r\n\r\n").status, 200);
  EXPECT_EQ(client.ask("DELETE /api/v1/echo/a HTTP/1.1\r\nHost: x\r\n\r\n").status, 401);
}

TEST(Exchange, FullLaneAnswers503AtOnceAndRecovers) {
  TestServer server;
  const auto refused_before = value_of(Counter::HttpRefusedBusy);
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 320; ++i) {
    clients.push_back(std::make_unique<RawClient>(server.port()));
    clients.back()->send(get("/api/v1/wait"));
  }
  EXPECT_TRUE(eventually([&] { return value_of(Counter::HttpRefusedBusy) > refused_before; }));
  RawClient inline_client(server.port());
  EXPECT_EQ(inline_client.ask(get("/healthz")).body, "ok\n");
  server.release_waiting();
  int answered = 0;
  int refused = 0;
  for (const auto& client : clients) {
    const Reply reply = client->receive();
    answered += reply.status == 200 ? 1 : 0;
    refused += reply.status == 503 && reply.has("Retry-After") ? 1 : 0;
  }
  EXPECT_EQ(answered + refused, 320);
  EXPECT_GE(answered, 256);
  EXPECT_GT(refused, 0);
}

TEST(Exchange, ManyConnectionsAtOnceAllGetTheirOwnAnswers) {
  TestServer server;
  std::atomic<int> right = 0;
  std::vector<std::jthread> threads;
  for (int t = 0; t < 8; ++t)
    threads.emplace_back([&server, &right, t] {
      RawClient client(server.port());
      const std::string name = "n" + std::to_string(t);
      for (int i = 0; i < 200; ++i) {
        const bool ok = client.ask(get("/api/v1/echo/" + name)).body == "GET /api/v1/echo/" + name + " " &&
                        client.ask(get("/api/v1/later")).body == "on a worker";
        right += ok ? 1 : 0;
      }
    });
  threads.clear();
  EXPECT_EQ(right, 8 * 200);
}

TEST(Exchange, ClientsThatVanishWhileTheirRequestWaitsHarmNobody) {
  TestServer server;
  for (int i = 0; i < 50; ++i) {
    RawClient client(server.port());
    client.send(get("/api/v1/wait"));
    client.vanish();
  }
  server.release_waiting();
  RawClient client(server.port());
  EXPECT_EQ(client.ask(get("/api/v1/later")).status, 200);
}

}  // namespace
}  // namespace lectern::http::testing
