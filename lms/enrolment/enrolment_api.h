#pragma once
// The routes of joining and leaving courses, as oneself and of one person.

#include <vector>

#include "http/route.h"
#include "lms/enrolment/enrolments.h"
#include "lms/enrolment/invitations.h"
#include "lms/enrolment/roster.h"
#include "lms/enrolment/subscriptions.h"

namespace lectern::lms {

class EnrolmentApi {
 public:
  EnrolmentApi(Enrolments& enrolments, Subscriptions& subscriptions, Invitations& invitations, Roster& roster,
               const Clock& clock)
      : enrolments_(enrolments),
        subscriptions_(subscriptions),
        invitations_(invitations),
        roster_(roster),
        clock_(clock) {}

  std::vector<http::Route> routes();

 private:
  static const http::Entry<EnrolmentApi> kRoutes[];

  http::Response enrol(const http::Request& request);
  http::Response get(const http::Request& request);
  http::Response change(const http::Request& request);
  http::Response suspend(const http::Request& request);
  http::Response resume(const http::Request& request);
  http::Response end(const http::Request& request);
  http::Response learner(const http::Request& request);
  http::Response observe(const http::Request& request);
  http::Response stop_observing(const http::Request& request);
  http::Response observed(const http::Request& request);
  http::Response observed_of(const http::Request& request);
  http::Response mine(const http::Request& request);
  http::Response subscribe(const http::Request& request);
  http::Response unsubscribe(const http::Request& request);
  http::Response subscriptions(const http::Request& request);
  http::Response look(const http::Request& request);
  http::Response accept(const http::Request& request);

  Enrolments& enrolments_;
  Subscriptions& subscriptions_;
  Invitations& invitations_;
  Roster& roster_;
  const Clock& clock_;
};

}  // namespace lectern::lms
