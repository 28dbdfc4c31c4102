// Answers of any size that are read on the way.

#include <gtest/gtest.h>

#include "raw_client.h"
#include "test_server.h"

namespace lectern::http::testing {
namespace {

constexpr std::string_view kGet = "GET /v/fed HTTP/1.1\r\nHost: x\r\n\r\n";

std::string fed(std::uint64_t offset, std::uint64_t length) {
  std::string bytes(length, '\0');
  for (std::uint64_t i = 0; i < length; ++i) bytes[i] = fed_byte(offset + i);
  return bytes;
}

TEST(Feed, AnswerArrivesWholeInBlocksAndTheConnectionGoesOn) {
  TestServer server;
  RawClient client(server.port());
  for (int round = 1; round <= 3; ++round) {
    const Reply reply = client.ask(kGet);
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.header("Content-Length"), std::to_string(kFedSize));
    EXPECT_TRUE(reply.body == fed(0, kFedSize));
    EXPECT_TRUE(eventually([&] { return server.feeds.sent == round; }));
  }
  EXPECT_LE(server.feeds.largest_read, 1U << 20);
  EXPECT_GE(server.feeds.reads, 3 * 3);
}

TEST(Feed, PartBeginsWhereItWasAskedFor) {
  TestServer server;
  RawClient client(server.port());
  const Reply reply = client.ask("GET /v/fed-part HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(reply.status, 206);
  EXPECT_TRUE(reply.body == fed(7, 300'000));
}

TEST(Feed, HeadTellsTheLengthAndReadsNothing) {
  TestServer server;
  RawClient client(server.port());
  client.send("HEAD /v/fed HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(client.receive(10s, false).header("Content-Length"), std::to_string(kFedSize));
  EXPECT_EQ(client.ask("GET /v/small HTTP/1.1\r\nHost: x\r\n\r\n").status, 200);
  EXPECT_EQ(server.feeds.reads, 0);
}

TEST(Feed, AnswerThatCannotBeReadToItsEndBreaksOffAndCountsAsNotSent) {
  TestServer server;
  server.feeds.fail_from = 1'000'000;
  RawClient client(server.port());
  client.send(kGet);
  const std::string got = client.receive_bytes(kFedSize);
  EXPECT_LT(got.size(), 1'000'500u);
  EXPECT_TRUE(client.is_closed_within(5s));
  EXPECT_EQ(server.feeds.sent, 0);
}

TEST(Feed, ClientThatLeavesMidwayHarmsNobodyAndWasNotServed) {
  TestServer server;
  for (int round = 0; round < 20; ++round) {
    RawClient client(server.port());
    client.send(kGet);
    client.receive_bytes(10'000);
    client.vanish();
  }
  RawClient other(server.port());
  EXPECT_TRUE(other.ask(kGet).body == fed(0, kFedSize));
  EXPECT_TRUE(eventually([&] { return server.feeds.sent == 1; }));
}

TEST(Feed, ServerStopsWhileClientsStillRead) {
  TestServer server;
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 20; ++i) {
    clients.push_back(std::make_unique<RawClient>(server.port()));
    clients.back()->send(kGet);
  }
  clients.front()->receive_bytes(10'000);
  server.stop();
  EXPECT_LE(server.feeds.sent, 20);
}

}  // namespace
}  // namespace lectern::http::testing
