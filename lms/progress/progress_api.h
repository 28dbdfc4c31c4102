#pragma once
// The routes of positions, of watching and of the page after signing in.

#include <vector>

#include "http/route.h"
#include "lms/progress/home.h"
#include "lms/progress/positions.h"
#include "lms/progress/watching.h"

namespace lectern::lms {

class ProgressApi {
 public:
  ProgressApi(storage::Database& database, const catalog::Doors& doors, Positions& positions,
              Watching& watching, const Home& home)
      : database_(database), doors_(doors), positions_(positions), watching_(watching), home_(home) {}

  std::vector<http::Route> routes();

 private:
  static const http::Entry<ProgressApi> kRoutes[];

  http::Response tell_position(const http::Request& request);
  http::Response get_position(const http::Request& request);
  http::Response take_heartbeat(const http::Request& request);
  http::Response get_home(const http::Request& request);

  storage::Database& database_;
  const catalog::Doors& doors_;
  Positions& positions_;
  Watching& watching_;
  const Home& home_;
};

}  // namespace lectern::lms
