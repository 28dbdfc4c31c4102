#pragma once
// Serves the embedded browser app: hashed assets for ever, the entry pages always asked again, and the entry
// page for every address that the app itself understands. Answers are frozen at start; serving one never
// waits.

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "http/message.h"

namespace lectern::app {

class WebBundle {
 public:
  WebBundle();

  /// For what no route takes. Runs on a loop.
  http::Response serve(const http::Request& request) const;

 private:
  struct Asset {
    std::string etag;
    std::shared_ptr<const http::Prepared> plain;
    std::shared_ptr<const http::Prepared> gzip;
    std::shared_ptr<const http::Prepared> unchanged;
  };

  const Asset* find(std::string_view path) const;

  std::map<std::string, Asset, std::less<>> assets_;
};

}  // namespace lectern::app
