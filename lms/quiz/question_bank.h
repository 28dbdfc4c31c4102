#pragma once
// The question bank of a course: questions with all their versions, categories, tags. An edit makes a new
// version; attempts keep the one they were given. Whoever may edit the course may change its bank; what
// stands in a shared category can be used, and not changed, by everyone who edits any course.

#include <optional>
#include <string>
#include <vector>

#include "catalog/doors.h"
#include "catalog/page.h"
#include "http/message.h"

namespace lectern::storage {
class Database;
class Reader;
class Writer;
}  // namespace lectern::storage

namespace lectern::lms {

using QuestionId = Id<struct QuestionTag>;
using QuestionCategoryId = Id<struct QuestionCategoryTag>;

struct Question {
  QuestionId id;
  CourseId course;
  QuestionCategoryId category;  ///< Empty: none.
  std::string name;
  std::string type;
  std::int64_t version = 1;
  std::string definition;  ///< JSON; empty in lists.
  std::vector<std::string> tags;
  std::int64_t used_in = 0;  ///< Quizzes that name it.
  bool is_archived = false;
  Instant updated_at;
};

struct QuestionVersion {
  std::int64_t version = 1;
  std::string definition;
  std::string author;
  Instant created_at;
};

/// A quiz that names a question.
struct QuestionUse {
  LessonId lesson;
  CourseId course;
  std::string title;
};

struct QuestionDraft {
  std::string name;
  std::string type;
  QuestionCategoryId category;
  std::vector<std::string> tags;
  std::string definition;
};

struct QuestionPatch {
  std::optional<std::string> name;
  std::optional<QuestionCategoryId> category;
  std::optional<std::vector<std::string>> tags;
  std::optional<std::string> definition;
  std::optional<bool> is_archived;
};

struct QuestionFilter {
  std::string words;
  std::string type;
  std::string tag;
  QuestionCategoryId category;
  bool archived = false;
};

struct QuestionCategory {
  QuestionCategoryId id;
  CourseId course;
  std::string name;
  bool is_shared = false;
  std::int64_t questions = 0;
};

/// What a file of questions brings, one a question.
struct ImportedQuestion {
  std::string category;  ///< A path; empty: where the import goes.
  QuestionDraft draft;
};

class QuestionBank {
 public:
  QuestionBank(storage::Database& database, const catalog::Doors& doors)
      : database_(database), doors_(doors) {}

  catalog::Page<Question> list(const http::Principal& who, const CourseId& course,
                               const QuestionFilter& filter, const http::Paging& paging) const;
  Question find(const http::Principal& who, const QuestionId& id) const;
  std::vector<QuestionVersion> versions(const http::Principal& who, const QuestionId& id) const;
  std::vector<QuestionUse> uses(const http::Principal& who, const QuestionId& id) const;
  Question create(const http::Principal& who, const CourseId& course, const QuestionDraft& draft);
  Question change(const http::Principal& who, const QuestionId& id, const QuestionPatch& patch);
  /// Conflict once a quiz or an attempt names it: archive it then.
  void remove(const http::Principal& who, const QuestionId& id);

  /// Of the course, and what others share.
  std::vector<QuestionCategory> categories(const http::Principal& who, const CourseId& course) const;
  std::vector<std::string> tags(const http::Principal& who, const CourseId& course) const;
  QuestionCategory add_category(const http::Principal& who, const CourseId& course, const std::string& name);
  /// Those below it move with it.
  QuestionCategory change_category(const http::Principal& who, const QuestionCategoryId& id,
                                   const std::optional<std::string>& name, std::optional<bool> is_shared);
  /// What is in it, and what is below it, moves into another category of the course, or up where that is
  /// empty.
  void remove_category(const http::Principal& who, const QuestionCategoryId& id,
                       const QuestionCategoryId& into);

  /// Throws for who may not write questions in this course.
  void expect_writer(const http::Principal& who, const CourseId& course) const;
  /// All or nothing. Answers how many.
  std::size_t import(const http::Principal& who, const CourseId& course,
                     const std::vector<ImportedQuestion>& questions);
  /// With their definitions, in order.
  std::vector<Question> all(const http::Principal& who, const CourseId& course,
                            const QuestionCategoryId& category) const;

 private:
  Question editable(const storage::Reader& db, const http::Principal& who, const QuestionId& id) const;
  QuestionCategory editable_category(const storage::Reader& db, const http::Principal& who,
                                     const QuestionCategoryId& id) const;
  void move_categories(storage::Writer& db, const CourseId& course, const std::string& from,
                       const std::string& to) const;
  QuestionId insert(storage::Writer& db, const http::Principal& who, const CourseId& course,
                    const QuestionDraft& draft) const;
  Question complete(const storage::Reader& db, const QuestionId& id) const;

  storage::Database& database_;
  const catalog::Doors& doors_;
};

/// Its first version. The definition was checked, the category is the course's.
QuestionId store_question(storage::Writer& db, const UserId& author, const CourseId& course,
                          const QuestionDraft& draft);
/// The category of a path, made where there is none yet.
QuestionCategoryId category_at(storage::Writer& db, const CourseId& course, const std::string& path);
std::vector<Question> questions_of(const storage::Reader& db, const CourseId& course,
                                   const QuestionCategoryId& category);
std::optional<QuestionCategory> find_category(const storage::Reader& db, const QuestionCategoryId& id);
void share_category(storage::Writer& db, const QuestionCategoryId& id, const std::string& name);
/// Whether a quiz of this course may draw from the category: its own, or a shared one.
bool may_draw_from(const storage::Reader& db, const CourseId& course, const QuestionCategoryId& category);
/// The current version of each question that a random slot may draw: of the category and those below it, with
/// the tag; either may be empty.
std::vector<QuestionId> drawable(const storage::Reader& db, const CourseId& course,
                                 const QuestionCategoryId& category, const std::string& tag);
/// The type, name and definition of one version; the current one where `version` is 0.
std::optional<Question> question_at(const storage::Reader& db, const QuestionId& id, std::int64_t version);

}  // namespace lectern::lms
