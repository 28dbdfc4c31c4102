#pragma once
// The routes of a course's forums: the forums themselves, what one follows and has read, drafts, and finding
// posts and people.

#include <vector>

#include "http/route.h"
#include "lms/forum/drafts.h"
#include "lms/forum/forum_json.h"
#include "lms/forum/forum_live.h"
#include "lms/forum/forum_search.h"

namespace lectern::lms {

class ForumApi {
 public:
  struct Services {
    Forums& forums;
    Following& following;
    Drafts& drafts;
    const ForumSearch& search;
    const ForumJson& json;
    const ForumLive& live;
  };
  explicit ForumApi(const Services& services) : services_(services) {}
  ForumApi(const ForumApi&) = delete;
  ForumApi& operator=(const ForumApi&) = delete;

  std::vector<http::Route> routes();

 private:
  http::Response list(const http::Request& request);
  http::Response create(const http::Request& request);
  http::Response find(const http::Request& request);
  http::Response change(const http::Request& request);
  http::Response remove(const http::Request& request);
  http::Response follow_course(const http::Request& request);
  http::Response follow_forum(const http::Request& request);
  http::Response follow_thread(const http::Request& request);
  http::Response read_thread(const http::Request& request);
  http::Response read_everything(const http::Request& request);
  http::Response drafts(const http::Request& request);
  http::Response put_draft(const http::Request& request);
  http::Response remove_draft(const http::Request& request);
  http::Response search(const http::Request& request);
  http::Response people(const http::Request& request);

  static const http::Entry<ForumApi> kRoutes[];
  Services services_;
};

}  // namespace lectern::lms
