#pragma once
// The topics "data-exports/{user_id}". Each person is sent how far the export of their own data is, as
// GET /me/export answers it: when they subscribe, and when it changes.

#include <optional>
#include <string_view>

#include "http/live.h"
#include "lms/identity/data_exports.h"
#include "storage/outbox/dispatcher.h"

namespace lectern::lms {

class DataExportFeed {
 public:
  DataExportFeed(const DataExports& exports, http::Live& live) : exports_(exports), live_(live) {}

  http::LiveTopic topic() const;
  /// Nothing where the topic is not one of an export.
  static std::optional<bool> may_hear(const http::Principal& who, std::string_view topic);
  outbox::Consumer consumer();

 private:
  const DataExports& exports_;
  http::Live& live_;
};

}  // namespace lectern::lms
