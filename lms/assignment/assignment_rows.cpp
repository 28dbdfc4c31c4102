#include "lms/assignment/assignment_rows.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::lms {

namespace {

using nlohmann::json;

const storage::Query kAssignment{"assignment.one", R"sql(
  SELECT a.lesson_id, l.course_id, l.title, a.rules, a.rubric, a.phase
    FROM assignment a JOIN lesson l ON l.id = a.lesson_id WHERE a.lesson_id = ?1)sql"};

const storage::Query kExtension{"assignment.extension", R"sql(
  SELECT due_at, cut_off_at FROM assignment_extension WHERE lesson_id = ?1 AND account_id = ?2)sql"};

const storage::Query kExtensionsOfGroup{"assignment.extensions_of_group", R"sql(
  SELECT x.due_at, x.cut_off_at
    FROM course_group_member m JOIN enrolment e ON e.id = m.enrolment_id
                               JOIN assignment_extension x ON x.lesson_id = ?1 AND x.account_id = e.account_id
   WHERE m.group_id = ?2)sql"};

const storage::Query kGroup{"assignment.group_of", R"sql(
  SELECT g.id, g.name
    FROM enrolment e JOIN course_group_member m ON m.enrolment_id = e.id JOIN course_group g ON g.id = m.group_id
   WHERE e.course_id = ?1 AND e.account_id = ?2 ORDER BY g.name LIMIT 1)sql"};

#define LECTERN_HAND_IN                                                                         \
  "SELECT h.id, h.lesson_id, h.owner_id, h.account_id, h.group_id, h.number, h.state, h.text, " \
  "       h.sequence, h.saved_at, h.handed_in_at, coalesce(h.digest, ''), h.late, h.points, "   \
  "       coalesce(h.marks, '[]'), h.feedback, h.pins, h.fraction, h.marked_by, h.marked_at, h.released_at "

const storage::Query kHandIn{"hand_in.one", LECTERN_HAND_IN "FROM hand_in h WHERE h.id = ?1"};

const storage::Query kDraft{
    "hand_in.draft",
    LECTERN_HAND_IN "FROM hand_in h WHERE h.lesson_id = ?1 AND h.owner_id = ?2 AND h.state = 'draft'"};

const storage::Query kOfPerson{"hand_in.of_person", LECTERN_HAND_IN
                               "FROM hand_in_person p JOIN hand_in h ON h.id = p.hand_in_id "
                               "WHERE p.lesson_id = ?1 AND p.account_id = ?2 ORDER BY h.handed_in_at, h.id"};

const storage::Query kInState{"hand_in.in_state", LECTERN_HAND_IN
                              "FROM hand_in h WHERE h.lesson_id = ?1 AND h.state = ?2 "
                              "AND (h.handed_in_at, h.id) > (?3, ?4) ORDER BY h.handed_in_at, h.id LIMIT ?5"};

const storage::Query kAll{"hand_in.all", LECTERN_HAND_IN
                          "FROM hand_in h WHERE h.lesson_id = ?1 AND h.handed_in_at IS NOT NULL "
                          "AND (h.handed_in_at, h.id) > (?2, ?3) ORDER BY h.handed_in_at, h.id LIMIT ?4"};

const storage::Query kPeople{"hand_in.people", R"sql(
  SELECT a.id, a.name, a.email FROM hand_in_person p JOIN account a ON a.id = p.account_id
   WHERE p.hand_in_id = ?1 ORDER BY a.name, a.id)sql"};

const storage::Query kFiles{"hand_in.files", R"sql(
  SELECT d.id, d.lesson_id, d.place, d.filename, d.type, d.blob_key, d.sha256, d.size, d.created_at
    FROM hand_in_file f JOIN document d ON d.id = f.document_id WHERE f.hand_in_id = ?1 ORDER BY d.id)sql"};

std::vector<RubricMark> stored_marks(const std::string& text) {
  std::vector<RubricMark> marks;
  for (const auto& one : json::parse(text)) {
    auto& mark = marks.emplace_back();
    if (!one["level"].is_null()) mark.level = one["level"].get<std::size_t>();
    mark.comment = one.value("comment", "");
  }
  return marks;
}

HandIn as_hand_in(const storage::Row& row) {
  HandIn hand_in;
  hand_in.id = row.get<HandInId>(0);
  hand_in.lesson = row.get<LessonId>(1);
  hand_in.owner = row.get<std::string>(2);
  hand_in.user = row.get<UserId>(3);
  hand_in.group = row.get<GroupId>(4);
  hand_in.number = row.get<std::int64_t>(5);
  hand_in.state = row.get<HandInState>(6);
  hand_in.text = row.get<std::string>(7);
  hand_in.sequence = row.get<std::int64_t>(8);
  hand_in.saved_at = row.get<Instant>(9);
  hand_in.handed_in_at = row.get<std::optional<Instant>>(10);
  hand_in.digest = row.get<std::string>(11);
  hand_in.late = row.get<Milliseconds>(12);
  hand_in.points = row.get<std::optional<double>>(13);
  hand_in.marks = stored_marks(row.get<std::string>(14));
  hand_in.feedback = row.get<std::string>(15);
  hand_in.pins = read_pins(json::parse(row.get<std::string>(16)));
  hand_in.fraction = row.get<std::optional<double>>(17);
  hand_in.marked_by = row.get<UserId>(18);
  hand_in.marked_at = row.get<std::optional<Instant>>(19);
  hand_in.released_at = row.get<std::optional<Instant>>(20);
  return hand_in;
}

Extension as_extension(const storage::Row& row) {
  return {row.get<std::optional<Instant>>(0), row.get<std::optional<Instant>>(1)};
}

catalog::Document as_file(const storage::Row& row) {
  catalog::Document file;
  file.id = row.get<catalog::DocumentId>(0);
  file.lesson = row.get<LessonId>(1);
  file.place = row.get<catalog::DocumentPlace>(2);
  file.filename = row.get<std::string>(3);
  file.type = row.get<std::string>(4);
  file.blob = row.get<blobs::BlobKey>(5);
  file.sha256 = row.get<std::optional<std::string>>(6);
  file.size = row.get<std::int64_t>(7);
  file.created_at = row.get<Instant>(8);
  return file;
}

}  // namespace

