#include "lms/quiz/quiz_api.h"

#include <nlohmann/json.hpp>

#include "base/json.h"
#include "base/text.h"
#include "http/page_json.h"
#include "lms/quiz/each_object.h"
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

constexpr std::size_t kMostSlots = 300;
constexpr std::size_t kMostOverrides = 500;

template <typename Value>
json value_or_null(const std::optional<Value>& value) {
  return value ? json(*value) : json(nullptr);
}

LessonId lesson_of(const Request& request) {
  return http::id_parameter<LessonId>(request, "id");
}

AttemptId attempt_of(const Request& request) {
  return http::id_parameter<AttemptId>(request, "id");
}

std::int64_t slot_of(const Request& request) {
  const auto slot = parse_number<std::int64_t>(request.parameter("slot"));
  if (!slot || *slot < 1) http::throw_no_such_thing();
  return *slot;
}

std::vector<QuizSlot> slots_in(const json& body) {
  std::vector<QuizSlot> slots;
  each_object(body, "slots", kMostSlots, [&](FieldReader& fields) {
    QuizSlot slot;
    slot.page = fields.optional_integer("page", 1, 1000).value_or(1);
    slot.section = fields.optional_text("section", {0, 200}).value_or("");
    slot.question = QuestionId{fields.optional_text("question_id", {1, 26}).value_or("")};
    slot.category = QuestionCategoryId{fields.optional_text("category_id", {1, 26}).value_or("")};
    slot.tag = fields.optional_text("tag", {0, 60}).value_or("");
    slot.points = fields.optional_number("points", 0, 1000).value_or(1);
    slots.push_back(std::move(slot));
  });
  return slots;
}

std::optional<Instant> optional_time(FieldReader& fields, std::string_view field) {
  const auto text = fields.optional_text(field, {1, 40});
  if (!text) return std::nullopt;
  const auto at = from_rfc3339(*text);
  if (!at) fields.add_problem(field, "This must be a time like 2026-10-01T08:00:00Z.");
  return at;
}

std::vector<NamedOverride> overrides_in(const json& body) {
  std::vector<NamedOverride> overrides;
  each_object(body, "overrides", kMostOverrides, [&](FieldReader& fields) {
    NamedOverride one;
    one.whom =
        from_text<OverrideFor>(fields.choice("whom", {"person", "cohort"})).value_or(OverrideFor::Person);
    one.id = fields.text("id", {1, 26});
    one.rules.opens_at = optional_time(fields, "opens_at");
    one.rules.closes_at = optional_time(fields, "closes_at");
    one.rules.time_limit_seconds = fields.optional_integer("time_limit_seconds", 10, 366LL * 24 * 3600);
    one.rules.attempts = fields.optional_integer("attempts", 0, 1000);
    overrides.push_back(std::move(one));
  });
  return overrides;
}

json list_json(const std::vector<NamedOverride>& overrides) {
  json items = json::array();
  for (const auto& one : overrides) items.push_back(as_json(one));
  return {{"overrides", std::move(items)}};
}

json as_json(const ItemReport& item) {
  const auto& facts = item.facts;
  return {{"slot", item.slot},
          {"name", item.name},
          {"type", item.type},
          {"points", item.points},
          {"facility", facts.facility},
          {"standard_deviation", value_or_null(facts.standard_deviation)},
          {"random_guess", value_or_null(item.random_guess)},
          {"intended_weight", facts.intended_weight},
          {"effective_weight", value_or_null(facts.effective_weight)},
          {"discrimination_index", value_or_null(facts.discrimination_index)},
          {"discrimination_efficiency", value_or_null(facts.discrimination_efficiency)},
          {"responses", item.responses}};
}

constexpr http::Parameter kMarkingQuery[] = {
    {"after", "The attempt in hand: what comes behind it is next."},
    {"anonymous", "Do not tell whose answer it is.", R"({"type":"boolean","default":false})"}};

}  // namespace

