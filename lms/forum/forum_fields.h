#pragma once
// What makes a forum, as requests and archives say it.

#include "base/json.h"
#include "lms/forum/forums.h"

namespace lectern::lms {

inline constexpr std::int64_t kMostForums = 100;
inline constexpr TextRule kForumTitle{1, 120};
inline constexpr TextRule kForumDescription{0, 2'000};

std::optional<std::chrono::seconds> slow_mode_in(FieldReader& fields);
/// All but its title and its group; what is absent is as usual.
ForumDraft forum_settings(FieldReader& fields);

}  // namespace lectern::lms
