#include "lms/calendar/icalendar.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lectern::lms {
namespace {

using std::chrono::hours;
using ::testing::HasSubstr;

const Instant kNow = from_rfc3339("2026-03-01T08:00:00Z").value();

CalendarEntry quiz(const std::string& title, Instant at) {
  CalendarEntry entry;
  entry.subject = "q1";
  entry.at = at;
  entry.title = title;
  entry.course = CourseId{"c1"};
  entry.course_title = "Optics; part 1, or 2";
  entry.lesson = LessonId{"q1"};
  return entry;
}

TEST(ICalendar, FoldsAtSeventyFiveBytesAndNeverWithinALetter) {
  std::string line = "SUMMARY:";
  for (int i = 0; i < 60; ++i) line += "ü";
  const auto text = folded(line);
  std::string joined;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find("\r\n", begin), text.size());
    EXPECT_LE(end - begin, 75U);
    const auto part = text.substr(begin, end - begin);
    EXPECT_EQ(part.size() % 2, begin == 0 ? 0U : 1U) << "a letter was cut";
    joined += begin == 0 ? part : part.substr(1);
    begin = end + 2;
  }
  EXPECT_EQ(joined, line);
  EXPECT_EQ(folded("short"), "short");
}

TEST(ICalendar, EscapesWhatSeparates) {
  EXPECT_EQ(escaped_text("a;b,c\\d\ne\x01"), "a\\;b\\,c\\\\d\\ne");
}

TEST(ICalendar, HasAnEventForEachEntry) {
  const std::vector<CalendarEntry> entries = {quiz("Lenses, at last", kNow + hours{48})};
  const auto text =
      as_icalendar({"Lectern", "https://lectures.example.org:8443"}, entries, revised({}, entries, kNow));
  EXPECT_TRUE(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
  EXPECT_TRUE(text.ends_with("END:VEVENT\r\nEND:VCALENDAR\r\n"));
  EXPECT_THAT(text, HasSubstr("UID:quiz_closes-q1@lectures.example.org\r\n"));
  EXPECT_THAT(text, HasSubstr("DTSTART:20260303T080000Z\r\n"));
  EXPECT_THAT(text, HasSubstr("DTSTAMP:20260301T080000Z\r\n"));
  EXPECT_THAT(text, HasSubstr("SUMMARY:Lenses\\, at last: closes\r\n"));
  EXPECT_THAT(text, HasSubstr("URL:https://lectures.example.org:8443/lessons/q1\r\n"));
}

TEST(Revisions, RiseWhereAnEntryIsMovedAndOnlyThen) {
  const auto first = revised({}, {quiz("Lenses", kNow)}, kNow);
  const auto same = revised(first, {quiz("Lenses", kNow)}, kNow + hours{1});
  EXPECT_EQ(same, first);
  const auto moved = revised(same, {quiz("Lenses", kNow + hours{5})}, kNow + hours{2});
  EXPECT_EQ(moved.at("quiz_closes-q1").sequence, 1);
  EXPECT_EQ(moved.at("quiz_closes-q1").changed_at, kNow + hours{2});
  EXPECT_TRUE(revised(moved, {}, kNow).empty());
}

TEST(Revisions, ComeBackFromTheirText) {
  const auto said = revised({}, {quiz("Lenses \"1\"", kNow)}, kNow);
  EXPECT_EQ(parse_revisions(revisions_text(said)), said);
  EXPECT_TRUE(parse_revisions("nonsense").empty());
}

}  // namespace
}  // namespace lectern::lms
