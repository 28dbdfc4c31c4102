#include "catalog/captions.h"

#include <algorithm>

#include "base/crypto.h"
#include "base/error.h"
#include "catalog/caption_text.h"
#include "catalog/events.h"
#include "catalog/versions.h"
#include "storage/db/database.h"
#include "storage/db/query.h"
#include "storage/outbox/outbox.h"

namespace lectern::catalog {

namespace {

const storage::Query kOfLesson{"caption.of_lesson", R"sql(
  SELECT language, label, number, cues, updated_at FROM lesson_caption
   WHERE lesson_id = ?1 ORDER BY language)sql"};

const storage::Query kOfVideo{"caption.of_video", R"sql(
  SELECT c.language, c.label, c.number, c.cues, c.updated_at
    FROM video v JOIN lesson_caption c ON c.lesson_id = v.lesson_id
   WHERE v.id = ?1 ORDER BY c.language)sql"};

const storage::Query kText{"caption.text", R"sql(
  SELECT text FROM lesson_caption WHERE lesson_id = ?1 AND language = ?2)sql"};

const storage::Query kTextOfVideo{"caption.text_of_video", R"sql(
  SELECT c.text FROM video v JOIN lesson_caption c ON c.lesson_id = v.lesson_id
   WHERE v.id = ?1 AND c.number = ?2)sql"};

const storage::Query kPortable{"caption.portable", R"sql(
  SELECT language, label, text FROM lesson_caption WHERE lesson_id = ?1 ORDER BY language)sql"};

const storage::Query kPut{"caption.put", R"sql(
  INSERT INTO lesson_caption (lesson_id, language, label, number, cues, text, updated_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
  ON CONFLICT (lesson_id, language) DO UPDATE
     SET label = excluded.label, number = excluded.number, cues = excluded.cues, text = excluded.text,
         updated_at = excluded.updated_at)sql"};

const storage::Query kKeepText{"caption.keep_text", R"sql(
  INSERT INTO caption_text (lesson_id, number, text) VALUES (?1, ?2, ?3)
      ON CONFLICT (lesson_id, number) DO NOTHING)sql"};

const storage::Query kFormerText{"caption.former_text", R"sql(
  SELECT text FROM caption_text WHERE lesson_id = ?1 AND number = ?2)sql"};

const storage::Query kRemove{"caption.remove", R"sql(
  DELETE FROM lesson_caption WHERE lesson_id = ?1 AND language = ?2)sql"};

Caption as_caption(const storage::Row& row) {
  return {row.get<std::string>(0), row.get<std::string>(1), row.get<std::int64_t>(2),
          row.get<std::int64_t>(3), row.get<Instant>(4)};
}

std::string as_text(const storage::Row& row) {
  return row.get<std::string>(0);
}

/// Nine digits of the text's hash, as many as an address takes: another text has another address, which
/// browsers may keep for ever.
std::int64_t number_of(const std::string& language, const std::string& text) {
  constexpr std::int64_t kNumbers = 1'000'000'000;
  const std::string hash = sha256(language + "\n" + text);
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < sizeof number; ++i) number = number << 8 | static_cast<unsigned char>(hash[i]);
  return static_cast<std::int64_t>(number % kNumbers);
}

Caption store(storage::Writer& db, const LessonId& lesson, const std::string& language,
              const std::string& label, const std::vector<CaptionCue>& cues) {
  const std::string text = to_webvtt(cues);
  const Caption caption{language, label, number_of(language, text), static_cast<std::int64_t>(cues.size()),
                        db.now()};
  db.run(kPut, lesson, language, label, caption.number, caption.cues, text, caption.updated_at);
  db.run(kKeepText, lesson, caption.number, text);
  return caption;
}

[[noreturn]] void throw_no_such_caption() {
  throw Error(ErrorCode::NotFound, "This lesson has no captions of its own in that language.");
}

}  // namespace

std::vector<Caption> Captions::list(const http::Principal& who, const LessonId& lesson) const {
  return database_.read([&](const storage::Reader& db) {
    doors_.lesson(db, lesson, who, Need::Edit);
    return db.all(kOfLesson, as_caption, lesson);
  });
}

std::string Captions::text(const http::Principal& who, const LessonId& lesson,
                           const std::string& language) const {
  return database_.read([&](const storage::Reader& db) {
    doors_.lesson(db, lesson, who, Need::Edit);
    auto text = db.first(kText, as_text, lesson, language);
    if (!text) throw_no_such_caption();
    return std::move(*text);
  });
}

Caption Captions::put(const http::Principal& who, const LessonId& lesson, const CaptionDraft& draft) {
  const auto cues = parse_captions(draft.file);
  return database_.write([&](storage::Writer& db) {
    const auto open = doors_.lesson(db, lesson, who, Need::Edit);
    if (!is_played(open.lesson.kind))
      throw Error(ErrorCode::Conflict, "Only a video or a sound has captions.");
    auto caption = store(db, lesson, draft.language, draft.label, cues);
    record_lesson_version(db, lesson, who.user);
    outbox::append(db, LessonEvent{LessonFact::Changed, lesson, open.course.id});
    return caption;
  });
}

void Captions::remove(const http::Principal& who, const LessonId& lesson, const std::string& language) {
  database_.write([&](storage::Writer& db) {
    const auto open = doors_.lesson(db, lesson, who, Need::Edit);
    if (db.run(kRemove, lesson, language) == 0) throw_no_such_caption();
    record_lesson_version(db, lesson, who.user);
    outbox::append(db, LessonEvent{LessonFact::Changed, lesson, open.course.id});
  });
}

std::vector<Caption> Captions::of_video(const storage::Reader& db, const VideoId& video) {
  return db.all(kOfVideo, as_caption, video);
}

std::optional<std::string> Captions::text_of(const storage::Reader& db, const VideoId& video,
                                             std::int64_t number) {
  return db.first(kTextOfVideo, as_text, video, number);
}

std::vector<CaptionMark> Captions::marks(const storage::Reader& db, const LessonId& lesson) {
  std::vector<CaptionMark> marks;
  for (auto& caption : db.all(kOfLesson, as_caption, lesson))
    marks.push_back({std::move(caption.language), std::move(caption.label), caption.number});
  return marks;
}

void Captions::restore(storage::Writer& db, const LessonId& lesson, const std::vector<CaptionMark>& then) {
  const auto now = marks(db, lesson);
  for (const auto& mark : now)
    if (std::find(then.begin(), then.end(), mark) == then.end()) db.run(kRemove, lesson, mark.language);
  for (const auto& mark : then) {
    if (std::find(now.begin(), now.end(), mark) != now.end()) continue;
    const auto text = db.first(kFormerText, as_text, lesson, mark.number);
    if (text) store(db, lesson, mark.language, mark.label, parse_captions(*text));
  }
}

std::vector<PortableCaption> Captions::portable(const storage::Reader& db, const LessonId& lesson) {
  const auto as_portable = [](const storage::Row& row) {
    return PortableCaption{row.get<std::string>(0), row.get<std::string>(1), row.get<std::string>(2), {}};
  };
  return db.all(kPortable, as_portable, lesson);
}

void Captions::write(storage::Writer& db, const LessonId& lesson, const PortableCaption& caption) {
  store(db, lesson, caption.language, caption.label, parse_captions(caption.text));
}

}  // namespace lectern::catalog
