#pragma once
// What administrators see of the mail: whether it goes out, and what waits or failed.

#include <vector>

#include "http/route.h"
#include "lms/mail/mailer.h"

namespace lectern::storage {
class Database;
}

namespace lectern::lms {

class MailApi {
 public:
  MailApi(storage::Database& database, Mailer& mailer) : database_(database), mailer_(mailer) {}

  std::vector<http::Route> routes();

 private:
  static const http::Entry<MailApi> kRoutes[];

  http::Response standing(const http::Request& request);
  http::Response list(const http::Request& request);
  http::Response send_trial(const http::Request& request);

  storage::Database& database_;
  Mailer& mailer_;
};

}  // namespace lectern::lms
