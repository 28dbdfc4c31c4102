#include "catalog/versions.h"

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/random.h"
#include "catalog/events.h"
#include "catalog/shelf.h"
#include "storage/db/database.h"
#include "storage/db/query.h"
#include "storage/outbox/outbox.h"

namespace lectern::catalog {

namespace {

using namespace std::chrono_literals;
using nlohmann::json;

const storage::Query kLessonContent{"version.lesson_content", R"sql(
  SELECT l.course_id, l.title, l.link, t.source, d.id, d.filename, v.generation, v.filename
    FROM lesson l LEFT JOIN lesson_text t ON t.lesson_id = l.id
                  LEFT JOIN document d ON d.lesson_id = l.id AND d.place = 'main'
                  LEFT JOIN video w ON w.lesson_id = l.id
                  LEFT JOIN video_version v ON v.video_id = w.id
   WHERE l.id = ?1 ORDER BY v.generation DESC LIMIT 1)sql"};

const storage::Query kCourseContent{"version.course_content", R"sql(
  SELECT title, summary, description FROM course WHERE id = ?1)sql"};

const storage::Query kOne{"version.one", R"sql(
  SELECT id, course_id, subject, subject_id, account_id, content, created_at FROM content_version WHERE id = ?1)sql"};

const storage::Query kNewest{"version.newest", R"sql(
  SELECT id, course_id, subject, subject_id, account_id, content, created_at
    FROM content_version WHERE subject_id = ?1 ORDER BY id DESC LIMIT 1)sql"};

// Ids rise with time, so that they also page.
const storage::Query kOfSubject{"version.of_subject", R"sql(
  SELECT id, course_id, subject, subject_id, account_id, content, created_at
    FROM content_version WHERE subject_id = ?1 AND (?2 IS NULL OR id < ?2) ORDER BY id DESC LIMIT ?3)sql"};

const storage::Query kAt{"version.at", R"sql(
  SELECT id, course_id, subject, subject_id, account_id, content, created_at
    FROM content_version WHERE subject_id = ?1 AND created_at <= ?2 ORDER BY id DESC LIMIT 1)sql"};

const storage::Query kInsert{"version.insert", R"sql(
  INSERT INTO content_version (id, course_id, subject, subject_id, account_id, content, created_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7))sql"};

const storage::Query kAmend{"version.amend", R"sql(
  UPDATE content_version SET content = ?2 WHERE id = ?1)sql"};

const storage::Query kSetLesson{"version.set_lesson", R"sql(
  UPDATE lesson SET title = ?2, link = ?3 WHERE id = ?1)sql"};

const storage::Query kSetText{"version.set_text", R"sql(
  INSERT INTO lesson_text (lesson_id, source) VALUES (?1, ?2)
      ON CONFLICT (lesson_id) DO UPDATE SET source = excluded.source)sql"};

const storage::Query kSetCourse{"version.set_course", R"sql(
  UPDATE course SET title = ?2, summary = ?3, description = ?4, updated_at = ?5 WHERE id = ?1)sql"};

const storage::Query kOwnerOf{"version.owner_of_course", R"sql(
  SELECT owner_id FROM course WHERE id = ?1)sql"};

constexpr Milliseconds kOneSitting = 1min;

struct Found {
  CourseId course;
  Snapshot content;
};

json content_json(const Snapshot& content) {
  json captions = json::array();
  for (const auto& mark : content.captions)
    captions.push_back({{"language", mark.language}, {"label", mark.label}, {"number", mark.number}});
  return {{"title", content.title},
          {"summary", content.summary},
          {"text", content.text},
          {"link", content.link},
          {"document_id", content.document.text()},
          {"document_name", content.document_name},
          {"video_generation", content.video_generation},
          {"video_name", content.video_name},
          {"captions", std::move(captions)}};
}

Snapshot content_of(const std::string& text) {
  const auto value = json::parse(text);
  Snapshot content;
  content.title = value.value("title", "");
  content.summary = value.value("summary", "");
  content.text = value.value("text", "");
  content.link = value.value("link", "");
  content.document = DocumentId{value.value("document_id", "")};
  content.document_name = value.value("document_name", "");
  content.video_generation = value.value("video_generation", std::int64_t{0});
  content.video_name = value.value("video_name", "");
  for (const auto& mark : value.value("captions", json::array()))
    content.captions.push_back({mark.at("language").get<std::string>(), mark.at("label").get<std::string>(),
                                mark.at("number").get<std::int64_t>()});
  return content;
}

Version as_version(const storage::Row& row) {
  Version version;
  version.id = row.get<VersionId>(0);
  version.course = row.get<CourseId>(1);
  version.subject = row.get<Subject>(2);
  version.subject_id = row.get<std::string>(3);
  version.author = row.get<UserId>(4);
  version.content = content_of(row.get<std::string>(5));
  version.created_at = row.get<Instant>(6);
  return version;
}

Found as_lesson_content(const storage::Row& row) {
  Found found;
  found.course = row.get<CourseId>(0);
  auto& content = found.content;
  content.title = row.get<std::string>(1);
  content.link = row.get<std::string>(2);
  content.text = row.get<std::optional<std::string>>(3).value_or("");
  content.document = row.get<DocumentId>(4);
  content.document_name = row.get<std::optional<std::string>>(5).value_or("");
  content.video_generation = row.get<std::optional<std::int64_t>>(6).value_or(0);
  content.video_name = row.get<std::optional<std::string>>(7).value_or("");
  return found;
}

std::vector<std::string> differences(const Snapshot& now, const Snapshot& before) {
  std::vector<std::string> names;
  const auto note = [&](const char* name, bool differs) {
    if (differs) names.emplace_back(name);
  };
  note("title", now.title != before.title);
  note("summary", now.summary != before.summary);
  note("text", now.text != before.text);
  note("link", now.link != before.link);
  note("document", now.document != before.document || now.document_name != before.document_name);
  note("video", now.video_generation != before.video_generation);
  note("captions", now.captions != before.captions);
  return names;
}

void record(storage::Writer& db, Subject subject, const std::string& id, const Found& found,
            const UserId& author) {
  const auto newest = db.first(kNewest, as_version, id);
  if (newest && newest->content == found.content) return;
  const auto content = content_json(found.content).dump();
  if (newest && newest->author == author && db.now() - newest->created_at < kOneSitting) {
    db.run(kAmend, newest->id, content);
    return;
  }
  db.run(kInsert, VersionId{new_id_text(db.now())}, found.course, subject, id, author, content, db.now());
}

[[noreturn]] void throw_no_version() {
  throw Error(ErrorCode::NotFound, "There is no such version.");
}

}  // namespace

void record_lesson_version(storage::Writer& db, const LessonId& lesson, const UserId& author) {
  auto found = db.first(kLessonContent, as_lesson_content, lesson);
  if (!found) return;
  found->content.captions = Captions::marks(db, lesson);
  record(db, Subject::Lesson, lesson.text(), *found, author);
}

void record_course_version(storage::Writer& db, const CourseId& course, const UserId& author) {
  const auto as_course_content = [&](const storage::Row& row) {
    Found found{course, {}};
    found.content.title = row.get<std::string>(0);
    found.content.summary = row.get<std::string>(1);
    found.content.text = row.get<std::string>(2);
    return found;
  };
  if (const auto found = db.first(kCourseContent, as_course_content, course))
    record(db, Subject::Course, course.text(), *found, author);
}

Page<VersionView> Versions::of_lesson(const http::Principal& who, const LessonId& lesson,
                                      const http::Paging& paging) const {
  return database_.read([&](const storage::Reader& db) {
    doors_.lesson(db, lesson, who, Need::Edit);
    return list(db, lesson.text(), paging);
  });
}

Page<VersionView> Versions::of_course(const http::Principal& who, const CourseId& course,
                                      const http::Paging& paging) const {
  return database_.read([&](const storage::Reader& db) {
    doors_.course(db, course, who, Need::Edit);
    return list(db, course.text(), paging);
  });
}

Page<VersionView> Versions::list(const storage::Reader& db, const std::string& subject,
                                 const http::Paging& paging) const {
  const std::optional<std::string> after = paging.after.empty() ? std::nullopt : std::optional{paging.after};
  // One more for the next page, which is also what the last of this one is compared with.
  const auto versions = db.all(kOfSubject, as_version, subject, after, paging.limit + 1);
  std::vector<VersionView> views;
  for (std::size_t i = 0; i < versions.size(); ++i)
    views.push_back(
        view_of(db, versions[i], i + 1 < versions.size() ? std::optional{versions[i + 1]} : std::nullopt));
  return as_page(std::move(views), paging.limit,
                 [](const VersionView& view) { return view.version.id.text(); });
}

VersionView Versions::view_of(const storage::Reader& db, const Version& version,
                              const std::optional<Version>& before) const {
  VersionView view{version, {}, differences(version.content, before ? before->content : Snapshot{})};
  if (!version.author.empty()) view.author_name = doors_.standing().name_of(db, version.author);
  return view;
}

std::optional<VersionView> Versions::lesson_at(const http::Principal& who, const LessonId& lesson,
                                               Instant at) const {
  return database_.read([&](const storage::Reader& db) -> std::optional<VersionView> {
    doors_.lesson(db, lesson, who, Need::Edit);
    const auto version = db.first(kAt, as_version, lesson.text(), at);
    if (!version) return std::nullopt;
    return view_of(db, *version, std::nullopt);
  });
}

VersionView Versions::restore(const http::Principal& who, const VersionId& id) {
  return database_.write([&](storage::Writer& db) {
    const auto version = db.first(kOne, as_version, id);
    if (!version) throw_no_version();
    if (version->subject == Subject::Course) {
      doors_.course(db, version->course, who, Need::Edit);
      restore_course(db, *version);
      record_course_version(db, version->course, who.user);
    } else {
      doors_.lesson(db, LessonId{version->subject_id}, who, Need::Edit);
      restore_lesson(db, *version);
      record_lesson_version(db, LessonId{version->subject_id}, who.user);
    }
    return view_of(db, db.first(kNewest, as_version, version->subject_id).value(), *version);
  });
}

void Versions::restore_lesson(storage::Writer& db, const Version& version) {
  const LessonId lesson{version.subject_id};
  const auto& then = version.content;
  const auto now = db.first(kLessonContent, as_lesson_content, lesson).value().content;
  db.run(kSetLesson, lesson, then.title, then.link);
  db.run(kSetText, lesson, then.text);
  if (!then.document.empty() && then.document != now.document)
    documents_.show_again(db, lesson, then.document);
  if (then.video_generation != 0 && then.video_generation != now.video_generation)
    videos_.restore_source(db, lesson, then.video_generation);
  Captions::restore(db, lesson, then.captions);
  outbox::append(db, LessonEvent{LessonFact::Changed, lesson, version.course});
}

void Versions::restore_course(storage::Writer& db, const Version& version) {
  const auto& then = version.content;
  db.run(kSetCourse, version.course, then.title, then.summary, then.text, db.now());
  touch(db, version.course);
  const auto owner =
      db.first(
            kOwnerOf, [](const storage::Row& row) { return row.get<UserId>(0); }, version.course)
          .value();
  outbox::append(db, CourseEvent{CourseFact::Changed, version.course, owner});
}

void Versions::forget_files_before(Instant then) {
  database_.write([&](storage::Writer& db) {
    videos_.forget_sources_before(db, then);
    documents_.forget_former_before(db, then);
  });
}

json as_json(const VersionView& view) {
  const auto& version = view.version;
  const auto author = version.author.empty() || view.author_name.empty()
                          ? json(nullptr)
                          : json{{"id", version.author.text()}, {"name", view.author_name}};
  return {{"id", version.id.text()},
          {"subject", text_of(version.subject)},
          {"subject_id", version.subject_id},
          {"author", author},
          {"changed", view.changed},
          {"content", content_json(version.content)},
          {"created_at", to_rfc3339(version.created_at)}};
}

}  // namespace lectern::catalog
