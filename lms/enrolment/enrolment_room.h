#pragma once
// Everything of enrolment, wired: the services, their routes, the consumers of events and the jobs.

#include <vector>

#include "catalog/course_page.h"
#include "http/live.h"
#include "lms/enrolment/enrolment_api.h"
#include "lms/enrolment/message_mail.h"
#include "lms/enrolment/messages_api.h"
#include "lms/enrolment/place_mail.h"
#include "lms/enrolment/roster_api.h"
#include "storage/outbox/dispatcher.h"

namespace lectern::lms {

/// What the room borrows from the rest of the house.
struct EnrolmentNeeds {
  storage::Database& database;
  const catalog::Doors& doors;
  http::Live& live;
  const Mailer& mailer;
  const Payment& payment;
};

class EnrolmentRoom {
 public:
  explicit EnrolmentRoom(const EnrolmentNeeds& needs);
  EnrolmentRoom(const EnrolmentRoom&) = delete;
  EnrolmentRoom& operator=(const EnrolmentRoom&) = delete;

  std::vector<http::Route> routes();
  std::vector<outbox::Consumer> consumers();
  std::vector<jobs::JobKind> job_kinds();
  /// Of a course's page: "enrolment", one's own and how full the course is.
  static catalog::CoursePart part();

  Enrolments& enrolments() { return enrolments_; }
  const Subscriptions& subscriptions() const { return subscriptions_; }
  const Cohorts& cohorts() const { return cohorts_; }

 private:
  /// Tells people's open pages what became of their own places and progress.
  void tell_pages(const outbox::Event& event);

  http::Live& live_;
  Places places_;
  Enrolments enrolments_;
  Subscriptions subscriptions_;
  Groups groups_;
  Invitations invitations_;
  Intake intake_;
  Cohorts cohorts_;
  PlaceMail place_mail_;
  Roster roster_;
  Messages messages_;
  MessageMail message_mail_;
  EnrolmentApi enrolment_api_;
  RosterApi roster_api_;
  MessagesApi messages_api_;
};

}  // namespace lectern::lms
