#pragma once
// The topics "archives/{id}". Whoever made an archive is sent it as GET /archives/{id} answers it: when they
// subscribe, when its state changes, and a few times a second how far the work on it is.

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/guarded.h"
#include "catalog/course_archives.h"
#include "http/live.h"
#include "storage/outbox/dispatcher.h"

namespace lectern::catalog {

class ArchiveFeed {
 public:
  ArchiveFeed(storage::Database& database, CourseArchives& archives, http::Live& live);

  http::LiveTopic topic();
  /// Nothing where the topic is not one of an archive.
  std::optional<bool> may_hear(const http::Principal& who, std::string_view topic) const;
  outbox::Consumer consumer();

 private:
  void tell_progress(const ArchiveId& id, double fraction);
  void tell(const Archive& archive);

  storage::Database& database_;
  CourseArchives& archives_;
  http::Live& live_;
  Guarded<std::map<ArchiveId, Instant>> told_at_;  ///< Of those that are worked on.
};

}  // namespace lectern::catalog
