#pragma once
// Forums, threads and posts as the API shows them: the one place that decides which names and words leave the
// server.

#include <nlohmann/json_fwd.hpp>

#include "lms/forum/forums.h"
#include "lms/forum/moderation.h"
#include "lms/forum/thread_lists.h"
#include "lms/forum/threads.h"

namespace lectern::lms {

class ForumJson {
 public:
  ForumJson(storage::Database& database, const catalog::Standing& standing)
      : database_(database), standing_(standing) {}

  nlohmann::json of(const CourseForums& found) const;
  nlohmann::json of(const ForumView& view) const;
  nlohmann::json of(const ThreadLists::Listed& listed) const;
  nlohmann::json of(const ThreadView& view) const;
  nlohmann::json of(const PostView& view) const;
  nlohmann::json of(const PostPage& page) const;
  /// Each with its thread's title, as a search shows them.
  nlohmann::json found(const catalog::Page<PostView>& page) const;
  nlohmann::json of(const catalog::Page<ReportedPost>& page) const;
  nlohmann::json of(const std::vector<Moment>& moments) const;
  nlohmann::json people(const CourseId& course, const std::vector<UserId>& users) const;

 private:
  storage::Database& database_;
  const catalog::Standing& standing_;
};

}  // namespace lectern::lms
