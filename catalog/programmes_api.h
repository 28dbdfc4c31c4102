#pragma once
// The routes of programmes.

#include <vector>

#include "catalog/programmes.h"
#include "http/route.h"

namespace lectern::catalog {

class ProgrammesApi {
 public:
  explicit ProgrammesApi(Programmes& programmes) : programmes_(programmes) {}

  std::vector<http::Route> routes();

 private:
  static const http::Entry<ProgrammesApi> kRoutes[];

  http::Response list(const http::Request& request);
  http::Response create(const http::Request& request);
  http::Response get(const http::Request& request);
  http::Response change(const http::Request& request);
  http::Response remove(const http::Request& request);
  http::Response join(const http::Request& request);

  Programmes& programmes_;
};

}  // namespace lectern::catalog
