#include "lms/quiz/portable_quizzes.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/json.h"
#include "lms/quiz/question_type.h"
#include "lms/quiz/quizzes.h"
#include "lms/quiz/video_questions.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::lms {

namespace {

using catalog::CopyFor;
using catalog::LessonNumbers;
using nlohmann::json;

const storage::Query kQuizLessons{"portable_quizzes.quizzes", R"sql(
  SELECT q.lesson_id FROM lesson l JOIN quiz q ON q.lesson_id = l.id WHERE l.course_id = ?1 ORDER BY q.lesson_id)sql"};

const storage::Query kVideoLessons{"portable_quizzes.videos", R"sql(
  SELECT z.lesson_id FROM lesson l JOIN video_quiz z ON z.lesson_id = l.id WHERE l.course_id = ?1 ORDER BY z.lesson_id)sql"};

const storage::Query kCategories{"portable_quizzes.categories", R"sql(
  SELECT id FROM question_category WHERE course_id = ?1 ORDER BY name LIMIT 1000)sql"};

constexpr std::size_t kMostCategories = 1000;
constexpr std::size_t kMostQuestions = 10'000;
constexpr std::size_t kMostQuizzes = 5000;
constexpr std::size_t kMostSlots = 300;
constexpr std::size_t kMostMoments = 200;
constexpr double kLongestSeconds = 7 * 24 * 3600;

LessonId as_lesson(const storage::Row& row) {
  return row.get<LessonId>(0);
}

/// Gathers what is taken along. Questions and categories that others share come too: elsewhere there are
/// none.
class Packing {
 public:
  Packing(const storage::Reader& db, const CourseId& course, const LessonNumbers& lessons, CopyFor copy_for)
      : db_(db), lessons_(lessons), copy_for_(copy_for) {
    const auto as_id = [](const storage::Row& row) { return row.get<QuestionCategoryId>(0); };
    for (const auto& id : db.all(kCategories, as_id, course)) name_of(id);
    for (const auto& question : questions_of(db, course, {})) add(question);
    for (const auto& lesson : db.all(kQuizLessons, as_lesson, course)) add_quiz(lesson);
    for (const auto& lesson : db.all(kVideoLessons, as_lesson, course)) add_video(lesson);
  }

  json packed() const {
    if (questions_.empty() && categories_.empty() && quizzes_.empty() && videos_.empty()) return nullptr;
    return {
        {"categories", categories_}, {"questions", questions_}, {"quizzes", quizzes_}, {"videos", videos_}};
  }

 private:
  /// "" for none.
  std::string name_of(const QuestionCategoryId& id) {
    if (id.empty()) return {};
    if (const auto known = names_.find(id); known != names_.end()) return known->second;
    const auto category = find_category(db_, id);
    if (!category) return {};
    names_.emplace(id, category->name);
    categories_.push_back({{"name", category->name}, {"shared", category->is_shared}});
    return category->name;
  }

  std::size_t add(const Question& question) {
    const auto [place, is_new] = numbers_.try_emplace(question.id, questions_.size());
    if (is_new)
      questions_.push_back({{"name", question.name},
                            {"type", question.type},
                            {"category", name_of(question.category)},
                            {"tags", question.tags},
                            {"definition", json::parse(question.definition)}});
    return place->second;
  }

  json number_of(const QuestionId& id) {
    if (id.empty()) return nullptr;
    if (const auto known = numbers_.find(id); known != numbers_.end()) return known->second;
    return add(question_at(db_, id, 0).value());
  }

