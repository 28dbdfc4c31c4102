#pragma once
// The jobs, for those who look after the server: what waits, runs and failed, why, and trying it again or
// ending it.

#include <vector>

#include "catalog/videos.h"
#include "http/route.h"
#include "storage/db/database.h"

namespace lectern::lms {

class JobsApi {
 public:
  JobsApi(storage::Database& database, catalog::Videos& videos) : database_(database), videos_(videos) {}

  std::vector<http::Route> routes();

 private:
  static const http::Entry<JobsApi> kRoutes[];

  http::Response list(const http::Request& request);
  http::Response retry(const http::Request& request);
  http::Response cancel(const http::Request& request);

  storage::Database& database_;
  catalog::Videos& videos_;
};

}  // namespace lectern::lms
