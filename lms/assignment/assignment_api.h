#pragma once
// /api/v1/lessons/{id}/assignment as those meet it who hand in and review; what was handed in; reviews.

#include <vector>

#include "http/route.h"
#include "lms/assignment/hand_ins.h"
#include "lms/assignment/peer_reviews.h"

namespace lectern::lms {

class AssignmentApi {
 public:
  AssignmentApi(HandIns& hand_ins, PeerReviews& peer_reviews)
      : hand_ins_(hand_ins), peer_reviews_(peer_reviews) {}

  std::vector<http::Route> routes();

 private:
  http::Response entrance(const http::Request& request);
  http::Response save(const http::Request& request);
  http::Response remove_file(const http::Request& request);
  http::Response hand_in(const http::Request& request);
  http::Response show(const http::Request& request);
  http::Response received(const http::Request& request);
  http::Response review(const http::Request& request);
  http::Response give_review(const http::Request& request);
  http::Response take_another(const http::Request& request);

  static const http::Entry<AssignmentApi> kRoutes[];
  HandIns& hand_ins_;
  PeerReviews& peer_reviews_;
};

}  // namespace lectern::lms
