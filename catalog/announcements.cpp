#include "catalog/announcements.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/random.h"
#include "base/text.h"
#include "catalog/acting.h"
#include "catalog/rows.h"
#include "storage/db/database.h"
#include "storage/db/query.h"
#include "storage/outbox/outbox.h"

namespace lectern::catalog {

namespace {

// ?1 audience, ?2 shown until, ?3 and ?4 the place to go on from, ?5 limit
const storage::Query kOf{"announcement.of", R"sql(
  SELECT id, audience, audience_id, author_id, title, body, pinned, publish_at, edited_at
    FROM announcement
   WHERE audience_id = ?1 AND publish_at <= ?2 AND (publish_at, id) < (?3, ?4)
   ORDER BY publish_at DESC, id DESC LIMIT ?5)sql"};

// What is for no course. ?1 and ?2 the place to go on from, ?3 limit
const storage::Query kManaged{"announcement.managed", R"sql(
  SELECT id, audience, audience_id, author_id, title, body, pinned, publish_at, edited_at
    FROM announcement
   WHERE audience <> 'course' AND (publish_at, id) < (?1, ?2)
   ORDER BY publish_at DESC, id DESC LIMIT ?3)sql"};

const storage::Query kOne{"announcement.one", R"sql(
  SELECT id, audience, audience_id, author_id, title, body, pinned, publish_at, edited_at
    FROM announcement WHERE id = ?1)sql"};

const storage::Query kInsert{"announcement.insert", R"sql(
  INSERT INTO announcement (id, audience, audience_id, author_id, title, body, pinned, publish_at, created_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9))sql"};

const storage::Query kUpdate{"announcement.update", R"sql(
  UPDATE announcement SET title = ?2, body = ?3, pinned = ?4, publish_at = ?5, edited_at = ?6 WHERE id = ?1)sql"};

const storage::Query kDelete{"announcement.delete", R"sql(
  DELETE FROM announcement WHERE id = ?1)sql"};

const storage::Query kIsAnnounced{"announcement.is_announced", R"sql(
  SELECT 1 FROM announcement WHERE id = ?1 AND announced_at IS NOT NULL)sql"};

const storage::Query kDue{"announcement.due", R"sql(
  SELECT id, audience, audience_id, author_id, title, body, pinned, publish_at, edited_at
    FROM announcement WHERE announced_at IS NULL AND publish_at <= ?1 ORDER BY publish_at)sql"};

const storage::Query kSetAnnounced{"announcement.set_announced", R"sql(
  UPDATE announcement SET announced_at = ?2 WHERE id = ?1)sql"};

const storage::Query kIsRead{"announcement.is_read", R"sql(
  SELECT 1 FROM announcement_read WHERE account_id = ?1 AND announcement_id = ?2)sql"};

const storage::Query kMarkRead{"announcement.mark_read", R"sql(
  INSERT INTO announcement_read (account_id, announcement_id, read_at) VALUES (?1, ?2, ?3)
      ON CONFLICT (account_id, announcement_id) DO NOTHING)sql"};

constexpr char kEveryone[] = "";
constexpr char kAfterEveryId[] = "~";
constexpr Instant kEndOfTime{Milliseconds{253'402'300'800'000}};  // The year 10000.

int nothing(const storage::Row&) {
  return 0;
}

Announcement as_announcement(const storage::Row& row) {
  Announcement announcement;
  announcement.id = row.get<AnnouncementId>(0);
  announcement.audience = row.get<Audience>(1);
  announcement.audience_id = row.get<std::string>(2);
  announcement.author = row.get<UserId>(3);
  announcement.title = row.get<std::string>(4);
  announcement.body = row.get<std::string>(5);
  announcement.pinned = row.get<bool>(6) ? Pinned::Yes : Pinned::No;
  announcement.publish_at = row.get<Instant>(7);
  announcement.edited_at = row.get<std::optional<Instant>>(8);
  return announcement;
}

struct Place {
  Instant at = kEndOfTime;
  std::string id = kAfterEveryId;
};

/// "<milliseconds>.<id>"
Place place_of(const std::string& after) {
  if (after.empty()) return {};
  const auto dot = after.find('.');
  const auto at = parse_number<std::int64_t>(std::string_view{after}.substr(0, dot));
  if (!at || dot == std::string::npos)
    throw InvalidInput({Problem{"after", "This is no place in the list: use `next` of the page before."}});
  return {Instant{Milliseconds{*at}}, after.substr(dot + 1)};
}

std::string cursor_of(const AnnouncementView& view) {
  const auto& announcement = view.announcement;
  return std::to_string(announcement.publish_at.time_since_epoch().count()) + '.' + announcement.id.text();
}

/// What reaches everyone or a cohort is an act of administration; a course's own words are not.
void note(storage::Writer& db, const http::Principal& who, std::string action,
          const Announcement& announcement) {
  if (announcement.audience == Audience::Course) return;
  nlohmann::json details = {{"title", announcement.title}};
  if (announcement.audience == Audience::Cohort) details["cohort_id"] = announcement.audience_id;
  audit::record(db, act_of(who, std::move(action), {"announcement", announcement.id.text()}, details));
}

nlohmann::json id_or_null(const Announcement& announcement, Audience audience) {
  return announcement.audience == audience ? nlohmann::json(announcement.audience_id)
                                           : nlohmann::json(nullptr);
}

/// The event "announcement.published": those who deliver by mail or push read the words by the id.
void announce(storage::Writer& db, const Announcement& announcement) {
  const nlohmann::json payload = {{"announcement_id", announcement.id.text()},
                                  {"audience", text_of(announcement.audience)},
                                  {"course_id", id_or_null(announcement, Audience::Course)},
                                  {"cohort_id", id_or_null(announcement, Audience::Cohort)}};
  db.run(kSetAnnounced, announcement.id, db.now());
  outbox::append(db, outbox::NewEvent{"announcement.published", announcement.id.text(), payload.dump()});
}

[[noreturn]] void throw_not_found() {
  throw Error(ErrorCode::NotFound, "There is no such announcement.");
}

}  // namespace

std::vector<AnnouncementView> Announcements::for_me(const http::Principal& who, int limit) const {
  return database_.read([&](const storage::Reader& db) {
    std::vector<std::string> audiences{kEveryone};
    for (const auto& course : belonging_.courses(db, who.user)) {
      const auto found = find_course(db, course);
      if (found && may_see(*found, doors_.viewer_of(db, who, course))) audiences.push_back(course.text());
    }
    for (auto& cohort : belonging_.cohorts(db, who.user)) audiences.push_back(std::move(cohort));
    std::vector<AnnouncementView> all;
    for (const auto& audience : audiences) {
      auto page = page_of(db, who, audience, db.now(), {.limit = limit, .after = {}});
      std::move(page.items.begin(), page.items.end(), std::back_inserter(all));
    }
    std::sort(all.begin(), all.end(), [](const AnnouncementView& a, const AnnouncementView& b) {
      // What was pinned stays above until it was read.
      const bool a_first = a.announcement.pinned == Pinned::Yes && !a.is_read;
      const bool b_first = b.announcement.pinned == Pinned::Yes && !b.is_read;
      if (a_first != b_first) return a_first;
      return a.announcement.publish_at > b.announcement.publish_at;
    });
    if (all.size() > static_cast<std::size_t>(limit)) all.resize(static_cast<std::size_t>(limit));
    return all;
  });
}

Page<AnnouncementView> Announcements::of_course(const http::Principal& who, const CourseId& course,
                                                const http::Paging& paging) const {
  return database_.read([&](const storage::Reader& db) {
    const auto open = doors_.course(db, course, who, Need::See);
    const bool edits = catalog::may_edit(open.course, open.viewer);
    if (!edits && !open.viewer.role)
      throw Error(ErrorCode::Forbidden, "Announcements are for those who take the course.");
    return page_of(db, who, course.text(), edits ? kEndOfTime : db.now(), paging);
  });
}

Page<AnnouncementView> Announcements::on_page_of(const storage::Reader& db, const http::Principal& who,
                                                 const CourseId& course) const {
  const auto open = doors_.course(db, course, who, Need::See);
  const bool edits = catalog::may_edit(open.course, open.viewer);
  if (!edits && !open.viewer.role) return {};
  return page_of(db, who, course.text(), edits ? kEndOfTime : db.now(), {});
}

Page<AnnouncementView> Announcements::managed(const http::Principal& who, const http::Paging& paging) const {
  const auto place = place_of(paging.after);
  return database_.read([&](const storage::Reader& db) {
    std::vector<AnnouncementView> items;
    for (auto& announcement : db.all(kManaged, as_announcement, place.at, place.id, paging.limit + 1))
      items.push_back(view_of(db, who, std::move(announcement)));
    return as_page(std::move(items), paging.limit, cursor_of);
  });
}

AnnouncementView Announcements::create(const http::Principal& who, const CourseId& course,
                                       const AnnouncementDraft& draft) {
  return database_.write([&](storage::Writer& db) {
    doors_.course(db, course, who, Need::Edit);
    return insert(db, who,
                  {AnnouncementId{}, Audience::Course, course.text(), who.user, draft.title, draft.body,
                   draft.pinned, draft.publish_at.value_or(db.now()), std::nullopt});
  });
}

AnnouncementView Announcements::create(const http::Principal& who, const AnnouncementDraft& draft) {
  return database_.write([&](storage::Writer& db) {
    if (!draft.cohort.empty() && !belonging_.cohort_name(db, draft.cohort))
      throw InvalidInput({Problem{"cohort_id", "There is no such cohort."}});
    const auto audience = draft.cohort.empty() ? Audience::Everyone : Audience::Cohort;
    return insert(db, who,
                  {AnnouncementId{}, audience, draft.cohort, who.user, draft.title, draft.body, draft.pinned,
                   draft.publish_at.value_or(db.now()), std::nullopt});
  });
}

AnnouncementView Announcements::insert(storage::Writer& db, const http::Principal& who,
                                       Announcement announcement) const {
  announcement.id = new_id<AnnouncementId>(database_.clock());
  db.run(kInsert, announcement.id, announcement.audience, announcement.audience_id, announcement.author,
         announcement.title, announcement.body, announcement.pinned == Pinned::Yes, announcement.publish_at,
         db.now());
  if (announcement.publish_at <= db.now()) announce(db, announcement);
  note(db, who, "announcement.made", announcement);
  // One has read what one wrote.
  db.run(kMarkRead, who.user, announcement.id, db.now());
  return view_of(db, who, std::move(announcement));
}

AnnouncementView Announcements::change(const http::Principal& who, const AnnouncementId& id,
                                       const AnnouncementPatch& patch) {
  return database_.write([&](storage::Writer& db) {
    auto announcement = editable(db, who, id);
    const bool is_out = db.first(kIsAnnounced, nothing, id).has_value();
    if (patch.publish_at && is_out)
      throw Error(ErrorCode::Conflict, "This was published already: its time stays.");
    if (patch.title) announcement.title = *patch.title;
    if (patch.body) announcement.body = *patch.body;
    if (patch.pinned) announcement.pinned = *patch.pinned;
    if (patch.publish_at) announcement.publish_at = *patch.publish_at;
    if (is_out && (patch.title || patch.body)) announcement.edited_at = db.now();
    db.run(kUpdate, id, announcement.title, announcement.body, announcement.pinned == Pinned::Yes,
           announcement.publish_at, announcement.edited_at);
    if (!is_out && announcement.publish_at <= db.now()) announce(db, announcement);
    note(db, who, "announcement.changed", announcement);
    return view_of(db, who, std::move(announcement));
  });
}

void Announcements::withdraw(const http::Principal& who, const AnnouncementId& id) {
  database_.write([&](storage::Writer& db) {
    const auto announcement = editable(db, who, id);
    db.run(kDelete, id);
    note(db, who, "announcement.withdrawn", announcement);
  });
}

void Announcements::mark_read(const http::Principal& who, const AnnouncementId& id) {
  database_.write([&](storage::Writer& db) {
    const auto announcement = db.first(kOne, as_announcement, id);
    if (!announcement || announcement->publish_at > db.now()) throw_not_found();
    if (!is_for(db, who, *announcement) && !may_edit(db, who, *announcement)) throw_not_found();
    db.run(kMarkRead, who.user, id, db.now());
  });
}

void Announcements::announce_due() {
  const auto due =
      database_.read([](const storage::Reader& db) { return db.all(kDue, as_announcement, db.now()); });
  if (due.empty()) return;
  database_.write([&](storage::Writer& db) {
    for (const auto& announcement : due)
      if (!db.first(kIsAnnounced, nothing, announcement.id)) announce(db, announcement);
  });
}

Announcement Announcements::editable(const storage::Reader& db, const http::Principal& who,
                                     const AnnouncementId& id) const {
  auto announcement = db.first(kOne, as_announcement, id);
  if (!announcement || !may_edit(db, who, *announcement)) throw_not_found();
  return std::move(*announcement);
}

bool Announcements::may_edit(const storage::Reader& db, const http::Principal& who,
                             const Announcement& announcement) const {
  if (announcement.audience != Audience::Course) return who.may(http::Permission::AnnouncementsSendAll);
  const auto course = find_course(db, announcement.course());
  if (!course || course->deleted_at) return false;
  return catalog::may_edit(*course, doors_.viewer_of(db, who, course->id));
}

bool Announcements::is_for(const storage::Reader& db, const http::Principal& who,
                           const Announcement& announcement) const {
  if (announcement.audience == Audience::Everyone) return true;
  if (announcement.audience == Audience::Course)
    return doors_.viewer_of(db, who, announcement.course()).role.has_value();
  const auto cohorts = belonging_.cohorts(db, who.user);
  return std::find(cohorts.begin(), cohorts.end(), announcement.audience_id) != cohorts.end();
}

AnnouncementView Announcements::view_of(const storage::Reader& db, const http::Principal& who,
                                        Announcement announcement) const {
  AnnouncementView view;
  view.author_name = doors_.standing().name_of(db, announcement.author);
  if (announcement.audience == Audience::Cohort)
    view.audience_name = belonging_.cohort_name(db, announcement.audience_id).value_or("");
  if (announcement.audience == Audience::Course)
    if (const auto course = find_course(db, announcement.course())) view.audience_name = course->title;
  view.is_read = db.first(kIsRead, nothing, who.user, announcement.id).has_value();
  view.can_edit = may_edit(db, who, announcement);
  view.announcement = std::move(announcement);
  return view;
}

Page<AnnouncementView> Announcements::page_of(const storage::Reader& db, const http::Principal& who,
                                              const std::string& audience, Instant until,
                                              const http::Paging& paging) const {
  const auto place = place_of(paging.after);
  std::vector<AnnouncementView> items;
  for (auto& announcement :
       db.all(kOf, as_announcement, audience, until, place.at, place.id, paging.limit + 1))
    items.push_back(view_of(db, who, std::move(announcement)));
  return as_page(std::move(items), paging.limit, cursor_of);
}

}  // namespace lectern::catalog
