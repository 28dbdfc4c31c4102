#pragma once
// The topics "courses" and "courses/{owner_id}". Whoever subscribes is sent the courses that they may find,
// and then each change: on "courses" as it concerns everyone, on an owner's topic, which only they and
// administrators hear, drafts and all. A course that is no longer public is "removed" from the one and
// "changed" on the other.
//
//   {"type":"courses","total":2,"courses":[{"id":…,"owner_id":…,"title":…,"summary":…,"description":…,"price":…}]}
//   {"type":"added"|"changed","course":{…}}   {"type":"removed","course":{"id":…,"owner_id":…}}

#include <memory>
#include <string>
#include <string_view>

#include "catalog/courses.h"
#include "http/live.h"
#include "storage/outbox/dispatcher.h"

namespace lectern::catalog {

class CourseFeed {
 public:
  CourseFeed(storage::Database& database, Courses& courses, const Doors& doors, http::Live& live)
      : database_(database), courses_(courses), doors_(doors), live_(live) {}

  /// What was there before this is no news. Before the consumer runs.
  void start();
  http::LiveTopic topic();
  outbox::Consumer consumer();

 private:
  std::string content(const http::Principal& who, std::string_view topic);
  void handle(const outbox::Event& event);
  void note_instructors(const CourseId& course);
  void tell_changes();

  storage::Database& database_;
  Courses& courses_;
  const Doors& doors_;
  http::Live& live_;
  std::shared_ptr<const ShelfEntries> told_ = std::make_shared<const ShelfEntries>();
};

}  // namespace lectern::catalog
