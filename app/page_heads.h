#pragma once
// The public catalogue for those who read HTML and no script: search engines, link previews, text browsers.
// The entry page of the browser app is answered with a title, a description, Open Graph, a canonical address,
// JSON-LD and a plain outline. Everything is asked as nobody: what is not public cannot get in.

#include <functional>
#include <string>
#include <vector>

#include "catalog/courses.h"
#include "catalog/outlines.h"
#include "http/route.h"

namespace lectern::app {

class PageHeads {
 public:
  /// `site` says what the institution is called now.
  PageHeads(storage::Database& database, catalog::Courses& courses, const catalog::Outlines& outlines,
            std::string public_url, std::function<std::string()> site)
      : database_(database),
        courses_(courses),
        outlines_(outlines),
        public_url_(std::move(public_url)),
        site_(std::move(site)) {}

  std::vector<http::Route> routes();

 private:
  static const http::Entry<PageHeads> kRoutes[];

  http::Response course_list(const http::Request& request);
  http::Response course(const http::Request& request);
  http::Response sitemap(const http::Request& request);
  http::Response robots(const http::Request& request);

  /// Without a slash at its end.
  std::string base_of(const http::Request& request) const;

  storage::Database& database_;
  catalog::Courses& courses_;
  const catalog::Outlines& outlines_;
  std::string public_url_;
  std::function<std::string()> site_;
};

}  // namespace lectern::app
