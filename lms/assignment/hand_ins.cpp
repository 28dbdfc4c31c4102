#include "lms/assignment/hand_ins.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/crypto.h"
#include "base/encoding.h"
#include "base/error.h"
#include "base/random.h"
#include "storage/db/database.h"
#include "storage/db/query.h"
#include "storage/outbox/outbox.h"

namespace lectern::lms {

namespace {

using catalog::Need;
using nlohmann::json;

const storage::Query kInsert{"hand_in.insert", R"sql(
  INSERT INTO hand_in (id, lesson_id, owner_id, account_id, group_id, number, state, text, sequence, saved_at, late)
  VALUES (?1, ?2, ?3, ?4, ?5,
          coalesce((SELECT max(number) FROM hand_in WHERE lesson_id = ?2 AND owner_id = ?3), 0) + 1,
          'draft', ?6, 0, ?7, 0))sql"};

const storage::Query kSave{"hand_in.save", R"sql(
  UPDATE hand_in SET text = ?2, sequence = ?3, saved_at = ?4 WHERE id = ?1)sql"};

const storage::Query kHandIn{"hand_in.hand_in", R"sql(
  UPDATE hand_in SET state = 'handed_in', account_id = ?2, handed_in_at = ?3, digest = ?4, late = ?5
   WHERE id = ?1 AND state = 'draft')sql"};

const storage::Query kSupersede{"hand_in.supersede", R"sql(
  UPDATE hand_in SET state = 'superseded' WHERE id = ?1 AND state IN ('handed_in', 'marked'))sql"};

const storage::Query kAddPerson{"hand_in.add_person", R"sql(
  INSERT INTO hand_in_person (hand_in_id, account_id, lesson_id) VALUES (?1, ?2, ?3))sql"};

const storage::Query kMembers{"hand_in.members", R"sql(
  SELECT e.account_id FROM course_group_member m JOIN enrolment e ON e.id = m.enrolment_id
   WHERE m.group_id = ?1 AND e.role = 'student' AND e.state = 'active' ORDER BY e.account_id)sql"};

const storage::Query kAddFile{"hand_in.add_file", R"sql(
  INSERT INTO hand_in_file (document_id, hand_in_id) VALUES (?1, ?2))sql"};

const storage::Query kRemoveFile{"hand_in.remove_file", R"sql(
  DELETE FROM document WHERE id = ?1)sql"};

const storage::Query kOfFile{"hand_in.of_file", R"sql(
  SELECT hand_in_id FROM hand_in_file WHERE document_id = ?1)sql"};

const storage::Query kIsOf{"hand_in.is_of", R"sql(
  SELECT 1 FROM hand_in_person WHERE hand_in_id = ?1 AND account_id = ?2)sql"};

const storage::Query kIsReviewer{"hand_in.is_reviewer", R"sql(
  SELECT 1 FROM peer_review WHERE hand_in_id = ?1 AND account_id = ?2)sql"};

const storage::Query kGrade{"hand_in.grade", R"sql(
  SELECT fraction, passed FROM assignment_grade WHERE lesson_id = ?1 AND account_id = ?2)sql"};

const storage::Query kTasks{"hand_in.review_tasks", R"sql(
  SELECT id, of_self, state FROM peer_review WHERE lesson_id = ?1 AND account_id = ?2 ORDER BY id)sql"};

constexpr std::size_t kLongestText = 400'000;

[[noreturn]] void throw_no_hand_in() {
  throw Error(ErrorCode::NotFound, "There is no such hand-in.");
}

bool exists(const storage::Row&) {
  return true;
}

/// Of all that was handed in, so that anybody who has it can show that it is the same.
std::string digest_of(const HandIn& draft, const std::vector<catalog::Document>& files) {
  json content = {{"text", draft.text}, {"files", json::array()}};
  for (const auto& file : files)
    content["files"].push_back(
        {{"filename", file.filename}, {"size", file.size}, {"sha256", file.sha256.value_or(file.id.text())}});
  return to_hex(sha256(content.dump()));
}

void check_complete(const AssignmentRules& rules, const HandIn& draft,
                    const std::vector<catalog::Document>& files) {
  const bool has_text = rules.takes_text && !draft.text.empty();
  if (!has_text && files.empty())
    throw InvalidInput({Problem{rules.takes_text ? "text" : "files",
                                rules.takes_text ? "Write something, or add a file, before you hand in."
                                                 : "Add a file before you hand in."}});
  if (files.size() > static_cast<std::size_t>(rules.most_files))
    throw InvalidInput({Problem{
        "files", "Only " + std::to_string(rules.most_files) + " files may be handed in. Remove some."}});
}

/// A revision that was asked for is as late as what it revises.
Milliseconds lateness_of(const AssignmentRules& rules, const std::vector<HandIn>& before, Instant now) {
  if (!before.empty() && before.back().state == HandInState::Returned) return before.back().late;
  return lateness(rules, now);
}

}  // namespace

void hide_marks(HandIn& hand_in) {
  if (hand_in.shows_mark()) return;
  hand_in.points.reset();
  hand_in.marks.clear();
  hand_in.feedback.clear();
  hand_in.pins.clear();
  hand_in.fraction.reset();
  hand_in.marked_by = {};
  hand_in.marked_at.reset();
  if (hand_in.state == HandInState::Marked) hand_in.state = HandInState::HandedIn;
}

HandInView view_of(const storage::Reader& db, const catalog::Doors& doors, const Assignment& assignment,
                   HandIn hand_in) {
  HandInView view;
  view.files = files_of(db, hand_in.id);
  view.people = people_of(db, hand_in.id);
  if (!hand_in.marked_by.empty()) view.marked_by = doors.standing().name_of(db, hand_in.marked_by);
  view.most_points = assignment.most();
  view.hand_in = std::move(hand_in);
  return view;
}

HandIns::Place HandIns::place_of(const storage::Reader& db, const UserId& user, Assignment assignment) const {
  Place place;
  place.rules = rules_for(db, assignment, user);
  place.party = party_of(db, assignment, user);
  place.handed_in = handed_in_by(db, assignment.lesson, user);
  place.assignment = std::move(assignment);
  return place;
}

HandIns::Place HandIns::open_place(const storage::Reader& db, const http::Principal& who,
                                   const LessonId& lesson) const {
  const auto open = doors_.lesson(db, lesson, who, Need::Watch);
  require_assignment(open);
  auto assignment = stored_assignment(db, lesson);
  if (!assignment) throw Error(ErrorCode::Conflict, "This assignment is not ready yet.");
  const auto role = open.viewer.role;
  if (role != catalog::CourseRole::Student)
    throw Error(ErrorCode::Forbidden, "Only those who take the course hand in.");
  auto place = place_of(db, who.user, std::move(*assignment));
  const auto refusal = hand_in_refusal(place.rules, place.assignment.phase,
                                       history_of(place.handed_in, place.party), db.now());
  if (refusal) throw Error(ErrorCode::Forbidden, sentence_for(*refusal, place.rules));
  return place;
}

AssignmentEntrance HandIns::entrance(const http::Principal& who, const LessonId& lesson) const {
  return database_.read([&](const storage::Reader& db) {
    const auto open = doors_.lesson(db, lesson, who, Need::Watch);
    require_assignment(open);
    AssignmentEntrance entrance;
    entrance.is_teaching = catalog::may_teach(open.course, open.viewer);
    entrance.assignment.lesson = lesson;
    entrance.assignment.course = open.course.id;
    entrance.assignment.title = open.lesson.title;
    auto assignment = stored_assignment(db, lesson);
    if (!assignment) return entrance;
    auto place = place_of(db, who.user, std::move(*assignment));
    entrance.is_defined = true;
    entrance.has_extension = place.party.has_extension;
    entrance.group = place.party.group_name;
    if (!entrance.is_teaching) {
      const auto history = history_of(place.handed_in, place.party);
      entrance.refusal = hand_in_refusal(place.rules, place.assignment.phase, history, db.now());
      if (entrance.refusal) entrance.refusal_sentence = sentence_for(*entrance.refusal, place.rules);
    }
    if (auto draft = draft_of(db, lesson, place.party.owner))
      entrance.draft = view_of(db, doors_, place.assignment, std::move(*draft));
    for (auto& one : place.handed_in) {
      hide_marks(one);
      entrance.handed_in.push_back(view_of(db, doors_, place.assignment, std::move(one)));
    }
    const auto as_grade = [](const storage::Row& row) {
      return std::pair{row.get<double>(0), row.get<bool>(1)};
    };
    if (const auto grade = db.first(kGrade, as_grade, lesson, who.user))
      std::tie(entrance.fraction, entrance.passed) = std::pair{std::optional{grade->first}, grade->second};
    const auto as_task = [](const storage::Row& row) {
      return ReviewTask{row.get<PeerReviewId>(0), row.get<bool>(1), row.get<std::string>(2) == "done"};
    };
    entrance.reviews = db.all(kTasks, as_task, lesson, who.user);
    entrance.assignment = std::move(place.assignment);
    entrance.assignment.rules = std::move(place.rules);
    return entrance;
  });
}

/// Whoever hands in again goes on with what they handed in before.
HandIn HandIns::ensure_draft(storage::Writer& db, const Place& place, const UserId& user) const {
  const auto& lesson = place.assignment.lesson;
  if (auto draft = draft_of(db, lesson, place.party.owner)) return std::move(*draft);
  const auto id = new_id<HandInId>(database_.clock());
  const bool goes_on = !place.handed_in.empty();
  db.run(kInsert, id, lesson, place.party.owner, user, place.party.group,
         goes_on ? place.handed_in.back().text : std::string{}, db.now());
  if (goes_on) {
    for (const auto& file : files_of(db, place.handed_in.back().id)) {
      const auto copy = documents_.add(db, lesson, catalog::DocumentPlace::HandIn, file.filename,
                                       {file.blob, static_cast<std::uint64_t>(file.size),
                                        file.sha256 ? from_hex(*file.sha256) : std::nullopt});
      db.run(kAddFile, copy.id, id);
    }
  }
  return hand_in_of(db, id).value();
}

HandInView HandIns::save(const http::Principal& who, const LessonId& lesson, std::int64_t sequence,
                         const std::string& text) {
  if (text.size() > kLongestText)
    throw InvalidInput({Problem{"text", "This text is too long to be kept; hand it in as a file."}});
  return database_.write([&](storage::Writer& db) {
    const auto place = open_place(db, who, lesson);
    if (!place.rules.takes_text && !text.empty())
      throw InvalidInput({Problem{"text", "This assignment takes files only."}});
    auto draft = ensure_draft(db, place, who.user);
    if (draft.sequence == sequence && draft.text == text)
      return view_of(db, doors_, place.assignment, std::move(draft));
    if (sequence <= draft.sequence)
      throw Error(ErrorCode::Conflict,
                  "A newer text was saved, perhaps in another window or by somebody of your group; load the "
                  "page again.");
    db.run(kSave, draft.id, text, sequence, db.now());
    return view_of(db, doors_, place.assignment, hand_in_of(db, draft.id).value());
  });
}

void HandIns::remove_file(const http::Principal& who, const catalog::DocumentId& file) {
  database_.write([&](storage::Writer& db) {
    const auto as_id = [](const storage::Row& row) { return row.get<HandInId>(0); };
    const auto id = db.first(kOfFile, as_id, file);
    const auto hand_in = id ? hand_in_of(db, *id) : std::nullopt;
    const auto assignment = hand_in ? stored_assignment(db, hand_in->lesson) : std::nullopt;
    if (!assignment || party_of(db, *assignment, who.user).owner != hand_in->owner)
      throw Error(ErrorCode::NotFound, "There is no such file.");
    if (hand_in->state != HandInState::Draft)
      throw Error(ErrorCode::Conflict, "This file was handed in, so that it stays.");
    db.run(kRemoveFile, file);
  });
}

HandInView HandIns::hand_in(const http::Principal& who, const HandInId& id) {
  return database_.write([&](storage::Writer& db) {
    auto draft = hand_in_of(db, id);
    if (!draft) throw_no_hand_in();
    if (draft->state != HandInState::Draft) {
      if (!db.first(kIsOf, exists, id, who.user)) throw_no_hand_in();
      hide_marks(*draft);
      const auto assignment = stored_assignment(db, draft->lesson).value();
      return view_of(db, doors_, assignment, std::move(*draft));
    }
    const auto place = open_place(db, who, draft->lesson);
    if (draft->owner != place.party.owner) throw_no_hand_in();
    const auto files = files_of(db, id);
    check_complete(place.rules, *draft, files);
    const auto late = lateness_of(place.rules, place.handed_in, db.now());
    db.run(kHandIn, id, who.user, db.now(), digest_of(*draft, files), late);
    std::vector<UserId> people = {who.user};
    if (!place.party.group.empty()) {
      const auto as_user = [](const storage::Row& row) { return row.get<UserId>(0); };
      people = db.all(kMembers, as_user, place.party.group);
    }
    for (const auto& before : place.handed_in) db.run(kSupersede, before.id);
    for (const auto& person : people) {
      db.run(kAddPerson, id, person, draft->lesson);
      const json payload = {{"lesson_id", draft->lesson.text()},
                            {"hand_in_id", id.text()},
                            {"course_id", place.assignment.course.text()},
                            {"user_id", person.text()},
                            {"number", draft->number},
                            {"late", late > Milliseconds{0}}};
      outbox::append(db, outbox::NewEvent{"assignment.handed_in", draft->lesson.text(), payload.dump()});
    }
    return view_of(db, doors_, place.assignment, hand_in_of(db, id).value());
  });
}

HandInView HandIns::find(const http::Principal& who, const HandInId& id) const {
  return database_.read([&](const storage::Reader& db) {
    auto hand_in = hand_in_of(db, id);
    const auto assignment = hand_in ? stored_assignment(db, hand_in->lesson) : std::nullopt;
    if (!assignment) throw_no_hand_in();
    if (db.first(kIsOf, exists, id, who.user)) {
      hide_marks(*hand_in);
      return view_of(db, doors_, *assignment, std::move(*hand_in));
    }
    const auto open = doors_.lesson(db, hand_in->lesson, who, Need::See);
    if (!catalog::may_teach(open.course, open.viewer) || hand_in->state == HandInState::Draft)
      throw_no_hand_in();
    return view_of(db, doors_, *assignment, std::move(*hand_in));
  });
}

catalog::UploadPurpose HandIns::upload_purpose() {
  const auto check = [this](const storage::Reader& db, const http::Principal& who,
                            const catalog::NewUpload& wanted) {
    if (!wanted.lesson)
      throw InvalidInput({Problem{"lesson_id", "Say in the metadata which assignment this file is for."}});
    const auto place = open_place(db, who, *wanted.lesson);
    const auto problem = file_problem(place.rules, wanted.filename, wanted.size);
    if (!problem.empty()) throw InvalidInput({Problem{"filename", problem}});
    const auto draft = draft_of(db, *wanted.lesson, place.party.owner);
    if (draft && files_of(db, draft->id).size() >= static_cast<std::size_t>(place.rules.most_files))
      throw Error(ErrorCode::Conflict, "There are as many files as this assignment takes. Remove one first.");
  };
  const auto finish = [this](storage::Writer& db, const catalog::Upload& upload,
                             const blobs::FinishedUpload& finished) { add_file(db, upload, finished); };
  return {kHandInPurpose, check, finish};
}

/// Whatever has changed since it began, the file is kept: handing in says what is one too many.
void HandIns::add_file(storage::Writer& db, const catalog::Upload& upload,
                       const blobs::FinishedUpload& finished) {
  auto assignment = stored_assignment(db, upload.lesson);
  if (!assignment) return;
  const auto place = place_of(db, upload.owner, std::move(*assignment));
  const auto draft = ensure_draft(db, place, upload.owner);
  const auto file =
      documents_.add(db, upload.lesson, catalog::DocumentPlace::HandIn, upload.filename, finished);
  db.run(kAddFile, file.id, draft.id);
}

void HandIns::check_reader(const http::Principal& who, const catalog::DocumentId& file) const {
  database_.read([&](const storage::Reader& db) {
    const auto as_id = [](const storage::Row& row) { return row.get<HandInId>(0); };
    const auto id = db.first(kOfFile, as_id, file);
    const auto hand_in = id ? hand_in_of(db, *id) : std::nullopt;
    const auto assignment = hand_in ? stored_assignment(db, hand_in->lesson) : std::nullopt;
    if (assignment) {
      if (hand_in->state == HandInState::Draft) {
        if (party_of(db, *assignment, who.user).owner == hand_in->owner) return;
      } else {
        if (db.first(kIsOf, exists, *id, who.user) || db.first(kIsReviewer, exists, *id, who.user)) return;
        const auto open = doors_.lesson(db, hand_in->lesson, who, Need::See);
        if (catalog::may_teach(open.course, open.viewer)) return;
      }
    }
    throw Error(ErrorCode::NotFound, "There is no such document.");
  });
}

}  // namespace lectern::lms
