#include "catalog/courses.h"

#include "base/error.h"
#include "base/random.h"
#include "catalog/events.h"
#include "catalog/rows.h"
#include "storage/db/database.h"
#include "storage/db/query.h"
#include "storage/outbox/outbox.h"

namespace lectern::catalog {

namespace {

const storage::Query kCategories{"category.all", R"sql(
  SELECT id, name FROM category ORDER BY name)sql"};

const storage::Query kCategory{"category.one", R"sql(
  SELECT id, name FROM category WHERE id = ?1)sql"};

const storage::Query kCategoryFor{"category.by_id_or_name", R"sql(
  SELECT id, name FROM category WHERE id = ?1 OR name = ?1)sql"};

const storage::Query kInsertCategory{"category.insert", R"sql(
  INSERT INTO category (id, name, created_at) VALUES (?1, ?2, ?3) ON CONFLICT (name) DO NOTHING)sql"};

// ?1 after, ?2 limit, ?3 the asker, ?4 the asker sees all, ?5 pattern, ?6 category, ?7 owner
const storage::Query kList{"course.list", R"sql(
  SELECT id, owner_id, title, summary, description, category_id, language, visibility, created_at, updated_at,
         published_at
    FROM course
   WHERE (?1 IS NULL OR id < ?1)
     AND (visibility = 'published' OR owner_id = ?3 OR ?4 = 1)
     AND (?5 IS NULL OR title LIKE ?5 ESCAPE '\' OR summary LIKE ?5 ESCAPE '\')
     AND (?6 IS NULL OR category_id = ?6)
     AND (?7 IS NULL OR owner_id = ?7)
   ORDER BY id DESC LIMIT ?2)sql"};

const storage::Query kInsert{"course.insert", R"sql(
  INSERT INTO course (id, owner_id, title, summary, description, category_id, language, visibility, created_at,
                      updated_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'draft', ?8, ?8))sql"};

const storage::Query kUpdate{"course.update", R"sql(
  UPDATE course SET title = ?2, summary = ?3, description = ?4, category_id = ?5, language = ?6, visibility = ?7,
                    updated_at = ?8, published_at = ?9
   WHERE id = ?1)sql"};

const storage::Query kDelete{"course.delete", R"sql(
  DELETE FROM course WHERE id = ?1)sql"};

const storage::Query kLessonIds{"course.lesson_ids", R"sql(
  SELECT id FROM lesson WHERE course_id = ?1)sql"};

Category as_category(const storage::Row& row) {
  return {row.get<CategoryId>(0), row.get<std::string>(1)};
}

std::optional<CategoryId> category_for(const storage::Reader& db, const std::string& id_or_name) {
  if (id_or_name.empty()) return std::nullopt;
  const auto category = db.first(kCategoryFor, as_category, id_or_name);
  if (!category) throw InvalidInput({Problem{"category", "There is no such category."}});
  return category->id;
}

/// Words as a LIKE pattern: nothing in them is a wildcard.
std::optional<std::string> pattern_of(const std::string& words) {
  if (words.empty()) return std::nullopt;
  std::string pattern = "%";
  for (const char c : words) {
    if (c == '%' || c == '_' || c == '\\') pattern += '\\';
    pattern += c;
  }
  return pattern + "%";
}

void store(storage::Writer& db, const Course& course) {
  db.run(kUpdate, course.id, course.title, course.summary, course.description, course.category,
         course.language, course.visibility, course.updated_at, course.published_at);
}

void apply(const storage::Reader& db, const CoursePatch& patch, Course& course) {
  if (patch.title) course.title = *patch.title;
  if (patch.summary) course.summary = *patch.summary;
  if (patch.description) course.description = *patch.description;
  if (patch.language) course.language = *patch.language;
  if (patch.category) course.category = category_for(db, *patch.category);
}

/// Answers whether the course was not public before and is now.
bool set_visibility(Course& course, Visibility visibility, Instant now) {
  const bool published = visibility == Visibility::Published && course.visibility == Visibility::Draft;
  course.visibility = visibility;
  if (published) course.published_at = now;
  return published;
}

}  // namespace

std::vector<Category> Courses::categories() const {
  return database_.read([](const storage::Reader& db) { return db.all(kCategories, as_category); });
}

Category Courses::create_category(const std::string& name) {
  return database_.write([&](storage::Writer& db) {
    const Category category{new_id<CategoryId>(database_.clock()), name};
    if (db.run(kInsertCategory, category.id, name, db.now()) == 0)
      throw Error(ErrorCode::Conflict, "There is a category of this name already.");
    return category;
  });
}

Page<CourseView> Courses::list(const http::Principal& who, const CourseFilter& filter,
                               const http::Paging& paging) const {
  return database_.read([&](const storage::Reader& db) {
    const std::optional<std::string> after =
        paging.after.empty() ? std::nullopt : std::optional{paging.after};
    std::optional<CategoryId> category;
    if (filter.category) {
      const auto found = db.first(kCategoryFor, as_category, *filter.category);
      if (!found) return Page<CourseView>{};
      category = found->id;
    }
    const auto courses = db.all(kList, as_course, after, paging.limit + 1, who.user, who.is_admin(),
                                pattern_of(filter.words), category, filter.owner);
    std::vector<CourseView> views;
    for (const auto& course : courses)
      views.push_back(view_of(db, course, doors_.viewer_of(db, who, course.id)));
    return as_page(std::move(views), paging.limit,
                   [](const CourseView& view) { return view.course.id.text(); });
  });
}

CourseView Courses::get(const http::Principal& who, const CourseId& id) const {
  return database_.read([&](const storage::Reader& db) {
    auto open = doors_.course(db, id, who, Need::See);
    return view_of(db, std::move(open.course), open.viewer);
  });
}

CourseView Courses::create(const http::Principal& who, const CourseDraft& draft) {
  return database_.write([&](storage::Writer& db) {
    const auto id = new_id<CourseId>(database_.clock());
    const auto category = category_for(db, draft.category.value_or(""));
    db.run(kInsert, id, who.user, draft.title, draft.summary, draft.description, category, draft.language,
           db.now());
    outbox::append(db, CourseEvent{CourseFact::Created, id, who.user});
    auto open = doors_.course(db, id, who, Need::Edit);
    return view_of(db, std::move(open.course), open.viewer);
  });
}

CourseView Courses::change(const http::Principal& who, const CourseId& id, const CoursePatch& patch) {
  return database_.write([&](storage::Writer& db) {
    auto [course, viewer] = doors_.course(db, id, who, Need::Edit);
    apply(db, patch, course);
    course.updated_at = db.now();
    const bool published = patch.visibility && set_visibility(course, *patch.visibility, db.now());
    store(db, course);
    outbox::append(db,
                   CourseEvent{published ? CourseFact::Published : CourseFact::Changed, id, course.owner});
    return view_of(db, std::move(course), viewer);
  });
}

CourseView Courses::publish(const http::Principal& who, const CourseId& id) {
  return database_.write([&](storage::Writer& db) {
    auto [course, viewer] = doors_.course(db, id, who, Need::Edit);
    if (set_visibility(course, Visibility::Published, db.now())) {
      course.updated_at = db.now();
      store(db, course);
      outbox::append(db, CourseEvent{CourseFact::Published, id, course.owner});
    }
    return view_of(db, std::move(course), viewer);
  });
}

void Courses::remove(const http::Principal& who, const CourseId& id) {
  database_.write([&](storage::Writer& db) {
    const auto open = doors_.course(db, id, who, Need::Delete);
    const auto as_id = [](const storage::Row& row) { return row.get<LessonId>(0); };
    for (const auto& lesson : db.all(kLessonIds, as_id, id)) videos_.remove(db, lesson);
    db.run(kDelete, id);
    outbox::append(db, CourseEvent{CourseFact::Removed, id, open.course.owner});
  });
}

CourseView Courses::view_of(const storage::Reader& db, Course course, const Viewer& viewer) const {
  CourseView view;
  view.owner_name = doors_.standing().name_of(db, course.owner);
  if (course.category) view.category = db.first(kCategory, as_category, *course.category);
  view.course = std::move(course);
  view.viewer = viewer;
  return view;
}

}  // namespace lectern::catalog
