// Categories of the question bank: paths, which move and go with what lies below them.
#include "base/error.h"
#include "base/random.h"
#include "base/text.h"
#include "lms/quiz/question_bank.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::lms {

namespace {

using catalog::Need;

const storage::Query kCategories{"question_category.list", R"sql(
  SELECT c.id, c.course_id, c.name, c.shared,
         (SELECT count(*) FROM question q WHERE q.category_id = c.id AND q.archived = 0)
    FROM question_category c WHERE c.course_id = ?1 ORDER BY c.name LIMIT 1000)sql"};

const storage::Query kSharedCategories{"question_category.shared", R"sql(
  SELECT c.id, c.course_id, c.name, c.shared,
         (SELECT count(*) FROM question q WHERE q.category_id = c.id AND q.archived = 0)
    FROM question_category c WHERE c.shared = 1 AND c.course_id <> ?1 ORDER BY c.name, c.id LIMIT 1000)sql"};

const storage::Query kCategory{"question_category.one", R"sql(
  SELECT c.id, c.course_id, c.name, c.shared,
         (SELECT count(*) FROM question q WHERE q.category_id = c.id AND q.archived = 0)
    FROM question_category c WHERE c.id = ?1)sql"};

const storage::Query kCategoryNamed{"question_category.named", R"sql(
  SELECT id FROM question_category WHERE course_id = ?1 AND name = ?2)sql"};

const storage::Query kInsertCategory{"question_category.insert", R"sql(
  INSERT INTO question_category (id, course_id, name, shared, created_at) VALUES (?1, ?2, ?3, 0, ?4)
      ON CONFLICT (course_id, name) DO NOTHING)sql"};

const storage::Query kUpdateCategory{"question_category.update", R"sql(
  UPDATE question_category SET name = ?2, shared = ?3 WHERE id = ?1)sql"};

const storage::Query kMoveQuestions{"question_category.move_questions", R"sql(
  UPDATE question SET category_id = ?2 WHERE category_id = ?1)sql"};

const storage::Query kMoveDraws{"question_category.move_draws", R"sql(
  UPDATE quiz_slot SET category_id = ?2 WHERE category_id = ?1)sql"};

const storage::Query kCategoryIsUsed{"question_category.is_used", R"sql(
  SELECT 1 FROM quiz_slot WHERE category_id = ?1 LIMIT 1)sql"};

const storage::Query kDeleteCategory{"question_category.delete", R"sql(
  DELETE FROM question_category WHERE id = ?1)sql"};

QuestionCategory as_category(const storage::Row& row) {
  return {row.get<QuestionCategoryId>(0), row.get<CourseId>(1), row.get<std::string>(2), row.get<bool>(3),
          row.get<std::int64_t>(4)};
}

[[noreturn]] void throw_no_category() {
  throw Error(ErrorCode::NotFound, "There is no such category of questions.");
}

/// Names are paths: "Optics / Lenses" is "Optics/Lenses".
std::string path_of(const std::string& name) {
  std::string path;
  for (const auto part : split(name, '/')) {
    if (trim(part).empty()) continue;
    path += (path.empty() ? "" : "/") + std::string{trim(part)};
  }
  if (path.empty()) throw InvalidInput({Problem{"name", "A category needs a name."}});
  return path;
}

/// Whether a path lies below another: "Optics/Lenses" below "Optics".
bool is_below(std::string_view path, std::string_view above) {
  return path.size() > above.size() && path.starts_with(above) && path[above.size()] == '/';
}

}  // namespace

QuestionCategoryId category_at(storage::Writer& db, const CourseId& course, const std::string& path) {
  const auto as_id = [](const storage::Row& row) { return row.get<QuestionCategoryId>(0); };
  const auto name = path_of(path);
  db.run(kInsertCategory, QuestionCategoryId{new_id_text(db.now())}, course, name, db.now());
  return db.first(kCategoryNamed, as_id, course, name).value();
}

std::optional<QuestionCategory> find_category(const storage::Reader& db, const QuestionCategoryId& id) {
  return db.first(kCategory, as_category, id);
}

void share_category(storage::Writer& db, const QuestionCategoryId& id, const std::string& name) {
  db.run(kUpdateCategory, id, name, true);
}

bool may_draw_from(const storage::Reader& db, const CourseId& course, const QuestionCategoryId& id) {
  const auto category = db.first(kCategory, as_category, id);
  return category && (category->course == course || category->is_shared);
}

