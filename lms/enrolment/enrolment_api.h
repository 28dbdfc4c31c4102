#pragma once
// The routes of joining and leaving courses.

#include <vector>

#include "http/route.h"
#include "lms/enrolment/enrolments.h"

namespace lectern::lms {

class EnrolmentApi {
 public:
  explicit EnrolmentApi(Enrolments& enrolments) : enrolments_(enrolments) {}

  std::vector<http::Route> routes();

 private:
  static const http::Entry<EnrolmentApi> kRoutes[];

  http::Response enrol(const http::Request& request);
  http::Response end(const http::Request& request);
  http::Response roster(const http::Request& request);
  http::Response add(const http::Request& request);

  Enrolments& enrolments_;
};

}  // namespace lectern::lms
