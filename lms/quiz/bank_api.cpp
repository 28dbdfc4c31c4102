#include "lms/quiz/bank_api.h"

#include <nlohmann/json.hpp>

#include "base/json.h"
#include "http/page_json.h"
#include "lms/quiz/question_files.h"
#include "lms/quiz/question_type.h"
#include "lms/quiz/quiz_json.h"

namespace lectern::lms {

using http::Body;
using http::Lane;
using http::Method;
using http::Request;
using http::Response;
using http::Who;
using nlohmann::json;

namespace {

constexpr TextRule kName{1, 200};
constexpr TextRule kId{1, 26};
constexpr TextRule kTag{1, 60};
constexpr std::size_t kMostTags = 20;
constexpr std::size_t kLongestFile = 900'000;

std::string query_text(const Request& request, std::string_view name) {
  return std::string{request.find_query(name).value_or("")};
}

/// Of a query: one that is no id names nothing, and so finds nothing.
QuestionCategoryId category_in(const Request& request, std::string_view name) {
  const auto text = query_text(request, name);
  if (text.empty()) return {};
  return QuestionCategoryId::parse(text).value_or(QuestionCategoryId{"none"});
}

QuestionCategoryId optional_category(FieldReader& fields) {
  const auto text = fields.optional_text("category_id", kId);
  return text ? QuestionCategoryId{*text} : QuestionCategoryId{};
}

json definition_in(FieldReader& fields) {
  const auto* definition = fields.optional_object("definition");
  if (definition == nullptr) fields.add_problem("definition", "This field is required.");
  return definition == nullptr ? json::object() : *definition;
}

json as_json(const QuestionCategory& category, const CourseId& course) {
  return {{"id", category.id.text()},
          {"name", category.name},
          {"shared", category.is_shared},
          {"foreign", category.course != course},
          {"questions", category.questions}};
}

constexpr http::Parameter kBankFilter[] = {{"q", "Words of the name."},
                                           {"type", "Only questions of this type, such as numeric."},
                                           {"tag", "Only questions with this tag."},
                                           {"category", "Only questions of the category with this id."},
                                           {"archived", "Those that were archived, rather than those in use.",
                                            R"({"type":"boolean","default":false})"}};

constexpr http::Parameter kRemovalQuery[] = {
    {"into", "The category that takes what is in it; without it, none."}};
constexpr http::Parameter kExportQuery[] = {
    {"format", "How they are written.", R"({"enum":["gift","moodle_xml"],"default":"gift"})"},
    {"category", "Only questions of the category with this id."}};

}  // namespace

// clang-format off
const http::Entry<BankApi> BankApi::kRoutes[] = {
    {Method::Get,    "/api/v1/courses/{id}/questions",           Who::SignedIn, Body::None, Lane::Worker, &BankApi::list,            "List the questions of a course's bank",                {"", "QuestionList", kBankFilter}},
    {Method::Post,   "/api/v1/courses/{id}/questions",           Who::SignedIn, Body::Json, Lane::Worker, &BankApi::create,          "Write a question",                                     {"NewQuestion", "Question"}},
    {Method::Post,   "/api/v1/courses/{id}/questions/import",    Who::SignedIn, Body::Json, Lane::Worker, &BankApi::import,          "Import questions from GIFT, Moodle XML or Aiken",      {"QuestionImport", "QuestionsImported"}},
    {Method::Get,    "/api/v1/courses/{id}/questions/export",    Who::SignedIn, Body::None, Lane::Worker, &BankApi::export_all,      "Export questions as GIFT or Moodle XML",               {"", "", kExportQuery}},
    {Method::Get,    "/api/v1/courses/{id}/question-categories", Who::SignedIn, Body::None, Lane::Worker, &BankApi::categories,      "List the categories and tags of a course's questions", {"", "QuestionCategories"}},
    {Method::Post,   "/api/v1/courses/{id}/question-categories", Who::SignedIn, Body::Json, Lane::Worker, &BankApi::add_category,    "Add a category of questions",                          {"NewQuestionCategory", "QuestionCategory"}},
    {Method::Patch,  "/api/v1/question-categories/{id}",         Who::SignedIn, Body::Json, Lane::Worker, &BankApi::change_category, "Rename, move or share a category of questions",             {"QuestionCategoryPatch", "QuestionCategory"}},
    {Method::Delete, "/api/v1/question-categories/{id}",         Who::SignedIn, Body::None, Lane::Worker, &BankApi::remove_category, "Remove a category; what is in it moves `into` another", {"", "", kRemovalQuery}},
    {Method::Get,    "/api/v1/questions/{id}",                   Who::SignedIn, Body::None, Lane::Worker, &BankApi::find,            "Get a question with its versions and uses",            {"", "QuestionDetails"}},
    {Method::Patch,  "/api/v1/questions/{id}",                   Who::SignedIn, Body::Json, Lane::Worker, &BankApi::change,          "Change a question; a new definition is a new version", {"QuestionPatch", "Question"}},
    {Method::Delete, "/api/v1/questions/{id}",                   Who::SignedIn, Body::None, Lane::Worker, &BankApi::remove,          "Delete a question that no quiz used",                  {}},
    {Method::Post,   "/api/v1/question-trials",                  Who::Instructor, Body::Json, Lane::Worker, &BankApi::try_out,       "Try a definition out: what is shown, how it is marked", {"QuestionTrial", "QuestionTried"}},
};
// clang-format on

std::vector<http::Route> BankApi::routes() {
  return http::bind(*this, std::span<const http::Entry<BankApi>>{kRoutes});
}

Response BankApi::list(const Request& request) {
  QuestionFilter filter;
  filter.words = query_text(request, "q");
  filter.type = query_text(request, "type");
  filter.tag = query_text(request, "tag");
  filter.category = category_in(request, "category");
  filter.archived = query_text(request, "archived") == "true";
  const auto page = bank_.list(request.principal, http::id_parameter<CourseId>(request, "id"), filter,
                               http::paging_of(request));
  json items = json::array();
  for (const auto& question : page.items) items.push_back(lms::as_json(question));
  return Response::json(http::page_json(std::move(items), page.next));
}

Response BankApi::create(const Request& request) {
  const auto course = http::id_parameter<CourseId>(request, "id");
  const auto body = request.json();
  FieldReader fields(body);
  QuestionDraft draft;
  draft.name = fields.text("name", kName);
  draft.type = fields.text("type", {1, 40});
  draft.category = optional_category(fields);
  draft.tags = fields.texts("tags", kMostTags, kTag);
  draft.definition = definition_in(fields).dump();
  fields.finish();
  return Response::json(lms::as_json(bank_.create(request.principal, course, draft)), 201);
}

Response BankApi::find(const Request& request) {
  const auto id = http::id_parameter<QuestionId>(request, "id");
  auto answer = lms::as_json(bank_.find(request.principal, id));
  answer["versions"] = json::array();
  for (const auto& version : bank_.versions(request.principal, id))
    answer["versions"].push_back({{"version", version.version},
                                  {"definition", json::parse(version.definition)},
                                  {"author", version.author},
                                  {"created_at", to_rfc3339(version.created_at)}});
  answer["uses"] = json::array();
  for (const auto& use : bank_.uses(request.principal, id))
    answer["uses"].push_back(
        {{"lesson_id", use.lesson.text()}, {"course_id", use.course.text()}, {"title", use.title}});
  return Response::json(answer);
}

Response BankApi::change(const Request& request) {
  const auto id = http::id_parameter<QuestionId>(request, "id");
  const auto body = request.json();
  FieldReader fields(body);
  QuestionPatch patch;
  patch.name = fields.optional_text("name", kName);
  if (fields.clears("category_id")) patch.category = QuestionCategoryId{};
  if (const auto category = optional_category(fields); !category.empty()) patch.category = category;
  if (body.is_object() && body.contains("tags")) patch.tags = fields.texts("tags", kMostTags, kTag);
  if (const auto* definition = fields.optional_object("definition")) patch.definition = definition->dump();
  patch.is_archived = fields.optional_flag("archived");
  fields.finish();
  return Response::json(lms::as_json(bank_.change(request.principal, id, patch)));
}

Response BankApi::remove(const Request& request) {
  bank_.remove(request.principal, http::id_parameter<QuestionId>(request, "id"));
  return Response::empty();
}

Response BankApi::try_out(const Request& request) {
  const auto body = request.json();
  FieldReader fields(body);
  const auto type = fields.text("type", {1, 40});
  const auto definition = definition_in(fields);
  const auto seed = static_cast<std::uint64_t>(fields.optional_integer("seed", 0, 1'000'000'000).value_or(1));
  const auto* response = fields.optional_object("response");
  fields.finish();
  check_question(type, definition);
  const GivenQuestion given{definition, seed};
  json answer{{"shown", show_question(type, given)},
              {"solution", question_type(type).solve(given)},
              {"fraction", nullptr},
              {"verdicts", json::array()}};
  if (response != nullptr) {
    const auto mark = question_type(type).mark(given, *response);
    if (mark.fraction) answer["fraction"] = *mark.fraction;
    for (const auto& verdict : mark.verdicts)
      answer["verdicts"].push_back({{"part", verdict.part},
                                    {"response", verdict.response},
                                    {"fraction", verdict.fraction},
                                    {"feedback", verdict.feedback}});
  }
  return Response::json(answer);
}

Response BankApi::categories(const Request& request) {
  const auto course = http::id_parameter<CourseId>(request, "id");
  json items = json::array();
  for (const auto& category : bank_.categories(request.principal, course))
    items.push_back(as_json(category, course));
  return Response::json({{"items", std::move(items)}, {"tags", bank_.tags(request.principal, course)}});
}

Response BankApi::add_category(const Request& request) {
  const auto course = http::id_parameter<CourseId>(request, "id");
  const auto body = request.json();
  FieldReader fields(body);
  const auto name = fields.text("name", kName);
  fields.finish();
  return Response::json(as_json(bank_.add_category(request.principal, course, name), course), 201);
}

Response BankApi::change_category(const Request& request) {
  const auto id = http::id_parameter<QuestionCategoryId>(request, "id");
  const auto body = request.json();
  FieldReader fields(body);
  const auto name = fields.optional_text("name", kName);
  const auto shared = fields.optional_flag("shared");
  fields.finish();
  const auto category = bank_.change_category(request.principal, id, name, shared);
  return Response::json(as_json(category, category.course));
}

Response BankApi::remove_category(const Request& request) {
  const auto id = http::id_parameter<QuestionCategoryId>(request, "id");
  bank_.remove_category(request.principal, id, category_in(request, "into"));
  return Response::empty();
}

Response BankApi::import(const Request& request) {
  const auto course = http::id_parameter<CourseId>(request, "id");
  bank_.expect_writer(request.principal, course);  // A trial tells nothing to others either.
  const auto body = request.json();
  FieldReader fields(body);
  const auto format = fields.choice("format", file_formats());
  const auto text = fields.text("text", {1, kLongestFile});
  const auto category = optional_category(fields);
  const bool is_trial = fields.optional_flag("dry_run").value_or(false);
  fields.finish();
  auto questions = read_questions(format, text);
  for (auto& question : questions) question.draft.category = category;
  json names = json::array();
  for (const auto& question : questions)
    names.push_back(
        {{"name", question.draft.name}, {"type", question.draft.type}, {"category", question.category}});
  if (!is_trial) bank_.import(request.principal, course, questions);
  return Response::json({{"dry_run", is_trial}, {"questions", std::move(names)}}, is_trial ? 200 : 201);
}

Response BankApi::export_all(const Request& request) {
  const auto course = http::id_parameter<CourseId>(request, "id");
  const auto format = query_text(request, "format");
  const auto categories = bank_.categories(request.principal, course);
  const auto questions = bank_.all(request.principal, course, category_in(request, "category"));
  const auto file = write_questions(format.empty() ? "gift" : format, questions, categories);
  return Response::text(file.text, file.type)
      .with("Content-Disposition", "attachment; filename=\"questions." + file.ending + "\"");
}

}  // namespace lectern::lms
