#include "lms/forum/forum_rules.h"

#include <algorithm>

namespace lectern::lms {

std::optional<Participant> participant_of(const catalog::Course& course, const catalog::Viewer& viewer,
                                          std::vector<GroupId> groups) {
  if (!viewer.principal.is_signed_in() || course.deleted_at) return std::nullopt;
  Participant who;
  who.user = viewer.principal.user;
  who.is_staff = catalog::may_teach(course, viewer);
  who.may_manage = catalog::may_edit(course, viewer);
  who.is_closed = course.visibility == catalog::Visibility::Archived;
  who.groups = std::move(groups);
  const bool takes_it = viewer.role == catalog::CourseRole::Student && catalog::may_see(course, viewer);
  if (!who.is_staff && !takes_it) return std::nullopt;
  return who;
}

bool may_see(const Forum& forum, const Participant& who) {
  if (who.is_staff || forum.audience == Audience::Course) return true;
  return !forum.group.empty() &&
         std::find(who.groups.begin(), who.groups.end(), forum.group) != who.groups.end();
}

bool may_begin_thread(const Forum& forum, const Participant& who) {
  if (who.is_closed || !may_see(forum, who)) return false;
  return who.is_staff || forum.posting == Posting::Everyone;
}

bool may_see(const Thread& thread, const Participant& who) {
  return thread.state != ThreadState::Removed || who.is_staff;
}

bool may_reply(const Forum& forum, const Thread& thread, const Participant& who) {
  if (who.is_closed || !may_see(forum, who) || thread.state != ThreadState::Open) return false;
  return who.is_staff || (!thread.is_locked && forum.posting != Posting::Staff);
}

bool may_change(const Thread& thread, const Post& post, const Participant& who) {
  if (who.is_closed || thread.state != ThreadState::Open || post.author != who.user) return false;
  return post.state != PostState::Hidden && (who.is_staff || !thread.is_locked);
}

bool may_name(const Thread& thread, const Participant& who) {
  if (who.is_closed || thread.state != ThreadState::Open) return false;
  return who.is_staff || (thread.author == who.user && !thread.is_locked);
}

bool may_accept(const Thread& thread, const Participant& who) {
  return thread.kind == ThreadKind::Question && may_name(thread, who);
}

bool may_vote(const Post& post, const Participant& who) {
  return !who.is_closed && post.state == PostState::Shown && post.author != who.user;
}

bool may_read(const Post& post, const Participant& who) {
  return post.state == PostState::Shown || (post.state == PostState::Hidden && who.is_staff);
}

bool may_know_author(const Post& post, const Participant& who) {
  return !post.is_anonymous || who.is_staff || post.author == who.user;
}

std::optional<Instant> waits_until(const Forum& forum, const Participant& who,
                                   std::optional<Instant> last_post, Instant now) {
  if (who.is_staff || forum.slow_mode.count() == 0 || !last_post) return std::nullopt;
  const auto until = *last_post + forum.slow_mode;
  if (until <= now) return std::nullopt;
  return until;
}

}  // namespace lectern::lms