  void add_quiz(const LessonId& lesson) {
    const auto quiz = stored_quiz(db_, lesson).value();
    auto rules = quiz.rules;
    if (copy_for_ == CopyFor::NextTime) {
      rules.opens_at.reset();
      rules.closes_at.reset();
    }
    json slots = json::array();
    for (const auto& slot : quiz.slots) {
      const auto category = find_category(db_, slot.category);
      if (category)
        for (const auto& question : questions_of(db_, category->course, category->id)) add(question);
      slots.push_back({{"page", slot.page},
                       {"section", slot.section},
                       {"question", number_of(slot.question)},
                       {"category", name_of(slot.category)},
                       {"tag", slot.tag},
                       {"points", slot.points}});
    }
    quizzes_.push_back({{"lesson", lessons_.number_of(lesson).value()},
                        {"rules", as_json(rules)},
                        {"slots", std::move(slots)}});
  }

  void add_video(const LessonId& lesson) {
    const auto video = stored_video_quiz(db_, lesson).value();
    const auto seconds = [](Milliseconds time) { return std::chrono::duration<double>(time).count(); };
    json moments = json::array();
    for (const auto& moment : video.moments)
      moments.push_back(
          {{"at_seconds", seconds(moment.at)},
           {"question", number_of(moment.question)},
           {"required", moment.is_required},
           {"tries", moment.tries},
           {"rewind_seconds", moment.rewind_to ? json(seconds(*moment.rewind_to)) : json(nullptr)},
           {"points", moment.points}});
    videos_.push_back({{"lesson", lessons_.number_of(lesson).value()},
                       {"method", text_of(video.rules.method)},
                       {"pass_fraction", video.rules.pass_fraction},
                       {"moments", std::move(moments)}});
  }

  const storage::Reader& db_;
  const LessonNumbers& lessons_;
  CopyFor copy_for_;
  std::map<QuestionId, std::size_t> numbers_;
  std::map<QuestionCategoryId, std::string> names_;
  json categories_ = json::array();
  json questions_ = json::array();
  json quizzes_ = json::array();
  json videos_ = json::array();
};

/// Makes it anew, checking as the bank and the editors do.
class Unpacking {
 public:
  Unpacking(storage::Writer& db, const http::Principal& owner, const CourseId& course,
            const LessonNumbers& lessons)
      : db_(db), owner_(owner), course_(course), lessons_(lessons) {}

  void unpack(const json& value) {
    catalog::each_in(value, "categories", kMostCategories, [&](const json& one) { add_category(one); });
    catalog::each_in(value, "questions", kMostQuestions, [&](const json& one) { add_question(one); });
    catalog::each_in(value, "quizzes", kMostQuizzes, [&](const json& one) { add_quiz(one); });
    catalog::each_in(value, "videos", kMostQuizzes, [&](const json& one) { add_video(one); });
  }

 private:
  QuestionCategoryId category_of(FieldReader& fields) {
    const auto path = fields.optional_text("category", {0, 200}).value_or("");
    return path.empty() ? QuestionCategoryId{} : category_at(db_, course_, path);
  }

  QuestionId question_of(FieldReader& fields) {
    const auto number = fields.optional_integer("question", 0, static_cast<std::int64_t>(kMostQuestions));
    if (!number) return {};
    if (static_cast<std::size_t>(*number) < questions_.size())
      return questions_[static_cast<std::size_t>(*number)];
    fields.add_problem("question", "There is no question of this number.");
    return {};
  }

  /// Of that kind of lesson; the object's own lists are read by themselves.
  LessonId lesson_of(FieldReader& fields) {
    return lessons_.at(static_cast<std::size_t>(fields.integer("lesson", 0, 1'000'000)));
  }

  static json without(json value, std::initializer_list<const char*> lists) {
    if (value.is_object())
      for (const char* list : lists) value.erase(list);
    return value;
  }

  void add_category(const json& value) {
    FieldReader fields(value);
    const auto name = fields.text("name", {1, 200});
    const bool is_shared = fields.optional_flag("shared").value_or(false);
    fields.finish();
    const auto id = category_at(db_, course_, name);
    if (is_shared) share_category(db_, id, find_category(db_, id)->name);
  }

