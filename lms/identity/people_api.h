#pragma once
// The routes of administrators about single accounts, and of one's own data: taking it along, deleting it.

#include <vector>

#include "http/route.h"
#include "lms/identity/data_exports.h"
#include "lms/identity/people.h"
#include "lms/identity/second_factors.h"

namespace lectern::lms {

class PeopleApi {
 public:
  PeopleApi(Identity& identity, People& people, SecondFactors& second_factors, DataExports& exports)
      : identity_(identity), people_(people), second_factors_(second_factors), exports_(exports) {}

  std::vector<http::Route> routes();

 private:
  static const http::Entry<PeopleApi> kRoutes[];

  http::Response list_requests(const http::Request& request);
  http::Response approve(const http::Request& request);
  http::Response decline(const http::Request& request);
  http::Response disable(const http::Request& request);
  http::Response enable(const http::Request& request);
  http::Response remove(const http::Request& request);
  http::Response reset_second_factor(const http::Request& request);
  http::Response leave(const http::Request& request);
  http::Response ask_for_export(const http::Request& request);
  http::Response show_export(const http::Request& request);
  http::Response fetch_export(const http::Request& request);
  http::Response hand_out_data(const http::Request& request);

  Identity& identity_;
  People& people_;
  SecondFactors& second_factors_;
  DataExports& exports_;
};

}  // namespace lectern::lms
