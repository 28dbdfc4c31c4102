#pragma once
// Takes what was written to people of a course to them: by mail, and to their open pages.

#include "http/live.h"
#include "lms/enrolment/messages.h"
#include "lms/mail/mailer.h"
#include "storage/outbox/event.h"

namespace lectern::lms {

class MessageMail {
 public:
  MessageMail(storage::Database& database, const Mailer& mailer, http::Live& live)
      : database_(database), mailer_(mailer), live_(live) {}

  /// Hears "message.sent". Whoever was told already is not told again, should it come twice.
  void handle(const outbox::Event& event);

 private:
  void queue_mail(storage::Writer& db, const CourseMessage& message, const UserId& user) const;

  storage::Database& database_;
  const Mailer& mailer_;
  http::Live& live_;
};

}  // namespace lectern::lms
