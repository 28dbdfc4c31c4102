#include "http/gzip.h"

#include <gtest/gtest.h>

namespace lectern::http {
namespace {

Request accepting(std::string value) {
  Request request;
  request.headers.add("Accept-Encoding", std::move(value));
  return request;
}

TEST(Gzip, IsTakenAsTheClientWeighsIt) {
  for (const char* wanted : {"gzip", "deflate, GZIP;q=0.5", "*", "br;q=1, gzip; q=0.001"})
    EXPECT_TRUE(accepts_gzip(accepting(wanted))) << wanted;
  for (const char* unwanted : {"", "br", "gzip;q=0", "gzip;q=0.0, *", "*;q=0", "xgzip"})
    EXPECT_FALSE(accepts_gzip(accepting(unwanted))) << unwanted;
  EXPECT_FALSE(accepts_gzip(Request{}));
}

TEST(Gzip, HasItsMagicAndIsSmaller) {
  const std::string compressed = gzip(std::string(10'000, 'a'));
  EXPECT_EQ(compressed.substr(0, 3), "\x1f\x8b\x08");
  EXPECT_LT(compressed.size(), 100U);
}

TEST(Gzip, AnswerSaysWhatItIs) {
  const auto make = [] { return Response::text(std::string(10'000, 'a')).with("ETag", "\"1\""); };
  const Response compressed = gzip_if_wanted(accepting("gzip"), make());
  EXPECT_EQ(compressed.headers.find("Content-Encoding"), "gzip");
  EXPECT_EQ(compressed.headers.find("Vary"), "Accept-Encoding");
  EXPECT_EQ(compressed.headers.find("ETag"), "W/\"1\"");
  const Response plain = gzip_if_wanted(Request{}, make());
  EXPECT_FALSE(plain.headers.find("Content-Encoding"));
  EXPECT_EQ(plain.headers.find("Vary"), "Accept-Encoding");
}

}  // namespace
}  // namespace lectern::http
