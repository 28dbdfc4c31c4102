#include "lms/gradebook/gradebook.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/random.h"
#include "lms/gradebook/points.h"
#include "storage/db/database.h"
#include "storage/db/query.h"
#include "storage/outbox/outbox.h"

namespace lectern::lms {

namespace {

using catalog::Need;

const storage::Query kBook{"gradebook.find", R"sql(
  SELECT weighting, scale FROM gradebook WHERE course_id = ?1)sql"};

const storage::Query kStoreBook{"gradebook.store", R"sql(
  INSERT INTO gradebook (course_id, weighting, scale) VALUES (?1, ?2, ?3)
      ON CONFLICT (course_id) DO UPDATE SET weighting = excluded.weighting, scale = excluded.scale)sql"};

const storage::Query kCategories{"gradebook.categories", R"sql(
  SELECT id, name, weight, drop_lowest FROM grade_category WHERE course_id = ?1 ORDER BY position, id)sql"};

const storage::Query kCategory{"gradebook.category", R"sql(
  SELECT id, name, weight, drop_lowest, course_id FROM grade_category WHERE id = ?1)sql"};

const storage::Query kAddCategory{"gradebook.add_category", R"sql(
  INSERT INTO grade_category (id, course_id, name, weight, drop_lowest, position)
  VALUES (?1, ?2, ?3, ?4, ?5, (SELECT count(*) FROM grade_category WHERE course_id = ?2)))sql"};

const storage::Query kChangeCategory{"gradebook.change_category", R"sql(
  UPDATE grade_category SET name = ?2, weight = ?3, drop_lowest = ?4 WHERE id = ?1)sql"};

const storage::Query kRemoveCategory{"gradebook.remove_category", R"sql(
  DELETE FROM grade_category WHERE id = ?1)sql"};

const storage::Query kItems{"gradebook.items", R"sql(
  SELECT id, course_id, category_id, lesson_id, name, most, extra_credit, hidden_until, due_at
    FROM grade_item WHERE course_id = ?1 ORDER BY position, id)sql"};

const storage::Query kItem{"gradebook.item", R"sql(
  SELECT id, course_id, category_id, lesson_id, name, most, extra_credit, hidden_until, due_at
    FROM grade_item WHERE id = ?1)sql"};

const storage::Query kItemOfLesson{"gradebook.item_of_lesson", R"sql(
  SELECT id, course_id, category_id, lesson_id, name, most, extra_credit, hidden_until, due_at
    FROM grade_item WHERE lesson_id = ?1)sql"};

const storage::Query kLessonTitle{"gradebook.lesson_title", R"sql(
  SELECT title FROM lesson WHERE id = ?1)sql"};

const storage::Query kAddItem{"gradebook.add_item", R"sql(
  INSERT INTO grade_item (id, course_id, category_id, lesson_id, name, most, extra_credit, hidden_until, due_at, position)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, (SELECT count(*) FROM grade_item WHERE course_id = ?2)))sql"};

const storage::Query kChangeItem{"gradebook.change_item", R"sql(
  UPDATE grade_item
     SET category_id = ?2, name = ?3, most = ?4, extra_credit = ?5, hidden_until = ?6, due_at = ?7
   WHERE id = ?1)sql"};

const storage::Query kSetDue{"gradebook.set_due", R"sql(
  UPDATE grade_item SET due_at = ?2 WHERE lesson_id = ?1)sql"};

const storage::Query kRemoveItem{"gradebook.remove_item", R"sql(
  DELETE FROM grade_item WHERE id = ?1)sql"};

constexpr std::size_t kMostItems = 500;
constexpr std::size_t kMostCategories = 50;
constexpr std::int64_t kUsualPoints = 100 * kPoint;

GradeCategory as_category(const storage::Row& row) {
  return {row.get<GradeCategoryId>(0), row.get<std::string>(1), row.get<std::int64_t>(2),
          row.get<std::int64_t>(3)};
}

GradeItem as_item(const storage::Row& row) {
  return {row.get<GradeItemId>(0),
          row.get<CourseId>(1),
          row.get<GradeCategoryId>(2),
          row.get<LessonId>(3),
          row.get<std::string>(4),
          row.get<std::int64_t>(5),
          row.get<bool>(6),
          row.get<std::optional<Instant>>(7),
          row.get<std::optional<Instant>>(8)};
}

/// Whoever keeps totals adds up anew.
void append_change(storage::Writer& db, const CourseId& course) {
  const nlohmann::json payload = {{"course_id", course.text()}};
  outbox::append(db, outbox::NewEvent{"gradebook.changed", course.text(), payload.dump()});
}

void insert(storage::Writer& db, const GradeItem& item) {
  db.run(kAddItem, item.id, item.course, item.category, item.lesson, item.name, item.most, item.is_extra,
         item.hidden_until, item.due_at);
}

void check_category(const Gradebook& book, const GradeCategoryId& id) {
  const auto is_it = [&](const GradeCategory& category) { return category.id == id; };
  if (!id.empty() && std::none_of(book.categories.begin(), book.categories.end(), is_it))
    throw InvalidInput({Problem{"category_id", "The course has no such category."}});
}

CourseId require_category(const storage::Reader& db, const GradeCategoryId& id) {
  const auto course = db.first(
      kCategory, [](const storage::Row& row) { return row.get<CourseId>(4); }, id);
  if (!course) throw Error(ErrorCode::NotFound, "There is no such category.");
  return *course;
}

GradeItem require_item(const storage::Reader& db, const GradeItemId& id) {
  auto item = find_item(db, id);
  if (!item) throw Error(ErrorCode::NotFound, "There is no such grade item.");
  return *item;
}

}  // namespace

