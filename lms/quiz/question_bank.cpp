#include "lms/quiz/question_bank.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/random.h"
#include "base/text.h"
#include "catalog/folded.h"
#include "lms/quiz/question_type.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::lms {

namespace {

using catalog::Need;
using nlohmann::json;

const storage::Query kList{"question.list", R"sql(
  SELECT q.id, q.course_id, q.category_id, q.name, q.type, q.version, '', q.archived, q.updated_at,
         (SELECT count(DISTINCT s.lesson_id) FROM quiz_slot s WHERE s.question_id = q.id)
         + (SELECT count(DISTINCT m.lesson_id) FROM video_moment m WHERE m.question_id = q.id)
    FROM question q
   WHERE q.course_id = ?1 AND q.archived = ?2 AND q.id < ?3
     AND (?4 = '' OR instr(q.words, ?4) > 0) AND (?5 = '' OR q.type = ?5)
     AND (?6 IS NULL OR q.category_id = ?6)
     AND (?7 = '' OR EXISTS (SELECT 1 FROM question_tag t WHERE t.question_id = q.id AND t.tag = ?7))
   ORDER BY q.id DESC LIMIT ?8)sql"};

// ?2 is the version; 0 for the current one.
const storage::Query kOne{"question.one", R"sql(
  SELECT q.id, q.course_id, q.category_id, q.name, q.type, v.version, v.definition, q.archived, q.updated_at,
         (SELECT count(DISTINCT s.lesson_id) FROM quiz_slot s WHERE s.question_id = q.id)
         + (SELECT count(DISTINCT m.lesson_id) FROM video_moment m WHERE m.question_id = q.id)
    FROM question q JOIN question_version v ON v.question_id = q.id
                                           AND v.version = CASE ?2 WHEN 0 THEN q.version ELSE ?2 END
   WHERE q.id = ?1)sql"};

const storage::Query kAll{"question.all", R"sql(
  SELECT q.id, q.course_id, q.category_id, q.name, q.type, v.version, v.definition, q.archived, q.updated_at, 0
    FROM question q JOIN question_version v ON v.question_id = q.id AND v.version = q.version
   WHERE q.course_id = ?1 AND q.archived = 0 AND (?2 IS NULL OR q.category_id = ?2)
   ORDER BY q.id LIMIT 10000)sql"};

const storage::Query kVersions{"question.versions", R"sql(
  SELECT v.version, v.definition, coalesce(a.name, ''), v.created_at
    FROM question_version v LEFT JOIN account a ON a.id = v.author_id
   WHERE v.question_id = ?1 ORDER BY v.version DESC LIMIT 200)sql"};

const storage::Query kUses{"question.uses", R"sql(
  SELECT l.id, l.course_id, l.title FROM quiz_slot s JOIN lesson l ON l.id = s.lesson_id WHERE s.question_id = ?1
   UNION
  SELECT l.id, l.course_id, l.title FROM video_moment m JOIN lesson l ON l.id = m.lesson_id WHERE m.question_id = ?1
   LIMIT 200)sql"};

const storage::Query kTagsOf{"question.tags_of", R"sql(
  SELECT tag FROM question_tag WHERE question_id = ?1 ORDER BY tag)sql"};

const storage::Query kTagsIn{"question.tags_in", R"sql(
  SELECT DISTINCT tag FROM question_tag WHERE course_id = ?1 ORDER BY tag LIMIT 1000)sql"};

const storage::Query kInsert{"question.insert", R"sql(
  INSERT INTO question (id, course_id, category_id, name, type, version, words, archived, created_at, updated_at)
  VALUES (?1, ?2, ?3, ?4, ?5, 1, ?6, 0, ?7, ?7))sql"};

const storage::Query kInsertVersion{"question.insert_version", R"sql(
  INSERT INTO question_version (question_id, version, definition, author_id, created_at)
  VALUES (?1, ?2, ?3, ?4, ?5))sql"};

const storage::Query kUpdate{"question.update", R"sql(
  UPDATE question SET category_id = ?2, name = ?3, version = ?4, words = ?5, archived = ?6, updated_at = ?7
   WHERE id = ?1)sql"};

const storage::Query kDelete{"question.delete", R"sql(
  DELETE FROM question WHERE id = ?1)sql"};

const storage::Query kIsUsed{"question.is_used", R"sql(
  SELECT 1 WHERE EXISTS (SELECT 1 FROM quiz_slot WHERE question_id = ?1)
              OR EXISTS (SELECT 1 FROM video_moment WHERE question_id = ?1)
              OR EXISTS (SELECT 1 FROM attempt_answer WHERE question_id = ?1))sql"};

const storage::Query kForgetTags{"question.forget_tags", R"sql(
  DELETE FROM question_tag WHERE question_id = ?1)sql"};

const storage::Query kAddTag{"question.add_tag", R"sql(
  INSERT INTO question_tag (question_id, course_id, tag) VALUES (?1, ?2, ?3)
      ON CONFLICT (question_id, tag) DO NOTHING)sql"};

const storage::Query kDrawableOfCategory{"question.drawable_of_category", R"sql(
  SELECT q.id FROM question_category top
    JOIN question_category c ON c.course_id = top.course_id
                            AND (c.id = top.id OR substr(c.name, 1, length(top.name) + 1) = top.name || '/')
    JOIN question q ON q.category_id = c.id AND q.archived = 0
   WHERE top.id = ?1 AND q.type <> 'information'
     AND (?2 = '' OR EXISTS (SELECT 1 FROM question_tag t WHERE t.question_id = q.id AND t.tag = ?2))
   ORDER BY q.id LIMIT 10000)sql"};

const storage::Query kDrawableWithTag{"question.drawable_with_tag", R"sql(
  SELECT q.id FROM question_tag t JOIN question q ON q.id = t.question_id
   WHERE t.course_id = ?1 AND t.tag = ?2 AND q.archived = 0 AND q.type <> 'information'
   ORDER BY q.id LIMIT 10000)sql"};

constexpr char kAfterEveryId[] = "~";

Question as_question(const storage::Row& row) {
  Question question;
  question.id = row.get<QuestionId>(0);
  question.course = row.get<CourseId>(1);
  question.category = row.get<QuestionCategoryId>(2);
  question.name = row.get<std::string>(3);
  question.type = row.get<std::string>(4);
  question.version = row.get<std::int64_t>(5);
  question.definition = row.get<std::string>(6);
  question.is_archived = row.get<bool>(7);
  question.updated_at = row.get<Instant>(8);
  question.used_in = row.get<std::int64_t>(9);
  return question;
}

std::string as_text(const storage::Row& row) {
  return row.get<std::string>(0);
}

int nothing(const storage::Row&) {
  return 0;
}

[[noreturn]] void throw_no_question() {
  throw Error(ErrorCode::NotFound, "There is no such question.");
}

std::string words_of(const std::string& name, const std::vector<std::string>& tags,
                     const std::string& definition) {
  std::string words = name;
  for (const auto& tag : tags) words += " " + tag;
  return catalog::folded(words + " " + json::parse(definition).value("stem", ""));
}

void set_tags(storage::Writer& db, const QuestionId& id, const CourseId& course,
              const std::vector<std::string>& tags) {
  db.run(kForgetTags, id);
  for (const auto& tag : tags) db.run(kAddTag, id, course, tag);
}

void require_category_of(const storage::Reader& db, const CourseId& course, const QuestionCategoryId& id) {
  if (id.empty()) return;
  const auto category = find_category(db, id);
  if (!category || category->course != course)
    throw InvalidInput({Problem{"category_id", "This course has no such category."}});
}

}  // namespace

