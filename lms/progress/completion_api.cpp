#include "lms/progress/completion_api.h"

#include <nlohmann/json.hpp>

#include "base/json.h"

namespace lectern::lms {

using http::Body;
using http::Lane;
using http::Method;
using http::Request;
using http::Response;
using http::Who;
using nlohmann::json;

namespace {

constexpr std::int64_t kMostLessons = 10'000;

LessonId lesson_of(const Request& request) {
  return http::id_parameter<LessonId>(request, "id");
}

CourseId course_of(const Request& request) {
  return http::id_parameter<CourseId>(request, "id");
}

template <typename T>
json or_null(const std::optional<T>& value) {
  return value ? json(*value) : json(nullptr);
}

json text_or_null(const std::string& text) {
  return text.empty() ? json(nullptr) : json(text);
}

json time_or_null(const std::optional<Instant>& at) {
  return at ? json(to_rfc3339(*at)) : json(nullptr);
}

json as_json(const LessonRule& rule) {
  return {{"completes_by", text_of(rule.by)}, {"share", rule.share}, {"in_order", rule.in_order}};
}

json as_json(const CourseRule& rule) {
  return {{"lessons_needed", or_null(rule.lessons_needed)}, {"grade_needed", or_null(rule.grade_needed)}};
}

json as_json(const LessonProgress& lesson) {
  return {{"lesson_id", lesson.lesson.text()},
          {"title", lesson.title},
          {"rule", as_json(lesson.rule)},
          {"watched_seconds", static_cast<double>(lesson.watched.count()) / 1000},
          {"duration_seconds", or_null(lesson.duration_seconds)},
          {"share", or_null(lesson.share())},
          {"how", lesson.how ? json(text_of(*lesson.how)) : json(nullptr)},
          {"completed_at", time_or_null(lesson.completed_at)},
          {"missing", text_or_null(missing(lesson))}};
}

json as_json(const CourseProgress& course) {
  json items = json::array();
  for (const auto& lesson : course.lessons) items.push_back(as_json(lesson));
  return {
      {"items", std::move(items)},
      {"lessons", course.tally.lessons},
      {"completed_lessons", course.tally.completed},
      {"lessons_needed", course.tally.needed()},
      {"grade", course.tally.grade ? json(static_cast<double>(*course.tally.grade) / 100) : json(nullptr)},
      {"grade_needed", or_null(course.tally.rule.grade_needed)},
      {"completed_at", time_or_null(course.completed_at)},
      {"missing", text_or_null(missing(course))}};
}

std::optional<std::optional<std::int64_t>> number_or_none(FieldReader& fields, std::string_view field,
                                                          std::int64_t most) {
  const auto number = fields.optional_integer(field, 1, most);
  if (number) return std::optional{*number};
  if (fields.clears(field)) return std::optional<std::int64_t>{};
  return std::nullopt;
}

}  // namespace

// clang-format off
const http::Entry<CompletionApi> CompletionApi::kRoutes[] = {
    {Method::Get,    "/api/v1/courses/{id}/progress",                 Who::SignedIn, Body::None, Lane::Worker, &CompletionApi::get_course,         "Tell how one gets on, lesson by lesson",        {"", "CourseProgress"}},
    {Method::Get,    "/api/v1/courses/{id}/learners/{user}/progress", Who::SignedIn, Body::None, Lane::Worker, &CompletionApi::get_learner,        "Tell how somebody gets on",                     {"", "CourseProgress"}},
    {Method::Get,    "/api/v1/courses/{id}/completion-rule",          Who::SignedIn, Body::None, Lane::Worker, &CompletionApi::get_course_rule,    "Tell what completes a course",                  {"", "CourseRule"}},
    {Method::Patch,  "/api/v1/courses/{id}/completion-rule",          Who::SignedIn, Body::Json, Lane::Worker, &CompletionApi::change_course_rule, "Change what completes a course",                {"CourseRule", "CourseRule"}},
    {Method::Get,    "/api/v1/lessons/{id}/progress",                 Who::SignedIn, Body::None, Lane::Worker, &CompletionApi::get_lesson,         "Tell how one gets on in a lesson",              {"", "LessonProgress"}},
    {Method::Get,    "/api/v1/lessons/{id}/completion-rule",          Who::SignedIn, Body::None, Lane::Worker, &CompletionApi::get_lesson_rule,    "Tell what completes a lesson",                  {"", "LessonRule"}},
    {Method::Patch,  "/api/v1/lessons/{id}/completion-rule",          Who::SignedIn, Body::Json, Lane::Worker, &CompletionApi::change_lesson_rule, "Change what completes a lesson",                {"LessonRulePatch", "LessonRule"}},
    {Method::Put,    "/api/v1/lessons/{id}/completion",               Who::SignedIn, Body::None, Lane::Worker, &CompletionApi::mark,               "Mark a lesson as completed",                    {"", "LessonProgress"}},
    {Method::Delete, "/api/v1/lessons/{id}/completion",               Who::SignedIn, Body::None, Lane::Worker, &CompletionApi::unmark,             "Take the mark back",                            {"", "LessonProgress"}},
    {Method::Post,   "/api/v1/lessons/{id}/opened",                   Who::SignedIn, Body::None, Lane::Worker, &CompletionApi::open,               "Tell that one looks at a lesson",               {"", "LessonProgress"}},
    {Method::Put,    "/api/v1/lessons/{id}/completions/{user}",       Who::SignedIn, Body::None, Lane::Worker, &CompletionApi::mark_for,           "Mark a lesson as completed by somebody"},
    {Method::Delete, "/api/v1/lessons/{id}/completions/{user}",       Who::SignedIn, Body::None, Lane::Worker, &CompletionApi::unmark_for,         "Take somebody's completion back"},
};
// clang-format on

std::vector<http::Route> CompletionApi::routes() {
  return http::bind(*this, std::span<const http::Entry<CompletionApi>>{kRoutes});
}

Response CompletionApi::get_course(const Request& request) {
  return Response::json(as_json(progress_.of_course(request.principal, course_of(request))));
}

Response CompletionApi::get_learner(const Request& request) {
  const auto user = http::id_parameter<UserId>(request, "user");
  return Response::json(as_json(progress_.of_learner(request.principal, course_of(request), user)));
}

Response CompletionApi::get_lesson(const Request& request) {
  return Response::json(as_json(progress_.of_lesson(request.principal, lesson_of(request))));
}

Response CompletionApi::mark(const Request& request) {
  completions_.mark(request.principal, lesson_of(request));
  return get_lesson(request);
}

Response CompletionApi::unmark(const Request& request) {
  completions_.unmark(request.principal, lesson_of(request));
  return get_lesson(request);
}

Response CompletionApi::open(const Request& request) {
  completions_.open(request.principal, lesson_of(request));
  return get_lesson(request);
}

Response CompletionApi::mark_for(const Request& request) {
  completions_.mark_for(request.principal, lesson_of(request), http::id_parameter<UserId>(request, "user"));
  return Response::empty();
}

Response CompletionApi::unmark_for(const Request& request) {
  completions_.unmark_for(request.principal, lesson_of(request), http::id_parameter<UserId>(request, "user"));
  return Response::empty();
}

Response CompletionApi::get_lesson_rule(const Request& request) {
  return Response::json(as_json(lesson_rules_.of(request.principal, lesson_of(request))));
}

Response CompletionApi::change_lesson_rule(const Request& request) {
  const auto body = request.json();
  FieldReader fields(body);
  LessonRulePatch patch;
  if (const auto by = fields.optional_choice("completes_by", {"watching", "opening", "quiz", "hand_in",
                                                              "passing", "posting", "learner", "teacher"}))
    patch.by = from_text<CompletesBy>(*by);
  patch.share = fields.optional_integer("share", 1, 100);
  patch.in_order = fields.optional_flag("in_order");
  fields.finish();
  return Response::json(as_json(lesson_rules_.change(request.principal, lesson_of(request), patch)));
}

Response CompletionApi::get_course_rule(const Request& request) {
  return Response::json(as_json(course_rules_.of(request.principal, course_of(request))));
}

Response CompletionApi::change_course_rule(const Request& request) {
  const auto body = request.json();
  FieldReader fields(body);
  CourseRulePatch patch;
  patch.lessons_needed = number_or_none(fields, "lessons_needed", kMostLessons);
  patch.grade_needed = number_or_none(fields, "grade_needed", 100);
  fields.finish();
  return Response::json(as_json(course_rules_.change(request.principal, course_of(request), patch)));
}

}  // namespace lectern::lms
