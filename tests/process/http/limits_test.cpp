// Clients that are slow, many, or gone; and the end of the server while all of them are there.

#include <gtest/gtest.h>

#include <memory>
#include <vector>

#include "base/metrics.h"
#include "raw_client.h"
#include "test_server.h"

namespace lectern::http::testing {
namespace {

const std::string kGet = "GET /api/v1/echo/a HTTP/1.1\r\nHost: x\r\n\r\n";
const std::string kWait = "GET /api/v1/wait HTTP/1.1\r\nHost: x\r\n\r\n";

ServerOptions impatient() {
  ServerOptions options;
  options.head_time = std::chrono::seconds(1);
  options.body_rate_window = std::chrono::seconds(1);
  options.least_body_bytes_per_second = 1000;
  return options;
}

/// One byte every 200 ms; how long until the server has had enough.
std::chrono::milliseconds drip(RawClient& client, std::string_view bytes) {
  const auto start = std::chrono::steady_clock::now();
  for (const char c : bytes)
    if (client.is_closed_within(200ms) || !client.send({&c, 1})) break;
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
}

TEST(Limits, HeadThatDripsIsCutOff) {
  TestServer server(impatient());
  RawClient client(server.port());
  client.send("GET /api/v1/echo/a HTTP/1.1\r\nHost: ");
  EXPECT_LT(drip(client, std::string(40, 'x')), 5s);
  EXPECT_GT(value_of(Counter::HttpRefusedSlowHeaders), 0U);
}

TEST(Limits, RequestLineThatDripsIsCutOff) {
  TestServer server(impatient());
  RawClient client(server.port());
  EXPECT_LT(drip(client, "GET /" + std::string(40, 'x')), 5s);
}

TEST(Limits, LaterHeadThatDripsIsCutOff) {
  TestServer server(impatient());
  RawClient client(server.port());
  EXPECT_EQ(client.ask(kGet).status, 200);
  EXPECT_LT(drip(client, "GET /" + std::string(40, 'x')), 5s);
}

TEST(Limits, BodyThatDripsIsCutOff) {
  TestServer server(impatient());
  RawClient client(server.port());
  client.send(
      "POST /api/v1/echo/a HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
      "99\r\n\r\n");
  EXPECT_LT(drip(client, std::string(40, 'x')), 6s);
}

TEST(Limits, SilenceBetweenRequestsIsAllowed) {
  TestServer server(impatient());
  RawClient client(server.port());
  RawClient fresh(server.port());
  EXPECT_EQ(client.ask(kGet).status, 200);
  EXPECT_FALSE(client.is_closed_within(3500ms));
  EXPECT_EQ(client.ask(kGet).status, 200);
  EXPECT_EQ(fresh.ask(kGet).status, 200);
}

TEST(Limits, RequestThatWaitsForAWorkerIsNotTakenForASlowClient) {
  TestServer server(impatient());
  RawClient client(server.port());
  client.send(kWait);
  EXPECT_FALSE(client.is_closed_within(3500ms));
  server.release_waiting();
  EXPECT_EQ(client.receive().status, 200);
}

TEST(Limits, SilentConnectionIsClosedAfterTheIdleTime) {
  ServerOptions options;
  options.idle_time = std::chrono::seconds(1);
  TestServer server(options);
  RawClient client(server.port());
  EXPECT_EQ(client.ask(kGet).status, 200);
  EXPECT_TRUE(client.is_closed_within(5s));
}

TEST(Limits, ConnectionsAboveTheLimitAreToldSo) {
  ServerOptions options;
  options.max_connections = 4;
  TestServer server(options);
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 4; ++i) {
    clients.push_back(std::make_unique<RawClient>(server.port()));
    ASSERT_EQ(clients.back()->ask(kGet).status, 200);
  }
  RawClient refused(server.port());
  const Reply reply = refused.receive();
  EXPECT_EQ(reply.status, 503);
  EXPECT_TRUE(reply.has("Retry-After"));
  clients.pop_back();
  EXPECT_TRUE(eventually([&] { return RawClient(server.port()).ask(kGet).status == 200; }));
}

TEST(Limits, ConnectionsOfOneAddressAreLimited) {
  ServerOptions options;
  options.max_connections_per_address = 2;
  TestServer server(options);
  RawClient first(server.port());
  RawClient second(server.port());
  ASSERT_EQ(first.ask(kGet).status, 200);
  ASSERT_EQ(second.ask(kGet).status, 200);
  RawClient third(server.port());
  EXPECT_EQ(third.receive().status, 503);
}

TEST(Limits, TrustedProxyIsNotLimitedByAddressAndSaysWhoTheClientIs) {
  ServerOptions options;
  options.max_connections_per_address = 2;
  options.trusted_proxies = {"127.0.0.0/8"};
  TestServer server(options);
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 4; ++i) {
    clients.push_back(std::make_unique<RawClient>(server.port()));
    const Reply reply = clients.back()->ask(
        "GET /api/v1/echo/a HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 203.0.113.9\r\nX-Forwarded-Proto: "
        "https\r\n\r\n");
    EXPECT_EQ(reply.status, 200);
    EXPECT_TRUE(reply.has("Strict-Transport-Security"));
  }
}

TEST(Stop, TwoHundredSuspendedRequestsAreAllAnswered) {
  TestServer server;
  const auto before = value_of(Gauge::HttpConnections);
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 200; ++i) {
    clients.push_back(std::make_unique<RawClient>(server.port()));
    clients.back()->send(kWait);
  }
  ASSERT_TRUE(eventually([&] { return value_of(Gauge::HttpConnections) == before + 200; }));
  // A loop takes what is ready in order: once each has answered this, it has read the others.
  for (int i = 0; i < 16; ++i) ASSERT_EQ(RawClient(server.port()).ask(kGet).status, 200);
  server.stop();
  int answered = 0;
  int refused = 0;
  for (const auto& client : clients) {
    const int status = client->receive(2s).status;
    answered += status == 200 ? 1 : 0;
    refused += status == 503 ? 1 : 0;
  }
  EXPECT_EQ(answered + refused, 200);
  EXPECT_GT(refused, 0);
}

TEST(Stop, ManyTimesInARowUnderLoad) {
  for (int round = 0; round < 10; ++round) {
    TestServer server;
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 30; ++i) {
      clients.push_back(std::make_unique<RawClient>(server.port()));
      for (int k = 0; k < 5; ++k) clients.back()->send("GET /api/v1/later HTTP/1.1\r\nHost: x\r\n\r\n");
    }
    server.stop();
  }
}

}  // namespace
}  // namespace lectern::http::testing
