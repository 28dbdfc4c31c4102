#include "lms/assignment/assignment_json.h"

#include <nlohmann/json.hpp>

namespace lectern::lms {

using nlohmann::json;

namespace {

json time_or_null(const std::optional<Instant>& at) {
  return at ? json(to_rfc3339(*at)) : json(nullptr);
}

template <typename Value>
json value_or_null(const std::optional<Value>& value) {
  return value ? json(*value) : json(nullptr);
}

json as_json(const std::vector<catalog::Document>& files) {
  json list = json::array();
  for (const auto& file : files)
    list.push_back({{"id", file.id.text()},
                    {"filename", file.filename},
                    {"type", file.type},
                    {"shown", catalog::name_of(catalog::shown_as(file.type))},
                    {"size", file.size},
                    {"created_at", to_rfc3339(file.created_at)}});
  return list;
}

/// Names, where they are shown; there are as many people either way.
json as_json(const std::vector<HandInPerson>& people, Names names) {
  json list = json::array();
  for (const auto& person : people) {
    if (names == Names::Hidden)
      list.push_back({{"id", nullptr}, {"name", nullptr}, {"email", nullptr}});
    else
      list.push_back({{"id", person.user.text()}, {"name", person.name}, {"email", person.email}});
  }
  return list;
}

double late_seconds(const HandIn& hand_in) {
  return std::chrono::duration<double>(hand_in.late).count();
}

}  // namespace

json definition_json(const Assignment& assignment) {
  return {{"lesson_id", assignment.lesson.text()},
          {"course_id", assignment.course.text()},
          {"title", assignment.title},
          {"rules", as_json(assignment.rules)},
          {"rubric", as_json(assignment.rubric)},
          {"most_points", assignment.most()},
          {"phase", text_of(assignment.phase)}};
}

json as_json(const HandInView& view, Names names) {
  const auto& hand_in = view.hand_in;
  return {{"id", hand_in.id.text()},
          {"lesson_id", hand_in.lesson.text()},
          {"number", hand_in.number},
          {"state", text_of(hand_in.state)},
          {"group", !hand_in.group.empty()},
          {"people", as_json(view.people, names)},
          {"text", hand_in.text},
          {"sequence", hand_in.sequence},
          {"saved_at", to_rfc3339(hand_in.saved_at)},
          {"files", as_json(view.files)},
          {"handed_in_at", time_or_null(hand_in.handed_in_at)},
          {"digest", hand_in.digest.empty() ? json(nullptr) : json(hand_in.digest)},
          {"late_seconds", late_seconds(hand_in)},
          {"points", value_or_null(hand_in.points)},
          {"most_points", view.most_points},
          {"fraction", value_or_null(hand_in.fraction)},
          {"marks", as_json(hand_in.marks)},
          {"feedback", hand_in.feedback},
          {"pins", as_json(hand_in.pins)},
          {"marked_by", view.marked_by.empty() ? json(nullptr) : json(view.marked_by)},
          {"marked_at", time_or_null(hand_in.marked_at)},
          {"released_at", time_or_null(hand_in.released_at)}};
}

json as_json(const AssignmentEntrance& entrance) {
  auto result = definition_json(entrance.assignment);
  result["defined"] = entrance.is_defined;
  result["teaching"] = entrance.is_teaching;
  result["extended"] = entrance.has_extension;
  result["group"] = entrance.group.empty() ? json(nullptr) : json(entrance.group);
  result["refusal"] = entrance.refusal ? json(text_of(*entrance.refusal)) : json(nullptr);
  result["refusal_sentence"] = entrance.refusal_sentence;
  result["draft"] = entrance.draft ? as_json(*entrance.draft) : json(nullptr);
  result["hand_ins"] = json::array();
  for (const auto& one : entrance.handed_in) result["hand_ins"].push_back(as_json(one));
  result["fraction"] = value_or_null(entrance.fraction);
  result["passed"] = entrance.passed;
  result["reviews"] = json::array();
  for (const auto& task : entrance.reviews)
    result["reviews"].push_back({{"id", task.id.text()}, {"self", task.is_of_self}, {"done", task.is_done}});
  return result;
}

json as_json(const MarkView& view) {
  const auto names = view.hides_names ? Names::Hidden : Names::Shown;
  json earlier = json::array();
  for (const auto& one : view.earlier)
    earlier.push_back({{"id", one.id.text()},
                       {"number", one.number},
                       {"state", text_of(one.state)},
                       {"handed_in_at", time_or_null(one.handed_in_at)},
                       {"points", value_or_null(one.points)}});
  return {{"assignment", definition_json(view.assignment)},
          {"hand_in", as_json(view.hand_in, names)},
          {"names_hidden", view.hides_names},
          {"earlier", std::move(earlier)},
          {"peer_fractions", view.verdicts.of_peers}};
}

json as_json(const PeerReview& review, const Assignment& assignment) {
  return {{"id", review.id.text()},
          {"self", review.is_of_self},
          {"done", review.is_done},
          {"marks", as_json(review.marks)},
          {"points", review.fraction ? json(*review.fraction * assignment.most()) : json(nullptr)},
          {"fraction", value_or_null(review.fraction)},
          {"feedback", review.feedback}};
}

json as_json(const ReviewView& view) {
  auto result = as_json(view.review, view.assignment);
  result["assignment"] = definition_json(view.assignment);
  result["open"] = view.is_open;
  result["text"] = view.hand_in.text;
  result["files"] = as_json(view.files);
  return result;
}

json as_json(const ReviewRow& row, const Assignment& assignment) {
  const auto names = hides_names(assignment, row.hand_in) ? Names::Hidden : Names::Shown;
  json got = json::array();
  for (const auto& review : row.got) got.push_back(as_json(review, assignment));
  return {{"hand_in_id", row.hand_in.id.text()},
          {"state", text_of(row.hand_in.state)},
          {"people", as_json(row.people, names)},
          {"asked_for", row.asked_for},
          {"got", std::move(got)},
          {"of_self", value_or_null(row.of_self)},
          {"to_give", row.to_give},
          {"given", row.given},
          {"combined", value_or_null(row.combined)},
          {"points", value_or_null(row.hand_in.points)},
          {"fraction", value_or_null(row.hand_in.fraction)}};
}

}  // namespace lectern::lms
