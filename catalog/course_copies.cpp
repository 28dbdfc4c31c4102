#include "catalog/course_copies.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "base/encoding.h"
#include "base/error.h"
#include "base/file.h"
#include "base/random.h"
#include "catalog/categories.h"
#include "catalog/events.h"
#include "catalog/rows.h"
#include "catalog/tags.h"
#include "catalog/versions.h"
#include "storage/db/database.h"
#include "storage/db/query.h"
#include "storage/outbox/outbox.h"

namespace lectern::catalog {

namespace {

const storage::Query kSections{"copy.sections", R"sql(
  SELECT id, course_id, title, position FROM section WHERE course_id = ?1 ORDER BY position, id)sql"};

const storage::Query kLessons{"copy.lessons", R"sql(
  SELECT id, course_id, section_id, title, kind, access, allow_download, position, link, target_id,
         opens_at, opens_after_days, opens_after_lesson
    FROM lesson WHERE section_id = ?1 ORDER BY position, id)sql"};

const storage::Query kText{"copy.text", R"sql(
  SELECT source FROM lesson_text WHERE lesson_id = ?1)sql"};

const storage::Query kInsertSection{"copy.insert_section", R"sql(
  INSERT INTO section (id, course_id, title, position, created_at) VALUES (?1, ?2, ?3, ?4, ?5))sql"};

const storage::Query kInsertLesson{"copy.insert_lesson", R"sql(
  INSERT INTO lesson (id, course_id, section_id, title, kind, access, allow_download, position, link, opens_at,
                      opens_after_days, created_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12))sql"};

const storage::Query kInsertText{"copy.insert_text", R"sql(
  INSERT INTO lesson_text (lesson_id, source) VALUES (?1, ?2))sql"};

const storage::Query kSetPrerequisite{"copy.set_prerequisite", R"sql(
  UPDATE lesson SET opens_after_lesson = ?2 WHERE id = ?1)sql"};

const storage::Query kInsertVideo{"copy.insert_video", R"sql(
  INSERT INTO video (id, lesson_id, last_generation, created_at) VALUES (?1, ?2, 1, ?3))sql"};

const storage::Query kCopyVersion{"copy.version", R"sql(
  INSERT INTO video_version (video_id, generation, state, blob_key, sha256, size, filename, progress,
                             duration_seconds, width, height, container, created_at, updated_at)
  SELECT ?1, 1, state, blob_key, sha256, size, filename, progress, duration_seconds, width, height, container, ?4, ?4
    FROM video_version WHERE video_id = ?2 AND generation = ?3)sql"};

const storage::Query kCopyNotes{"copy.notes", R"sql(
  INSERT INTO video_note (video_id, generation, position, sentence)
  SELECT ?1, 1, position, sentence FROM video_note WHERE video_id = ?2 AND generation = ?3)sql"};

const storage::Query kIsReady{"copy.is_ready", R"sql(
  SELECT 1 FROM video_version WHERE video_id = ?1 AND generation = ?2 AND state = 'ready')sql"};

PortableFile portable(const Document& document) {
  return {document.filename, document.size, document.sha256.value_or(""), {}, document.blob};
}

blobs::FinishedUpload stored(const PortableFile& file) {
  return {file.blob, static_cast<std::uint64_t>(file.size), from_hex(file.sha256)};
}

std::string as_text(const storage::Row& row) {
  return row.get<std::string>(0);
}

/// As somebody would describe it who makes it anew.
CourseDraft about(const storage::Reader& db, const Course& course) {
  CourseDraft draft;
  draft.title = course.title;
  draft.summary = course.summary;
  draft.description = course.description;
  draft.language = course.language;
  if (course.category) draft.category = find_category(db, *course.category).value().name;
  draft.details.level = course.level;
  draft.details.type = course.type;
  draft.details.tags = tags_of(db, course.id);
  draft.details.estimated_duration = course.estimated_duration;
  draft.details.price = course.price;
  draft.details.capacity = course.capacity;
  draft.details.starts_at = course.starts_at;
  draft.details.ends_at = course.ends_at;
  draft.details.enrolment_opens_at = course.enrolment_opens_at;
  draft.details.enrolment_closes_at = course.enrolment_closes_at;
  return draft;
}

/// A video that is ready as that version is. False where that was replaced meanwhile.
bool share_package(storage::Writer& db, const LessonId& lesson, const VideoId& video,
                   const PortablePackage& from) {
  const auto exists = [](const storage::Row&) { return true; };
  if (!db.first(kIsReady, exists, from.video, from.generation)) return false;
  db.run(kInsertVideo, video, lesson, db.now());
  db.run(kCopyVersion, video, from.video, from.generation, db.now());
  db.run(kCopyNotes, video, from.video, from.generation);
  outbox::append(db, VideoChanged{lesson, video, 1, VideoState::Ready});
  return true;
}

/// Which lesson each waits for, as its number in the course.
void number_prerequisites(const std::vector<Lesson>& lessons, PortableCourse& copy) {
  std::map<LessonId, std::size_t> numbers;
  for (const auto& lesson : lessons) numbers.emplace(lesson.id, numbers.size());
  auto original = lessons.begin();
  for (auto& section : copy.sections) {
    for (auto& lesson : section.lessons) {
      const auto found = numbers.find((original++)->opening.after_lesson);
      if (found != numbers.end()) lesson.opens_after = found->second;
    }
  }
}

/// A finished package never changes, so that its files can have two names. False where it is going just now.
bool link_package(const std::filesystem::path& from, const std::filesystem::path& to) {
  std::filesystem::create_directories(to);
  std::error_code trouble;
  for (const auto& file : std::filesystem::directory_iterator(from, trouble)) {
    const auto name = file.path().filename();
    if (!file.is_regular_file() || name == "lock") continue;
    std::filesystem::create_hard_link(file.path(), to / name, trouble);
    // Another file system, or as many names as a file may have.
    if (trouble) std::filesystem::copy_file(file.path(), to / name, trouble);
    if (trouble) return false;
  }
  if (trouble || !std::filesystem::exists(to / "package.json")) return false;
  sync_folder(to);
  return true;
}

}  // namespace

PortableCourse CourseCopies::read(const storage::Reader& db, const CourseId& course, CopyFor copy_for) const {
  const auto original = find_course(db, course);
  if (!original) throw Error(ErrorCode::NotFound, "There is no such course.");
  PortableCourse copy;
  copy.about = about(db, *original);
  copy.cover = read_picture(db, PictureUse::Course, course);
  for (const auto use : {PictureUse::CertificateLogo, PictureUse::CertificateSignature})
    if (auto picture = read_picture(db, use, course)) copy.pictures.emplace(use, std::move(*picture));
  std::vector<Lesson> lessons;
  for (const auto& section : db.all(kSections, as_section, course)) {
    copy.sections.push_back({section.title, {}});
    for (auto& lesson : db.all(kLessons, as_lesson, section.id)) {
      copy.sections.back().lessons.push_back(read_lesson(db, lesson));
      lessons.push_back(std::move(lesson));
    }
  }
  number_prerequisites(lessons, copy);
  std::vector<LessonId> ids;
  for (const auto& lesson : lessons) ids.push_back(lesson.id);
  const LessonNumbers numbers(std::move(ids));
  for (const auto& part : parts_)
    if (const auto value = part.read(db, course, numbers, copy_for); !value.is_null())
      copy.parts.emplace(part.name, with_lesson_numbers(value.dump(), numbers));
  // Within one server they stay where they are.
  if (copy_for == CopyFor::Archive) copy.text_files = read_text_files(db, copy);
  return copy;
}

/// In the largest size that is kept.
std::optional<PortablePicture> CourseCopies::read_picture(const storage::Reader& db, PictureUse use,
                                                          const CourseId& course) const {
  const auto picture = picture_of(db, {use, course.text()});
  if (!picture) return std::nullopt;
  const auto blob = Pictures::blob_of(db, picture->key, sizes_of(use).back());
  if (!blob) return std::nullopt;
  const auto length = static_cast<std::int64_t>(size_of(blobs_.open(*blob).get()));
  return PortablePicture{picture->alt, {fmt::format("{}.webp", text_of(use)), length, {}, {}, *blob}};
}

void CourseCopies::keep_picture(PictureUse use, const CourseId& course, const PortablePicture& picture) {
  if (picture.file.blob.empty()) return;
  pictures_.keep({use, course.text()}, blobs_.open(picture.file.blob).get(), picture.alt);
}

std::optional<PortableTextFile> CourseCopies::read_text_file(const storage::Reader& db,
                                                             const TextFileAddress& at) const {
  PortableTextFile found{at.address, {}, {at.key, 0, {}, {}, {}}};
  if (at.kind == TextFileKind::Sound) {
    const auto sound = find_sound(db, at.key);
    if (!sound) return std::nullopt;
    found.words = sound->title;
    found.file.blob = sound->blob;
  } else {
    const auto blob = Pictures::blob_of(db, at.key, at.size);
    if (!blob) return std::nullopt;
    found.file.blob = *blob;
  }
  found.file.size = static_cast<std::int64_t>(blobs_.size(found.file.blob));
  return found;
}

/// Each once, in the order of the texts.
std::vector<PortableTextFile> CourseCopies::read_text_files(const storage::Reader& db,
                                                            const PortableCourse& course) const {
  std::vector<PortableTextFile> files;
  std::set<std::string> known;
  const auto look = [&](std::string_view text) {
    for (const auto& at : text_files_in(text)) {
      if (!known.insert(at.address).second) continue;
      if (auto file = read_text_file(db, at)) files.push_back(std::move(*file));
    }
  };
  look(course.about.description);
  for (const auto& section : course.sections)
    for (const auto& lesson : section.lessons) look(lesson.text);
  for (const auto& [name, part] : course.parts) look(part);
  return files;
}

/// The same course, whose texts name files of this server. The child sees each of them before a row does.
PortableCourse CourseCopies::with_text_files(const http::Principal& owner, PortableCourse course) {
  std::map<std::string, std::string> addresses;
  for (const auto& [address, words, file] : course.text_files) {
    const auto named = text_files_in(address);
    if (file.blob.empty() || named.size() != 1) continue;
    const auto source = blobs_.open(file.blob);
    addresses[address] = named.front().kind == TextFileKind::Sound
                             ? sounds_.keep(owner.user, source.get(), words).url()
                             : pictures_.keep({PictureUse::Text, owner.user.text()}, source.get(), words)
                                   .url(sizes_of(PictureUse::Text).back());
  }
  if (addresses.empty()) return course;
  course.about.description = with_addresses(course.about.description, addresses);
  for (auto& section : course.sections)
    for (auto& lesson : section.lessons) lesson.text = with_addresses(lesson.text, addresses);
  for (auto& [name, part] : course.parts) part = with_addresses(part, addresses);
  return course;
}

PortableLesson CourseCopies::read_lesson(const storage::Reader& db, const Lesson& lesson) const {
  PortableLesson copy;
  copy.title = lesson.title;
  copy.kind = lesson.kind;
  copy.access = lesson.access;
  copy.download = lesson.download;
  copy.link = lesson.link;
  copy.opens_at = lesson.opening.at;
  copy.opens_after_days = lesson.opening.days_after_enrolment;
  copy.text = db.first(kText, as_text, lesson.id).value_or("");
  copy.captions = Captions::portable(db, lesson.id);
  copy.chapters = Chapters::of_lesson(db, lesson.id);
  const auto files = documents_.of_lesson(db, lesson.id);
  if (files.main) copy.document = portable(*files.main);
  for (const auto& attachment : files.attachments) copy.attachments.push_back(portable(attachment));
  const auto version = videos_.find_playable(db, lesson.id);
  if (!version) return copy;
  const auto& source = version->source;
  copy.source = PortableFile{source.filename, source.size, source.sha256.value_or(""), {}, source.blob};
  if (version->state == VideoState::Ready)
    copy.package = PortablePackage{version->video, version->generation};
  return copy;
}

CourseId CourseCopies::write(const http::Principal& owner, const PortableCourse& portable) {
  const auto course = with_text_files(owner, portable);
  const auto id = courses_.create(owner, course.about).course.id;
  try {
    if (course.cover) keep_picture(PictureUse::Course, id, *course.cover);
    for (const auto& [use, picture] : course.pictures) keep_picture(use, id, picture);
    const auto packages = link_packages(course);
    database_.write([&](storage::Writer& db) { write_contents(db, id, course, packages, owner); });
  } catch (const Error&) {
    trash_.remove(owner, id);
    throw;
  }
  return id;
}

void CourseCopies::write_contents(storage::Writer& db, const CourseId& id, const PortableCourse& course,
                                  const Packages& packages, const http::Principal& owner) {
  std::vector<LessonId> ids;
  std::vector<std::pair<LessonId, std::size_t>> waiting;
  std::int64_t place = 0;
  for (const auto& section : course.sections) {
    const auto section_id = new_id<SectionId>(database_.clock());
    db.run(kInsertSection, section_id, id, section.title, place++, db.now());
    std::int64_t position = 0;
    for (const auto& lesson : section.lessons) {
      const auto lesson_id = new_id<LessonId>(database_.clock());
      db.run(kInsertLesson, lesson_id, id, section_id, lesson.title, lesson.kind, lesson.access,
             lesson.download == Download::Allowed, position++, lesson.link, lesson.opens_at,
             lesson.opens_after_days, db.now());
      if (lesson.opens_after) waiting.emplace_back(lesson_id, *lesson.opens_after);
      write_lesson(db, lesson, lesson_id, packages);
      record_lesson_version(db, lesson_id, owner.user);
      outbox::append(db, LessonEvent{LessonFact::Added, lesson_id, id});
      ids.push_back(lesson_id);
    }
  }
  for (const auto& [lesson, number] : waiting) db.run(kSetPrerequisite, lesson, ids.at(number));
  write_parts(db, id, course, LessonNumbers(std::move(ids)), owner);
}

/// In the order in which they were added: a later one may need what an earlier one made.
void CourseCopies::write_parts(storage::Writer& db, const CourseId& id, const PortableCourse& course,
                               const LessonNumbers& lessons, const http::Principal& owner) const {
  const auto is_known = [&](const std::string& name) {
    return std::any_of(parts_.begin(), parts_.end(), [&](const auto& part) { return part.name == name; });
  };
  for (const auto& [name, value] : course.parts)
    if (!is_known(name))
      throw Error(ErrorCode::Unsupported,
                  "This archive holds something that this server does not know: “" + name + "”.");
  for (const auto& part : parts_) {
    const auto found = course.parts.find(part.name);
    if (found == course.parts.end()) continue;
    try {
      part.write(db, owner, id, lessons, nlohmann::json::parse(with_lesson_ids(found->second, lessons)));
    } catch (const InvalidInput& wrong) {
      std::vector<Problem> problems;
      for (const auto& problem : wrong.problems())
        problems.push_back({"parts." + part.name + "." + problem.field, problem.message});
      throw InvalidInput(std::move(problems));
    }
  }
}

void CourseCopies::write_lesson(storage::Writer& db, const PortableLesson& lesson, const LessonId& id,
                                const Packages& packages) {
  if (!lesson.text.empty()) db.run(kInsertText, id, lesson.text);
  for (const auto& caption : lesson.captions) Captions::write(db, id, caption);
  if (lesson.chapters) Chapters::write(db, id, *lesson.chapters);
  if (lesson.document && !lesson.document->blob.empty())
    documents_.add(db, id, DocumentPlace::Main, lesson.document->filename, stored(*lesson.document));
  for (const auto& attachment : lesson.attachments)
    if (!attachment.blob.empty())
      documents_.add(db, id, DocumentPlace::Attachment, attachment.filename, stored(attachment));
  if (!lesson.source || lesson.source->blob.empty()) return;
  const auto linked = packages.find(&lesson);
  if (linked != packages.end() && share_package(db, id, linked->second, *lesson.package)) return;
  const auto& source = *lesson.source;
  videos_.add_version(
      db, {id, source.blob, source.sha256.empty() ? std::nullopt : std::optional{source.sha256}, source.size,
           source.filename});
}

CourseView CourseCopies::duplicate(const http::Principal& who, const CourseId& course,
                                   const std::string& title) {
  auto copy = database_.read([&](const storage::Reader& db) {
    doors_.course(db, course, who, Need::Edit);
    return read(db, course, CopyFor::NextTime);
  });
  copy.about.title = title;
  // The next time it is given, it is given at another time.
  auto& details = copy.about.details;
  for (auto* date :
       {&details.starts_at, &details.ends_at, &details.enrolment_opens_at, &details.enrolment_closes_at})
    date->reset();
  return courses_.get(who, write(who, copy));
}

/// Bytes first, rows second: what no row comes to name, the janitor finds.
CourseCopies::Packages CourseCopies::link_packages(const PortableCourse& course) const {
  Packages linked;
  for (const auto& section : course.sections) {
    for (const auto& lesson : section.lessons) {
      if (!lesson.package) continue;
      const auto video = new_id<VideoId>(database_.clock());
      const auto from = packages_ / lesson.package->video.text() / std::to_string(lesson.package->generation);
      if (link_package(from, packages_ / video.text() / "1")) linked.emplace(&lesson, video);
    }
  }
  return linked;
}

}  // namespace lectern::catalog
