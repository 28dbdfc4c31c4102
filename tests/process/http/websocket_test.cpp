#include <gtest/gtest.h>

#include "base/metrics.h"
#include "raw_client.h"
#include "test_server.h"

namespace lectern::http::testing {
namespace {

std::string opening(std::string_view headers) {
  return "GET /api/v1/ws HTTP/1.1\r\nHost: x\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n"
         "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
         std::string{headers} + "\r\n";
}

/// A masked text frame (RFC 6455 §5.2); the mask is all zeros, which is as good as any.
std::string frame(char opcode, std::string_view text) {
  return std::string{static_cast<char>(0x80 | opcode), static_cast<char>(0x80 | text.size())} +
         std::string(4, '\0') + std::string{text};
}

struct Frame {
  int opcode = -1;
  std::string text;
};

Frame receive_frame(RawClient& client, std::chrono::milliseconds time = 5s) {
  const std::string head = client.receive_bytes(2, time);
  if (head.size() < 2) return {};
  std::size_t size = static_cast<unsigned char>(head[1]) & 0x7fU;
  if (size == 126) {
    const std::string extended = client.receive_bytes(2);
    size = static_cast<unsigned char>(extended[0]) * 256U + static_cast<unsigned char>(extended[1]);
  }
  return {head[0] & 0x0f, client.receive_bytes(size)};
}

std::string receive_text(RawClient& client) {
  for (;;) {
    const Frame got = receive_frame(client);
    if (got.opcode == 9) client.send(frame(10, got.text));
    if (got.opcode != 9) return got.text;
  }
}

void open(RawClient& client) {
  client.send(opening("Authorization: Bearer good\r\n"));
  const Reply reply = client.receive();
  ASSERT_EQ(reply.status, 101);
  // The example of RFC 6455 §1.3.
  EXPECT_EQ(reply.header("Sec-WebSocket-Accept"), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
}

TEST(WebSocket, SubscriberHearsItsTopicAndNoOther) {
  TestServer server;
  RawClient client(server.port());
  open(client);
  client.send(frame(1, R"({"subscribe":"open/1"})"));
  EXPECT_EQ(receive_text(client), R"({"subscribed":"open/1"})");
  server.websockets->publish("open/2", R"({"a":1})");
  server.websockets->publish("open/1", R"({"a":2})");
  EXPECT_EQ(receive_text(client), R"({"topic":"open/1","payload":{"a":2}})");
  client.send(frame(1, R"({"subscribe":"closed/1"})"));
  EXPECT_EQ(receive_text(client), R"({"refused":"closed/1"})");
}

TEST(WebSocket, MessageSentRightBehindTheHandshakeIsHeard) {
  TestServer server;
  RawClient client(server.port());
  client.send(opening("Authorization: Bearer good\r\n") + frame(1, R"({"subscribe":"open/1"})"));
  ASSERT_EQ(client.receive().status, 101);
  EXPECT_EQ(receive_text(client), R"({"subscribed":"open/1"})");
}

TEST(WebSocket, NobodyAndForeignPagesAreRefused) {
  TestServer server;
  RawClient client(server.port());
  EXPECT_EQ(client.ask(opening("")).status, 401);
  EXPECT_EQ(client.ask(opening("Authorization: Bearer good\r\nOrigin: https://evil.example\r\n")).status,
            403);
  EXPECT_EQ(client.ask("GET /api/v1/ws HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer good\r\n\r\n").status,
            426);
  EXPECT_EQ(client.ask(opening("Authorization: Bearer good\r\nOrigin: http://x\r\n")).status, 101);
}

TEST(WebSocket, WhoeverSignedOutIsSentAway) {
  TestServer server;
  RawClient client(server.port());
  open(client);
  client.send(frame(1, R"({"subscribe":"open/1"})"));
  EXPECT_EQ(receive_text(client), R"({"subscribed":"open/1"})");
  server.websockets->end_session(SessionId{"another"});
  server.websockets->end_session(SessionId{});
  server.websockets->publish("open/1", "1");
  EXPECT_EQ(receive_text(client), R"({"topic":"open/1","payload":1})");
  server.websockets->end_session(SessionId{"s1"});
  EXPECT_EQ(receive_frame(client).opcode, 8);
  EXPECT_TRUE(client.is_closed_within(3s));
}

TEST(WebSocket, ClientThatAnswersPingsStaysAndOneThatDoesNotIsDropped) {
  TestServer server;
  RawClient lively(server.port());
  RawClient dead(server.port());
  open(lively);
  open(dead);
  for (int i = 0; i < 4; ++i) {
    const Frame ping = receive_frame(lively);
    ASSERT_EQ(ping.opcode, 9);
    lively.send(frame(10, ping.text));
  }
  EXPECT_TRUE(dead.is_closed_within(3s));
  lively.send(frame(1, R"({"subscribe":"open/1"})"));
  EXPECT_EQ(receive_text(lively), R"({"subscribed":"open/1"})");
}

TEST(WebSocket, ClientThatDoesNotReadIsDroppedAndOthersHearOn) {
  TestServer server;
  RawClient deaf(server.port());
  RawClient lively(server.port());
  for (RawClient* client : {&deaf, &lively}) {
    open(*client);
    client->send(frame(1, R"({"subscribe":"open/1"})"));
    EXPECT_EQ(receive_text(*client), R"({"subscribed":"open/1"})");
  }
  const auto before = value_of(Gauge::WebSockets);
  const std::string payload = "\"" + std::string(30'000, 'x') + "\"";
  const std::string heard = R"({"topic":"open/1","payload":)" + payload + "}";
  for (int i = 0; i < 600 && value_of(Gauge::WebSockets) == before; ++i) {
    server.websockets->publish("open/1", payload);
    ASSERT_EQ(receive_text(lively), heard);
  }
  EXPECT_EQ(value_of(Gauge::WebSockets), before - 1);
}

TEST(WebSocket, GoodbyeIsSaidWhenTheServerStops) {
  TestServer server;
  RawClient client(server.port());
  open(client);
  client.send(frame(1, R"({"subscribe":"open/1"})"));
  EXPECT_EQ(receive_text(client), R"({"subscribed":"open/1"})");
  server.stop();
  Frame last = receive_frame(client);
  while (last.opcode == 9) last = receive_frame(client);
  EXPECT_EQ(last.opcode, 8);
  EXPECT_EQ(last.text, std::string("\x03\xe9"));  // 1001, going away.
}

TEST(WebSocket, ClosingIsAnsweredAndFreed) {
  TestServer server;
  const auto before = value_of(Gauge::WebSockets);
  RawClient client(server.port());
  open(client);
  client.send(frame(8, "\x03\xe8"));
  EXPECT_EQ(receive_frame(client).opcode, 8);
  EXPECT_TRUE(eventually([&] { return value_of(Gauge::WebSockets) == before; }));
  EXPECT_TRUE(client.is_closed_within(2s));
}

}  // namespace
}  // namespace lectern::http::testing
