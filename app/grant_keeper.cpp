#include "app/grant_keeper.h"

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "catalog/events.h"

namespace lectern::app {
namespace {

http::Principal principal_of(const streamer::Grant& grant, const lms::Identity& identity) {
  http::Principal principal{.user = grant.user, .session = grant.session};
  if (!grant.user.empty()) principal.role = identity.me(principal).role;
  return principal;
}

}  // namespace

void GrantKeeper::handle(const outbox::Event& event) {
  if (event.topic.starts_with("course.")) return review({.course = CourseId{event.subject}});
  if (event.topic == "lesson.changed" || event.topic == "lesson.removed")
    return review({.lesson = LessonId{event.subject}});
  if (event.topic == catalog::kDocumentRemovedTopic) {
    // A grant names what it opens, be it a video or a document.
    grants_.revoke({.video = VideoId{event.subject}});
    return;
  }
  if (event.topic == "enrolment.ended" || event.topic == "enrolment.suspended" ||
      event.topic == "enrolment.changed") {
    const auto payload = nlohmann::json::parse(event.payload);
    review({.user = UserId{payload.at("user_id").get<std::string>()},
            .course = CourseId{payload.at("course_id").get<std::string>()}});
  }
}

void GrantKeeper::review(const streamer::GrantFilter& filter) {
  for (const streamer::Grant& grant : grants_.living(filter))
    if (!is_still_allowed(grant)) grants_.revoke(grant.id);
}

bool GrantKeeper::is_still_allowed(const streamer::Grant& grant) {
  try {
    const auto standing = gate_.standing(principal_of(grant, identity_), grant.lesson);
    if (standing.answer != streamer::WatchStanding::Answer::Allowed) return false;
    const bool saves_video = includes(grant.allowance, streamer::Allowance::Download) ||
                             includes(grant.allowance, streamer::Allowance::Original);
    // Whether it is watched in order is part of the grant: who watches gets another.
    if (standing.reach.has_value() != grant.reach.has_value()) return false;
    return standing.may_download || !saves_video;
  } catch (const Error& error) {
    // The account is gone.
    if (error.code() == ErrorCode::NotFound || error.code() == ErrorCode::Unauthenticated) return false;
    throw;
  }
}

}  // namespace lectern::app
