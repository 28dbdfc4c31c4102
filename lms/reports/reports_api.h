#pragma once
// The routes of reports.

#include <vector>

#include "http/route.h"
#include "lms/reports/reports.h"

namespace lectern::lms {

class ReportsApi {
 public:
  ReportsApi(storage::Database& database, const catalog::Doors& doors) : reports_(database, doors) {}

  std::vector<http::Route> routes();

 private:
  static const http::Entry<ReportsApi> kRoutes[];

  http::Response get_course(const http::Request& request);
  http::Response list_learners(const http::Request& request);
  http::Response list_at_risk(const http::Request& request);
  http::Response completion_csv(const http::Request& request);
  http::Response risk_csv(const http::Request& request);

  Reports reports_;
};

}  // namespace lectern::lms
