#pragma once
// From rows to values, for all services of the room.

#include <optional>
#include <string>
#include <vector>

#include "lms/assignment/assignment.h"

namespace lectern::storage {
class Reader;
class Writer;
}  // namespace lectern::storage

namespace lectern::lms {

/// Throws Conflict where the lesson is none of that kind.
void require_assignment(const catalog::OpenLesson& open);
/// Nothing while nobody has written it.
std::optional<Assignment> stored_assignment(const storage::Reader& db, const LessonId& lesson);
std::optional<Extension> extension_of(const storage::Reader& db, const LessonId& lesson, const UserId& user);

/// For whom somebody works: their group where the assignment is done in groups and they have one.
struct Party {
  std::string owner;
  GroupId group;
  std::string group_name;
  bool has_extension = false;
};
Party party_of(const storage::Reader& db, const Assignment& assignment, const UserId& user);
/// As they are for this person; in a group, with whatever extension one of them has that is longest.
AssignmentRules rules_for(const storage::Reader& db, const Assignment& assignment, const UserId& user);

std::optional<HandIn> hand_in_of(const storage::Reader& db, const HandInId& id);
std::optional<HandIn> draft_of(const storage::Reader& db, const LessonId& lesson, const std::string& owner);
/// What a person handed in, drafts apart, oldest first.
std::vector<HandIn> handed_in_by(const storage::Reader& db, const LessonId& lesson, const UserId& user);
/// Of this state, those that came first first, after that place.
std::vector<HandIn> hand_ins_in_state(const storage::Reader& db, const LessonId& lesson, HandInState state,
                                      const HandIn& after, int limit);
std::vector<HandIn> all_handed_in(const storage::Reader& db, const LessonId& lesson, const HandIn& after,
                                  int limit);
/// Those whose work it is, by name.
std::vector<HandInPerson> people_of(const storage::Reader& db, const HandInId& id);
std::vector<catalog::Document> files_of(const storage::Reader& db, const HandInId& id);
HandInHistory history_of(const std::vector<HandIn>& handed_in, const Party& party);

}  // namespace lectern::lms
