#pragma once
// The audit log, to be read.

#include <vector>

#include "http/route.h"
#include "storage/db/database.h"

namespace lectern::lms {

class AuditApi {
 public:
  explicit AuditApi(const storage::Database& database) : database_(database) {}

  std::vector<http::Route> routes();

 private:
  static const http::Entry<AuditApi> kRoutes[];

  http::Response list(const http::Request& request);
  http::Response as_csv(const http::Request& request);
  http::Response actions(const http::Request& request);

  const storage::Database& database_;
};

}  // namespace lectern::lms
