#pragma once
// The routes of positions, of completion and of the page after signing in.

#include <vector>

#include "http/route.h"
#include "lms/progress/completions.h"
#include "lms/progress/home.h"
#include "lms/progress/positions.h"

namespace lectern::lms {

class ProgressApi {
 public:
  ProgressApi(storage::Database& database, const catalog::Doors& doors, Positions& positions,
              Completions& completions, const Home& home)
      : database_(database), doors_(doors), positions_(positions), completions_(completions), home_(home) {}

  std::vector<http::Route> routes();

 private:
  static const http::Entry<ProgressApi> kRoutes[];

  http::Response tell_position(const http::Request& request);
  http::Response get_position(const http::Request& request);
  http::Response mark_completed(const http::Request& request);
  http::Response unmark_completed(const http::Request& request);
  http::Response get_progress(const http::Request& request);
  http::Response get_home(const http::Request& request);

  storage::Database& database_;
  const catalog::Doors& doors_;
  Positions& positions_;
  Completions& completions_;
  const Home& home_;
};

}  // namespace lectern::lms
