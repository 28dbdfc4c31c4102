#include "lms/assignment/marking_api.h"

#include <nlohmann/json.hpp>

#include "base/json.h"
#include "http/page_json.h"
#include "lms/assignment/assignment_json.h"

namespace lectern::lms {

using http::Body;
using http::Lane;
using http::Method;
using http::Request;
using http::Response;
using http::Who;
using nlohmann::json;

namespace {

constexpr std::size_t kMostExtensions = 1000;
constexpr std::size_t kLongestCsv = 900'000;

LessonId lesson_of(const Request& request) {
  return http::id_parameter<LessonId>(request, "id");
}

HandInId hand_in_of(const Request& request) {
  return http::id_parameter<HandInId>(request, "id");
}

/// What stands in the field, taken out, so that a FieldReader reads the rest. An empty object where it is
/// absent.
json take(json& body, const char* field, json otherwise) {
  if (!body.is_object() || !body.contains(field) || body[field].is_null()) return otherwise;
  auto value = std::move(body[field]);
  body.erase(field);
  return value;
}

std::optional<Instant> optional_time(FieldReader& fields, std::string_view field) {
  const auto text = fields.optional_text(field, {1, 40});
  if (!text) return std::nullopt;
  const auto at = from_rfc3339(*text);
  if (!at) fields.add_problem(field, "This must be a time like 2026-10-01T08:00:00Z.");
  return at;
}

std::vector<NamedExtension> extensions_in(json body) {
  const auto list = take(body, "extensions", json(nullptr));
  if (!list.is_array() || list.size() > kMostExtensions)
    throw InvalidInput({Problem{"extensions", "This must be a list of at most 1000."}});
  FieldReader(body).finish();
  std::vector<NamedExtension> extensions;
  std::vector<Problem> problems;
  for (std::size_t at = 0; at < list.size(); ++at) {
    try {
      FieldReader fields(list[at]);
      NamedExtension one;
      one.user = UserId{fields.text("user_id", {1, 26})};
      one.dates = {optional_time(fields, "due_at"), optional_time(fields, "cut_off_at")};
      fields.finish();
      extensions.push_back(std::move(one));
    } catch (const InvalidInput& error) {
      for (const auto& problem : error.problems())
        problems.push_back({"extensions." + std::to_string(at) + "." + problem.field, problem.message});
    }
  }
  if (!problems.empty()) throw InvalidInput(std::move(problems));
  return extensions;
}

json list_json(const std::vector<NamedExtension>& extensions) {
  json items = json::array();
  const auto time = [](const std::optional<Instant>& at) {
    return at ? json(to_rfc3339(*at)) : json(nullptr);
  };
  for (const auto& one : extensions)
    items.push_back({{"user_id", one.user.text()},
                     {"name", one.name},
                     {"due_at", time(one.dates.due_at)},
                     {"cut_off_at", time(one.dates.cut_off_at)}});
  return {{"extensions", std::move(items)}};
}

std::optional<HandInState> state_asked(const Request& request) {
  const auto text = request.find_query("state");
  if (!text) return std::nullopt;
  const auto state = from_text<HandInState>(*text);
  if (!state || *state == HandInState::Draft)
    throw InvalidInput(
        {Problem{"state", "This must be handed_in, marked, released, returned or superseded."}});
  return state;
}

NewMark mark_in(json body, const Rubric& rubric) {
  NewMark mark;
  mark.marks = read_marks(take(body, "marks", json::array()), rubric, "marks");
  mark.pins = read_pins(take(body, "pins", json::array()));
  FieldReader fields(body);
  mark.points = fields.optional_number("points", 0, 100'000);
  mark.feedback = fields.optional_text("feedback", {0, 100'000}).value_or("");
  const auto then = fields.choice("then", {"keep", "finish", "return"});
  mark.then = from_text<MarkThen>(then).value_or(MarkThen::Keep);
  fields.finish();
  return mark;
}

constexpr http::Parameter kListQuery[] = {
    {"state", "Only those in this state; all but drafts without it.",
     R"({"enum":["handed_in","marked","released","returned","superseded"]})"}};
constexpr http::Parameter kNextQuery[] = {{"after", "The hand-in that was marked last."}};

}  // namespace

// clang-format off
const http::Entry<MarkingApi> MarkingApi::kRoutes[] = {
    {Method::Get,  "/api/v1/lessons/{id}/assignment/definition",      Who::SignedIn, Body::None, Lane::Worker, &MarkingApi::definition,     "Get the rules and the rubric of an assignment",            {"", "Assignment"}},
    {Method::Put,  "/api/v1/lessons/{id}/assignment/definition",      Who::SignedIn, Body::Json, Lane::Worker, &MarkingApi::define,         "Set the rules and the rubric of an assignment",            {"NewAssignment", "Assignment"}},
    {Method::Get,  "/api/v1/lessons/{id}/assignment/extensions",      Who::SignedIn, Body::None, Lane::Worker, &MarkingApi::extensions,     "List who has longer for an assignment",                    {"", "AssignmentExtensions"}},
    {Method::Put,  "/api/v1/lessons/{id}/assignment/extensions",      Who::SignedIn, Body::Json, Lane::Worker, &MarkingApi::set_extensions, "Set who has longer for an assignment",                     {"NewAssignmentExtensions", "AssignmentExtensions"}},
    {Method::Get,  "/api/v1/lessons/{id}/assignment/marking",         Who::SignedIn, Body::None, Lane::Worker, &MarkingApi::state,          "Get how far the marking of an assignment is",              {"", "MarkingState"}},
    {Method::Get,  "/api/v1/lessons/{id}/assignment/hand-ins",        Who::SignedIn, Body::None, Lane::Worker, &MarkingApi::list,           "List what was handed in, all or of one state",             {"", "HandInList", kListQuery}},
    {Method::Get,  "/api/v1/lessons/{id}/assignment/missing",         Who::SignedIn, Body::None, Lane::Worker, &MarkingApi::missing,        "List who has handed in nothing",                           {"", "MissingPeople"}},
    {Method::Get,  "/api/v1/lessons/{id}/assignment/next",            Who::SignedIn, Body::None, Lane::Worker, &MarkingApi::next,           "Get the id of the next hand-in that waits to be marked",   {"", "NextHandIn", kNextQuery}},
    {Method::Post, "/api/v1/lessons/{id}/assignment/release",         Who::SignedIn, Body::None, Lane::Worker, &MarkingApi::release,        "Show all finished marks to those whose work it is",        {"", "MarksReleased"}},
    {Method::Get,  "/api/v1/lessons/{id}/assignment/marks.csv",       Who::SignedIn, Body::None, Lane::Worker, &MarkingApi::export_csv,     "Download the marks of an assignment as CSV",               {}},
    {Method::Post, "/api/v1/lessons/{id}/assignment/marks",           Who::SignedIn, Body::Json, Lane::Worker, &MarkingApi::import_csv,     "Mark from CSV, or see what that would change",             {"MarksImport", "MarksImported"}},
    {Method::Post, "/api/v1/lessons/{id}/assignment/phase",           Who::SignedIn, Body::Json, Lane::Worker, &MarkingApi::set_phase,      "Begin or end the peer review of an assignment",            {"NewPhase", "Assignment"}},
    {Method::Post, "/api/v1/lessons/{id}/assignment/allot",           Who::SignedIn, Body::None, Lane::Worker, &MarkingApi::allot,          "Allot reviews to whoever has too few, or got too few",     {"", "ReviewsAllotted"}},
    {Method::Get,  "/api/v1/lessons/{id}/assignment/review-overview", Who::SignedIn, Body::None, Lane::Worker, &MarkingApi::overview,       "List what everybody's work got in peer review",            {"", "ReviewOverview"}},
    {Method::Get,  "/api/v1/hand-ins/{id}/mark",                      Who::SignedIn, Body::None, Lane::Worker, &MarkingApi::open,           "Get a hand-in to mark it",                                 {"", "MarkView"}},
    {Method::Put,  "/api/v1/hand-ins/{id}/mark",                      Who::SignedIn, Body::Json, Lane::Worker, &MarkingApi::mark,           "Mark a hand-in, or return it to be done again",            {"NewMark", "MarkView"}},
};
// clang-format on

std::vector<http::Route> MarkingApi::routes() {
  return http::bind(*this, std::span<const http::Entry<MarkingApi>>{kRoutes});
}

Response MarkingApi::definition(const Request& request) {
  return Response::json(definition_json(services_.assignments.find(request.principal, lesson_of(request))));
}

Response MarkingApi::define(const Request& request) {
  const auto lesson = lesson_of(request);
  auto body = request.json();
  const auto rules = read_assignment_rules(take(body, "rules", json::object()));
  const auto rubric = read_rubric(take(body, "rubric", json::object()));
  FieldReader(body).finish();
  return Response::json(
      definition_json(services_.assignments.write(request.principal, lesson, rules, rubric)));
}

Response MarkingApi::extensions(const Request& request) {
  return Response::json(list_json(services_.assignments.extensions(request.principal, lesson_of(request))));
}

Response MarkingApi::set_extensions(const Request& request) {
  const auto lesson = lesson_of(request);
  const auto extensions = extensions_in(request.json());
  return Response::json(
      list_json(services_.assignments.set_extensions(request.principal, lesson, extensions)));
}

Response MarkingApi::state(const Request& request) {
  const auto lesson = lesson_of(request);
  auto answer = definition_json(services_.marking.find(request.principal, lesson));
  const auto counts = services_.marking.counts(request.principal, lesson);
  answer["counts"] = {{"to_mark", counts.to_mark},
                      {"marked", counts.marked},
                      {"released", counts.released},
                      {"returned", counts.returned},
                      {"missing", counts.missing}};
  return Response::json(answer);
}

Response MarkingApi::list(const Request& request) {
  const auto lesson = lesson_of(request);
  const auto state = state_asked(request);
  const auto assignment = services_.marking.find(request.principal, lesson);
  const auto page = services_.marking.list(request.principal, lesson, state, http::paging_of(request));
  json items = json::array();
  for (const auto& one : page.items) {
    const auto names = hides_names(assignment, one.hand_in) ? Names::Hidden : Names::Shown;
    auto item = lms::as_json(one, names);
    // A list is for finding; what was written is read one by one.
    for (const char* field : {"text", "feedback", "pins", "marks"}) item.erase(field);
    items.push_back(std::move(item));
  }
  return Response::json(http::page_json(std::move(items), page.next));
}

Response MarkingApi::missing(const Request& request) {
  const auto page =
      services_.marking.missing(request.principal, lesson_of(request), http::paging_of(request));
  json items = json::array();
  for (const auto& person : page.items)
    items.push_back({{"id", person.user.text()},
                     {"name", person.name},
                     {"email", person.email},
                     {"draft", person.has_draft}});
  return Response::json(http::page_json(std::move(items), page.next));
}

Response MarkingApi::next(const Request& request) {
  const auto after = HandInId::parse(request.find_query("after").value_or("")).value_or(HandInId{});
  const auto next = services_.marking.next(request.principal, lesson_of(request), after);
  return Response::json({{"next", next ? json(next->text()) : json(nullptr)}});
}

Response MarkingApi::open(const Request& request) {
  return Response::json(lms::as_json(services_.marking.open(request.principal, hand_in_of(request))));
}

Response MarkingApi::mark(const Request& request) {
  const auto id = hand_in_of(request);
  const auto rubric = services_.marking.open(request.principal, id).assignment.rubric;
  return Response::json(
      lms::as_json(services_.marking.mark(request.principal, id, mark_in(request.json(), rubric))));
}

Response MarkingApi::release(const Request& request) {
  return Response::json({{"released", services_.marking.release_all(request.principal, lesson_of(request))}});
}

Response MarkingApi::export_csv(const Request& request) {
  return Response::text(services_.csv.write(request.principal, lesson_of(request)), "text/csv; charset=utf-8")
      .with("Content-Disposition", "attachment; filename=\"marks.csv\"");
}

Response MarkingApi::import_csv(const Request& request) {
  const auto lesson = lesson_of(request);
  const auto body = request.json();
  FieldReader fields(body);
  const auto csv = fields.text("csv", {1, kLongestCsv});
  const bool is_dry = fields.optional_flag("dry_run").value_or(false);
  fields.finish();
  const auto lines =
      services_.csv.read(request.principal, lesson, csv, is_dry ? MarkImportRun::Dry : MarkImportRun::Real);
  json items = json::array();
  bool has_problems = false;
  for (const auto& line : lines) {
    has_problems |= !line.problem.empty();
    items.push_back({{"line", line.line},
                     {"hand_in_id", line.hand_in},
                     {"name", line.name.empty() ? json(nullptr) : json(line.name)},
                     {"before", line.before},
                     {"after", line.after},
                     {"problem", line.problem.empty() ? json(nullptr) : json(line.problem)}});
  }
  return Response::json({{"applied", !is_dry && !has_problems}, {"lines", std::move(items)}});
}

Response MarkingApi::set_phase(const Request& request) {
  const auto lesson = lesson_of(request);
  const auto body = request.json();
  FieldReader fields(body);
  const auto phase = fields.choice("phase", {"handing_in", "reviewing", "marked"});
  fields.finish();
  return Response::json(definition_json(services_.peer_reviews.set_phase(
      request.principal, lesson, from_text<Phase>(phase).value_or(Phase::HandingIn))));
}

Response MarkingApi::allot(const Request& request) {
  return Response::json(
      {{"added", services_.peer_reviews.allot_missing(request.principal, lesson_of(request))}});
}

Response MarkingApi::overview(const Request& request) {
  const auto lesson = lesson_of(request);
  const auto assignment = services_.marking.find(request.principal, lesson);
  const auto page = services_.peer_reviews.overview(request.principal, lesson, http::paging_of(request));
  json items = json::array();
  for (const auto& row : page.items) items.push_back(lms::as_json(row, assignment));
  return Response::json(http::page_json(std::move(items), page.next));
}

}  // namespace lectern::lms
