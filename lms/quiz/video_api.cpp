#include "lms/quiz/video_api.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "base/json.h"
#include "http/page_json.h"
#include "lms/quiz/each_object.h"
#include "lms/quiz/question_type.h"

namespace lectern::lms {

using http::Body;
using http::Lane;
using http::Method;
using http::Request;
using http::Response;
using http::Who;
using nlohmann::json;

namespace {

constexpr std::size_t kMostMoments = 200;
constexpr double kLongestSeconds = 7 * 24 * 3600;

LessonId lesson_of(const Request& request) {
  return http::id_parameter<LessonId>(request, "id");
}

double seconds_of(Milliseconds time) {
  return std::chrono::duration<double>(time).count();
}

Milliseconds from_seconds(double seconds) {
  return Milliseconds{std::llround(seconds * 1000)};
}

template <typename Value>
json value_or_null(const std::optional<Value>& value) {
  return value ? json(*value) : json(nullptr);
}

json seconds_or_null(const std::optional<Milliseconds>& time) {
  return time ? json(seconds_of(*time)) : json(nullptr);
}

/// Of an answer that was given: what was said of it; the solution only once no try is left to use it for.
json outcome_of(const AskedMoment& asked) {
  const auto& last = *asked.last;
  const auto definition = json::parse(asked.last_definition);
  const GivenQuestion given{definition, last.seed};
  const auto response = json::parse(last.response);
  json verdicts = json::array();
  for (const auto& verdict : question_type(asked.type).mark(given, response).verdicts)
    verdicts.push_back({{"part", verdict.part},
                        {"response", verdict.response},
                        {"fraction", verdict.fraction},
                        {"feedback", verdict.feedback}});
  const auto& moment = asked.moment;
  const bool leads_back = moment.rewind_to && !asked.is_settled;
  return {{"number", last.number},
          {"response", response},
          {"fraction", last.fraction},
          {"right", is_right(last.fraction)},
          {"verdicts", std::move(verdicts)},
          {"feedback", definition.value("feedback", "")},
          {"solution", asked.may_try ? json(nullptr) : question_type(asked.type).solve(given)},
          {"rewind_seconds", leads_back ? json(seconds_of(*moment.rewind_to)) : json(nullptr)}};
}

json as_json(const AskedMoment& asked) {
  const auto& moment = asked.moment;
  const auto definition = json::parse(asked.definition);
  const auto left = moment.tries - asked.next_number + 1;
  return {{"id", moment.id.text()},
          {"at_seconds", seconds_of(moment.at)},
          {"required", moment.is_required},
          {"points", moment.points},
          {"shown", show_question(asked.type, {definition, asked.seed})},
          {"version", asked.version},
          {"number", asked.next_number},
          {"tries_left", moment.tries == 0 ? json(nullptr) : json(std::max<std::int64_t>(left, 0))},
          {"may_try", asked.may_try},
          {"settled", asked.is_settled},
          {"last", asked.last ? outcome_of(asked) : json(nullptr)}};
}

json as_json(const VideoQuiz& quiz) {
  json moments = json::array();
  for (const auto& moment : quiz.moments) {
    const auto& question = quiz.questions.at(moment.question);
    moments.push_back({{"id", moment.id.text()},
                       {"at_seconds", seconds_of(moment.at)},
                       {"question_id", moment.question.text()},
                       {"name", question.name},
                       {"type", question.type},
                       {"required", moment.is_required},
                       {"tries", moment.tries},
                       {"rewind_seconds", seconds_or_null(moment.rewind_to)},
                       {"points", moment.points}});
  }
  return {{"course_id", quiz.course.text()},
          {"method", text_of(quiz.rules.method)},
          {"pass_fraction", quiz.rules.pass_fraction},
          {"moments", std::move(moments)}};
}

json as_json(const VideoItemReport& item) {
  return {{"moment_id", item.moment.id.text()},
          {"at_seconds", seconds_of(item.moment.at)},
          {"name", item.name},
          {"type", item.type},
          {"points", item.moment.points},
          {"people", item.people},
          {"right_at_first", item.right_at_first},
          {"right_at_last", item.right_at_last},
          {"tries", item.tries},
          {"mean_first", item.mean_first},
          {"responses", item.responses}};
}

json as_json(const VideoPerson& person) {
  json by_moment = json::array();
  for (const auto& fraction : person.by_moment) by_moment.push_back(value_or_null(fraction));
  return {{"user_id", person.user.text()}, {"name", person.name},
          {"answered", person.answered},   {"fraction", value_or_null(person.fraction)},
          {"passed", person.passed},       {"by_moment", std::move(by_moment)}};
}

std::vector<VideoMoment> moments_in(const json& body) {
  std::vector<VideoMoment> moments;
  each_object(body, "moments", kMostMoments, [&](FieldReader& fields) {
    VideoMoment moment;
    moment.id = VideoMomentId{fields.optional_text("id", {1, 26}).value_or("")};
    moment.at = from_seconds(fields.number("at_seconds", 0, kLongestSeconds));
    moment.question = QuestionId{fields.text("question_id", {1, 26})};
    moment.is_required = fields.optional_flag("required").value_or(false);
    moment.tries = fields.optional_integer("tries", 0, 100).value_or(1);
    if (const auto to = fields.optional_number("rewind_seconds", 0, kLongestSeconds))
      moment.rewind_to = from_seconds(*to);
    moment.points = fields.optional_number("points", 0, 1000).value_or(1);
    moments.push_back(std::move(moment));
  });
  return moments;
}

VideoRules rules_in(FieldReader& fields) {
  VideoRules rules;
  if (const auto method = fields.optional_choice("method", {"best", "last", "first", "average"}))
    rules.method = from_text<GradingMethod>(*method).value_or(rules.method);
  rules.pass_fraction = fields.optional_number("pass_fraction", 0, 1).value_or(rules.pass_fraction);
  return rules;
}

}  // namespace

// clang-format off
const http::Entry<VideoQuestionsApi> VideoQuestionsApi::kRoutes[] = {
    {Method::Get,  "/api/v1/lessons/{id}/video-questions",            Who::SignedIn, Body::None, Lane::Worker, &VideoQuestionsApi::ask,        "List the questions within a recording, as one finds them", {"", "AskedVideo"}},
    {Method::Get,  "/api/v1/lessons/{id}/video-questions/definition", Who::SignedIn, Body::None, Lane::Worker, &VideoQuestionsApi::definition, "Get which questions a recording asks, and when",           {"", "VideoQuiz"}},
    {Method::Put,  "/api/v1/lessons/{id}/video-questions/definition", Who::SignedIn, Body::Json, Lane::Worker, &VideoQuestionsApi::define,     "Set which questions a recording asks, and when",           {"NewVideoQuiz", "VideoQuiz"}},
    {Method::Get,  "/api/v1/lessons/{id}/video-questions/report",     Who::SignedIn, Body::None, Lane::Worker, &VideoQuestionsApi::report,     "Get what was answered, question by question",              {"", "VideoQuizReport"}},
    {Method::Get,  "/api/v1/lessons/{id}/video-questions/people",     Who::SignedIn, Body::None, Lane::Worker, &VideoQuestionsApi::people,     "List what was answered, person by person",                 {"", "VideoQuizPeople"}},
    {Method::Post, "/api/v1/lessons/{id}/video-questions/regrade",    Who::SignedIn, Body::Json, Lane::Worker, &VideoQuestionsApi::regrade,    "Mark again with mended questions, or see who changes",     {"Regrade", "VideoRegraded"}},
    {Method::Post, "/api/v1/video-questions/{id}/answers",            Who::SignedIn, Body::Json, Lane::Worker, &VideoQuestionsApi::answer,     "Answer a question within a recording",                     {"NewVideoAnswer", "AskedMoment"}},
};
// clang-format on

std::vector<http::Route> VideoQuestionsApi::routes() {
  return http::bind(*this, std::span<const http::Entry<VideoQuestionsApi>>{kRoutes});
}

Response VideoQuestionsApi::ask(const Request& request) {
  const auto video = questions_.ask(request.principal, lesson_of(request));
  json items = json::array();
  for (const auto& moment : video.moments) items.push_back(as_json(moment));
  return Response::json({{"items", std::move(items)},
                         {"fraction", value_or_null(video.fraction)},
                         {"passed", video.passed},
                         {"teaching", video.is_teaching}});
}

Response VideoQuestionsApi::answer(const Request& request) {
  const auto id = http::id_parameter<VideoMomentId>(request, "id");
  const auto body = request.json();
  FieldReader fields(body);
  GivenVideoAnswer given;
  given.number = fields.integer("number", 1, 10'000);
  given.version = fields.integer("version", 1, 1'000'000);
  const auto* response = fields.optional_object("response");
  given.response = response == nullptr ? "{}" : response->dump();
  fields.finish();
  return Response::json(as_json(questions_.answer(request.principal, id, given)));
}

Response VideoQuestionsApi::definition(const Request& request) {
  return Response::json(as_json(questions_.find(request.principal, lesson_of(request))));
}

Response VideoQuestionsApi::define(const Request& request) {
  const auto lesson = lesson_of(request);
  const auto body = request.json();
  FieldReader fields(body);
  const auto rules = rules_in(fields);
  const auto moments = moments_in(body);
  return Response::json(as_json(questions_.write(request.principal, lesson, rules, moments)));
}

Response VideoQuestionsApi::report(const Request& request) {
  json items = json::array();
  for (const auto& item : results_.report(request.principal, lesson_of(request)))
    items.push_back(as_json(item));
  return Response::json({{"items", std::move(items)}});
}

Response VideoQuestionsApi::people(const Request& request) {
  const auto page = results_.people(request.principal, lesson_of(request), http::paging_of(request));
  json items = json::array();
  for (const auto& person : page.items) items.push_back(as_json(person));
  return Response::json(http::page_json(std::move(items), page.next));
}

Response VideoQuestionsApi::regrade(const Request& request) {
  const auto lesson = lesson_of(request);
  const auto body = request.json();
  FieldReader fields(body);
  const bool is_trial = fields.optional_flag("dry_run").value_or(false);
  fields.finish();
  json changes = json::array();
  const auto mode = is_trial ? RegradeMode::Preview : RegradeMode::Apply;
  for (const auto& change : results_.regrade(request.principal, lesson, mode))
    changes.push_back({{"moment_id", change.moment.text()},
                       {"at_seconds", seconds_of(change.at)},
                       {"user_id", change.user.text()},
                       {"person", change.person},
                       {"number", change.number},
                       {"before", change.before},
                       {"after", change.after}});
  return Response::json({{"dry_run", is_trial}, {"changes", std::move(changes)}});
}

}  // namespace lectern::lms
