#pragma once
// Finding posts of a course by their words: all of them, the last by how it begins, without case and accents.
// Finding people of a course by how a word of their name begins, to mention them.

#include <string>
#include <vector>

#include "catalog/page.h"
#include "http/message.h"
#include "lms/forum/posts.h"

namespace lectern::lms {

class ForumSearch {
 public:
  ForumSearch(storage::Database& database, const ForumDoors& doors) : database_(database), doors_(doors) {}

  /// The newest first; nothing for a query without words.
  catalog::Page<PostView> posts(const http::Principal& who, const CourseId& course, const std::string& query,
                                const http::Paging& paging) const;
  /// About ten of those who take or teach the course, by name.
  std::vector<UserId> people(const http::Principal& who, const CourseId& course,
                             const std::string& begins) const;

 private:
  storage::Database& database_;
  const ForumDoors& doors_;
};

}  // namespace lectern::lms
