#include "lms/reports/reports_api.h"

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/text.h"
#include "http/page_json.h"

namespace lectern::lms {

using http::Body;
using http::Lane;
using http::Method;
using http::Request;
using http::Response;
using http::Who;
using nlohmann::json;

namespace {

constexpr http::Parameter kRule[] = {{"inactive_days", "From so many days without activity on",
                                      R"({"type":"integer","minimum":1,"maximum":365,"default":14})"}};

CourseId course_of(const Request& request) {
  return http::id_parameter<CourseId>(request, "id");
}

RiskRule rule_of(const Request& request) {
  RiskRule rule;
  const auto text = request.find_query("inactive_days");
  if (!text) return rule;
  const auto days = parse_number<std::int64_t>(*text);
  if (!days || *days < 1 || *days > 365)
    throw InvalidInput({Problem{"inactive_days", "must be a number from 1 to 365."}});
  rule.inactive_days = *days;
  return rule;
}

json as_json(const LessonReport& lesson) {
  return {{"lesson_id", lesson.lesson.text()},
          {"section", lesson.section},
          {"title", lesson.title},
          {"completed", lesson.completed},
          {"started", lesson.started}};
}

json as_json(const Risk& risk) {
  return {{"reason", text_of(risk.reason)},
          {"value", risk.value},
          {"expected", risk.expected},
          {"sentence", sentence_for(risk)}};
}

json shown(const LearnerReport& learner) {
  const auto& facts = learner.facts;
  return {{"enrolment_id", learner.enrolment},
          {"user", {{"id", learner.user.text()}, {"name", learner.name}, {"email", learner.email}}},
          {"completed_lessons", facts.completed_lessons},
          {"needed_lessons", facts.needed_lessons},
          {"completed", facts.is_completed},
          {"total", facts.total ? json(static_cast<double>(*facts.total) / 100) : json(nullptr)},
          {"last_active_at", facts.last_active ? json(to_rfc3339(*facts.last_active)) : json(nullptr)}};
}

Response csv(std::string text, const char* disposition) {
  return Response::text(std::move(text), "text/csv; charset=utf-8")
      .with("Content-Disposition", disposition)
      .with("Cache-Control", "no-store");
}

}  // namespace

// clang-format off
const http::Entry<ReportsApi> ReportsApi::kRoutes[] = {
    {Method::Get, "/api/v1/courses/{id}/reports/completion",     Who::SignedIn, Body::None, Lane::Slow,   &ReportsApi::get_course,     "Tell how many completed each lesson of a course",         {"", "CompletionReport"}},
    {Method::Get, "/api/v1/courses/{id}/reports/learners",       Who::SignedIn, Body::None, Lane::Worker, &ReportsApi::list_learners,  "List who completed which lessons",                        {"", "LearnerReportList"}},
    {Method::Get, "/api/v1/courses/{id}/reports/at-risk",        Who::SignedIn, Body::None, Lane::Worker, &ReportsApi::list_at_risk,   "List who may not make it, and why",                       {"", "RiskReportList", kRule}},
    {Method::Get, "/api/v1/courses/{id}/reports/completion.csv", Who::SignedIn, Body::None, Lane::Slow,   &ReportsApi::completion_csv, "Get who completed which lessons as CSV"},
    {Method::Get, "/api/v1/courses/{id}/reports/at-risk.csv",    Who::SignedIn, Body::None, Lane::Slow,   &ReportsApi::risk_csv,       "Get who may not make it as CSV",                          {"", "", kRule}},
};
// clang-format on

std::vector<http::Route> ReportsApi::routes() {
  return http::bind(*this, std::span<const http::Entry<ReportsApi>>{kRoutes});
}

Response ReportsApi::get_course(const Request& request) {
  const auto report = reports_.course(request.principal, course_of(request));
  json lessons = json::array();
  for (const auto& lesson : report.lessons) lessons.push_back(as_json(lesson));
  return Response::json(
      {{"learners", report.learners}, {"completed", report.completed}, {"lessons", std::move(lessons)}});
}

Response ReportsApi::list_learners(const Request& request) {
  const auto paging = http::paging_of(request);
  const auto page = reports_.learners(request.principal, course_of(request), paging.after, paging.limit);
  json items = json::array();
  for (const auto& learner : page.items) {
    auto row = shown(learner);
    row["lessons"] = json::array();
    for (const auto stand : learner.lessons) row["lessons"].push_back(text_of(stand));
    items.push_back(std::move(row));
  }
  return Response::json(http::page_json(std::move(items), page.next));
}

Response ReportsApi::list_at_risk(const Request& request) {
  const auto paging = http::paging_of(request);
  const auto page =
      reports_.at_risk(request.principal, course_of(request), rule_of(request), paging.after, paging.limit);
  json items = json::array();
  for (const auto& learner : page.items) {
    auto row = shown(learner);
    row["risks"] = json::array();
    for (const auto& risk : learner.risks) row["risks"].push_back(as_json(risk));
    items.push_back(std::move(row));
  }
  return Response::json(http::page_json(std::move(items), page.next));
}

Response ReportsApi::completion_csv(const Request& request) {
  return csv(reports_.completion_csv(request.principal, course_of(request)),
             "attachment; filename=\"completion.csv\"");
}

Response ReportsApi::risk_csv(const Request& request) {
  return csv(reports_.risk_csv(request.principal, course_of(request), rule_of(request)),
             "attachment; filename=\"at-risk.csv\"");
}

}  // namespace lectern::lms
