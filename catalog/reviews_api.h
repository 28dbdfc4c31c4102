#pragma once
// The routes of reviews.

#include <vector>

#include "catalog/course_page.h"
#include "catalog/reviews.h"
#include "http/route.h"

namespace lectern::catalog {

class ReviewsApi {
 public:
  explicit ReviewsApi(Reviews& reviews) : reviews_(reviews) {}

  std::vector<http::Route> routes();
  /// Of a course's page: "reviews".
  CoursePart part() const;

 private:
  static const http::Entry<ReviewsApi> kRoutes[];

  http::Response list(const http::Request& request);
  http::Response put(const http::Request& request);
  http::Response remove(const http::Request& request);
  http::Response reply(const http::Request& request);
  http::Response report(const http::Request& request);
  http::Response reports(const http::Request& request);
  http::Response judge(const http::Request& request);

  Reviews& reviews_;
};

}  // namespace lectern::catalog
