#pragma once
// How the server is: what it uses, what waits, what it cannot reach, and what lies on its disk. Nothing here
// is kept; every answer is looked up anew.

#include <chrono>
#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "app/data_folder.h"
#include "base/http_client.h"
#include "config/live_settings.h"
#include "http/route.h"
#include "storage/db/database.h"

namespace lectern::app {

class StatusDesk {
 public:
  StatusDesk(storage::Database& database, const DataFolder& folder, const HttpClient& outbound,
             const config::LiveSettings& settings)
      : database_(database), folder_(folder), outbound_(outbound), settings_(settings) {}

  std::vector<http::Route> routes();
  nlohmann::json status();

 private:
  static const http::Entry<StatusDesk> kRoutes[];

  http::Response show_status(const http::Request& request);
  http::Response show_storage(const http::Request& request);
  http::Response show_courses(const http::Request& request);

  storage::Database& database_;
  const DataFolder& folder_;
  const HttpClient& outbound_;
  const config::LiveSettings& settings_;
  const std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
};

}  // namespace lectern::app
