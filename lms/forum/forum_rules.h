#pragma once
// Who may do what in a course's forums. Pure: whoever asks brings the facts.
//
// Those who teach the course (its editors and assistants) see every forum and every name, moderate, and are
// bound neither by locks nor by slow mode. Those who take it see the forums of the course and of their
// groups. Nobody else sees any.

#include <optional>
#include <vector>

#include "catalog/access.h"
#include "lms/forum/forum.h"

namespace lectern::lms {

struct Participant {
  UserId user;
  bool is_staff = false;    ///< Teaches the course.
  bool may_manage = false;  ///< Edits it: makes and changes its forums.
  bool is_closed = false;   ///< The course is archived: everything stays as it is.
  std::vector<GroupId> groups;
};

/// Nothing for who neither teaches nor takes the course.
std::optional<Participant> participant_of(const catalog::Course& course, const catalog::Viewer& viewer,
                                          std::vector<GroupId> groups);

bool may_see(const Forum& forum, const Participant& who);
bool may_begin_thread(const Forum& forum, const Participant& who);
bool may_see(const Thread& thread, const Participant& who);
bool may_reply(const Forum& forum, const Thread& thread, const Participant& who);
/// Its words, and taking it away: only whose post it is, as long as the thread is open to them.
bool may_change(const Thread& thread, const Post& post, const Participant& who);
/// Title and kind.
bool may_name(const Thread& thread, const Participant& who);
bool may_accept(const Thread& thread, const Participant& who);
bool may_vote(const Post& post, const Participant& who);
/// Whether the words of a post are shown: not those that are gone, except hidden ones to those who judge.
bool may_read(const Post& post, const Participant& who);
/// Whether the author's name is shown.
bool may_know_author(const Post& post, const Participant& who);

/// When slow mode lets them write again; nothing where it does not hold them up.
std::optional<Instant> waits_until(const Forum& forum, const Participant& who,
                                   std::optional<Instant> last_post, Instant now);

}  // namespace lectern::lms
