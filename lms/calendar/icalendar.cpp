#include "lms/calendar/icalendar.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

namespace lectern::lms {

namespace {

using nlohmann::json;

constexpr std::size_t kLongestLine = 75;

/// "20260303T100000Z" (§3.3.5, form 2)
std::string stamp(Instant at) {
  std::string text;
  for (const char letter : to_rfc3339(at).substr(0, 19))
    if (letter != '-' && letter != ':') text += letter;
  return text + "Z";
}

std::string host_of(std::string_view url) {
  const auto begin = url.find("://");
  if (begin != std::string_view::npos) url.remove_prefix(begin + 3);
  return std::string{url.substr(0, url.find_first_of("/:"))};
}

std::string page_of(const CalendarFeedHead& head, const CalendarEntry& entry) {
  if (entry.kind == CalendarKind::CertificateEnds) return head.site_url + "/certificates";
  if (!entry.lesson.empty()) return head.site_url + "/lessons/" + entry.lesson.text();
  return head.site_url + "/courses/" + entry.course.text();
}

const char* what_happens(CalendarKind kind) {
  switch (kind) {
    case CalendarKind::QuizCloses:
      return "closes";
    case CalendarKind::GradeDue:
    case CalendarKind::AssignmentDue:
      return "is due";
    case CalendarKind::LessonOpens:
      return "opens";
    case CalendarKind::CourseStarts:
      return "starts";
    case CalendarKind::CourseEnds:
      return "ends";
    case CalendarKind::EnrolmentEnds:
      return "your place ends";
    case CalendarKind::CertificateEnds:
      break;
  }
  return "your certificate ends";
}

class Lines {
 public:
  void add(std::string_view line) { text_ += folded(line) + "\r\n"; }
  void add_text(std::string_view name, std::string_view value) {
    add(fmt::format("{}:{}", name, escaped_text(value)));
  }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

void add_event(Lines& lines, const CalendarFeedHead& head, const CalendarEntry& entry,
               const Revision& revision) {
  lines.add("BEGIN:VEVENT");
  lines.add(fmt::format("UID:{}@{}", entry.uid(), host_of(head.site_url)));
  lines.add("DTSTAMP:" + stamp(revision.changed_at));
  lines.add("LAST-MODIFIED:" + stamp(revision.changed_at));
  lines.add(fmt::format("SEQUENCE:{}", revision.sequence));
  // Without an end it takes no time (§3.6.1), as a deadline should.
  lines.add("DTSTART:" + stamp(entry.at));
  lines.add_text("SUMMARY", fmt::format("{}: {}", entry.title, what_happens(entry.kind)));
  lines.add_text("DESCRIPTION", entry.course_title);
  lines.add_text("CATEGORIES", entry.course_title);
  lines.add("URL:" + page_of(head, entry));
  lines.add("TRANSP:TRANSPARENT");
  lines.add("END:VEVENT");
}

}  // namespace

Revisions revised(const Revisions& before, const std::vector<CalendarEntry>& entries, Instant now) {
  Revisions after;
  for (const auto& entry : entries) {
    const auto known = before.find(entry.uid());
    Revision revision{entry.at, entry.title, 0, now};
    if (known != before.end()) {
      const bool is_same = known->second.at == entry.at && known->second.title == entry.title;
      revision.sequence = known->second.sequence + (is_same ? 0 : 1);
      if (is_same) revision.changed_at = known->second.changed_at;
    }
    after.emplace(entry.uid(), std::move(revision));
  }
  return after;
}

std::string revisions_text(const Revisions& revisions) {
  json object = json::object();
  for (const auto& [uid, revision] : revisions)
    object[uid] = {to_rfc3339(revision.at), revision.title, revision.sequence,
                   to_rfc3339(revision.changed_at)};
  return object.dump(-1, ' ', false, json::error_handler_t::replace);
}

Revisions parse_revisions(std::string_view text) {
  const auto object = json::parse(text, nullptr, /*allow_exceptions=*/false);
  Revisions revisions;
  if (!object.is_object()) return revisions;
  for (const auto& [uid, row] : object.items()) {
    const auto at = from_rfc3339(row.at(0).get<std::string>());
    const auto changed_at = from_rfc3339(row.at(3).get<std::string>());
    if (at && changed_at)
      revisions[uid] = {*at, row.at(1).get<std::string>(), row.at(2).get<std::int64_t>(), *changed_at};
  }
  return revisions;
}

std::string folded(std::string_view line) {
  std::string text;
  std::size_t length = 0;
  for (std::size_t i = 0; i < line.size();) {
    std::size_t letter = 1;
    while (i + letter < line.size() && (static_cast<unsigned char>(line[i + letter]) & 0xc0U) == 0x80U)
      ++letter;
    if (length + letter > kLongestLine) {
      text += "\r\n ";
      length = 1;
    }
    text += line.substr(i, letter);
    length += letter;
    i += letter;
  }
  return text;
}

std::string escaped_text(std::string_view text) {
  std::string escaped;
  for (const char letter : text) {
    if (letter == '\\' || letter == ';' || letter == ',') escaped += '\\';
    if (letter == '\n')
      escaped += "\\n";
    else if (static_cast<unsigned char>(letter) >= 0x20 || letter == '\t')
      escaped += letter;
  }
  return escaped;
}

std::string as_icalendar(const CalendarFeedHead& head, const std::vector<CalendarEntry>& entries,
                         const Revisions& revisions) {
  Lines lines;
  lines.add("BEGIN:VCALENDAR");
  lines.add("VERSION:2.0");
  lines.add("PRODID:-//Lectern//Deadlines//EN");
  lines.add("CALSCALE:GREGORIAN");
  lines.add("METHOD:PUBLISH");
  lines.add_text("NAME", head.name);  // RFC 7986 §5.1, and before that:
  lines.add_text("X-WR-CALNAME", head.name);
  lines.add("REFRESH-INTERVAL;VALUE=DURATION:PT1H");  // RFC 7986 §5.7
  lines.add("X-PUBLISHED-TTL:PT1H");
  for (const auto& entry : entries) add_event(lines, head, entry, revisions.at(entry.uid()));
  lines.add("END:VCALENDAR");
  return lines.take();
}

}  // namespace lectern::lms
