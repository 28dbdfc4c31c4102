#include "catalog/course_archives.h"

#include <fcntl.h>
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "base/encoding.h"
#include "base/error.h"
#include "base/file.h"
#include "base/random.h"
#include "base/scope_exit.h"
#include "catalog/caption_text.h"
#include "catalog/zip_writer.h"
#include "storage/blobs/uploads.h"
#include "storage/db/database.h"
#include "storage/db/query.h"
#include "storage/jobs/job_queue.h"
#include "storage/outbox/outbox.h"

namespace lectern::catalog {

namespace {

using nlohmann::json;

const storage::Query kInsert{"archive.insert", R"sql(
  INSERT INTO course_archive (id, account_id, direction, state, course_id, title, media, blob_key, size, report,
                              created_at, expires_at)
  VALUES (?1, ?2, ?3, 'working', ?4, ?5, ?6, ?7, ?8, '{}', ?9, ?10))sql"};

const storage::Query kOne{"archive.one", R"sql(
  SELECT id, account_id, direction, state, course_id, title, media, blob_key, size, report, error, created_at, expires_at
    FROM course_archive WHERE id = ?1)sql"};

const storage::Query kOf{"archive.of_account", R"sql(
  SELECT id, account_id, direction, state, course_id, title, media, blob_key, size, report, error, created_at, expires_at
    FROM course_archive WHERE account_id = ?1 AND (?2 IS NULL OR id < ?2) ORDER BY id DESC LIMIT ?3)sql"};

const storage::Query kMade{"archive.made", R"sql(
  UPDATE course_archive SET state = 'ready', blob_key = ?2, size = ?3 WHERE id = ?1)sql"};

const storage::Query kReported{"archive.reported", R"sql(
  UPDATE course_archive SET state = 'ready', title = ?2, report = ?3 WHERE id = ?1)sql"};

const storage::Query kImported{"archive.imported", R"sql(
  UPDATE course_archive SET state = 'done', course_id = ?2 WHERE id = ?1)sql"};

const storage::Query kSetState{"archive.set_state", R"sql(
  UPDATE course_archive SET state = ?2, error = ?3 WHERE id = ?1)sql"};

const storage::Query kForget{"archive.forget", R"sql(
  DELETE FROM course_archive WHERE expires_at <= ?1)sql"};

constexpr char kExportKind[] = "export_course";
constexpr char kReadKind[] = "read_archive";
constexpr char kImportKind[] = "import_course";
constexpr Milliseconds kLifetime = std::chrono::hours{24 * 7};
constexpr std::size_t kBlock = 1 << 20;
// Of the work of importing; the rest is reading the files again for their digests.
constexpr double kUnpacking = 0.5;

Archive as_archive(const storage::Row& row) {
  Archive archive;
  archive.id = row.get<ArchiveId>(0);
  archive.owner = row.get<UserId>(1);
  archive.direction = row.get<ArchiveDirection>(2);
  archive.state = row.get<ArchiveState>(3);
  archive.course = row.get<CourseId>(4);
  archive.title = row.get<std::string>(5);
  archive.media = row.get<bool>(6) ? Media::Included : Media::Left;
  archive.blob = row.get<blobs::BlobKey>(7);
  archive.size = row.get<std::int64_t>(8);
  archive.report = row.get<std::string>(9);
  archive.error = row.get<std::optional<std::string>>(10);
  archive.created_at = row.get<Instant>(11);
  archive.expires_at = row.get<Instant>(12);
  return archive;
}

void enqueue(storage::Writer& db, const char* kind, const ArchiveId& id) {
  jobs::NewJob job;
  job.kind = kind;
  job.payload = json{{"archive_id", id.text()}}.dump();
  job.priority = 5;
  job.dedupe_key = "archive:" + id.text();
  jobs::enqueue(db, job);
}

ArchiveId archive_of(const jobs::Job& job) {
  return ArchiveId{json::parse(job.payload).at("archive_id").get<std::string>()};
}

void tell_changed(storage::Writer& db, const ArchiveId& id) {
  outbox::append(db, outbox::NewEvent{kArchiveChangedTopic, id.text(), "{}"});
}

void end_work(storage::Writer& db, const jobs::Job& job) {
  tell_changed(db, archive_of(job));
  jobs::finish(db, job);
}

void mark_failed(storage::Writer& db, const jobs::Job& job, const jobs::Failure& failure) {
  db.run(kSetState, archive_of(job), ArchiveState::Failed, std::optional{failure.message});
  tell_changed(db, archive_of(job));
}

[[noreturn]] void throw_stopped() {
  throw Error(ErrorCode::Cancelled, "This was stopped.");
}

PortableCourse read_manifest(const std::filesystem::path& file) {
  try {
    return from_manifest(read_file(file));
  } catch (const InvalidInput& wrong) {
    const auto& first = wrong.problems().front();
    throw Error(ErrorCode::Invalid, fmt::format("The manifest of this archive breaks a rule. At {}: {}",
                                                first.field, first.message));
  }
}

json report_of(const PortableCourse& course) {
  std::size_t lessons = 0;
  std::size_t files = 0;
  std::size_t missing = 0;
  for (const auto& section : course.sections) lessons += section.lessons.size();
  auto copy = course;
  for (const auto* file : media_of(copy)) (file->entry.empty() ? missing : files) += 1;
  return {{"title", course.about.title},
          {"sections", course.sections.size()},
          {"lessons", lessons},
          {"files", files},
          {"files_left_out", missing}};
}

/// Where each file goes. Captions and pictures always come along: they are small. Answers the size of the
/// files.
std::uint64_t name_entries(PortableCourse& course, Media media) {
  std::uint64_t whole = 1;
  const auto files = media_of(course);
  for (std::size_t i = 0; media == Media::Included && i < files.size(); ++i) {
    files[i]->entry = fmt::format("files/{:05}", i + 1);
    whole += static_cast<std::uint64_t>(files[i]->size);
  }
  const auto captions = captions_of(course);
  for (std::size_t i = 0; i < captions.size(); ++i)
    captions[i]->entry = fmt::format("captions/{:05}.vtt", i + 1);
  if (course.cover) course.cover->file.entry = "cover.webp";
  for (auto& [use, picture] : course.pictures)
    picture.file.entry = fmt::format("pictures/{}.webp", text_of(use));
  for (std::size_t i = 0; i < course.text_files.size(); ++i)
    course.text_files[i].file.entry = fmt::format("texts/{:05}", i + 1);
  return whole;
}

/// Reads them in, and refuses what the editor would refuse.
void take_captions(PortableCourse& course, std::map<std::string, UnpackedEntry>& entries,
                   const std::filesystem::path& folder) {
  for (auto* caption : captions_of(course)) {
    const auto found = entries.find(caption->entry);
    if (found == entries.end() || found->second.size > kLargestCaptionFile)
      throw Error(ErrorCode::Invalid,
                  fmt::format("The captions “{}” are not in the archive, or are too large.", caption->entry));
    caption->text = read_file(folder / found->second.file);
    try {
      parse_captions(caption->text);
    } catch (const InvalidInput& wrong) {
      throw Error(ErrorCode::Invalid, fmt::format("The captions “{}” are broken. {}", caption->entry,
                                                  wrong.problems().front().message));
    }
    entries.erase(found);
  }
}

}  // namespace

Archive CourseArchives::begin_export(const http::Principal& who, const CourseId& course, Media media) {
  const ArchiveId id = new_id<ArchiveId>(database_.clock());
  database_.write([&](storage::Writer& db) {
    const auto open = doors_.course(db, course, who, Need::Edit);
    db.run(kInsert, id, who.user, ArchiveDirection::Export, course, open.course.title,
           media == Media::Included, blobs::BlobKey{}, 0, db.now(), db.now() + kLifetime);
    enqueue(db, kExportKind, id);
  });
  return get(who, id);
}

void CourseArchives::begin_import(storage::Writer& db, const UserId& owner, const std::string& filename,
                                  const blobs::BlobKey& blob, std::int64_t size) {
  const ArchiveId id{new_id_text(db.now())};
  db.run(kInsert, id, owner, ArchiveDirection::Import, CourseId{}, filename, true, blob, size, db.now(),
         db.now() + kLifetime);
  enqueue(db, kReadKind, id);
}

Archive CourseArchives::import(const http::Principal& who, const ArchiveId& id) {
  const auto archive = get(who, id);
  if (archive.direction != ArchiveDirection::Import || archive.state != ArchiveState::Ready)
    throw Error(ErrorCode::Conflict,
                "Only an archive that was read without trouble can be imported, and only once.");
  database_.write([&](storage::Writer& db) {
    db.run(kSetState, id, ArchiveState::Working, std::optional<std::string>{});
    tell_changed(db, id);
    enqueue(db, kImportKind, id);
  });
  return get(who, id);
}

std::optional<Archive> CourseArchives::find(const ArchiveId& id) const {
  return database_.read([&](const storage::Reader& db) { return db.first(kOne, as_archive, id); });
}

Archive CourseArchives::get(const http::Principal& who, const ArchiveId& id) const {
  return database_.read([&](const storage::Reader& db) {
    auto archive = db.first(kOne, as_archive, id);
    if (!archive || archive->owner != who.user) throw Error(ErrorCode::NotFound, "There is no such archive.");
    if (const auto job = jobs::find_active(db, "archive:" + id.text())) archive->progress = job->progress;
    return std::move(*archive);
  });
}

Page<Archive> CourseArchives::list(const http::Principal& who, const http::Paging& paging) const {
  const std::optional<std::string> after = paging.after.empty() ? std::nullopt : std::optional{paging.after};
  return database_.read([&](const storage::Reader& db) {
    return as_page(db.all(kOf, as_archive, who.user, after, paging.limit + 1), paging.limit,
                   [](const Archive& archive) { return archive.id.text(); });
  });
}

UniqueFd CourseArchives::open_file(const Archive& archive) const {
  if (archive.direction != ArchiveDirection::Export || archive.state != ArchiveState::Ready)
    throw Error(ErrorCode::Conflict, "This archive is not ready to be fetched.");
  return blobs_.open(archive.blob);
}

std::vector<jobs::JobKind> CourseArchives::job_kinds() {
  const auto kind = [this](const char* name,
                           void (CourseArchives::*act)(const jobs::Job&, jobs::JobContext&)) {
    jobs::JobKind row;
    row.kind = name;
    row.handler = [this, act](const jobs::Job& job, jobs::JobContext& context) {
      (this->*act)(job, context);
    };
    row.on_failed = mark_failed;
    row.max_attempts = 3;
    return row;
  };
  return {kind(kExportKind, &CourseArchives::do_export), kind(kReadKind, &CourseArchives::do_read),
          kind(kImportKind, &CourseArchives::do_import)};
}

void CourseArchives::sweep() {
  database_.write([](storage::Writer& db) { db.run(kForget, db.now()); });
}

void CourseArchives::do_export(const jobs::Job& job, jobs::JobContext& context) {
  const auto archive = find(archive_of(job));
  if (!archive) return;
  auto course = database_.read(
      [&](const storage::Reader& db) { return copies_.read(db, archive->course, CopyFor::Archive); });
  std::filesystem::create_directories(folder_);
  const auto file = folder_ / (archive->id.text() + ".zip");
  write_archive(file, course, *archive, context);
  const auto size = static_cast<std::int64_t>(std::filesystem::file_size(file));
  const blobs::BlobKey blob{archive->id.text()};
  blobs_.adopt(blob, file);
  database_.write([&](storage::Writer& db) {
    db.run(kMade, archive->id, blob, size);
    end_work(db, job);
  });
}

void CourseArchives::report(const Archive& archive, jobs::JobContext& context, double fraction) const {
  context.progress(fraction);
  if (heard_) heard_(archive.id, fraction);
}

void CourseArchives::write_archive(const std::filesystem::path& file, PortableCourse& course,
                                   const Archive& archive, jobs::JobContext& context) const {
  const auto target = lectern::open_file(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC);
  ZipWriter zip(target.get());
  const auto files = files_of(course);
  const auto whole = name_entries(course, archive.media);
  const auto manifest = to_manifest(course);
  zip.begin(kManifestName, manifest.size(), ZipWriter::Packing::Deflated);
  zip.write(manifest);
  for (const auto* caption : captions_of(course)) {
    zip.begin(caption->entry, caption->text.size(), ZipWriter::Packing::Deflated);
    zip.write(caption->text);
  }
  std::uint64_t done = 0;
  std::string block(kBlock, '\0');
  for (const auto* one : files) {
    if (one->entry.empty()) continue;
    const auto source = blobs_.open(one->blob);
    const auto size = size_of(source.get());
    zip.begin(one->entry, size, ZipWriter::Packing::Stored);
    for (std::uint64_t at = 0; at < size;) {
      if (context.stop_token().stop_requested()) throw_stopped();
      const auto count = read_at(source.get(), block.data(), block.size(), at);
      zip.write(std::string_view{block}.substr(0, count));
      at += count;
      report(archive, context, static_cast<double>(done + at) / static_cast<double>(whole));
    }
    done += size;
  }
  zip.finish();
  sync_data(target.get());
}

/// What is in the archive, its files beside each other in `folder`; `entry` is then the file's name there.
/// `share` is how much of the whole work this is.
PortableCourse CourseArchives::unpacked(const Archive& archive, const std::filesystem::path& folder,
                                        jobs::JobContext& context, double share) {
  std::filesystem::create_directories(folder);
  const auto source = blobs_.open(archive.blob);
  std::map<std::string, UnpackedEntry> entries;
  // Recordings are stored as they are, so what is written says how far it is.
  const auto whole = static_cast<double>(std::max<std::int64_t>(archive.size, 1));
  const auto wrote = [&](std::uint64_t bytes) {
    report(archive, context, share * std::min(static_cast<double>(bytes) / whole, 1.0));
  };
  for (auto& entry : unpacker_.unpack(source.get(), folder, wrote, context.stop_token()))
    entries.emplace(entry.name, entry);
  auto course = read_manifest(folder / entries.at(kManifestName).file);
  entries.erase(kManifestName);
  for (auto* file : files_of(course)) {
    if (file->entry.empty()) continue;
    const auto found = entries.find(file->entry);
    if (found == entries.end() || found->second.size != static_cast<std::uint64_t>(file->size))
      throw Error(ErrorCode::Invalid,
                  fmt::format("The file “{}” is not in the archive as its manifest says.", file->filename));
    file->entry = found->second.file;
    entries.erase(found);  // A file that stands for two lessons would be moved twice.
  }
  take_captions(course, entries, folder);
  if (!entries.empty())
    throw Error(ErrorCode::Invalid, "This archive holds a file that its manifest does not name.",
                entries.begin()->first);
  return course;
}

void CourseArchives::do_read(const jobs::Job& job, jobs::JobContext& context) {
  const auto archive = find(archive_of(job));
  if (!archive) return;
  const auto folder = folder_ / (archive->id.text() + ".read");
  const ScopeExit clean([&] { std::filesystem::remove_all(folder); });
  std::filesystem::remove_all(folder);
  const auto course = unpacked(*archive, folder, context, 1);
  database_.write([&](storage::Writer& db) {
    db.run(kReported, archive->id, course.about.title, report_of(course).dump());
    end_work(db, job);
  });
}

void CourseArchives::do_import(const jobs::Job& job, jobs::JobContext& context) {
  const auto archive = find(archive_of(job));
  if (!archive || archive->state == ArchiveState::Done) return;
  const auto folder = folder_ / (archive->id.text() + ".import");
  const ScopeExit clean([&] { std::filesystem::remove_all(folder); });
  std::filesystem::remove_all(folder);
  auto course = unpacked(*archive, folder, context, kUnpacking);
  std::int64_t whole = 1;
  std::int64_t done = 0;
  for (const auto* file : files_of(course)) whole += file->size;
  for (auto* file : files_of(course)) {
    if (file->entry.empty()) continue;
    file->blob = new_id<blobs::BlobKey>(database_.clock());
    const auto path = folder / file->entry;
    sync_data(lectern::open_file(path, O_RDONLY | O_CLOEXEC).get());
    blobs_.adopt(file->blob, path);
    file->sha256 = to_hex(blobs::hash_blob(blobs_, file->blob, context.stop_token()));
    done += file->size;
    const auto share = static_cast<double>(done) / static_cast<double>(whole);
    report(*archive, context, kUnpacking + (1 - kUnpacking) * share);
  }
  const auto made =
      copies_.write({.user = archive->owner, .session = {}, .role = http::Role::Instructor}, course);
  database_.write([&](storage::Writer& db) {
    db.run(kImported, archive->id, made);
    end_work(db, job);
  });
}

}  // namespace lectern::catalog
