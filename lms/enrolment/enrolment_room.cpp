#include "lms/enrolment/enrolment_room.h"

#include <nlohmann/json.hpp>

#include "storage/db/database.h"

namespace lectern::lms {

EnrolmentRoom::EnrolmentRoom(const EnrolmentNeeds& needs)
    : live_(needs.live),
      places_(needs.database.clock(), needs.doors.standing(), needs.payment),
      enrolments_(needs.database, needs.doors, places_),
      subscriptions_(needs.database, needs.doors, places_),
      groups_(needs.database, needs.doors),
      invitations_(needs.database, needs.doors, places_),
      intake_(needs.database, needs.doors, places_, needs.mailer),
      cohorts_(needs.database, needs.doors, places_),
      place_mail_(needs.database, needs.mailer),
      roster_(needs.database, needs.doors, places_),
      messages_(needs.database, needs.doors),
      message_mail_(needs.database, needs.mailer, needs.live),
      enrolment_api_(enrolments_, subscriptions_, invitations_, roster_, needs.database.clock()),
      roster_api_({enrolments_, roster_, intake_, groups_, invitations_, cohorts_, needs.database.clock()}),
      messages_api_(messages_) {}

std::vector<http::Route> EnrolmentRoom::routes() {
  auto routes = enrolment_api_.routes();
  for (auto& route : roster_api_.routes()) routes.push_back(std::move(route));
  for (auto& route : messages_api_.routes()) routes.push_back(std::move(route));
  return routes;
}

std::vector<outbox::Consumer> EnrolmentRoom::consumers() {
  return {
      {"enrolment.queues", [this](const outbox::Event& event) { subscriptions_.handle(event); }},
      {"enrolment.mail", [this](const outbox::Event& event) { place_mail_.handle(event); },
       outbox::StartAt::Now},
      {"enrolment.messages", [this](const outbox::Event& event) { message_mail_.handle(event); },
       outbox::StartAt::Now},
      {"enrolment.pages", [this](const outbox::Event& event) { tell_pages(event); }, outbox::StartAt::Now}};
}

std::vector<jobs::JobKind> EnrolmentRoom::job_kinds() {
  return {cohorts_.job_kind()};
}

catalog::CoursePart EnrolmentRoom::part() {
  return {"enrolment", [](const storage::Reader& db, const http::Principal& who, const CourseId& course,
                          nlohmann::json& content) {
            const auto crowd = crowd_of(db, course);
            const auto own = who.is_signed_in() ? find_enrolment(db, course, who.user) : std::nullopt;
            const auto place = own ? place_in_queue(db, *own) : std::nullopt;
            content = {{"id", own ? nlohmann::json(own->id.text()) : nlohmann::json(nullptr)},
                       {"state", own ? nlohmann::json(text_of(own->state)) : nlohmann::json(nullptr)},
                       {"queue_place", place ? nlohmann::json(*place) : nlohmann::json(nullptr)},
                       {"taken", crowd.taken},
                       {"waiting", crowd.waiting}};
          }};
}

void EnrolmentRoom::tell_pages(const outbox::Event& event) {
  const bool is_ours = event.topic.starts_with("enrolment.") || event.topic.starts_with("subscription.") ||
                       event.topic.starts_with("progress.");
  if (!is_ours) return;
  auto payload = nlohmann::json::parse(event.payload);
  const UserId user{payload.at("user_id").get<std::string>()};
  payload["type"] = event.topic;
  payload["subject"] = event.subject;
  live_.publish(http::topic_of(user), payload.dump());
}

}  // namespace lectern::lms