QuestionId store_question(storage::Writer& db, const UserId& author, const CourseId& course,
                          const QuestionDraft& draft) {
  const QuestionId id{new_id_text(db.now())};
  db.run(kInsert, id, course, draft.category, draft.name, draft.type,
         words_of(draft.name, draft.tags, draft.definition), db.now());
  db.run(kInsertVersion, id, 1, draft.definition, author, db.now());
  set_tags(db, id, course, draft.tags);
  return id;
}

std::vector<Question> questions_of(const storage::Reader& db, const CourseId& course,
                                   const QuestionCategoryId& category) {
  auto questions = db.all(kAll, as_question, course, category);
  for (auto& question : questions) question.tags = db.all(kTagsOf, as_text, question.id);
  return questions;
}

std::vector<QuestionId> drawable(const storage::Reader& db, const CourseId& course,
                                 const QuestionCategoryId& category, const std::string& tag) {
  const auto as_id = [](const storage::Row& row) { return row.get<QuestionId>(0); };
  if (category.empty()) return db.all(kDrawableWithTag, as_id, course, tag);
  return db.all(kDrawableOfCategory, as_id, category, tag);
}

std::optional<Question> question_at(const storage::Reader& db, const QuestionId& id, std::int64_t version) {
  return db.first(kOne, as_question, id, version);
}

catalog::Page<Question> QuestionBank::list(const http::Principal& who, const CourseId& course,
                                           const QuestionFilter& filter, const http::Paging& paging) const {
  return database_.read([&](const storage::Reader& db) {
    doors_.course(db, course, who, Need::Edit);
    const std::string before = paging.after.empty() ? kAfterEveryId : paging.after;
    auto questions =
        db.all(kList, as_question, course, filter.archived, before, catalog::folded(filter.words),
               filter.type, filter.category, filter.tag, paging.limit + 1);
    for (auto& question : questions) question.tags = db.all(kTagsOf, as_text, question.id);
    return catalog::as_page(std::move(questions), paging.limit,
                            [](const Question& question) { return question.id.text(); });
  });
}

