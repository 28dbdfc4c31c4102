#pragma once
// Making a failed video ready once more, from the source that is here already.

#include <vector>

#include "catalog/doors.h"
#include "catalog/videos.h"
#include "http/route.h"
#include "storage/db/database.h"

namespace lectern::catalog {

class VideoRetryApi {
 public:
  VideoRetryApi(storage::Database& database, const Doors& doors, Videos& videos)
      : database_(database), doors_(doors), videos_(videos) {}

  std::vector<http::Route> routes();

 private:
  static const http::Entry<VideoRetryApi> kRoutes[];

  http::Response retry(const http::Request& request);

  storage::Database& database_;
  const Doors& doors_;
  Videos& videos_;
};

}  // namespace lectern::catalog
