#pragma once
// Writing an assignment, marking what was handed in, and looking after peer review: for those who teach.

#include <vector>

#include "http/route.h"
#include "lms/assignment/assignments.h"
#include "lms/assignment/mark_csv.h"
#include "lms/assignment/marking.h"
#include "lms/assignment/peer_reviews.h"

namespace lectern::lms {

class MarkingApi {
 public:
  struct Services {
    Assignments& assignments;
    Marking& marking;
    MarkCsv& csv;
    PeerReviews& peer_reviews;
  };
  explicit MarkingApi(Services services) : services_(services) {}

  std::vector<http::Route> routes();

 private:
  http::Response definition(const http::Request& request);
  http::Response define(const http::Request& request);
  http::Response extensions(const http::Request& request);
  http::Response set_extensions(const http::Request& request);
  http::Response state(const http::Request& request);
  http::Response list(const http::Request& request);
  http::Response missing(const http::Request& request);
  http::Response next(const http::Request& request);
  http::Response open(const http::Request& request);
  http::Response mark(const http::Request& request);
  http::Response release(const http::Request& request);
  http::Response export_csv(const http::Request& request);
  http::Response import_csv(const http::Request& request);
  http::Response set_phase(const http::Request& request);
  http::Response allot(const http::Request& request);
  http::Response overview(const http::Request& request);

  static const http::Entry<MarkingApi> kRoutes[];
  Services services_;
};

}  // namespace lectern::lms
