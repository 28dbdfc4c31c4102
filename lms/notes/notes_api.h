#pragma once
// The routes of one's own notes.

#include <vector>

#include "http/route.h"
#include "lms/notes/notes.h"

namespace lectern::lms {

class NotesApi {
 public:
  NotesApi(storage::Database& database, const catalog::Doors& doors) : notes_(database, doors) {}

  std::vector<http::Route> routes();

 private:
  static const http::Entry<NotesApi> kRoutes[];

  http::Response list(const http::Request& request);
  http::Response add(const http::Request& request);
  http::Response change(const http::Request& request);
  http::Response remove(const http::Request& request);
  http::Response export_markdown(const http::Request& request);

  Notes notes_;
};

}  // namespace lectern::lms
