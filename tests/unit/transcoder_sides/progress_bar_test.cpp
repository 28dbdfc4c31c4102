#include "transcoder/progress_bar.h"

#include <gtest/gtest.h>

namespace lectern::transcoder {
namespace {

TEST(ProgressBar, ShowsHowFarHowFastAndHowLongYet) {
  const std::string line = progress_line({0.5, 3.14, 61}, 60);
  EXPECT_NE(line.find(" 50 %  3.1x  1:01 left"), std::string::npos) << line;
  EXPECT_EQ(line.front(), '[');
}

TEST(ProgressBar, FillsWithTheFraction) {
  EXPECT_EQ(progress_line({0, 1, 1}, 60).find('#'), std::string::npos);
  const std::string full = progress_line({1, 1, 0}, 60);
  EXPECT_EQ(full.substr(0, full.find(']')).find(' '), std::string::npos);
}

TEST(ProgressBar, NeverIsWiderThanTheTerminal) {
  for (int columns = 0; columns < 100; ++columns) {
    EXPECT_LE(progress_line({0.42, 12.5, 36'000}, columns).size(), static_cast<std::size_t>(columns));
  }
}

TEST(ProgressBar, SpeaksNoSpeedBeforeItIsKnown) {
  EXPECT_EQ(progress_line({0, 0, 0}, 60).find("left"), std::string::npos);
}

TEST(Clock, GrowsHours) {
  EXPECT_EQ(as_clock(0), "0:00");
  EXPECT_EQ(as_clock(59.2), "1:00");
  EXPECT_EQ(as_clock(3723), "1:02:03");
  EXPECT_EQ(as_clock(-5), "0:00");
}

}  // namespace
}  // namespace lectern::transcoder