Question QuestionBank::editable(const storage::Reader& db, const http::Principal& who,
                                const QuestionId& id) const {
  const auto question = db.first(kOne, as_question, id, 0);
  if (!question) throw_no_question();
  try {
    doors_.course(db, question->course, who, Need::Edit);
  } catch (const Error& error) {
    if (error.code() == ErrorCode::Forbidden || error.code() == ErrorCode::NotFound) throw_no_question();
    throw;
  }
  return complete(db, id);
}

Question QuestionBank::complete(const storage::Reader& db, const QuestionId& id) const {
  auto question = db.first(kOne, as_question, id, 0).value();
  question.tags = db.all(kTagsOf, as_text, id);
  return question;
}

Question QuestionBank::find(const http::Principal& who, const QuestionId& id) const {
  return database_.read([&](const storage::Reader& db) { return editable(db, who, id); });
}

std::vector<QuestionVersion> QuestionBank::versions(const http::Principal& who, const QuestionId& id) const {
  return database_.read([&](const storage::Reader& db) {
    editable(db, who, id);
    const auto as_version = [](const storage::Row& row) {
      return QuestionVersion{row.get<std::int64_t>(0), row.get<std::string>(1), row.get<std::string>(2),
                             row.get<Instant>(3)};
    };
    return db.all(kVersions, as_version, id);
  });
}

std::vector<QuestionUse> QuestionBank::uses(const http::Principal& who, const QuestionId& id) const {
  return database_.read([&](const storage::Reader& db) {
    editable(db, who, id);
    const auto as_use = [](const storage::Row& row) {
      return QuestionUse{row.get<LessonId>(0), row.get<CourseId>(1), row.get<std::string>(2)};
    };
    return db.all(kUses, as_use, id);
  });
}

QuestionId QuestionBank::insert(storage::Writer& db, const http::Principal& who, const CourseId& course,
                                const QuestionDraft& draft) const {
  require_category_of(db, course, draft.category);
  return store_question(db, who.user, course, draft);
}

Question QuestionBank::create(const http::Principal& who, const CourseId& course,
                              const QuestionDraft& draft) {
  check_question(draft.type, json::parse(draft.definition));
  return database_.write([&](storage::Writer& db) {
    doors_.course(db, course, who, Need::Edit);
    return complete(db, insert(db, who, course, draft));
  });
}

Question QuestionBank::change(const http::Principal& who, const QuestionId& id, const QuestionPatch& patch) {
  return database_.write([&](storage::Writer& db) {
    auto question = editable(db, who, id);
    if (patch.category) {
      require_category_of(db, question.course, *patch.category);
      question.category = *patch.category;
    }
    if (patch.name) question.name = *patch.name;
    if (patch.tags) question.tags = *patch.tags;
    if (patch.is_archived) question.is_archived = *patch.is_archived;
    if (patch.definition && *patch.definition != question.definition) {
      check_question(question.type, json::parse(*patch.definition));
      question.definition = *patch.definition;
      ++question.version;
      db.run(kInsertVersion, id, question.version, question.definition, who.user, db.now());
    }
    db.run(kUpdate, id, question.category, question.name, question.version,
           words_of(question.name, question.tags, question.definition), question.is_archived, db.now());
    set_tags(db, id, question.course, question.tags);
    return complete(db, id);
  });
}

void QuestionBank::remove(const http::Principal& who, const QuestionId& id) {
  database_.write([&](storage::Writer& db) {
    editable(db, who, id);
    if (db.first(kIsUsed, nothing, id))
      throw Error(ErrorCode::Conflict, "A quiz uses this question or used it; archive it instead.");
    db.run(kDelete, id);
  });
}

std::vector<std::string> QuestionBank::tags(const http::Principal& who, const CourseId& course) const {
  return database_.read([&](const storage::Reader& db) {
    doors_.course(db, course, who, Need::Edit);
    return db.all(kTagsIn, as_text, course);
  });
}

void QuestionBank::expect_writer(const http::Principal& who, const CourseId& course) const {
  database_.read([&](const storage::Reader& db) { doors_.course(db, course, who, Need::Edit); });
}

std::size_t QuestionBank::import(const http::Principal& who, const CourseId& course,
                                 const std::vector<ImportedQuestion>& questions) {
  return database_.write([&](storage::Writer& db) {
    doors_.course(db, course, who, Need::Edit);
    for (const auto& [category, given] : questions) {
      auto draft = given;
      if (!category.empty()) draft.category = category_at(db, course, category);
      insert(db, who, course, draft);
    }
    return questions.size();
  });
}

std::vector<Question> QuestionBank::all(const http::Principal& who, const CourseId& course,
                                        const QuestionCategoryId& category) const {
  return database_.read([&](const storage::Reader& db) {
    doors_.course(db, course, who, Need::Edit);
    return questions_of(db, course, category);
  });
}

}  // namespace lectern::lms
