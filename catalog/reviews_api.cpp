#include "catalog/reviews_api.h"

#include <nlohmann/json.hpp>

#include "base/json.h"
#include "catalog/catalog_json.h"
#include "catalog/fields.h"
#include "catalog/picture_json.h"
#include "http/page_json.h"

namespace lectern::catalog {

using http::Body;
using http::Lane;
using http::Method;
using http::Permission;
using http::Request;
using http::Response;
using http::Who;
using nlohmann::json;

namespace {

constexpr TextRule kText{0, 4'000};
constexpr TextRule kReply{1, 4'000};
constexpr TextRule kReason{1, 500};

json as_json(const Review& review) {
  json reply = nullptr;
  if (review.reply)
    reply = {{"text", *review.reply}, {"by", review.replied_by}, {"at", to_rfc3339(*review.replied_at)}};
  return {{"id", review.id.text()},
          {"course_id", review.course.text()},
          {"user",
           {{"id", review.author.text()},
            {"name", review.author_name},
            {"picture", catalog::as_json(review.author_picture)}}},
          {"rating", review.rating},
          {"text", review.text},
          {"reply", std::move(reply)},
          {"created_at", to_rfc3339(review.created_at)},
          {"updated_at", to_rfc3339(review.updated_at)}};
}

json as_json(const CourseReviews& reviews) {
  json items = json::array();
  for (const auto& review : reviews.page.items) items.push_back(as_json(review));
  json list = http::page_json(std::move(items), reviews.page.next);
  list["rating"] = catalog::as_json(reviews.rating);
  list["histogram"] = reviews.histogram;
  list["mine"] = reviews.mine ? as_json(*reviews.mine) : json(nullptr);
  list["can_review"] = reviews.may_review;
  list["can_reply"] = reviews.may_reply;
  return list;
}

}  // namespace

// clang-format off
const http::Entry<ReviewsApi> ReviewsApi::kRoutes[] = {
    {Method::Get,    "/api/v1/courses/{id}/reviews", Who::Anyone,   Body::None, Lane::Worker, &ReviewsApi::list,    "List what people say of a course",               {"", "ReviewList"}},
    {Method::Put,    "/api/v1/courses/{id}/review",  Who::SignedIn, Body::Json, Lane::Worker, &ReviewsApi::put,     "Review a course that one has begun, or change it", {"NewReview", "Review"}},
    {Method::Delete, "/api/v1/courses/{id}/review",  Who::SignedIn, Body::None, Lane::Worker, &ReviewsApi::remove,  "Take one's own review back",                     {}},
    {Method::Post,   "/api/v1/reviews/{id}/reply",   Who::SignedIn, Body::Json, Lane::Worker, &ReviewsApi::reply,   "Answer a review, once, as an instructor",        {"NewReply", "Review"}},
    {Method::Post,   "/api/v1/reviews/{id}/report",  Who::SignedIn, Body::Json, Lane::Worker, &ReviewsApi::report,  "Tell the administrators of a review",            {"NewReport", ""}},
    {Method::Get,    "/api/v1/review-reports",       Permission::CoursesEditAny, Body::None, Lane::Worker, &ReviewsApi::reports, "List reported reviews that nobody judged yet",   {"", "ReviewReportList"}},
    {Method::Post,   "/api/v1/reviews/{id}/judge",   Permission::CoursesEditAny, Body::Json, Lane::Worker, &ReviewsApi::judge,   "Hide a review, or keep it; closes its reports",  {"Judgement", ""}},
};
// clang-format on

std::vector<http::Route> ReviewsApi::routes() {
  return http::bind(*this, std::span<const http::Entry<ReviewsApi>>{kRoutes});
}

Response ReviewsApi::list(const Request& request) {
  const auto course = http::id_parameter<CourseId>(request, "id");
  return Response::json(as_json(reviews_.list(request.principal, course, http::paging_of(request))));
}

CoursePart ReviewsApi::part() const {
  return {"reviews", [this](const storage::Reader& db, const http::Principal& who, const CourseId& course,
                            json& content) { content = as_json(reviews_.list(db, who, course, {})); }};
}

Response ReviewsApi::put(const Request& request) {
  const auto course = http::id_parameter<CourseId>(request, "id");
  const auto body = request.json();
  FieldReader fields(body);
  ReviewDraft draft;
  draft.rating = static_cast<int>(fields.integer("rating", 1, 5));
  draft.text = fields.optional_text("text", kText).value_or("");
  fields.finish();
  return Response::json(as_json(reviews_.put(request.principal, course, draft)));
}

Response ReviewsApi::remove(const Request& request) {
  reviews_.remove(request.principal, http::id_parameter<CourseId>(request, "id"));
  return Response::empty();
}

Response ReviewsApi::reply(const Request& request) {
  const auto id = http::id_parameter<ReviewId>(request, "id");
  const auto body = request.json();
  FieldReader fields(body);
  const auto text = fields.text("text", kReply);
  fields.finish();
  return Response::json(as_json(reviews_.reply(request.principal, id, text)), 201);
}

Response ReviewsApi::report(const Request& request) {
  const auto id = http::id_parameter<ReviewId>(request, "id");
  const auto body = request.json();
  FieldReader fields(body);
  const auto reason = fields.text("reason", kReason);
  fields.finish();
  reviews_.report(request.principal, id, reason);
  return Response::empty();
}

Response ReviewsApi::reports(const Request& request) {
  const auto page = reviews_.reports(http::paging_of(request));
  json items = json::array();
  for (const auto& report : page.items)
    items.push_back({{"review", as_json(report.review)},
                     {"course_title", report.course_title},
                     {"reason", report.reason},
                     {"reported_by", report.reporter_name},
                     {"reported_at", to_rfc3339(report.reported_at)}});
  return Response::json(http::page_json(std::move(items), page.next));
}

Response ReviewsApi::judge(const Request& request) {
  const auto id = http::id_parameter<ReviewId>(request, "id");
  const auto body = request.json();
  FieldReader fields(body);
  const auto judgement = from_text<Judgement>(fields.choice("judgement", texts_of<Judgement>()));
  fields.finish();
  reviews_.judge(request.principal, id, judgement.value());
  return Response::empty();
}

}  // namespace lectern::catalog
