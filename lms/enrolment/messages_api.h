#pragma once
// Messages to chosen people of a course: writing them, and reading what was written to oneself.

#include <vector>

#include "http/route.h"
#include "lms/enrolment/messages.h"
#include "lms/progress/home.h"

namespace lectern::lms {

class MessagesApi {
 public:
  explicit MessagesApi(Messages& messages) : messages_(messages) {}

  std::vector<http::Route> routes();
  /// "messages": what one has not read yet.
  static HomePart part();

 private:
  static const http::Entry<MessagesApi> kRoutes[];

  http::Response send(const http::Request& request);
  http::Response of_course(const http::Request& request);
  http::Response mine(const http::Request& request);
  http::Response mark_read(const http::Request& request);

  Messages& messages_;
};

}  // namespace lectern::lms
