#pragma once
// The routes of threads and their posts, and of judging them.

#include <vector>

#include "http/route.h"
#include "lms/forum/forum_json.h"
#include "lms/forum/forum_live.h"

namespace lectern::lms {

class ThreadApi {
 public:
  struct Services {
    Forums& forums;
    const ThreadLists& lists;
    Threads& threads;
    Posts& posts;
    Moderation& moderation;
    const ForumJson& json;
    const ForumLive& live;
  };
  explicit ThreadApi(const Services& services) : services_(services) {}
  ThreadApi(const ThreadApi&) = delete;
  ThreadApi& operator=(const ThreadApi&) = delete;

  std::vector<http::Route> routes();

 private:
  http::Response list(const http::Request& request);
  http::Response begin(const http::Request& request);
  http::Response of_lesson(const http::Request& request);
  http::Response moments(const http::Request& request);
  http::Response find(const http::Request& request);
  http::Response change(const http::Request& request);
  http::Response merge(const http::Request& request);
  http::Response posts(const http::Request& request);
  http::Response reply(const http::Request& request);
  http::Response post(const http::Request& request);
  http::Response change_post(const http::Request& request);
  http::Response remove_post(const http::Request& request);
  http::Response restore_post(const http::Request& request);
  http::Response versions(const http::Request& request);
  http::Response vote(const http::Request& request);
  http::Response unvote(const http::Request& request);
  http::Response accept(const http::Request& request);
  http::Response unaccept(const http::Request& request);
  http::Response endorse(const http::Request& request);
  http::Response unendorse(const http::Request& request);
  http::Response report(const http::Request& request);
  http::Response queue(const http::Request& request);
  http::Response judge(const http::Request& request);
  http::Response answer(const PostView& view, int status = 200) const;

  static const http::Entry<ThreadApi> kRoutes[];
  Services services_;
};

}  // namespace lectern::lms
