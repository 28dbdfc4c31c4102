#pragma once
// People in courses as JSON.

#include <nlohmann/json_fwd.hpp>

#include "lms/enrolment/cohorts.h"
#include "lms/enrolment/enrolments.h"
#include "lms/enrolment/intake.h"
#include "lms/enrolment/invitations.h"
#include "lms/enrolment/roster.h"
#include "lms/enrolment/subscriptions.h"

namespace lectern::lms {

nlohmann::json as_json(const EnrolmentView& view);
nlohmann::json as_json(const MyCourse& course);
nlohmann::json as_json(const Subscription& subscription);
nlohmann::json as_json(const RosterPage& page);
nlohmann::json as_json(const Learner& learner);
nlohmann::json as_json(const Group& group);
/// For who manages it.
nlohmann::json as_json(const CourseInvitation& invitation, Instant now);
/// For who holds its code.
nlohmann::json as_offer(const CourseInvitation& invitation, Instant now);
nlohmann::json as_json(const std::vector<IntakeResult>& results, Run run);
nlohmann::json as_json(const Cohort& cohort);
nlohmann::json as_json(const CohortMember& member);
nlohmann::json as_json(const CohortLink& link);

}  // namespace lectern::lms