void require_assignment(const catalog::OpenLesson& open) {
  if (open.lesson.kind != catalog::LessonKind::Assignment)
    throw Error(ErrorCode::Conflict, "This lesson is no assignment.");
}

std::optional<Assignment> stored_assignment(const storage::Reader& db, const LessonId& lesson) {
  const auto as_assignment = [](const storage::Row& row) {
    Assignment assignment;
    assignment.lesson = row.get<LessonId>(0);
    assignment.course = row.get<CourseId>(1);
    assignment.title = row.get<std::string>(2);
    assignment.rules = read_assignment_rules(json::parse(row.get<std::string>(3)));
    assignment.rubric = read_rubric(json::parse(row.get<std::string>(4)));
    assignment.phase = row.get<Phase>(5);
    return assignment;
  };
  return db.first(kAssignment, as_assignment, lesson);
}

std::optional<Extension> extension_of(const storage::Reader& db, const LessonId& lesson, const UserId& user) {
  return db.first(kExtension, as_extension, lesson, user);
}

Party party_of(const storage::Reader& db, const Assignment& assignment, const UserId& user) {
  Party party;
  party.owner = user.text();
  party.has_extension = extension_of(db, assignment.lesson, user).has_value();
  if (!assignment.rules.is_by_groups) return party;
  const auto as_group = [](const storage::Row& row) {
    return std::pair{row.get<GroupId>(0), row.get<std::string>(1)};
  };
  const auto group = db.first(kGroup, as_group, assignment.course, user);
  if (!group) return party;
  std::tie(party.group, party.group_name) = *group;
  party.owner = party.group.text();
  party.has_extension =
      db.first(kExtensionsOfGroup, as_extension, assignment.lesson, party.group).has_value();
  return party;
}

AssignmentRules rules_for(const storage::Reader& db, const Assignment& assignment, const UserId& user) {
  const auto party = party_of(db, assignment, user);
  if (party.group.empty())
    return with_extension(assignment.rules, extension_of(db, assignment.lesson, user).value_or(Extension{}));
  Extension longest;
  for (const auto& one : db.all(kExtensionsOfGroup, as_extension, assignment.lesson, party.group)) {
    longest.due_at = std::max(longest.due_at, one.due_at);
    longest.cut_off_at = std::max(longest.cut_off_at, one.cut_off_at);
  }
  return with_extension(assignment.rules, longest);
}

std::optional<HandIn> hand_in_of(const storage::Reader& db, const HandInId& id) {
  return db.first(kHandIn, as_hand_in, id);
}

std::optional<HandIn> draft_of(const storage::Reader& db, const LessonId& lesson, const std::string& owner) {
  return db.first(kDraft, as_hand_in, lesson, owner);
}

std::vector<HandIn> handed_in_by(const storage::Reader& db, const LessonId& lesson, const UserId& user) {
  return db.all(kOfPerson, as_hand_in, lesson, user);
}

std::vector<HandIn> hand_ins_in_state(const storage::Reader& db, const LessonId& lesson, HandInState state,
                                      const HandIn& after, int limit) {
  return db.all(kInState, as_hand_in, lesson, state, after.handed_in_at.value_or(Instant{}), after.id.text(),
                limit);
}

std::vector<HandIn> all_handed_in(const storage::Reader& db, const LessonId& lesson, const HandIn& after,
                                  int limit) {
  return db.all(kAll, as_hand_in, lesson, after.handed_in_at.value_or(Instant{}), after.id.text(), limit);
}

std::vector<HandInPerson> people_of(const storage::Reader& db, const HandInId& id) {
  const auto as_person = [](const storage::Row& row) {
    return HandInPerson{row.get<UserId>(0), row.get<std::string>(1), row.get<std::string>(2)};
  };
  return db.all(kPeople, as_person, id);
}

std::vector<catalog::Document> files_of(const storage::Reader& db, const HandInId& id) {
  return db.all(kFiles, as_file, id);
}

HandInHistory history_of(const std::vector<HandIn>& handed_in, const Party& party) {
  HandInHistory history;
  history.attempts = static_cast<std::int64_t>(handed_in.size());
  history.has_extension = party.has_extension;
  if (handed_in.empty()) return history;
  const auto last = handed_in.back().state;
  history.last_is_returned = last == HandInState::Returned;
  history.last_is_marked = last == HandInState::Marked || last == HandInState::Released;
  return history;
}

}  // namespace lectern::lms
