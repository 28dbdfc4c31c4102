#pragma once
// What people of a course report, and what those who teach it make of that. Every judgement is in the audit
// log.

#include <vector>

#include "catalog/page.h"
#include "http/message.h"
#include "lms/forum/posts.h"

namespace lectern::lms {

enum class Verdict { Hide, Keep };

constexpr std::array kVerdictTexts = {EnumText{Verdict::Hide, "hide"}, EnumText{Verdict::Keep, "keep"}};
constexpr const auto& text_table(Verdict) {
  return kVerdictTexts;
}

struct PostReport {
  std::string reason;
  UserId reporter;
  Instant reported_at;
};

/// A post with all that was said against it.
struct ReportedPost {
  PostView view;
  std::vector<PostReport> reports;
};

class Moderation {
 public:
  Moderation(storage::Database& database, const ForumDoors& doors) : database_(database), doors_(doors) {}

  /// Reporting again changes the reason.
  void report(const http::Principal& who, const PostId& id, const std::string& reason);
  /// Reported and not judged yet, the oldest post first.
  catalog::Page<ReportedPost> queue(const http::Principal& who, const CourseId& course,
                                    const http::Paging& paging) const;
  /// Hides it or lets it stand, whether or not anybody reported it.
  PostView judge(const http::Principal& who, const PostId& id, Verdict verdict);

 private:
  storage::Database& database_;
  const ForumDoors& doors_;
};

}  // namespace lectern::lms
