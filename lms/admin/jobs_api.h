#pragma once
// The jobs, for those who look after the server: what waits, runs and failed, why, and trying it again or
// ending it.

#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "catalog/videos.h"
#include "http/route.h"
#include "storage/db/database.h"
#include "storage/jobs/job.h"

namespace lectern::lms {

/// A job as administrators see it, with the lesson that it is about.
nlohmann::json job_json(const storage::Reader& db, const jobs::Job& job);

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
