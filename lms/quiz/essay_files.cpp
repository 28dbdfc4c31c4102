#include "lms/quiz/essay_files.h"

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/text.h"
#include "catalog/tus.h"
#include "lms/quiz/attempt_rows.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::lms {

namespace {

using catalog::Need;

const storage::Query kAdd{"essay_file.add", R"sql(
  INSERT INTO attempt_file (document_id, attempt_id, slot) VALUES (?1, ?2, ?3))sql"};

const storage::Query kAttemptOf{"essay_file.attempt", R"sql(
  SELECT attempt_id, slot FROM attempt_file WHERE document_id = ?1)sql"};

const storage::Query kForget{"essay_file.forget", R"sql(
  DELETE FROM attempt_file WHERE document_id = ?1)sql"};

const storage::Query kForgetDocument{"essay_file.forget_document", R"sql(
  DELETE FROM document WHERE id = ?1)sql"};

constexpr char kPurpose[] = "essay";

struct Place {
  AttemptId attempt;
  std::int64_t slot = 0;
};

Place place_in(const std::string& text) {
  auto metadata = catalog::tus::parse_metadata(text).value_or(catalog::tus::Metadata{});
  const auto slot = parse_number<std::int64_t>(metadata["slot"]);
  const auto attempt = AttemptId::parse(metadata["attempt_id"]);
  if (!slot || !attempt)
    throw InvalidInput(
        {Problem{"attempt_id", "Say in the metadata which attempt and which slot this is for."}});
  return {*attempt, *slot};
}

[[noreturn]] void throw_no_file() {
  throw Error(ErrorCode::NotFound, "There is no such file.");
}

Place require_place(const storage::Reader& db, const catalog::DocumentId& file) {
  const auto as_place = [](const storage::Row& row) {
    return Place{row.get<AttemptId>(0), row.get<std::int64_t>(1)};
  };
  const auto place = db.first(kAttemptOf, as_place, file);
  if (!place) throw_no_file();
  return *place;
}

struct FileRules {
  std::int64_t most = 0;
  std::int64_t largest = 50LL << 20;
};

/// What the question takes: nothing where it is no essay.
FileRules rules_of(const storage::Reader& db, const Place& place) {
  FileRules rules;
  for (const auto& answer : answers_of(db, place.attempt)) {
    if (answer.slot != place.slot || answer.type != "essay") continue;
    const auto definition = nlohmann::json::parse(answer.definition);
    const auto number = [&](const char* field, std::int64_t otherwise) {
      const auto found = definition.find(field);
      return found != definition.end() && found->is_number() ? found->get<std::int64_t>() : otherwise;
    };
    rules.most = number("most_files", rules.most);
    rules.largest = number("largest_file", rules.largest);
  }
  return rules;
}

bool is_full(const storage::Reader& db, const Place& place, const FileRules& rules) {
  return static_cast<std::int64_t>(files_of(db, place.attempt, place.slot).size()) >= rules.most;
}

}  // namespace

catalog::UploadPurpose EssayFiles::purpose() {
  return {kPurpose,
          [this](const storage::Reader& db, const http::Principal& who, const catalog::NewUpload& wanted) {
            check(db, who, wanted);
          },
          [this](storage::Writer& db, const catalog::Upload& upload, const blobs::FinishedUpload& finished) {
            add(db, upload, finished);
          }};
}

void EssayFiles::check(const storage::Reader& db, const http::Principal& who,
                       const catalog::NewUpload& wanted) const {
  // Asked again while it goes on, without the metadata that it began with: whose it is stays.
  if (wanted.metadata.empty()) return;
  const auto place = place_in(wanted.metadata);
  const auto attempt = require_own_open(db, who, place.attempt);
  if (wanted.lesson != attempt.lesson)
    throw InvalidInput({Problem{"lesson_id", "This is not the lesson of the attempt."}});
  const auto rules = rules_of(db, place);
  if (rules.most == 0) throw Error(ErrorCode::Conflict, "This question takes no files.");
  if (wanted.size > static_cast<std::uint64_t>(rules.largest))
    throw InvalidInput({Problem{
        "filename", "This file is too large: " + std::to_string(rules.largest) + " bytes are allowed."}});
  if (is_full(db, place, rules))
    throw Error(ErrorCode::Conflict, "There are as many files as this question takes. Remove one first.");
}

/// What comes after the end, or beside others that were faster, is not handed in, and whoever sent it is told
/// with the attempt; the janitor takes its bytes.
void EssayFiles::add(storage::Writer& db, const catalog::Upload& upload,
                     const blobs::FinishedUpload& finished) const {
  const auto place = place_in(upload.metadata);
  const auto attempt = attempt_of(db, place.attempt);
  if (!attempt || attempt->user != upload.owner) return;
  const auto details = nlohmann::json{{"filename", upload.filename}}.dump();
  if (attempt->is_over() || is_past(*attempt, db.now()) || is_full(db, place, rules_of(db, place)))
    return log_event(db, place.attempt, kLateFile, place.slot, details);
  const auto file =
      documents_.add(db, upload.lesson, catalog::DocumentPlace::HandIn, upload.filename, finished);
  db.run(kAdd, file.id, place.attempt, place.slot);
  log_event(db, place.attempt, "file_added", place.slot, details);
}

std::vector<EssayFile> EssayFiles::of_slot(const http::Principal& who, const AttemptId& id,
                                           std::int64_t slot) const {
  return database_.read([&](const storage::Reader& db) {
    const auto attempt = attempt_of(db, id);
    if (!attempt || attempt->user != who.user) throw Error(ErrorCode::NotFound, "There is no such attempt.");
    return files_of(db, id, slot);
  });
}

void EssayFiles::remove(const http::Principal& who, const AttemptId& id, const catalog::DocumentId& file) {
  database_.write([&](storage::Writer& db) {
    require_own_open(db, who, id);
    const auto place = require_place(db, file);
    if (place.attempt != id) throw_no_file();
    db.run(kForget, file);
    db.run(kForgetDocument, file);
    log_event(db, id, "file_removed", place.slot, "{}");
  });
}

bool EssayFiles::holds(const catalog::DocumentId& file) const {
  return database_.read([&](const storage::Reader& db) {
    return db
        .first(
            kAttemptOf, [](const storage::Row&) { return true; }, file)
        .has_value();
  });
}

void EssayFiles::check_reader(const http::Principal& who, const catalog::DocumentId& file) const {
  database_.read([&](const storage::Reader& db) {
    const auto attempt = attempt_of(db, require_place(db, file).attempt);
    if (!attempt) throw_no_file();
    if (attempt->user == who.user) return;
    const auto open = doors_.lesson(db, attempt->lesson, who, Need::See);
    if (!attempt->is_over() || !catalog::may_teach(open.course, open.viewer)) throw_no_file();
  });
}

}  // namespace lectern::lms