std::vector<QuestionCategory> QuestionBank::categories(const http::Principal& who,
                                                       const CourseId& course) const {
  return database_.read([&](const storage::Reader& db) {
    doors_.course(db, course, who, Need::Edit);
    auto all = db.all(kCategories, as_category, course);
    for (auto& shared : db.all(kSharedCategories, as_category, course)) all.push_back(std::move(shared));
    return all;
  });
}

QuestionCategory QuestionBank::add_category(const http::Principal& who, const CourseId& course,
                                            const std::string& name) {
  return database_.write([&](storage::Writer& db) {
    doors_.course(db, course, who, Need::Edit);
    const auto id = new_id<QuestionCategoryId>(database_.clock());
    if (db.run(kInsertCategory, id, course, path_of(name), db.now()) == 0)
      throw Error(ErrorCode::Conflict, "There is a category of this name already.");
    return db.first(kCategory, as_category, id).value();
  });
}

QuestionCategory QuestionBank::editable_category(const storage::Reader& db, const http::Principal& who,
                                                 const QuestionCategoryId& id) const {
  const auto category = db.first(kCategory, as_category, id);
  if (!category) throw_no_category();
  try {
    doors_.course(db, category->course, who, Need::Edit);
  } catch (const Error& error) {
    if (error.code() == ErrorCode::Forbidden || error.code() == ErrorCode::NotFound) throw_no_category();
    throw;
  }
  return *category;
}

QuestionCategory QuestionBank::change_category(const http::Principal& who, const QuestionCategoryId& id,
                                               const std::optional<std::string>& name,
                                               std::optional<bool> is_shared) {
  return database_.write([&](storage::Writer& db) {
    auto category = editable_category(db, who, id);
    const auto before = category.name;
    if (name) category.name = path_of(*name);
    if (is_below(category.name, before))
      throw InvalidInput({Problem{"name", "A category cannot be moved into itself."}});
    const auto as_id = [](const storage::Row& row) { return row.get<QuestionCategoryId>(0); };
    const auto named = db.first(kCategoryNamed, as_id, category.course, category.name);
    if (named && *named != id) throw Error(ErrorCode::Conflict, "There is a category of this name already.");
    db.run(kUpdateCategory, id, category.name, is_shared.value_or(category.is_shared));
    if (category.name != before) move_categories(db, category.course, before, category.name);
    return db.first(kCategory, as_category, id).value();
  });
}

/// Renames what lies below a path. Where a name is taken there, what is in it joins what has the name.
void QuestionBank::move_categories(storage::Writer& db, const CourseId& course, const std::string& from,
                                   const std::string& to) const {
  const auto as_id = [](const storage::Row& row) { return row.get<QuestionCategoryId>(0); };
  for (const auto& category : db.all(kCategories, as_category, course)) {
    if (!is_below(category.name, from)) continue;
    const auto rest = category.name.substr(from.size() + 1);
    const auto name = to.empty() ? rest : to + "/" + rest;
    const auto taken = db.first(kCategoryNamed, as_id, course, name);
    if (!taken || *taken == category.id) {
      db.run(kUpdateCategory, category.id, name, category.is_shared);
      continue;
    }
    db.run(kMoveQuestions, category.id, *taken);
    db.run(kMoveDraws, category.id, *taken);
    db.run(kDeleteCategory, category.id);
  }
}

void QuestionBank::remove_category(const http::Principal& who, const QuestionCategoryId& id,
                                   const QuestionCategoryId& into) {
  database_.write([&](storage::Writer& db) {
    const auto category = editable_category(db, who, id);
    std::string target;
    if (!into.empty()) {
      const auto wanted = db.first(kCategory, as_category, into);
      if (!wanted || wanted->course != category.course)
        throw InvalidInput({Problem{"into", "This course has no such category."}});
      if (into == id || is_below(wanted->name, category.name))
        throw InvalidInput({Problem{"into", "This goes away too; choose another category."}});
      target = wanted->name;
    } else if (const auto slash = category.name.rfind('/'); slash != std::string::npos) {
      target = category.name.substr(0, slash);
    }
    db.run(kMoveQuestions, id, into);
    if (!into.empty()) db.run(kMoveDraws, id, into);
    const auto exists = [](const storage::Row&) { return true; };
    if (db.first(kCategoryIsUsed, exists, id))
      throw Error(ErrorCode::Conflict,
                  "A quiz draws from this category; say where its questions go, or change the quiz first.");
    move_categories(db, category.course, category.name, target);
    db.run(kDeleteCategory, id);
  });
}

}  // namespace lectern::lms
