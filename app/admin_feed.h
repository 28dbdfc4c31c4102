#pragma once
// What the pages of administrators are told while they are open: "admin/status" says every few seconds how
// the server is, "admin/jobs" each change of a job. Looked up only while somebody listens; what changed
// meanwhile is told once somebody does, so that whoever comes back misses nothing.

#include <map>
#include <mutex>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "app/status_desk.h"
#include "http/websocket.h"
#include "storage/db/database.h"

namespace lectern::app {

class AdminFeed {
 public:
  AdminFeed(storage::Database& database, StatusDesk& status, http::WebSockets& sockets)
      : database_(database), status_(status), sockets_(sockets) {}

  static bool owns(std::string_view topic) { return topic.starts_with("admin/"); }
  static bool may_hear(const http::Principal& who, std::string_view topic);

  /// Before the WebSockets start.
  void provide_topics();
  void tell_status();
  void tell_jobs();

 private:
  /// Jobs by id, as JSON: those that are open, and the newest of the others.
  using Jobs = std::map<std::string, std::string>;

  Jobs jobs_now() const;
  std::string jobs_content();
  void tell_changed_jobs();

  storage::Database& database_;
  StatusDesk& status_;
  http::WebSockets& sockets_;
  std::mutex mutex_;
  std::optional<Jobs> told_;  ///< Nothing before anybody listened.
};

}  // namespace lectern::app
