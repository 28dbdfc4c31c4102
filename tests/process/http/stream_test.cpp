// Bodies of any size on their way to a sink.

#include <gtest/gtest.h>

#include "base/metrics.h"
#include "raw_client.h"
#include "test_server.h"

namespace lectern::http::testing {
namespace {

std::string patch_head(std::uint64_t length, std::string_view query = {}, std::string_view headers = {}) {
  return "PATCH /api/v1/stream" + std::string{query} +
         " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer good\r\nContent-Length: " + std::to_string(length) +
         "\r\n" + std::string{headers} + "\r\n";
}

std::string noise(std::size_t size) {
  std::string bytes(size, '\0');
  std::uint32_t state = 1;
  for (char& c : bytes) {
    state = state * 1664525U + 1013904223U;
    c = static_cast<char>(state >> 24);
  }
  return bytes;
}

std::uint64_t checksum(std::string_view bytes, int times) {
  std::uint64_t sum = 0;
  for (int i = 0; i < times; ++i)
    for (const char c : bytes) sum = sum * 31 + static_cast<unsigned char>(c);
  return sum;
}

TEST(Stream, SixtyFourMebibytesArriveWholeInBlocksOfAtMostOne) {
  TestServer server;
  RawClient client(server.port());
  const std::string piece = noise(1'000'003);
  constexpr int kPieces = 67;
  client.send(patch_head(piece.size() * kPieces));
  for (int i = 0; i < kPieces; ++i) ASSERT_TRUE(client.send(piece));
  const Reply reply = client.receive();
  EXPECT_EQ(reply.status, 204);
  EXPECT_EQ(reply.header("Upload-Offset"), std::to_string(piece.size() * kPieces));
  EXPECT_EQ(server.streams.checksum, checksum(piece, kPieces));
  EXPECT_LE(server.streams.largest_block, 1U << 20);
  EXPECT_EQ(server.streams.finished, 1);
  EXPECT_EQ(server.streams.abandoned, 0);
}

TEST(Stream, ConnectionIsUsedAgain) {
  TestServer server;
  RawClient client(server.port());
  for (int i = 0; i < 20; ++i) EXPECT_EQ(client.ask(patch_head(5) + "hello").status, 204);
  EXPECT_EQ(server.streams.bytes, 100U);
}

TEST(Stream, EmptyBodyStillFinishes) {
  TestServer server;
  RawClient client(server.port());
  EXPECT_EQ(client.ask(patch_head(0)).status, 204);
  EXPECT_EQ(server.streams.finished, 1);
}

TEST(Stream, ClientThatLeavesIsAbandonedOnceAndWhatCameIsKept) {
  TestServer server;
  for (int i = 0; i < 3; ++i) {
    RawClient client(server.port());
    client.send(patch_head(10'000'000) + std::string(300'000, 'x'));
    ASSERT_TRUE(eventually([&] { return server.streams.opened == i + 1; }));
    client.close_sending();
    ASSERT_TRUE(eventually([&] { return server.streams.destroyed == i + 1; }))
        << i << ' ' << server.streams.bytes;
  }
  EXPECT_EQ(server.streams.abandoned, 3);
  EXPECT_EQ(server.streams.finished, 0);
  EXPECT_EQ(server.streams.bytes, 900'000U);
}

TEST(Stream, ClientThatVanishesIsAbandonedOnce) {
  TestServer server;
  RawClient client(server.port());
  client.send(patch_head(10'000'000) + std::string(3'000'000, 'x'));
  ASSERT_TRUE(eventually([&] { return server.streams.opened == 1; }));
  client.vanish();
  ASSERT_TRUE(eventually([&] { return server.streams.destroyed == 1; }));
  EXPECT_EQ(server.streams.abandoned, 1);
}

TEST(Stream, SinkThatFailsMidwayAnswersBeforeTheBodyEnds) {
  TestServer server;
  server.streams.fail_after = 2U << 20;
  RawClient client(server.port());
  client.send(patch_head(20'000'000'000) + std::string(4U << 20, 'x'));
  const Reply reply = client.receive();
  EXPECT_EQ(reply.status, 507);
  EXPECT_NE(reply.body.find("storage_full"), std::string::npos);
  EXPECT_TRUE(reply.has("X-Request-Id"));
  EXPECT_EQ(server.streams.bytes, 2U << 20);
  EXPECT_EQ(server.streams.abandoned, 0);
}

TEST(Stream, SinkThatFailsNearTheEndKeepsTheConnection) {
  TestServer server;
  server.streams.fail_after = 1;
  RawClient client(server.port());
  EXPECT_EQ(client.ask(patch_head(100'000) + std::string(100'000, 'x')).status, 507);
  server.streams.fail_after = ~0ULL;
  EXPECT_EQ(client.ask(patch_head(5) + "hello").status, 204);
}

TEST(Stream, RefusedAtOpeningAnswersAndKeepsTheConnectionWhenLittleWasToCome) {
  TestServer server;
  RawClient client(server.port());
  EXPECT_EQ(client.ask(patch_head(100'000, "?refuse=1") + std::string(100'000, 'x')).status, 409);
  EXPECT_EQ(client.ask(patch_head(5) + "hello").status, 204);
}

TEST(Stream, NobodyIsRefusedBeforeTheBodyIsSent) {
  TestServer server;
  RawClient client(server.port());
  client.send(
      "PATCH /api/v1/stream HTTP/1.1\r\nHost: x\r\nContent-Length: 20000000000\r\nExpect: "
      "100-continue\r\n\r\n");
  EXPECT_EQ(client.receive().status, 401);
  EXPECT_EQ(server.streams.opened, 0);
}

TEST(Stream, ExpectingClientIsToldToGoOn) {
  TestServer server;
  RawClient client(server.port());
  client.send(patch_head(5, {}, "Expect: 100-continue\r\n"));
  EXPECT_EQ(client.receive_bytes(25), "HTTP/1.1 100 Continue\r\n\r\n");
  EXPECT_EQ(client.ask("hello").status, 204);
}

TEST(Stream, ChunkedBodyArrivesWhole) {
  TestServer server;
  RawClient client(server.port());
  client.send(
      "PATCH /api/v1/stream HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer good\r\n"
      "Transfer-Encoding: chunked\r\n\r\n");
  const std::string piece = noise(0x10000);
  for (int i = 0; i < 50; ++i) client.send("10000\r\n" + piece + "\r\n");
  EXPECT_EQ(client.ask("0\r\n\r\n").status, 204);
  EXPECT_EQ(server.streams.checksum, checksum(piece, 50));
}

TEST(Stream, MemoryForBodiesIsBoundedAndMoreIsRefused) {
  ServerOptions options;
  options.body_memory = 256U << 10;  // Four blocks of the smallest size.
  TestServer server(options);
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 4; ++i) {
    clients.push_back(std::make_unique<RawClient>(server.port()));
    clients.back()->send(patch_head(200'000) + "x");
  }
  ASSERT_TRUE(eventually([&] { return server.streams.opened == 4; }));
  RawClient refused(server.port());
  EXPECT_EQ(refused.ask(patch_head(5) + "hello").status, 503);
  for (const auto& client : clients) EXPECT_EQ(client->ask(std::string(199'999, 'x')).status, 204);
  EXPECT_EQ(refused.ask(patch_head(5) + "hello").status, 204);
  EXPECT_LE(server.streams.largest_block, 64U << 10);
}

TEST(Stream, StoppingTheServerAbandonsWhatIsUnderWay) {
  TestServer server;
  RawClient client(server.port());
  client.send(patch_head(10'000'000) + std::string(3'000'000, 'x'));
  ASSERT_TRUE(eventually([&] { return server.streams.bytes >= 2U << 20; }));
  server.stop();
  EXPECT_EQ(server.streams.abandoned, 1);
  EXPECT_EQ(server.streams.destroyed, 1);
}

}  // namespace
}  // namespace lectern::http::testing