GradingScheme Gradebook::scheme() const {
  GradingScheme scheme{weighting, {}, {}};
  for (const auto& category : categories)
    scheme.categories.push_back({category.id, category.weight, category.drop_lowest});
  for (const auto& item : items) scheme.items.push_back({item.category, item.most, item.is_extra});
  return scheme;
}

void store_gradebook(storage::Writer& db, const CourseId& course, const Gradebook& book) {
  db.run(kStoreBook, course, book.weighting, book.scale);
  for (const auto& category : book.categories)
    db.run(kAddCategory, category.id, course, category.name, category.weight, category.drop_lowest);
  for (const auto& item : book.items) insert(db, item);
}

Gradebook read_gradebook(const storage::Reader& db, const CourseId& course) {
  const auto as_book = [](const storage::Row& row) {
    return Gradebook{row.get<Weighting>(0), row.get<std::string>(1), {}, {}};
  };
  auto book = db.first(kBook, as_book, course).value_or(Gradebook{});
  book.categories = db.all(kCategories, as_category, course);
  book.items = db.all(kItems, as_item, course);
  return book;
}

std::optional<GradeItem> find_item(const storage::Reader& db, const GradeItemId& id) {
  return db.first(kItem, as_item, id);
}

void set_due(storage::Writer& db, const CourseId& course, const LessonId& lesson,
             const std::optional<Instant>& due) {
  if (item_of_lesson(db, course, lesson)) db.run(kSetDue, lesson, due);
}

std::optional<GradeItem> item_of_lesson(storage::Writer& db, const CourseId& course, const LessonId& lesson) {
  if (auto known = db.first(kItemOfLesson, as_item, lesson)) return known;
  const auto as_text = [](const storage::Row& row) { return row.get<std::string>(0); };
  const auto title = db.first(kLessonTitle, as_text, lesson);
  if (!title) return std::nullopt;
  GradeItem item;
  item.id = GradeItemId{new_id_text(db.now())};
  item.course = course;
  item.lesson = lesson;
  item.name = *title;
  item.most = kUsualPoints;
  insert(db, item);
  return item;
}

void require_reader(const catalog::OpenCourse& open) {
  if (!catalog::may_read_roster(open.course, open.viewer))
    throw Error(ErrorCode::Forbidden, "Only those who teach this course may see its gradebook.");
}

void require_grader(const catalog::OpenCourse& open) {
  if (!catalog::may_teach(open.course, open.viewer))
    throw Error(ErrorCode::Forbidden, "Only those who teach this course may grade in it.");
}

