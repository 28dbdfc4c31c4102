#include "lms/enrolment/enrolment_json.h"

#include <nlohmann/json.hpp>

#include "catalog/picture_json.h"

namespace lectern::lms {

using nlohmann::json;

namespace {

json time_or_null(const std::optional<Instant>& at) {
  return at ? json(to_rfc3339(*at)) : json(nullptr);
}

template <typename T>
json or_null(const std::optional<T>& value) {
  return value ? json(*value) : json(nullptr);
}

json text_or_null(const std::string& text) {
  return text.empty() ? json(nullptr) : json(text);
}

json enrolment_json(const Enrolment& enrolment) {
  return {{"id", enrolment.id.text()},
          {"course_id", enrolment.course.text()},
          {"user", {{"id", enrolment.user.text()}, {"name", enrolment.name}, {"email", enrolment.email}}},
          {"role", text_of(enrolment.role)},
          {"state", text_of(enrolment.state)},
          {"origin", text_of(enrolment.origin)},
          {"starts_at", time_or_null(enrolment.period.starts_at)},
          {"ends_at", time_or_null(enrolment.period.ends_at)},
          {"enrolled_at", time_or_null(enrolment.enrolled_at)},
          {"completed_at", time_or_null(enrolment.completed_at)},
          {"completed_lessons", enrolment.completed_lessons},
          {"last_active_at", time_or_null(enrolment.last_active_at)},
          {"created_at", to_rfc3339(enrolment.created_at)}};
}

}  // namespace

json as_json(const EnrolmentView& view) {
  auto value = enrolment_json(view.enrolment);
  value["queue_place"] = or_null(view.queue_place);
  return value;
}

json as_json(const MyCourse& course) {
  return {{"enrolment_id", course.enrolment.id.text()},
          {"course_id", course.enrolment.course.text()},
          {"title", course.title},
          {"summary", course.summary},
          {"visibility", text_of(course.visibility)},
          {"role", text_of(course.enrolment.role)},
          {"state", text_of(course.enrolment.state)},
          {"completed_lessons", course.enrolment.completed_lessons},
          {"lessons", course.lessons},
          {"completed_at", time_or_null(course.enrolment.completed_at)},
          {"last_active_at", time_or_null(course.enrolment.last_active_at)},
          {"ends_at", time_or_null(course.enrolment.period.ends_at)},
          {"queue_place", or_null(course.queue_place)},
          {"hidden", course.enrolment.is_hidden}};
}

json as_json(const Subscription& subscription) {
  const bool is_placed = subscription.state == SubscriptionState::Placed && !subscription.course.empty();
  const auto message = is_placed ? "You have a place in “" + subscription.course_title + "”."
                                 : "No course of “" + subscription.category_name +
                                       "” has a free place now. You are in the queue, and get the next one.";
  return {{"status", is_placed ? "enrolled" : "queued"},
          {"course_id", is_placed ? json(subscription.course.text()) : json(nullptr)},
          {"enrolment_id", is_placed ? json(subscription.enrolment.text()) : json(nullptr)},
          {"category_id", subscription.category.text()},
          {"category", subscription.category_name},
          {"course_title", text_or_null(subscription.course_title)},
          {"message", message},
          {"since", to_rfc3339(subscription.since)}};
}

json as_json(const RosterPage& page) {
  json items = json::array();
  for (const auto& row : page.rows.items) {
    auto item = enrolment_json(row.enrolment);
    item["user"]["picture"] = catalog::as_json(row.picture);
    item["groups"] = json::array();
    for (const auto& group : row.groups)
      item["groups"].push_back({{"id", group.id.text()}, {"name", group.name}});
    items.push_back(std::move(item));
  }
  json counts = json::array();
  for (const auto& count : page.counts)
    counts.push_back(
        {{"role", text_of(count.role)}, {"state", text_of(count.state)}, {"people", count.people}});
  return {{"items", std::move(items)},
          {"next", text_or_null(page.rows.next)},
          {"lessons", page.lessons},
          {"counts", std::move(counts)}};
}

json as_json(const Learner& learner) {
  json lessons = json::array();
  for (const auto& lesson : learner.lessons)
    lessons.push_back({{"lesson_id", lesson.lesson.text()},
                       {"section", lesson.section},
                       {"title", lesson.title},
                       {"completed_at", time_or_null(lesson.completed_at)},
                       {"watched_seconds", lesson.watched_seconds}});
  return {{"enrolment", enrolment_json(learner.enrolment)}, {"lessons", std::move(lessons)}};
}

json as_json(const Group& group) {
  return {{"id", group.id.text()},
          {"course_id", group.course.text()},
          {"name", group.name},
          {"members", group.members}};
}

json as_json(const CourseInvitation& invitation, Instant now) {
  return {{"id", invitation.id.text()},
          {"course_id", invitation.course.text()},
          {"code", invitation.code},
          {"role", text_of(invitation.role)},
          {"email", text_or_null(invitation.email)},
          {"most_uses", or_null(invitation.most_uses)},
          {"uses", invitation.uses},
          {"expires_at", time_or_null(invitation.expires_at)},
          {"revoked_at", time_or_null(invitation.revoked_at)},
          {"is_open", !why_closed(invitation, now).has_value()},
          {"created_at", to_rfc3339(invitation.created_at)}};
}

json as_offer(const CourseInvitation& invitation, Instant now) {
  return {{"code", invitation.code},
          {"course_id", invitation.course.text()},
          {"course_title", invitation.course_title},
          {"role", text_of(invitation.role)},
          {"invited_by", text_or_null(invitation.invited_by)},
          {"closed", or_null(why_closed(invitation, now))}};
}

json as_json(const std::vector<IntakeResult>& results, Run run) {
  json counts = json::object();
  for (const auto& row : kIntakeOutcomeTexts) counts[std::string{row.text}] = 0;
  json lines = json::array();
  for (const auto& result : results) {
    auto& count = counts[std::string{text_of(result.outcome)}];
    count = count.get<int>() + 1;
    lines.push_back({{"line", result.line},
                     {"email", result.email},
                     {"outcome", text_of(result.outcome)},
                     {"message", text_or_null(result.sentence)}});
  }
  return {{"dry_run", run == Run::Dry}, {"counts", std::move(counts)}, {"lines", std::move(lines)}};
}

json as_json(const Cohort& cohort) {
  return {{"id", cohort.id.text()},
          {"name", cohort.name},
          {"members", cohort.members},
          {"created_at", to_rfc3339(cohort.created_at)}};
}

json as_json(const CohortMember& member) {
  return {{"user", {{"id", member.user.text()}, {"name", member.name}, {"email", member.email}}},
          {"source", member.source},
          {"added_at", to_rfc3339(member.added_at)}};
}

json as_json(const CohortLink& link) {
  return {{"cohort", as_json(link.cohort)}, {"role", text_of(link.role)}};
}

}  // namespace lectern::lms
