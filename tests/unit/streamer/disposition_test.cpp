#include "streamer/disposition.h"

#include <gtest/gtest.h>

namespace lectern::streamer {
namespace {

TEST(Disposition, GivesAPlainNameOnce) {
  EXPECT_EQ(attachment_named("Lecture 1.mp4"), "attachment; filename=\"Lecture 1.mp4\"");
}

TEST(Disposition, GivesOthersInAsciiAndExactly) {
  EXPECT_EQ(attachment_named("Übung.mp4"),
            "attachment; filename=\"_bung.mp4\"; filename*=UTF-8''%C3%9Cbung.mp4");
  EXPECT_EQ(attachment_named("100% \"x\".mp4"),
            "attachment; filename=\"100_ _x_.mp4\"; filename*=UTF-8''100%25%20%22x%22.mp4");
}

TEST(Disposition, LetsNoHeaderAndNoPathBeSmuggledIn) {
  const std::string header = attachment_named("a\r\nSet-Cookie: b\\../c");
  EXPECT_EQ(header.find('\r'), std::string::npos);
  EXPECT_EQ(header.find('\n'), std::string::npos);
  EXPECT_EQ(header.find('/'), std::string::npos);
  EXPECT_EQ(header.find('\\'), std::string::npos);
}

}  // namespace
}  // namespace lectern::streamer