// clang-format off
const http::Entry<QuizApi> QuizApi::kRoutes[] = {
    {Method::Get,  "/api/v1/lessons/{id}/quiz",                 Who::SignedIn, Body::None, Lane::Worker, &QuizApi::entrance,      "Get a quiz as its takers find it, with one's attempts", {"", "QuizEntrance"}},
    {Method::Get,  "/api/v1/lessons/{id}/quiz/definition",      Who::SignedIn, Body::None, Lane::Worker, &QuizApi::definition,    "Get the rules and questions of a quiz",                 {"", "Quiz"}},
    {Method::Put,  "/api/v1/lessons/{id}/quiz/definition",      Who::SignedIn, Body::Json, Lane::Worker, &QuizApi::define,        "Set the rules and questions of a quiz",                 {"NewQuiz", "Quiz"}},
    {Method::Get,  "/api/v1/lessons/{id}/quiz/overrides",       Who::SignedIn, Body::None, Lane::Worker, &QuizApi::overrides,     "List the other rules that some people have",            {"", "QuizOverrides"}},
    {Method::Put,  "/api/v1/lessons/{id}/quiz/overrides",       Who::SignedIn, Body::Json, Lane::Worker, &QuizApi::set_overrides, "Set the other rules that some people have",             {"NewQuizOverrides", "QuizOverrides"}},
    {Method::Post, "/api/v1/lessons/{id}/quiz/attempts",        Who::SignedIn, Body::Json, Lane::Worker, &QuizApi::start,         "Begin an attempt, or go on with the open one",          {"NewAttempt", "QuizAttempt"}},
    {Method::Get,  "/api/v1/lessons/{id}/quiz/results",         Who::SignedIn, Body::None, Lane::Worker, &QuizApi::results,       "List everybody's attempts at a quiz",                   {"", "QuizResults"}},
    {Method::Get,  "/api/v1/lessons/{id}/quiz/results.csv",     Who::SignedIn, Body::None, Lane::Worker, &QuizApi::results_csv,   "Download everybody's attempts at a quiz as CSV",        {}},
    {Method::Get,  "/api/v1/lessons/{id}/quiz/report",          Who::SignedIn, Body::None, Lane::Worker, &QuizApi::report,        "Get the histogram and the item analysis of a quiz",     {"", "QuizReport"}},
    {Method::Get,  "/api/v1/lessons/{id}/quiz/to-mark",         Who::SignedIn, Body::None, Lane::Worker, &QuizApi::next_to_mark,  "Get the next answer that a person must mark",           {"", "ToMark", kMarkingQuery}},
    {Method::Post, "/api/v1/lessons/{id}/quiz/regrade",         Who::SignedIn, Body::Json, Lane::Worker, &QuizApi::regrade,       "Mark again with mended questions, or see who changes",  {"Regrade", "Regraded"}},
    {Method::Get,  "/api/v1/quiz-attempts/{id}",                Who::SignedIn, Body::None, Lane::Worker, &QuizApi::attempt,       "Get an attempt",                                        {"", "QuizAttempt"}},
    {Method::Put,  "/api/v1/quiz-attempts/{id}/answers/{slot}", Who::SignedIn, Body::Json, Lane::Worker, &QuizApi::save,          "Save the answer to one question",                       {"AnswerSave", "AnswerSaved"}},
    {Method::Post, "/api/v1/quiz-attempts/{id}/answers/{slot}/hint", Who::SignedIn, Body::None, Lane::Worker, &QuizApi::hint,     "Take the next hint of a question, at its cost",         {"", "QuizAttempt"}},
    {Method::Put,  "/api/v1/quiz-attempts/{id}/marks/{slot}",   Who::SignedIn, Body::Json, Lane::Worker, &QuizApi::give_mark,     "Mark the answer to one question by hand",               {"GivenMark", ""}},
    {Method::Get,  "/api/v1/quiz-attempts/{id}/answers/{slot}/files", Who::SignedIn, Body::None, Lane::Worker, &QuizApi::files,    "List the files that come with an essay",                {"", "EssayFiles"}},
    {Method::Delete, "/api/v1/quiz-attempts/{id}/files/{file}", Who::SignedIn, Body::None, Lane::Worker, &QuizApi::remove_file,   "Take a file back that came with an essay",              {}},
    {Method::Post, "/api/v1/quiz-attempts/{id}/leave-page",     Who::SignedIn, Body::Json, Lane::Worker, &QuizApi::leave_page,    "Leave a page for good, in a quiz without a way back",   {"LeftPage", "QuizAttempt"}},
    {Method::Post, "/api/v1/quiz-attempts/{id}/submit",         Who::SignedIn, Body::None, Lane::Worker, &QuizApi::submit,        "Hand an attempt in",                                    {"", "QuizAttempt"}},
    {Method::Get,  "/api/v1/quiz-attempts/{id}/events",         Who::SignedIn, Body::None, Lane::Worker, &QuizApi::events,        "List what happened in an attempt",                      {"", "AttemptEvents"}},
};
// clang-format on

