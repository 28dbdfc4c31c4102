#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

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
  if (size >= 126) {
    const std::string extended = client.receive_bytes(size == 126 ? 2 : 8);
    size = 0;
    for (const char byte : extended) size = size * 256U + static_cast<unsigned char>(byte);
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

/// What was said, less the number that nobody can know beforehand.
std::string receive_words(RawClient& client) {
  auto said = nlohmann::ordered_json::parse(receive_text(client));
  said.erase("seq");
  return said.dump();
}

std::uint64_t receive_number(RawClient& client) {
  return nlohmann::json::parse(receive_text(client)).at("seq").get<std::uint64_t>();
}

void subscribe(RawClient& client, const std::string& topic) {
  client.send(frame(1, R"({"subscribe":")" + topic + R"("})"));
  EXPECT_EQ(receive_words(client), R"({"subscribed":")" + topic + R"("})");
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
  subscribe(client, "open/1");
  server.websockets->publish("open/2", R"({"a":1})");
  server.websockets->publish("open/1", R"({"a":2})");
  EXPECT_EQ(receive_words(client), R"({"topic":"open/1","payload":{"a":2}})");
  client.send(frame(1, R"({"subscribe":"closed/1"})"));
  EXPECT_EQ(receive_words(client), R"({"refused":"closed/1","code":"forbidden"})");
}

TEST(WebSocket, MessageSentRightBehindTheHandshakeIsHeard) {
  TestServer server;
  RawClient client(server.port());
  client.send(opening("Authorization: Bearer good\r\n") + frame(1, R"({"subscribe":"open/1"})"));
  ASSERT_EQ(client.receive().status, 101);
  EXPECT_EQ(receive_words(client), R"({"subscribed":"open/1"})");
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
  subscribe(client, "open/1");
  server.websockets->end_session(SessionId{"another"});
  server.websockets->end_session(SessionId{});
  server.websockets->publish("open/1", "1");
  EXPECT_EQ(receive_words(client), R"({"topic":"open/1","payload":1})");
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
  subscribe(lively, "open/1");
}

TEST(WebSocket, ClientThatNeverReadsIsDroppedAndOthersHearOn) {
  TestServer server;
  RawClient deaf(server.port());
  RawClient lively(server.port());
  for (RawClient* client : {&deaf, &lively}) {
    open(*client);
    subscribe(*client, "open/1");
  }
  const auto before = value_of(Gauge::WebSockets);
  const std::string payload = "\"" + std::string(30'000, 'x') + "\"";
  const std::string heard = R"({"topic":"open/1","payload":)" + payload + "}";
  for (int i = 0; i < 20'000 && value_of(Gauge::WebSockets) == before; ++i) {
    server.websockets->publish("open/1", payload);
    ASSERT_EQ(receive_words(lively), heard);
  }
  EXPECT_EQ(value_of(Gauge::WebSockets), before - 1);
}

TEST(WebSocket, SlowReaderIsToldToAskAgainOnceItHasReadAll) {
  WebSocketOptions patient;
  patient.max_backlog = 100'000;
  TestServer server({}, patient);
  RawClient slow(server.port());
  open(slow);
  subscribe(slow, "open/1");
  subscribe(slow, "open/2");
  const std::string payload = "\"" + std::string(30'000, 'x') + "\"";
  for (int i = 0; i < 1000; ++i) server.websockets->publish("open/1", payload);
  int heard = 0;
  std::string words = receive_words(slow);
  for (; words.starts_with(R"({"topic":"open/1")"); words = receive_words(slow)) ++heard;
  EXPECT_GT(heard, 0);
  EXPECT_LT(heard, 1000);
  EXPECT_EQ(words, R"({"reset":"open/1"})");
  server.websockets->publish("open/2", "2");
  EXPECT_EQ(receive_words(slow), R"({"topic":"open/2","payload":2})");
}

TEST(WebSocket, WhoeverComesBackHearsWhatItMissedAndNothingTwice) {
  TestServer server;
  RawClient before(server.port());
  open(before);
  subscribe(before, "open/1");
  server.websockets->publish("open/1", "1");
  const auto last = std::to_string(receive_number(before));
  before.close_sending();
  server.websockets->publish("open/1", "2");
  server.websockets->publish("open/2", "0");
  server.websockets->publish("open/1", "3");
  RawClient after(server.port());
  open(after);
  after.send(frame(1, R"({"subscribe":"open/1","after":)" + last + "}"));
  EXPECT_EQ(receive_words(after), R"({"subscribed":"open/1"})");
  EXPECT_EQ(receive_words(after), R"({"topic":"open/1","payload":2})");
  EXPECT_EQ(receive_words(after), R"({"topic":"open/1","payload":3})");
  server.websockets->publish("open/1", "4");
  EXPECT_EQ(receive_words(after), R"({"topic":"open/1","payload":4})");
}

TEST(WebSocket, WhoeverWasAwayTooLongIsToldToAskAgain) {
  TestServer server;
  RawClient client(server.port());
  open(client);
  client.send(frame(1, R"({"subscribe":"open/1","after":1})"));
  EXPECT_EQ(receive_words(client), R"({"subscribed":"open/1"})");
  EXPECT_EQ(receive_words(client), R"({"reset":"open/1"})");
}

TEST(WebSocket, TopicWithContentSendsItFirstAndThenEveryChange) {
  TestServer server;
  RawClient client(server.port());
  open(client);
  subscribe(client, "open/list/7");
  EXPECT_EQ(receive_words(client), R"({"topic":"open/list/7","payload":{"of":"u1 open/list/7"}})");
  server.websockets->publish("open/list/7", "1");
  EXPECT_EQ(receive_words(client), R"({"topic":"open/list/7","payload":1})");
}

TEST(WebSocket, OwnTopicIsHeardByItsOwnerAlone) {
  TestServer server;
  RawClient client(server.port());
  open(client);
  subscribe(client, "me");
  server.websockets->publish(topic_of(UserId{"u2"}), "1");
  server.websockets->publish(topic_of(UserId{"u1"}), "2");
  EXPECT_EQ(receive_words(client), R"({"topic":"me","payload":2})");
  client.send(frame(1, R"({"subscribe":"users/u2"})"));
  EXPECT_NE(receive_words(client).find("error"), std::string::npos);
}

TEST(WebSocket, WhoMayHearIsAskedAgainWhenRightsChange) {
  TestServer server;
  RawClient client(server.port());
  open(client);
  subscribe(client, "open/1");
  subscribe(client, "open/private");
  server.make_private();
  server.websockets->rights_changed("open/1");
  server.websockets->rights_changed("open/private");
  EXPECT_EQ(receive_words(client), R"({"refused":"open/private","code":"forbidden"})");
  server.websockets->publish("open/private", "1");
  server.websockets->publish("open/1", "2");
  EXPECT_EQ(receive_words(client), R"({"topic":"open/1","payload":2})");
}

TEST(WebSocket, WhoseRoleChangedIsAskedToComeAgain) {
  TestServer server;
  RawClient client(server.port());
  open(client);
  subscribe(client, "open/1");
  server.websockets->rights_changed(UserId{"u2"});
  server.websockets->publish("open/1", "1");
  EXPECT_EQ(receive_words(client), R"({"topic":"open/1","payload":1})");
  server.websockets->rights_changed(UserId{"u1"});
  const Frame last = receive_frame(client);
  EXPECT_EQ(last.opcode, 8);
  EXPECT_EQ(last.text, std::string("\x0f\xa1"));  // 4001.
}

TEST(WebSocket, PingInWordsIsAnswered) {
  TestServer server;
  RawClient client(server.port());
  open(client);
  client.send(frame(1, R"({"ping":7})"));
  EXPECT_EQ(receive_words(client), R"({"pong":7})");
}

TEST(WebSocket, GoodbyeIsSaidWhenTheServerStops) {
  TestServer server;
  RawClient client(server.port());
  open(client);
  subscribe(client, "open/1");
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
