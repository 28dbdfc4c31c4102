#include "lms/assignment/assignment_api.h"

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

constexpr std::size_t kLongestFeedback = 100'000;

LessonId lesson_of(const Request& request) {
  return http::id_parameter<LessonId>(request, "id");
}

HandInId hand_in_id(const Request& request) {
  return http::id_parameter<HandInId>(request, "id");
}

PeerReviewId review_id(const Request& request) {
  return http::id_parameter<PeerReviewId>(request, "id");
}

}  // namespace

// clang-format off
const http::Entry<AssignmentApi> AssignmentApi::kRoutes[] = {
    {Method::Get,    "/api/v1/lessons/{id}/assignment",         Who::SignedIn, Body::None, Lane::Worker, &AssignmentApi::entrance,     "Get an assignment as its takers find it, with one's work",    {"", "AssignmentEntrance"}},
    {Method::Put,    "/api/v1/lessons/{id}/assignment/draft",   Who::SignedIn, Body::Json, Lane::Worker, &AssignmentApi::save,         "Save the text of one's draft",                                {"DraftSave", "HandIn"}},
    {Method::Post,   "/api/v1/lessons/{id}/assignment/reviews", Who::SignedIn, Body::None, Lane::Worker, &AssignmentApi::take_another, "Take on one more review than was asked for",                  {"", "PeerReview"}},
    {Method::Delete, "/api/v1/hand-in-files/{id}",              Who::SignedIn, Body::None, Lane::Worker, &AssignmentApi::remove_file,  "Take a file out of one's draft",                              {}},
    {Method::Post,   "/api/v1/hand-ins/{id}/submit",            Who::SignedIn, Body::None, Lane::Worker, &AssignmentApi::hand_in,      "Hand a draft in; asking again answers the same receipt",      {"", "HandIn"}},
    {Method::Get,    "/api/v1/hand-ins/{id}",                   Who::SignedIn, Body::None, Lane::Worker, &AssignmentApi::show,         "Get what was handed in, with its mark where it is shown",     {"", "HandIn"}},
    {Method::Get,    "/api/v1/hand-ins/{id}/reviews",           Who::SignedIn, Body::None, Lane::Worker, &AssignmentApi::received,     "List the peer reviews that a hand-in got",                    {"", "PeerReviews", {}, http::Pages::One}},
    {Method::Get,    "/api/v1/peer-reviews/{id}",               Who::SignedIn, Body::None, Lane::Worker, &AssignmentApi::review,       "Get a review that one has to give, with the work to look at", {"", "PeerReview"}},
    {Method::Put,    "/api/v1/peer-reviews/{id}",               Who::SignedIn, Body::Json, Lane::Worker, &AssignmentApi::give_review,  "Save or give a review",                                       {"NewPeerReview", "PeerReview"}},
};
// clang-format on

std::vector<http::Route> AssignmentApi::routes() {
  return http::bind(*this, std::span<const http::Entry<AssignmentApi>>{kRoutes});
}

Response AssignmentApi::entrance(const Request& request) {
  return Response::json(lms::as_json(hand_ins_.entrance(request.principal, lesson_of(request))));
}

Response AssignmentApi::save(const Request& request) {
  const auto lesson = lesson_of(request);
  const auto body = request.json();
  FieldReader fields(body);
  const auto sequence = fields.integer("sequence", 1, 1'000'000'000);
  // As it was typed: the reader would trim it.
  const auto text = fields.optional_text("text", {0, 400'000}) ? body["text"].get<std::string>() : "";
  fields.finish();
  const auto draft = hand_ins_.save(request.principal, lesson, sequence, text);
  return Response::json(lms::as_json(draft));
}

Response AssignmentApi::remove_file(const Request& request) {
  hand_ins_.remove_file(request.principal, http::id_parameter<catalog::DocumentId>(request, "id"));
  return Response::empty();
}

Response AssignmentApi::hand_in(const Request& request) {
  return Response::json(lms::as_json(hand_ins_.hand_in(request.principal, hand_in_id(request))));
}

Response AssignmentApi::show(const Request& request) {
  return Response::json(lms::as_json(hand_ins_.find(request.principal, hand_in_id(request))));
}

Response AssignmentApi::received(const Request& request) {
  const auto [assignment, reviews] = peer_reviews_.received(request.principal, hand_in_id(request));
  json items = json::array();
  for (const auto& review : reviews) items.push_back(lms::as_json(review, assignment));
  return Response::json(http::page_json(std::move(items)));
}

Response AssignmentApi::review(const Request& request) {
  return Response::json(lms::as_json(peer_reviews_.find(request.principal, review_id(request))));
}

Response AssignmentApi::give_review(const Request& request) {
  const auto id = review_id(request);
  const auto rubric = peer_reviews_.find(request.principal, id).assignment.rubric;
  auto body = request.json();
  NewReview review;
  if (body.is_object() && body.contains("marks")) {
    if (!body["marks"].is_null()) review.marks = read_marks(body["marks"], rubric, "marks");
    body.erase("marks");
  }
  FieldReader fields(body);
  review.points = fields.optional_number("points", 0, 100'000);
  review.feedback = fields.optional_text("feedback", {0, kLongestFeedback}).value_or("");
  review.is_done = fields.optional_flag("done").value_or(false);
  fields.finish();
  return Response::json(lms::as_json(peer_reviews_.save(request.principal, id, review)));
}

Response AssignmentApi::take_another(const Request& request) {
  const auto id = peer_reviews_.take_another(request.principal, lesson_of(request));
  return Response::json(lms::as_json(peer_reviews_.find(request.principal, id)), 201);
}

}  // namespace lectern::lms
