#pragma once
// The settings that may be changed while the server runs: shown with their help and where each comes from,
// checked, written to the database, effective at once. And what everyone may know of the institution.

#include <map>
#include <string>
#include <vector>

#include "config/live_settings.h"
#include "http/route.h"
#include "storage/db/database.h"

namespace lectern::app {

std::map<std::string, std::string> stored_settings(const storage::Database& database);

class SettingsDesk {
 public:
  SettingsDesk(storage::Database& database, config::LiveSettings& settings)
      : database_(database), settings_(settings) {}

  std::vector<http::Route> routes();

 private:
  static const http::Entry<SettingsDesk> kRoutes[];

  http::Response show(const http::Request& request);
  http::Response change(const http::Request& request);
  http::Response site(const http::Request& request);

  storage::Database& database_;
  config::LiveSettings& settings_;
};

}  // namespace lectern::app
