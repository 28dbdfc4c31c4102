#pragma once
// The routes of the gradebook: for those who teach the whole of it, for those who take the course their own.

#include <vector>

#include "http/route.h"
#include "lms/gradebook/grade_csv.h"
#include "storage/outbox/dispatcher.h"

namespace lectern::lms {

class GradebookApi {
 public:
  GradebookApi(storage::Database& database, const catalog::Doors& doors)
      : gradebooks_(database, doors), grades_(database, doors), csv_(database, doors) {}

  std::vector<http::Route> routes();
  outbox::Consumer consumer();

 private:
  static const http::Entry<GradebookApi> kRoutes[];

  http::Response get_book(const http::Request& request);
  http::Response change_book(const http::Request& request);
  http::Response add_category(const http::Request& request);
  http::Response change_category(const http::Request& request);
  http::Response remove_category(const http::Request& request);
  http::Response add_item(const http::Request& request);
  http::Response change_item(const http::Request& request);
  http::Response remove_item(const http::Request& request);
  http::Response list_rows(const http::Request& request);
  http::Response enter_grade(const http::Request& request);
  http::Response get_history(const http::Request& request);
  http::Response get_own(const http::Request& request);
  http::Response get_learner(const http::Request& request);
  http::Response export_csv(const http::Request& request);
  http::Response import_csv(const http::Request& request);

  Gradebooks gradebooks_;
  Grades grades_;
  GradeCsv csv_;
};

}  // namespace lectern::lms