  void add_question(const json& value) {
    FieldReader fields(value);
    QuestionDraft draft;
    draft.name = fields.text("name", {1, 200});
    draft.type = fields.text("type", {1, 40});
    draft.category = category_of(fields);
    draft.tags = fields.texts("tags", 20, {1, 60});
    const auto* definition = fields.optional_object("definition");
    if (definition == nullptr) fields.add_problem("definition", "This field is required.");
    fields.finish();
    check_question(draft.type, *definition);
    draft.definition = definition->dump();
    questions_.push_back(store_question(db_, owner_.user, course_, draft));
  }

  void add_quiz(const json& value) {
    const auto own = without(value, {"slots", "rules"});
    FieldReader fields(own);
    const auto lesson = lesson_of(fields);
    fields.finish();
    const auto rules = read_rules(value.contains("rules") ? value["rules"] : json::object());
    std::vector<QuizSlot> slots;
    catalog::each_in(value, "slots", kMostSlots, [&](const json& one) {
      FieldReader slot_fields(one);
      QuizSlot slot;
      slot.page = slot_fields.optional_integer("page", 1, 1000).value_or(1);
      slot.section = slot_fields.optional_text("section", {0, 200}).value_or("");
      slot.question = question_of(slot_fields);
      slot.category = category_of(slot_fields);
      slot.tag = slot_fields.optional_text("tag", {0, 60}).value_or("");
      slot.points = slot_fields.optional_number("points", 0, 1000).value_or(1);
      if (slot.question.empty() && slot.category.empty() && slot.tag.empty())
        slot_fields.add_problem("question", "Name a question, or a category or a tag to draw from.");
      slot_fields.finish();
      slots.push_back(std::move(slot));
    });
    store_quiz(db_, lesson, rules, slots);
  }

  void add_video(const json& value) {
    const auto own = without(value, {"moments"});
    FieldReader fields(own);
    const auto lesson = lesson_of(fields);
    VideoRules rules;
    rules.method = from_text<GradingMethod>(fields.choice("method", {"best", "last", "first", "average"}))
                       .value_or(rules.method);
    rules.pass_fraction = fields.number("pass_fraction", 0, 1);
    fields.finish();
    std::vector<VideoMoment> moments;
    catalog::each_in(value, "moments", kMostMoments, [&](const json& one) {
      const auto milliseconds = [](double seconds) { return Milliseconds{std::llround(seconds * 1000)}; };
      FieldReader moment_fields(one);
      VideoMoment moment;
      moment.at = milliseconds(moment_fields.number("at_seconds", 0, kLongestSeconds));
      moment.question = question_of(moment_fields);
      moment.is_required = moment_fields.optional_flag("required").value_or(false);
      moment.tries = moment_fields.optional_integer("tries", 0, 100).value_or(1);
      if (const auto to = moment_fields.optional_number("rewind_seconds", 0, kLongestSeconds))
        moment.rewind_to = milliseconds(*to);
      moment.points = moment_fields.optional_number("points", 0, 1000).value_or(1);
      if (moment.question.empty()) moment_fields.add_problem("question", "Name the question that is asked.");
      moment_fields.finish();
      moments.push_back(std::move(moment));
    });
    store_video_quiz(db_, lesson, rules, moments);
  }

  storage::Writer& db_;
  const http::Principal& owner_;
  const CourseId& course_;
  const LessonNumbers& lessons_;
  std::vector<QuestionId> questions_;
};

}  // namespace

catalog::PortablePart portable_quizzes() {
  return {"quizzes",
          [](const storage::Reader& db, const CourseId& course, const LessonNumbers& lessons,
             CopyFor copy_for) { return Packing(db, course, lessons, copy_for).packed(); },
          [](storage::Writer& db, const http::Principal& owner, const CourseId& course,
             const LessonNumbers& lessons,
             const json& value) { Unpacking(db, owner, course, lessons).unpack(value); }};
}

}  // namespace lectern::lms
