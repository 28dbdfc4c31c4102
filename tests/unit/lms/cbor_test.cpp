#include "lms/identity/cbor.h"

#include <gtest/gtest.h>

#include <random>

namespace lectern::lms {
namespace {

using namespace std::string_literals;

TEST(Cbor, ReadsMapsOfTheKindsThatAuthenticatorsWrite) {
  // {"fmt": "none", 1: -7, 3: h'0102', "x": [true]}
  const auto bytes =
      "\xA4\x63"
      "fmt\x64none\x01\x26\x03\x42\x01\x02\x61x\x81\xF5rest"s;
  const auto read = read_cbor(bytes);
  ASSERT_TRUE(read);
  EXPECT_EQ(bytes.substr(read->length), "rest");
  EXPECT_EQ(read->value.find("fmt")->text, "none");
  EXPECT_EQ(read->value.find(1)->integer, -7);
  EXPECT_EQ(read->value.find(3)->text, "\x01\x02");
  EXPECT_EQ(read->value.find("x")->items.at(0).integer, 21);
  EXPECT_EQ(read->value.find("y"), nullptr);
}

TEST(Cbor, RefusesWhatIsNotCanonical) {
  for (const auto& bytes :
       {""s, "\x18"s, "\x18\x10"s, "\x19\x00\xFF"s, "\x5F\x41x\xFF"s, "\xBF\xFF"s, "\xC0\x01"s,
        "\xFB\0\0\0\0\0\0\0\0"s, "\x42x"s, "\x5B\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"s,
        "\x9B\x7F\xFF\xFF\xFF\xFF\xFF\xFF\xFF"s, "\x61\xFF"s, "\x81\x81\x81\x81\x81\x01"s,
        "\x1B\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"s})
    EXPECT_FALSE(read_cbor(bytes)) << ::testing::PrintToString(bytes);
}

TEST(Cbor, SurvivesNoise) {
  std::mt19937 random(7);
  for (int round = 0; round < 20'000; ++round) {
    std::string bytes(random() % 40, '\0');
    for (auto& byte : bytes) byte = static_cast<char>(random());
    const auto read = read_cbor(bytes);
    EXPECT_LE(read ? read->length : 0, bytes.size());
  }
}

}  // namespace
}  // namespace lectern::lms
