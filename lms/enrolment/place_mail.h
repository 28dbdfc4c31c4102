#pragma once
// Who waited long and gets a place is told by mail: they may have stopped looking.

#include "lms/mail/mailer.h"
#include "storage/outbox/event.h"

namespace lectern::lms {

class PlaceMail {
 public:
  PlaceMail(storage::Database& database, const Mailer& mailer) : database_(database), mailer_(mailer) {}

  void handle(const outbox::Event& event);

 private:
  storage::Database& database_;
  const Mailer& mailer_;
};

}  // namespace lectern::lms
