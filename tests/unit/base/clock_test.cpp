#include "base/clock.h"

#include <gtest/gtest.h>

namespace lectern {
namespace {

constexpr Instant kLeapDay{Milliseconds{1'709'209'805'006}};  // 2024-02-29T12:30:05.006Z

TEST(Clock, TheFakeOneStandsStillUntilItIsTurned) {
  FakeClock clock;
  EXPECT_EQ(to_rfc3339(clock.now()), "2026-01-01T00:00:00.000Z");
  clock.advance(std::chrono::hours{1});
  EXPECT_EQ(to_rfc3339(clock.now()), "2026-01-01T01:00:00.000Z");
}

TEST(Clock, WritesAndReadsRfc3339) {
  EXPECT_EQ(to_rfc3339(kLeapDay), "2024-02-29T12:30:05.006Z");
  EXPECT_EQ(from_rfc3339("2024-02-29T12:30:05.006Z"), kLeapDay);
  EXPECT_EQ(from_rfc3339("2024-02-29T14:00:05.006+01:30"), kLeapDay);
  EXPECT_EQ(from_rfc3339("2024-02-29T07:30:05.006-05:00"), kLeapDay);
  EXPECT_EQ(from_rfc3339("2024-02-29T12:30:05Z"), kLeapDay - Milliseconds{6});
}

TEST(Clock, RefusesWhatIsNoTime) {
  for (const auto* bad :
       {"", "2024-02-29", "2023-02-29T00:00:00Z", "2024-13-01T00:00:00Z", "2024-02-29T24:00:00Z",
        "2024-02-29T12:30:05", "2024-02-29T12:30:05Zx", "2024-02-29T12:61:05Z"})
    EXPECT_EQ(from_rfc3339(bad), std::nullopt) << bad;
}

TEST(Clock, WritesAndReadsHttpDates) {
  const Instant whole = kLeapDay - Milliseconds{6};
  EXPECT_EQ(to_http_date(kLeapDay), "Thu, 29 Feb 2024 12:30:05 GMT");
  EXPECT_EQ(from_http_date("Thu, 29 Feb 2024 12:30:05 GMT"), whole);
  EXPECT_EQ(from_http_date("yesterday"), std::nullopt);
  EXPECT_EQ(from_http_date("Thu, 31 Feb 2024 12:30:05 GMT"), std::nullopt);
}

}  // namespace
}  // namespace lectern