std::vector<http::Route> QuizApi::routes() {
  return http::bind(*this, std::span<const http::Entry<QuizApi>>{kRoutes});
}

Response QuizApi::entrance(const Request& request) {
  return Response::json(lms::as_json(services_.attempts.entrance(request.principal, lesson_of(request))));
}

Response QuizApi::definition(const Request& request) {
  return Response::json(lms::as_json(services_.quizzes.find(request.principal, lesson_of(request))));
}

Response QuizApi::define(const Request& request) {
  const auto lesson = lesson_of(request);
  const auto body = request.json();
  FieldReader fields(body);
  const auto* rules = fields.optional_object("rules");
  if (rules == nullptr) throw InvalidInput({Problem{"rules", "This field is required."}});
  return Response::json(
      lms::as_json(services_.quizzes.write(request.principal, lesson, read_rules(*rules), slots_in(body))));
}

Response QuizApi::overrides(const Request& request) {
  return Response::json(list_json(services_.quizzes.overrides(request.principal, lesson_of(request))));
}

Response QuizApi::set_overrides(const Request& request) {
  const auto lesson = lesson_of(request);
  const auto overrides = overrides_in(request.json());
  return Response::json(list_json(services_.quizzes.set_overrides(request.principal, lesson, overrides)));
}

Response QuizApi::start(const Request& request) {
  const auto lesson = lesson_of(request);
  const auto body = request.json();
  FieldReader fields(body);
  const auto password = fields.optional_text("password", {0, 100}).value_or("");
  fields.finish();
  const auto view = services_.attempts.start(request.principal, lesson, password);
  return Response::json(lms::as_json(view, services_.clock.now()), 201);
}

Response QuizApi::attempt(const Request& request) {
  const auto view = services_.attempts.find(request.principal, attempt_of(request));
  return Response::json(lms::as_json(view, services_.clock.now()));
}

