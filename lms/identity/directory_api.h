#pragma once
// How the directory is, for administrators. It is set up by settings.

#include <vector>

#include "http/route.h"
#include "http/schema.h"
#include "lms/identity/directory.h"

namespace lectern::lms {

class DirectoryApi {
 public:
  explicit DirectoryApi(Directory& directory) : directory_(directory) {}

  std::vector<http::Route> routes();

 private:
  static const http::Entry<DirectoryApi> kRoutes[];

  http::Response show(const http::Request& request);
  http::Response test(const http::Request& request);

  Directory& directory_;
};

}  // namespace lectern::lms
