#include "streamer/byte_range.h"

#include <gtest/gtest.h>

namespace lectern::streamer {
namespace {

constexpr ByteRange kWhole{};
constexpr ByteRange kUnsatisfiable{ByteRange::Kind::Unsatisfiable};

constexpr ByteRange part(std::uint64_t offset, std::uint64_t length) {
  return {ByteRange::Kind::Part, offset, length};
}

struct Case {
  std::string_view header;
  std::uint64_t size;
  ByteRange expected;
};

constexpr Case kCases[] = {
    {"", 100, kWhole},
    {"bytes=0-9", 100, part(0, 10)},
    {"Bytes=0-9", 100, part(0, 10)},
    {"bytes= 5-5 ", 100, part(5, 1)},
    {"bytes=90-", 100, part(90, 10)},
    {"bytes=90-1000", 100, part(90, 10)},
    {"bytes=0-99999999999999999999999", 100, part(0, 100)},
    {"bytes=-10", 100, part(90, 10)},
    {"bytes=-1000", 100, part(0, 100)},
    {"bytes=99-99", 100, part(99, 1)},
    {"bytes=100-", 100, kUnsatisfiable},
    {"bytes=99999999999999999999999-", 100, kUnsatisfiable},
    {"bytes=-0", 100, kUnsatisfiable},
    {"bytes=0-", 0, kUnsatisfiable},
    {"bytes=-5", 0, kUnsatisfiable},
    {"bytes=9-5", 100, kWhole},
    {"bytes=", 100, kWhole},
    {"bytes=-", 100, kWhole},
    {"bytes=a-b", 100, kWhole},
    {"bytes=1-2-3", 100, kWhole},
    {"bytes=+1-2", 100, kWhole},
    {"bytes=0x1-2", 100, kWhole},
    {"bytes=0-1,5-6", 100, kWhole},
    {"seconds=0-1", 100, kWhole},
    {"bytes", 100, kWhole},
};

TEST(ByteRange, IsChosenAsTheSpecificationSays) {
  for (const auto& [header, size, expected] : kCases)
    EXPECT_EQ(select_range(header, size), expected) << header << " of " << size;
}

TEST(ByteRange, SaysWhatItIsPartOf) {
  EXPECT_EQ(content_range(part(90, 10), 100), "bytes 90-99/100");
  EXPECT_EQ(unsatisfied_range(100), "bytes */100");
}

}  // namespace
}  // namespace lectern::streamer