Gradebook Gradebooks::of(const http::Principal& who, const CourseId& course) const {
  return database_.read([&](const storage::Reader& db) {
    require_reader(doors_.course(db, course, who, Need::See));
    return read_gradebook(db, course);
  });
}

Gradebook Gradebooks::change(const http::Principal& who, const CourseId& course,
                             const GradebookPatch& patch) {
  return database_.write([&](storage::Writer& db) {
    doors_.course(db, course, who, Need::Edit);
    auto book = read_gradebook(db, course);
    book.weighting = patch.weighting.value_or(book.weighting);
    book.scale = patch.scale.value_or(book.scale);
    if (!parse_scale(book.scale))
      throw InvalidInput(
          {Problem{"scale", "Write each letter with the least per cent for it, falling: A 90 B 80 F 0."}});
    db.run(kStoreBook, course, book.weighting, book.scale);
    append_change(db, course);
    return book;
  });
}

Gradebook Gradebooks::add_category(const http::Principal& who, const CourseId& course,
                                   const GradeCategory& category) {
  return database_.write([&](storage::Writer& db) {
    doors_.course(db, course, who, Need::Edit);
    if (read_gradebook(db, course).categories.size() >= kMostCategories)
      throw Error(ErrorCode::Conflict, "A course has at most 50 categories. Remove one first.");
    db.run(kAddCategory, GradeCategoryId{new_id_text(db.now())}, course, category.name, category.weight,
           category.drop_lowest);
    append_change(db, course);
    return read_gradebook(db, course);
  });
}

Gradebook Gradebooks::change_category(const http::Principal& who, const GradeCategoryId& id,
                                      const GradeCategoryPatch& patch) {
  return database_.write([&](storage::Writer& db) {
    const auto course = require_category(db, id);
    doors_.course(db, course, who, Need::Edit);
    const auto before = db.first(kCategory, as_category, id).value();
    db.run(kChangeCategory, id, patch.name.value_or(before.name), patch.weight.value_or(before.weight),
           patch.drop_lowest.value_or(before.drop_lowest));
    append_change(db, course);
    return read_gradebook(db, course);
  });
}

void Gradebooks::remove_category(const http::Principal& who, const GradeCategoryId& id) {
  database_.write([&](storage::Writer& db) {
    const auto course = require_category(db, id);
    doors_.course(db, course, who, Need::Edit);
    db.run(kRemoveCategory, id);
    append_change(db, course);
  });
}

Gradebook Gradebooks::add_item(const http::Principal& who, const CourseId& course, GradeItem item) {
  return database_.write([&](storage::Writer& db) {
    doors_.course(db, course, who, Need::Edit);
    const auto book = read_gradebook(db, course);
    if (book.items.size() >= kMostItems)
      throw Error(ErrorCode::Conflict, "A course has at most 500 grade items. Remove one first.");
    check_category(book, item.category);
    item.id = GradeItemId{new_id_text(db.now())};
    item.course = course;
    insert(db, item);
    return read_gradebook(db, course);
  });
}

Gradebook Gradebooks::change_item(const http::Principal& who, const GradeItemId& id,
                                  const GradeItemPatch& patch) {
  return database_.write([&](storage::Writer& db) {
    const auto item = require_item(db, id);
    doors_.course(db, item.course, who, Need::Edit);
    const auto category = patch.category.value_or(item.category);
    check_category(read_gradebook(db, item.course), category);
    db.run(kChangeItem, id, category, patch.name.value_or(item.name), patch.most.value_or(item.most),
           patch.is_extra.value_or(item.is_extra), patch.hidden_until.value_or(item.hidden_until),
           patch.due_at.value_or(item.due_at));
    append_change(db, item.course);
    return read_gradebook(db, item.course);
  });
}

void Gradebooks::remove_item(const http::Principal& who, const GradeItemId& id) {
  database_.write([&](storage::Writer& db) {
    const auto item = require_item(db, id);
    doors_.course(db, item.course, who, Need::Edit);
    db.run(kRemoveItem, id);
    append_change(db, item.course);
  });
}

}  // namespace lectern::lms