Response QuizApi::save(const Request& request) {
  const auto id = attempt_of(request);
  const auto body = request.json();
  FieldReader fields(body);
  AnswerSave save;
  save.sequence = fields.integer("sequence", 1, 1'000'000'000);
  const auto* response = fields.optional_object("response");
  save.response = response == nullptr ? "" : response->dump();
  save.certainty = fields.optional_integer("certainty", 1, 3);
  save.is_flagged = fields.optional_flag("flagged").value_or(false);
  fields.finish();
  return Response::json(
      {{"sequence", services_.attempts.save(request.principal, id, slot_of(request), save)}});
}

Response QuizApi::hint(const Request& request) {
  const auto view = services_.attempts.take_hint(request.principal, attempt_of(request), slot_of(request));
  return Response::json(lms::as_json(view, services_.clock.now()));
}

Response QuizApi::files(const Request& request) {
  const auto files = services_.files.of_slot(request.principal, attempt_of(request), slot_of(request));
  return Response::json({{"items", files_json(files)}});
}

Response QuizApi::remove_file(const Request& request) {
  services_.files.remove(request.principal, attempt_of(request),
                         http::id_parameter<catalog::DocumentId>(request, "file"));
  return Response::empty();
}

Response QuizApi::leave_page(const Request& request) {
  const auto id = attempt_of(request);
  const auto body = request.json();
  FieldReader fields(body);
  const auto page = fields.integer("page", 1, 1000);
  fields.finish();
  return Response::json(
      lms::as_json(services_.attempts.leave_page(request.principal, id, page), services_.clock.now()));
}

Response QuizApi::submit(const Request& request) {
  const auto view = services_.attempts.submit(request.principal, attempt_of(request));
  return Response::json(lms::as_json(view, services_.clock.now()));
}

Response QuizApi::events(const Request& request) {
  json items = json::array();
  for (const auto& event : services_.attempts.events(request.principal, attempt_of(request)))
    items.push_back({{"number", event.number},
                     {"what", event.what},
                     {"slot", value_or_null(event.slot)},
                     {"details", event.details.empty() ? json::object() : json::parse(event.details)},
                     {"at", to_rfc3339(event.at)}});
  return Response::json({{"items", std::move(items)}});
}

Response QuizApi::results(const Request& request) {
  const auto page = services_.results.list(request.principal, lesson_of(request), http::paging_of(request));
  json items = json::array();
  for (const auto& row : page.items) {
    auto item = lms::as_json(row.attempt);
    item["person"] = {{"id", row.attempt.user.text()}, {"name", row.name}, {"email", row.email}};
    item["points_by_slot"] = json::array();
    for (const auto& points : row.points) item["points_by_slot"].push_back(value_or_null(points));
    items.push_back(std::move(item));
  }
  return Response::json(http::page_json(std::move(items), page.next));
}

Response QuizApi::results_csv(const Request& request) {
  return Response::text(services_.results.csv(request.principal, lesson_of(request)),
                        "text/csv; charset=utf-8")
      .with("Content-Disposition", "attachment; filename=\"results.csv\"");
}

Response QuizApi::report(const Request& request) {
  const auto report = services_.results.report(request.principal, lesson_of(request));
  const auto& facts = report.facts;
  json items = json::array();
  for (const auto& item : report.items) items.push_back(as_json(item));
  return Response::json({{"people", facts.people},
                         {"most_points", report.most_points},
                         {"mean", facts.mean},
                         {"median", facts.median},
                         {"standard_deviation", value_or_null(facts.standard_deviation)},
                         {"skewness", value_or_null(facts.skewness)},
                         {"kurtosis", value_or_null(facts.kurtosis)},
                         {"internal_consistency", value_or_null(facts.internal_consistency)},
                         {"error_ratio", value_or_null(facts.error_ratio)},
                         {"standard_error", value_or_null(facts.standard_error)},
                         {"histogram", report.histogram},
                         {"items", std::move(items)}});
}

Response QuizApi::next_to_mark(const Request& request) {
  const auto after = AttemptId::parse(request.find_query("after").value_or("")).value_or(AttemptId{});
  const auto next = services_.results.next_to_mark(request.principal, lesson_of(request), after);
  if (!next) return Response::json({{"next", nullptr}});
  const auto definition = json::parse(next->answer.definition);
  const bool is_anonymous = request.find_query("anonymous") == "true";
  return Response::json(
      {{"next",
        {{"attempt_id", next->attempt.text()},
         {"slot", next->slot},
         {"person", is_anonymous ? json(nullptr) : json(next->person)},
         {"points", next->answer.points},
         {"files", files_json(next->answer.files)},
         {"shown", show_question(next->answer.type, {definition, next->answer.seed})},
         {"notes", definition.value("notes", "")},
         {"response", next->answer.response.empty() ? json(nullptr) : json::parse(next->answer.response)},
         {"waiting", next->waiting}}}});
}

Response QuizApi::give_mark(const Request& request) {
  const auto id = attempt_of(request);
  auto body = request.json();
  GivenMark mark;
  if (body.is_object() && body.contains("rubric")) {
    mark.rubric = body["rubric"].dump();
    body.erase("rubric");
  }
  FieldReader fields(body);
  if (mark.rubric.empty()) mark.points = fields.number("points", 0, 1000);
  mark.comment = fields.optional_text("comment", {0, 20'000}).value_or("");
  fields.finish();
  services_.results.give_mark(request.principal, id, slot_of(request), mark);
  return Response::empty();
}

Response QuizApi::regrade(const Request& request) {
  const auto lesson = lesson_of(request);
  const auto body = request.json();
  FieldReader fields(body);
  const bool is_trial = fields.optional_flag("dry_run").value_or(false);
  fields.finish();
  json changes = json::array();
  const auto mode = is_trial ? RegradeMode::Preview : RegradeMode::Apply;
  for (const auto& change : services_.results.regrade(request.principal, lesson, mode))
    changes.push_back({{"attempt_id", change.attempt.text()},
                       {"person", change.person},
                       {"slot", change.slot},
                       {"before", change.before},
                       {"after", change.after}});
  return Response::json({{"dry_run", is_trial}, {"changes", std::move(changes)}});
}

}  // namespace lectern::lms
