#pragma once
// The routes of a course's people, for those who teach it: roster, groups, invitations, cohorts; and of the
// institution's cohorts, for administrators.

#include <vector>

#include "http/route.h"
#include "lms/enrolment/cohorts.h"
#include "lms/enrolment/enrolments.h"
#include "lms/enrolment/groups.h"
#include "lms/enrolment/intake.h"
#include "lms/enrolment/invitations.h"
#include "lms/enrolment/roster.h"

namespace lectern::lms {

/// What the routes of a course's people call.
struct RosterDesk {
  Enrolments& enrolments;
  Roster& roster;
  Intake& intake;
  Groups& groups;
  Invitations& invitations;
  Cohorts& cohorts;
  const Clock& clock;
};

class RosterApi {
 public:
  explicit RosterApi(const RosterDesk& desk) : desk_(desk) {}

  std::vector<http::Route> routes();

 private:
  static const http::Entry<RosterApi> kRoutes[];

  http::Response list(const http::Request& request);
  http::Response export_csv(const http::Request& request);
  http::Response add(const http::Request& request);
  http::Response add_people(const http::Request& request);
  http::Response import_csv(const http::Request& request);
  http::Response act(const http::Request& request);

  http::Response list_groups(const http::Request& request);
  http::Response create_group(const http::Request& request);
  http::Response rename_group(const http::Request& request);
  http::Response remove_group(const http::Request& request);

  http::Response list_invitations(const http::Request& request);
  http::Response create_invitation(const http::Request& request);
  http::Response revoke_invitation(const http::Request& request);

  http::Response list_links(const http::Request& request);
  http::Response link_cohort(const http::Request& request);
  http::Response unlink_cohort(const http::Request& request);

  http::Response list_cohorts(const http::Request& request);
  http::Response create_cohort(const http::Request& request);
  http::Response rename_cohort(const http::Request& request);
  http::Response remove_cohort(const http::Request& request);
  http::Response list_members(const http::Request& request);
  http::Response add_members(const http::Request& request);
  http::Response remove_member(const http::Request& request);

  RosterDesk desk_;
};

}  // namespace lectern::lms
