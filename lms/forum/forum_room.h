#pragma once
// Everything of forums, wired: the services, their routes, the topics that open pages hear, and what is new
// for the page after signing in.

#include "lms/forum/forum_api.h"
#include "lms/forum/thread_api.h"
#include "lms/progress/home.h"
#include "storage/outbox/dispatcher.h"

namespace lectern::lms {

class ForumRoom {
 public:
  ForumRoom(storage::Database& database, const catalog::Doors& doors, http::Live& live);
  ForumRoom(const ForumRoom&) = delete;
  ForumRoom& operator=(const ForumRoom&) = delete;

  std::vector<http::Route> routes();
  const ForumLive& live() const { return live_; }
  /// Tells people's open pages that somebody answered or mentioned them.
  outbox::Consumer consumer();
  /// "forums": the courses where there is something new, and how many threads.
  HomePart home_part() const;

 private:
  void tell_pages(const outbox::Event& event) const;

  http::Live& pages_;
  ForumDoors doors_;
  Forums forums_;
  Following following_;
  Drafts drafts_;
  ThreadLists lists_;
  Threads threads_;
  Posts posts_;
  Moderation moderation_;
  ForumSearch search_;
  ForumJson json_;
  ForumLive live_;
  ForumApi forum_api_;
  ThreadApi thread_api_;
};

}  // namespace lectern::lms
