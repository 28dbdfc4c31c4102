#include "catalog/lessons.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "base/error.h"
#include "base/random.h"
#include "catalog/acting.h"
#include "catalog/events.h"
#include "catalog/link.h"
#include "catalog/rows.h"
#include "catalog/versions.h"
#include "storage/db/database.h"
#include "storage/db/query.h"
#include "storage/outbox/outbox.h"

namespace lectern::catalog {

namespace {

const storage::Query kInsertSection{"section.insert", R"sql(
  INSERT INTO section (id, course_id, title, position, created_at)
  SELECT ?1, ?2, ?3, coalesce(max(position), -1) + 1, ?4 FROM section WHERE course_id = ?2)sql"};

const storage::Query kSectionIds{"section.ids", R"sql(
  SELECT id FROM section WHERE course_id = ?1 ORDER BY position, id)sql"};

const storage::Query kSetSectionTitle{"section.set_title", R"sql(
  UPDATE section SET title = ?2 WHERE id = ?1)sql"};

const storage::Query kSetSectionPosition{"section.set_position", R"sql(
  UPDATE section SET position = ?2 WHERE id = ?1)sql"};

const storage::Query kDeleteSection{"section.delete", R"sql(
  DELETE FROM section WHERE id = ?1)sql"};

const storage::Query kInsertLesson{"lesson.insert", R"sql(
  INSERT INTO lesson (id, course_id, section_id, title, kind, access, allow_download, position, link, created_at)
  SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, coalesce(max(position), -1) + 1, ?8, ?9 FROM lesson WHERE section_id = ?3)sql"};

const storage::Query kUpdateLesson{"lesson.update", R"sql(
  UPDATE lesson SET section_id = ?2, title = ?3, access = ?4, allow_download = ?5, position = ?6, link = ?7,
                    target_id = ?8, opens_at = ?9, opens_after_days = ?10, opens_after_lesson = ?11
   WHERE id = ?1)sql"};

const storage::Query kText{"lesson.text", R"sql(
  SELECT source FROM lesson_text WHERE lesson_id = ?1)sql"};

const storage::Query kSetText{"lesson.set_text", R"sql(
  INSERT INTO lesson_text (lesson_id, source) VALUES (?1, ?2)
      ON CONFLICT (lesson_id) DO UPDATE SET source = excluded.source)sql"};

const storage::Query kLessonIds{"lesson.ids", R"sql(
  SELECT id FROM lesson WHERE section_id = ?1 ORDER BY position, id)sql"};

const storage::Query kSetLessonPosition{"lesson.set_position", R"sql(
  UPDATE lesson SET position = ?2 WHERE id = ?1)sql"};

const storage::Query kDeleteLesson{"lesson.delete", R"sql(
  DELETE FROM lesson WHERE id = ?1)sql"};

const storage::Query kPrerequisite{"lesson.prerequisite", R"sql(
  SELECT course_id, opens_after_lesson FROM lesson WHERE id = ?1)sql"};

/// `ids` in their order, with `id` at `position`, or at the end where that is beyond.
template <typename AnId>
std::vector<AnId> reordered(std::vector<AnId> ids, const AnId& id, std::int64_t position) {
  std::erase(ids, id);
  const auto at = std::min(static_cast<std::size_t>(std::max<std::int64_t>(position, 0)), ids.size());
  ids.insert(ids.begin() + static_cast<std::ptrdiff_t>(at), id);
  return ids;
}

template <typename AnId>
void store_order(storage::Writer& db, const storage::Query& query, const std::vector<AnId>& ids) {
  std::int64_t position = 0;
  for (const auto& id : ids) db.run(query, id, position++);
}

void move_lesson(storage::Writer& db, const LessonId& id, const SectionId& section, std::int64_t position) {
  const auto ids = db.all(
      kLessonIds, [](const storage::Row& row) { return row.get<LessonId>(0); }, section);
  store_order(db, kSetLessonPosition, reordered(ids, id, position));
}

constexpr std::int64_t kEnd = 1'000'000;

void check_link(LessonKind kind, const std::string& link) {
  if (link.empty()) return;
  if (kind != LessonKind::Link) throw InvalidInput({Problem{"link", "Only a link lesson leads elsewhere."}});
  if (!host_of(link))
    throw InvalidInput({Problem{"link", "This must be a whole address that begins with https://."}});
}

void check_target(LessonKind kind, const std::string& target) {
  if (!target.empty() && kind != LessonKind::Quiz && kind != LessonKind::Forum &&
      kind != LessonKind::Assignment)
    throw InvalidInput({Problem{"target_id", "Only a quiz, a forum or an assignment has a target."}});
}

void apply(const LessonPatch& patch, Lesson& lesson) {
  if (patch.title) lesson.title = *patch.title;
  if (patch.access) lesson.access = *patch.access;
  if (patch.download) lesson.download = *patch.download;
  if (patch.link) lesson.link = *patch.link;
  if (patch.target) lesson.target = *patch.target;
  if (patch.opens_at) lesson.opening.at = *patch.opens_at;
  if (patch.opens_after_days) lesson.opening.days_after_enrolment = *patch.opens_after_days;
  if (patch.opens_after_lesson) lesson.opening.after_lesson = *patch.opens_after_lesson;
  check_link(lesson.kind, lesson.link);
  check_target(lesson.kind, lesson.target);
}

}  // namespace

Section Lessons::add_section(const http::Principal& who, const CourseId& course, const std::string& title) {
  return database_.write([&](storage::Writer& db) {
    const auto open = doors_.course(db, course, who, Need::Edit);
    const auto id = new_id<SectionId>(database_.clock());
    db.run(kInsertSection, id, course, title, db.now());
    outbox::append(db, CourseEvent{CourseFact::Changed, course, open.course.owner});
    return doors_.section(db, id, who, Need::Edit).section;
  });
}

Section Lessons::change_section(const http::Principal& who, const SectionId& id, const SectionPatch& patch) {
  return database_.write([&](storage::Writer& db) {
    const auto open = doors_.section(db, id, who, Need::Edit);
    if (patch.title) db.run(kSetSectionTitle, id, *patch.title);
    if (patch.position) {
      const auto as_id = [](const storage::Row& row) { return row.get<SectionId>(0); };
      const auto ids = db.all(kSectionIds, as_id, open.course.id);
      store_order(db, kSetSectionPosition, reordered(ids, id, *patch.position));
    }
    outbox::append(db, CourseEvent{CourseFact::Changed, open.course.id, open.course.owner});
    return doors_.section(db, id, who, Need::Edit).section;
  });
}

void Lessons::remove_section(const http::Principal& who, const SectionId& id) {
  database_.write([&](storage::Writer& db) {
    const auto open = doors_.section(db, id, who, Need::Edit);
    for (const auto& lesson : db.all(
             kLessonIds, [](const storage::Row& row) { return row.get<LessonId>(0); }, id)) {
      videos_.remove(db, lesson);
      outbox::append(db, LessonEvent{LessonFact::Removed, lesson, open.course.id});
    }
    db.run(kDeleteSection, id);
    outbox::append(db, CourseEvent{CourseFact::Changed, open.course.id, open.course.owner});
  });
}

LessonView Lessons::get(const http::Principal& who, const LessonId& id, Guise guise) const {
  return database_.read([&](const storage::Reader& db) {
    auto open = doors_.lesson(db, id, who, guise == Guise::Learner ? Need::Edit : Need::See);
    if (guise == Guise::Learner) {
      open.viewer = as_learner(open.viewer);
      open.lock = doors_.lock_for(db, open.course, open.lesson, open.viewer);
    }
    return view_of(db, open);
  });
}

LessonView Lessons::get_at(const http::Principal& who, const LessonId& id,
                           const std::optional<VersionView>& version) const {
  if (!version) throw Error(ErrorCode::NotFound, "This lesson was not there yet.");
  return database_.read([&](const storage::Reader& db) {
    auto view = view_of(db, doors_.lesson(db, id, who, Need::Edit));
    const auto& then = version->version.content;
    view.lesson.title = then.title;
    view.lesson.link = then.link;
    view.text = then.text;
    view.files.main = then.document.empty() ? std::nullopt : documents_.find(db, then.document);
    return view;
  });
}

LessonView Lessons::add(const http::Principal& who, const SectionId& section, const LessonDraft& draft) {
  return database_.write([&](storage::Writer& db) {
    const auto open = doors_.section(db, section, who, Need::Edit);
    check_link(draft.kind, draft.link);
    const auto id = new_id<LessonId>(database_.clock());
    db.run(kInsertLesson, id, open.course.id, section, draft.title, draft.kind, draft.access,
           draft.download == Download::Allowed, draft.link, db.now());
    if (!draft.text.empty()) db.run(kSetText, id, draft.text);
    record_lesson_version(db, id, who.user);
    outbox::append(db, LessonEvent{LessonFact::Added, id, open.course.id});
    return view_of(db, doors_.lesson(db, id, who, Need::Edit));
  });
}

LessonView Lessons::change(const http::Principal& who, const LessonId& id, const LessonPatch& patch) {
  return database_.write([&](storage::Writer& db) {
    auto lesson = doors_.lesson(db, id, who, Need::Edit).lesson;
    const auto before = lesson.section;
    const auto access_before = lesson.access;
    apply(patch, lesson);
    if (patch.opens_after_lesson) check_prerequisite(db, lesson);
    if (patch.section) lesson.section = doors_.section(db, *patch.section, who, Need::Edit).section.id;
    const bool moved = lesson.section != before;
    if (moved && doors_.section(db, lesson.section, who, Need::Edit).course.id != lesson.course)
      throw InvalidInput({Problem{"section_id", "A lesson stays in its course."}});

    db.run(kUpdateLesson, id, lesson.section, lesson.title, lesson.access,
           lesson.download == Download::Allowed, lesson.position, lesson.link, lesson.target,
           lesson.opening.at, lesson.opening.days_after_enrolment, lesson.opening.after_lesson);
    if (lesson.access != access_before)
      audit::record(db, act_of(who, "lesson.access_changed", {"lesson", id.text()},
                               {{"before", text_of(access_before)}, {"after", text_of(lesson.access)}}));
    if (patch.text) db.run(kSetText, id, *patch.text);
    if (patch.title || patch.text || patch.link) record_lesson_version(db, id, who.user);
    if (moved || patch.position) move_lesson(db, id, lesson.section, patch.position.value_or(kEnd));
    outbox::append(db, LessonEvent{LessonFact::Changed, id, lesson.course});
    return view_of(db, doors_.lesson(db, id, who, Need::Edit));
  });
}

void Lessons::remove(const http::Principal& who, const LessonId& id) {
  database_.write([&](storage::Writer& db) {
    const auto open = doors_.lesson(db, id, who, Need::Edit);
    videos_.remove(db, id);
    db.run(kDeleteLesson, id);
    outbox::append(db, LessonEvent{LessonFact::Removed, id, open.course.id});
  });
}

void Lessons::check_prerequisite(const storage::Reader& db, const Lesson& lesson) const {
  const auto as_link = [](const storage::Row& row) {
    return std::pair{row.get<CourseId>(0), row.get<LessonId>(1)};
  };
  // Each lesson waits for one at most, so that the chain has an end or comes back to where it began.
  for (auto next = lesson.opening.after_lesson; !next.empty();) {
    if (next == lesson.id)
      throw InvalidInput(
          {Problem{"opens_after_lesson_id", "These lessons would wait for each other for ever."}});
    const auto link = db.first(kPrerequisite, as_link, next);
    if (!link || link->first != lesson.course)
      throw InvalidInput({Problem{"opens_after_lesson_id", "There is no such lesson in this course."}});
    next = link->second;
  }
}

LessonView Lessons::view_of(const storage::Reader& db, const OpenLesson& open) const {
  LessonView view;
  view.lesson = open.lesson;
  view.course_title = open.course.title;
  view.can_edit = may_edit(open.course, open.viewer);
  view.can_watch = open.may_watch_now();
  view.lock = open.lock;
  view.video = videos_.find_view(db, open.lesson.id);
  if (!view.can_watch) return view;
  view.text = db.first(
                    kText, [](const storage::Row& row) { return row.get<std::string>(0); }, open.lesson.id)
                  .value_or("");
  view.files = documents_.of_lesson(db, open.lesson.id);
  return view;
}

}  // namespace lectern::catalog
