#include "catalog/courses.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/random.h"
#include "catalog/acting.h"
#include "catalog/categories.h"
#include "catalog/events.h"
#include "catalog/facets.h"
#include "catalog/prerequisites.h"
#include "catalog/rows.h"
#include "catalog/tags.h"
#include "catalog/versions.h"
#include "storage/db/database.h"
#include "storage/db/query.h"
#include "storage/outbox/outbox.h"

namespace lectern::catalog {

namespace {

const storage::Query kInsert{"course.insert", R"sql(
  INSERT INTO course (id, owner_id, title, summary, description, language, visibility, created_at, updated_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'draft', ?7, ?7))sql"};

const storage::Query kUpdate{"course.update", R"sql(
  UPDATE course SET title = ?2, summary = ?3, description = ?4, category_id = ?5, language = ?6, level = ?7,
                    type = ?8, visibility = ?9, estimated_seconds = ?10, price = ?11, currency = ?12,
                    capacity = ?13, starts_at = ?14, ends_at = ?15, enrolment_opens_at = ?16,
                    enrolment_closes_at = ?17, updated_at = ?18, published_at = ?19
   WHERE id = ?1)sql"};

const storage::Query kLessonCount{"course.lesson_count", R"sql(
  SELECT count(*) FROM lesson WHERE course_id = ?1)sql"};

const storage::Query kUnwatchable{"course.unwatchable_lessons", R"sql(
  SELECT count(*) FROM lesson l
   WHERE l.course_id = ?1 AND l.kind = 'video'
     AND NOT EXISTS (SELECT 1 FROM video v JOIN video_version w ON w.video_id = v.id
                      WHERE v.lesson_id = l.id AND w.state IN ('playable', 'ready')))sql"};

void store(storage::Writer& db, const Course& course) {
  std::optional<std::int64_t> seconds;
  if (course.estimated_duration) seconds = course.estimated_duration->count();
  std::optional<std::int64_t> amount;
  std::optional<std::string> currency;
  if (course.price) {
    amount = course.price->amount;
    currency = course.price->currency;
  }
  db.run(kUpdate, course.id, course.title, course.summary, course.description, course.category,
         course.language, course.level, course.type, course.visibility, seconds, amount, currency,
         course.capacity, course.starts_at, course.ends_at, course.enrolment_opens_at,
         course.enrolment_closes_at, course.updated_at, course.published_at);
  touch(db, course.id);
}

template <typename T>
void assign(const std::optional<T>& change, T& into) {
  if (change) into = *change;
}

void assign_values(const CoursePatch& patch, Course& course) {
  assign(patch.title, course.title);
  assign(patch.summary, course.summary);
  assign(patch.description, course.description);
  assign(patch.language, course.language);
  assign(patch.level, course.level);
  assign(patch.type, course.type);
  assign(patch.estimated_duration, course.estimated_duration);
  assign(patch.price, course.price);
  assign(patch.capacity, course.capacity);
  assign(patch.starts_at, course.starts_at);
  assign(patch.ends_at, course.ends_at);
  assign(patch.enrolment_opens_at, course.enrolment_opens_at);
  assign(patch.enrolment_closes_at, course.enrolment_closes_at);
}

bool is_open(Visibility visibility) {
  return visibility != Visibility::Draft && visibility != Visibility::Archived;
}

/// Answers whether the course was closed to newcomers before and is open now.
bool set_visibility(Course& course, Visibility visibility, Instant now) {
  const bool published = is_open(visibility) && !is_open(course.visibility);
  course.visibility = visibility;
  if (published) course.published_at = now;
  return published;
}

/// Who may find a course is a matter of rights.
void note_visibility(storage::Writer& db, const http::Principal& who, const Course& course,
                     Visibility before) {
  if (course.visibility == before) return;
  audit::record(db, act_of(who, "course.visibility_changed", {"course", course.id.text()},
                           {{"before", text_of(before)}, {"after", text_of(course.visibility)}}));
}

Content content_of(const storage::Reader& db, const CourseId& id) {
  const auto as_count = [](const storage::Row& row) { return row.get<std::int64_t>(0); };
  return {db.first(kLessonCount, as_count, id).value(), db.first(kUnwatchable, as_count, id).value()};
}

void check_publishable(const storage::Reader& db, const Course& course) {
  for (const auto& check : checklist_of(course, content_of(db, course.id), db.now()))
    if (!check.is_done && check.weight == Weight::Needed)
      throw Error(ErrorCode::Conflict, std::string{check.sentence});
}

}  // namespace

CourseList Courses::list(const http::Principal& who, CourseFilter filter, const http::Paging& paging) {
  return database_.read([&](const storage::Reader& db) {
    const auto categories = all_categories(db);
    widen_categories(categories, filter);
    const auto entries = shelf_.entries(db);
    auto choice = choose(*entries, filter, who, paging);
    CourseList list;
    list.next = std::move(choice.next);
    list.total = choice.total;
    list.facets = named_facets(db, doors_.standing(), categories, choice);
    for (const auto& id : choice.courses) {
      // The shelf may know of a course that is newer than this snapshot.
      auto course = find_course(db, id);
      if (!course) continue;
      list.items.push_back(view_of(db, std::move(*course), doors_.viewer_of(db, who, id)));
    }
    return list;
  });
}

std::vector<CategoryCount> Courses::categories(const http::Principal& who) {
  return database_.read([&](const storage::Reader& db) {
    const auto categories = all_categories(db);
    const auto entries = shelf_.entries(db);
    const auto choice = choose(*entries, {}, who, {.limit = 1, .after = {}});
    return counted_categories(categories, choice);
  });
}

CourseView Courses::get(const http::Principal& who, const CourseId& id) const {
  return database_.read([&](const storage::Reader& db) { return get(db, who, id); });
}

CourseView Courses::get(const storage::Reader& db, const http::Principal& who, const CourseId& id) const {
  auto open = doors_.course(db, id, who, Need::See);
  return view_of(db, std::move(open.course), open.viewer);
}

std::vector<Check> Courses::checklist(const http::Principal& who, const CourseId& id) const {
  return database_.read([&](const storage::Reader& db) {
    const auto open = doors_.course(db, id, who, Need::Edit);
    return checklist_of(open.course, content_of(db, id), db.now());
  });
}

CourseView Courses::create(const http::Principal& who, const CourseDraft& draft) {
  return database_.write([&](storage::Writer& db) {
    const auto id = new_id<CourseId>(database_.clock());
    db.run(kInsert, id, who.user, draft.title, draft.summary, draft.description, draft.language, db.now());
    auto [course, viewer] = doors_.course(db, id, who, Need::Edit);
    auto patch = draft.details;
    patch.category = draft.category;
    apply(db, who, patch, course);
    store(db, course);
    record_course_version(db, id, who.user);
    outbox::append(db, CourseEvent{CourseFact::Created, id, who.user});
    return view_of(db, std::move(course), viewer);
  });
}

CourseView Courses::change(const http::Principal& who, const CourseId& id, const CoursePatch& patch) {
  return database_.write([&](storage::Writer& db) {
    auto [course, viewer] = doors_.course(db, id, who, Need::Edit);
    apply(db, who, patch, course);
    course.updated_at = db.now();
    const auto before = course.visibility;
    const bool published = patch.visibility && set_visibility(course, *patch.visibility, db.now());
    if (published) check_publishable(db, course);
    store(db, course);
    note_visibility(db, who, course, before);
    record_course_version(db, id, who.user);
    outbox::append(db,
                   CourseEvent{published ? CourseFact::Published : CourseFact::Changed, id, course.owner});
    return view_of(db, std::move(course), viewer);
  });
}

CourseView Courses::publish(const http::Principal& who, const CourseId& id) {
  return database_.write([&](storage::Writer& db) {
    auto [course, viewer] = doors_.course(db, id, who, Need::Edit);
    if (!is_open(course.visibility)) {
      const auto before = course.visibility;
      set_visibility(course, Visibility::Public, db.now());
      check_publishable(db, course);
      course.updated_at = db.now();
      store(db, course);
      note_visibility(db, who, course, before);
      outbox::append(db, CourseEvent{CourseFact::Published, id, course.owner});
    }
    return view_of(db, std::move(course), viewer);
  });
}

void Courses::apply(storage::Writer& db, const http::Principal& who, const CoursePatch& patch,
                    Course& course) const {
  assign_values(patch, course);
  if (patch.category && patch.category->empty()) course.category.reset();
  if (patch.category && !patch.category->empty()) course.category = category_for(db, *patch.category);
  if (auto problems = problems_of(course); !problems.empty()) throw InvalidInput(std::move(problems));
  if (patch.tags) set_tags(db, course.id, *patch.tags);
  if (!patch.prerequisites) return;
  for (const auto& id : *patch.prerequisites) {
    const auto required = find_course(db, id);
    if (!required || !may_see(*required, doors_.viewer_of(db, who, id)))
      throw InvalidInput({Problem{"prerequisites", "There is no such course."}});
  }
  set_prerequisites(db, course.id, *patch.prerequisites);
}

CourseView Courses::view_of(const storage::Reader& db, Course course, const Viewer& viewer) const {
  CourseView view;
  view.instructors = named_teachers_of(db, doors_.standing(), course);
  view.owner_name = view.instructors.front().name;
  if (course.category) view.category = find_category(db, *course.category);
  view.cover = picture_of(db, {PictureUse::Course, course.id.text()});
  view.tags = tags_of(db, course.id);
  view.prerequisites = prerequisites(db, course, viewer);
  view.course = std::move(course);
  view.viewer = viewer;
  return view;
}

std::vector<Prerequisite> Courses::prerequisites(const storage::Reader& db, const Course& course,
                                                 const Viewer& viewer) const {
  const auto required_ids = prerequisites_of(db, course.id);
  std::vector<CourseId> completed;
  if (!required_ids.empty() && viewer.principal.is_signed_in())
    completed = doors_.standing().completed_courses(db, viewer.principal.user);
  std::vector<Prerequisite> all;
  for (const auto& id : required_ids) {
    const auto required = find_course(db, id);
    // What the asker may not see has no name for them either.
    if (required && may_see(*required, doors_.viewer_of(db, viewer.principal, id)))
      all.push_back(
          {id, required->title, std::find(completed.begin(), completed.end(), id) != completed.end()});
  }
  return all;
}

}  // namespace lectern::catalog
