#include "catalog/course_feed.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "catalog/catalog_json.h"
#include "catalog/rows.h"
#include "catalog/teachers.h"
#include "storage/db/database.h"

namespace lectern::catalog {

namespace {

using nlohmann::json;

using Entry = std::shared_ptr<const ShelfEntry>;

constexpr char kTopic[] = "courses";
// So many are sent at once, the newest; the rest is a page of GET /courses away.
constexpr int kMostAtOnce = 500;

json brief(const storage::Reader& db, const ShelfEntry& entry) {
  const Course& course = entry.course;
  const auto whole = find_course(db, course.id);
  const bool is_described = whole && !whole->description.empty();
  return {{"id", course.id.text()},
          {"owner_id", course.owner.text()},
          {"title", course.title},
          {"summary", course.summary},
          {"description", is_described ? whole->description : course.summary},
          {"price", as_json(course.price)}};
}

json name_of(const ShelfEntry& entry) {
  return {{"id", entry.course.id.text()}, {"owner_id", entry.course.owner.text()}};
}

bool is_public(const Entry& entry) {
  return entry && may_find(*entry, http::Principal{});
}

/// What happened, for an audience that found the course before, or finds it now; nothing where it did
/// neither.
std::optional<json> news_of(const storage::Reader& db, const Entry& before, const Entry& now) {
  if (!before && !now) return std::nullopt;
  if (!now) return json{{"type", "removed"}, {"course", name_of(*before)}};
  return json{{"type", before ? "changed" : "added"}, {"course", brief(db, *now)}};
}

void tell(const storage::Reader& db, http::Live& live, const Entry& before, const Entry& now) {
  const auto for_everyone = news_of(db, is_public(before) ? before : nullptr, is_public(now) ? now : nullptr);
  if (for_everyone) live.publish(kTopic, for_everyone->dump());
  const auto for_owner = news_of(db, before, now);
  const auto& owner = (now ? now : before)->course.owner;
  live.publish(std::string{kTopic} + '/' + owner.text(), for_owner->dump());
}

bool is_before(const Entry& entry, const CourseId& id) {
  return entry->course.id < id;
}

bool comes_before(const Entry& a, const Entry& b) {
  return a->course.id < b->course.id;
}

}  // namespace

void CourseFeed::start() {
  told_ = database_.read([&](const storage::Reader& db) { return courses_.shelf().entries(db); });
}

http::LiveTopic CourseFeed::topic() {
  return {kTopic, [this](const http::Principal& who, std::string_view topic) { return content(who, topic); }};
}

outbox::Consumer CourseFeed::consumer() {
  return {"course_feed", [this](const outbox::Event& event) { handle(event); }};
}

std::string CourseFeed::content(const http::Principal& who, std::string_view topic) {
  return database_.read([&](const storage::Reader& db) {
    const auto entries = courses_.shelf().entries(db);
    CourseFilter filter;
    if (topic != kTopic) filter.owner = UserId{std::string{topic.substr(sizeof kTopic)}};
    const auto choice = choose(*entries, filter, who, {.limit = kMostAtOnce, .after = {}});
    json items = json::array();
    for (const auto& id : choice.courses)
      items.push_back(brief(db, **std::lower_bound(entries->begin(), entries->end(), id, is_before)));
    return json{{"type", "courses"}, {"total", choice.total}, {"courses", std::move(items)}}.dump();
  });
}

void CourseFeed::handle(const outbox::Event& event) {
  if (event.topic.starts_with("enrolment."))
    note_instructors(CourseId{json::parse(event.payload).value("course_id", "")});
  if (event.topic.starts_with("enrolment.") || event.topic.starts_with("course.")) tell_changes();
}

/// Who teaches is known to the shelf, and changes without the course.
void CourseFeed::note_instructors(const CourseId& course) {
  const bool is_new = database_.read([&](const storage::Reader& db) {
    const auto found = find_course(db, course);
    if (!found) return false;
    const auto entries = courses_.shelf().entries(db);
    const auto at = std::find_if(entries->begin(), entries->end(),
                                 [&](const Entry& entry) { return entry->course.id == course; });
    return at != entries->end() && (*at)->instructors != teachers_of(db, doors_.standing(), *found);
  });
  if (is_new) database_.write([&](storage::Writer& db) { touch(db, course); });
}

void CourseFeed::tell_changes() {
  database_.read([&](const storage::Reader& db) {
    const auto now = courses_.shelf().entries(db);
    const auto before = std::exchange(told_, now);
    auto old = before->begin();
    auto fresh = now->begin();
    while (old != before->end() || fresh != now->end()) {
      const bool is_gone = fresh == now->end() || (old != before->end() && comes_before(*old, *fresh));
      const bool is_new = old == before->end() || (fresh != now->end() && comes_before(*fresh, *old));
      const Entry was = is_new ? nullptr : *old++;
      const Entry is = is_gone ? nullptr : *fresh++;
      if (was != is) tell(db, live_, was, is);
    }
  });
}

}  // namespace lectern::catalog
