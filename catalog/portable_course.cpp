#include "catalog/portable_course.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/json.h"
#include "base/text.h"
#include "catalog/course_fields.h"
#include "catalog/fields.h"
#include "catalog/language_tag.h"
#include "catalog/link.h"
#include "catalog/text_files.h"

namespace lectern::catalog {

namespace {

using nlohmann::json;

constexpr std::string_view kFormat = "lectern-course";
constexpr std::size_t kMostSections = 500;
constexpr std::size_t kMostLessons = 5'000;
constexpr std::size_t kMostAttachments = 100;
constexpr TextRule kTitle{1, 200};
constexpr std::size_t kMostCaptions = 100;
constexpr std::size_t kMostTextFiles = 5'000;
constexpr std::size_t kLongestAlt = 300;
constexpr TextRule kText{0, 200'000};
constexpr TextRule kFilename{1, 255};
constexpr TextRule kEntry{0, 300};

json file_json(const PortableFile& file) {
  json value = {{"filename", file.filename}, {"size", file.size}, {"sha256", file.sha256}};
  if (!file.entry.empty()) value["entry"] = file.entry;
  return value;
}

void put_time(json& value, const char* field, const Edit<Instant>& at) {
  if (at && *at) value[field] = to_rfc3339(**at);
}

/// As POST /api/v1/courses takes it.
json about_json(const CourseDraft& about) {
  json value = {{"title", about.title},
                {"summary", about.summary},
                {"description", about.description},
                {"language", about.language}};
  const auto& details = about.details;
  if (about.category && !about.category->empty()) value["category"] = *about.category;
  if (details.level) value["level"] = text_of(*details.level);
  if (details.type) value["type"] = text_of(*details.type);
  if (details.tags && !details.tags->empty()) value["tags"] = *details.tags;
  if (details.price && *details.price)
    value["price"] = {{"amount", (*details.price)->amount}, {"currency", (*details.price)->currency}};
  if (details.capacity && *details.capacity) value["capacity"] = **details.capacity;
  if (details.estimated_duration && *details.estimated_duration)
    value["estimated_duration_seconds"] = (*details.estimated_duration)->count();
  put_time(value, "starts_at", details.starts_at);
  put_time(value, "ends_at", details.ends_at);
  put_time(value, "enrolment_opens_at", details.enrolment_opens_at);
  put_time(value, "enrolment_closes_at", details.enrolment_closes_at);
  return value;
}

json caption_json(const PortableCaption& caption) {
  return {{"language", caption.language}, {"label", caption.label}, {"entry", caption.entry}};
}

json lesson_json(const PortableLesson& lesson) {
  json value = {{"title", lesson.title},
                {"kind", text_of(lesson.kind)},
                {"access", text_of(lesson.access)},
                {"allow_download", lesson.download == Download::Allowed}};
  if (!lesson.text.empty()) value["text"] = lesson.text;
  if (!lesson.link.empty()) value["link"] = lesson.link;
  if (lesson.opens_at) value["opens_at"] = to_rfc3339(*lesson.opens_at);
  if (lesson.opens_after_days) value["opens_after_days"] = *lesson.opens_after_days;
  if (lesson.opens_after) value["opens_after_lesson"] = *lesson.opens_after;
  if (lesson.source) value["source"] = file_json(*lesson.source);
  if (lesson.document) value["document"] = file_json(*lesson.document);
  for (const auto& attachment : lesson.attachments) value["attachments"].push_back(file_json(attachment));
  for (const auto& caption : lesson.captions) value["captions"].push_back(caption_json(caption));
  if (lesson.chapters) value["chapters"] = chapters_json(*lesson.chapters);
  return value;
}

json picture_json(const PortablePicture& picture) {
  return {{"alt", picture.alt}, {"file", file_json(picture.file)}};
}

/// Collects what is wrong, with the place where it stands.
class ManifestReader {
 public:
  PortableCourse read(std::string_view text) {
    const auto manifest = parse_json(text);
    if (!manifest.is_object() || manifest.value("format", "") != kFormat)
      throw Error(ErrorCode::Unsupported, "This is no archive of a Lectern course.");
    if (const auto version = manifest.value("version", 0); version < 1 || version > kManifestVersion)
      throw Error(ErrorCode::Unsupported,
                  fmt::format("This archive is of another version; versions up to {} can be read here.",
                              kManifestVersion));
    PortableCourse course;
    read_about(manifest.contains("course") ? manifest["course"] : json::object(), course);
    read_pictures(manifest, course);
    each(manifest, "sections", kMostSections, "", [&](const json& section, const std::string& place) {
      course.sections.push_back(read_section(section, place));
    });
    each(manifest, "text_files", kMostTextFiles, "", [&](const json& value, const std::string& place) {
      course.text_files.push_back(read_text_file(value, place));
    });
    check_order(course);
    read_parts(manifest, course);
    if (!problems_.empty()) throw InvalidInput(std::move(problems_));
    return course;
  }

 private:
  /// Reads one object's own fields; lists within it are read by themselves.
  template <typename Function>
  void within(const std::string& place, const json& value, Function&& function) {
    json own = value;
    if (own.is_object())
      for (const char* list : {"lessons", "attachments", "source", "document", "captions", "chapters"})
        own.erase(list);
    collecting(place, [&] {
      FieldReader fields(own);
      function(fields);
      fields.finish();
    });
  }

  template <typename Function>
  void collecting(const std::string& place, Function&& function) {
    try {
      function();
    } catch (const InvalidInput& wrong) {
      for (const auto& problem : wrong.problems())
        problems_.push_back({fmt::format("{}.{}", place, problem.field), problem.message});
    }
  }

  /// As a request that makes a course is read, so that the same rules hold.
  void read_about(const json& value, PortableCourse& course) {
    for (const char* elsewhere : {"category_id", "prerequisites"})
      if (value.contains(elsewhere))
        problems_.push_back(
            {fmt::format("course.{}", elsewhere), "This names something of one server only."});
    collecting("course", [&] { course.about = course_draft(value); });
  }

  std::optional<PortablePicture> read_picture(const json& value, const std::string& place) {
    auto file = read_file(value, "file", place);
    if (!file) {
      problems_.push_back({place, "This must name its file."});
      return std::nullopt;
    }
    PortablePicture picture{{}, std::move(*file)};
    const auto alt = value.value("alt", json(""));
    if (alt.is_string()) picture.alt = alt.get<std::string>();
    if (!alt.is_string() || count_characters(picture.alt) > kLongestAlt)
      problems_.push_back({place + ".alt", "This must be a text of at most 300 characters."});
    return picture;
  }

  void read_pictures(const json& manifest, PortableCourse& course) {
    if (manifest.contains("cover")) course.cover = read_picture(manifest["cover"], "cover");
    if (!manifest.contains("pictures")) return;
    if (!manifest["pictures"].is_object()) {
      problems_.push_back({"pictures", "This must be an object."});
      return;
    }
    for (const auto& [name, value] : manifest["pictures"].items()) {
      const auto use = from_text<PictureUse>(name);
      const auto place = "pictures." + name;
      if (!use || !is_on_certificates(*use)) {
        problems_.push_back({place, "This must be certificate_logo or certificate_signature."});
        continue;
      }
      if (auto picture = read_picture(value, place)) course.pictures.emplace(*use, std::move(*picture));
    }
  }

  PortableTextFile read_text_file(const json& value, const std::string& place) {
    PortableTextFile text_file;
    json own = value;
    if (own.is_object()) own.erase("file");
    within(place, own, [&](FieldReader& fields) {
      text_file.address = fields.text("address", {1, 200});
      text_file.words = fields.optional_text("words", {0, kLongestAlt}).value_or("");
    });
    const auto named = text_files_in(text_file.address);
    if (named.size() != 1 || named.front().address != text_file.address)
      problems_.push_back({place + ".address", "This must be the address of a picture or a sound."});
    if (auto file = read_file(value, "file", place))
      text_file.file = std::move(*file);
    else
      problems_.push_back({place, "This must name its file."});
    return text_file;
  }

  /// Each is read by the module that it belongs to.
  void read_parts(const json& manifest, PortableCourse& course) {
    if (!manifest.contains("parts")) return;
    if (!manifest["parts"].is_object()) {
      problems_.push_back({"parts", "This must be an object."});
      return;
    }
    for (const auto& [name, part] : manifest["parts"].items()) course.parts.emplace(name, part.dump());
  }

  PortableCaption read_caption(const json& value, const std::string& place) {
    PortableCaption caption;
    within(place, value, [&](FieldReader& fields) {
      const auto language = parse_language_tag(fields.text("language", {1, 35}));
      if (!language) fields.add_problem("language", "This must name a language as in en or pt-BR.");
      caption.language = language.value_or("");
      caption.label = fields.text("label", {1, 60});
      caption.entry = fields.text("entry", {1, 300});
    });
    return caption;
  }

  template <typename Function>
  void each(const json& value, const char* name, std::size_t most, const std::string& place,
            Function&& function) {
    if (!value.is_object() || !value.contains(name)) return;
    const auto where = place.empty() ? std::string{name} : place + "." + name;
    const auto& list = value[name];
    if (!list.is_array() || list.size() > most) {
      problems_.push_back({where, fmt::format("This must be a list of at most {}.", most)});
      return;
    }
    for (std::size_t i = 0; i < list.size(); ++i) function(list[i], fmt::format("{}[{}]", where, i));
  }

  PortableSection read_section(const json& value, const std::string& place) {
    PortableSection section;
    within(place, value, [&](FieldReader& fields) { section.title = fields.text("title", kTitle); });
    each(value, "lessons", kMostLessons, place, [&](const json& lesson, const std::string& where) {
      if (++lessons_ <= kMostLessons) section.lessons.push_back(read_lesson(lesson, where));
    });
    return section;
  }

  PortableLesson read_lesson(const json& value, const std::string& place) {
    PortableLesson lesson;
    within(place, value, [&](FieldReader& fields) {
      lesson.title = fields.text("title", kTitle);
      lesson.kind = optional_enum<LessonKind>(fields, "kind").value_or(lesson.kind);
      lesson.access = optional_enum<LessonAccess>(fields, "access").value_or(lesson.access);
      lesson.download =
          fields.optional_flag("allow_download").value_or(false) ? Download::Allowed : Download::Refused;
      lesson.text = fields.optional_text("text", kText).value_or("");
      lesson.link = fields.optional_text("link", {0, kLongestLink}).value_or("");
      if (!lesson.link.empty() && (lesson.kind != LessonKind::Link || !host_of(lesson.link)))
        fields.add_problem("link", "This must be an https address, of a link.");
      if (const auto at = fields.optional_text("opens_at", {0, 40})) {
        lesson.opens_at = from_rfc3339(*at);
        if (!lesson.opens_at) fields.add_problem("opens_at", "This must be a time.");
      }
      lesson.opens_after_days = fields.optional_integer("opens_after_days", 0, 3650);
      if (const auto number = fields.optional_integer("opens_after_lesson", 0, kMostLessons))
        lesson.opens_after = static_cast<std::size_t>(*number);
    });
    lesson.source = read_file(value, "source", place);
    lesson.document = read_file(value, "document", place);
    each(value, "attachments", kMostAttachments, place, [&](const json& file, const std::string& where) {
      if (auto read = read_file_at(file, where)) lesson.attachments.push_back(std::move(*read));
    });
    each(value, "captions", kMostCaptions, place, [&](const json& caption, const std::string& where) {
      lesson.captions.push_back(read_caption(caption, where));
    });
    if (value.is_object() && value.contains("chapters"))
      collecting(place, [&] { lesson.chapters = chapters_from(value["chapters"]); });
    if ((!lesson.captions.empty() || lesson.chapters) && !is_played(lesson.kind))
      problems_.push_back({place, "Only a video or a sound has captions and chapters."});
    if (lesson.source && !is_played(lesson.kind))
      problems_.push_back({place + ".source", "Only a video or a sound has a source."});
    if (lesson.document && lesson.kind != LessonKind::Document)
      problems_.push_back({place + ".document", "Only a document lesson shows a document."});
    return lesson;
  }

  std::optional<PortableFile> read_file(const json& value, const char* name, const std::string& place) {
    if (!value.is_object() || !value.contains(name)) return std::nullopt;
    return read_file_at(value[name], place + "." + name);
  }

  std::optional<PortableFile> read_file_at(const json& value, const std::string& place) {
    PortableFile file;
    const auto before = problems_.size();
    within(place, value, [&](FieldReader& fields) {
      file.filename = fields.text("filename", kFilename);
      file.size = fields.integer("size", 0, INT64_MAX);
      file.sha256 = fields.optional_text("sha256", {0, 64}).value_or("");
      file.entry = fields.optional_text("entry", kEntry).value_or("");
    });
    return problems_.size() == before ? std::optional{file} : std::nullopt;
  }

  /// Each lesson waits for one at most: the chain has an end, or goes on for ever.
  void check_order(const PortableCourse& course) {
    std::vector<std::optional<std::size_t>> after;
    for (const auto& section : course.sections)
      for (const auto& lesson : section.lessons) after.push_back(lesson.opens_after);
    for (std::size_t number = 0; number < after.size(); ++number) {
      auto next = after[number];
      for (std::size_t steps = 0; next && *next < after.size() && steps <= after.size(); ++steps)
        next = after[*next];
      if (next)
        problems_.push_back({fmt::format("lesson {}", number), "It waits for a lesson that never opens."});
    }
    if (lessons_ > kMostLessons)
      problems_.push_back({"sections", fmt::format("A course has at most {} lessons.", kMostLessons)});
  }

  std::vector<Problem> problems_;
  std::size_t lessons_ = 0;
};

}  // namespace

std::vector<PortableFile*> files_of(PortableCourse& course) {
  auto files = media_of(course);
  if (course.cover) files.push_back(&course.cover->file);
  for (auto& [use, picture] : course.pictures) files.push_back(&picture.file);
  for (auto& text_file : course.text_files) files.push_back(&text_file.file);
  return files;
}

std::vector<PortableCaption*> captions_of(PortableCourse& course) {
  std::vector<PortableCaption*> captions;
  for (auto& section : course.sections)
    for (auto& lesson : section.lessons)
      for (auto& caption : lesson.captions) captions.push_back(&caption);
  return captions;
}

std::vector<PortableFile*> media_of(PortableCourse& course) {
  std::vector<PortableFile*> files;
  for (auto& section : course.sections) {
    for (auto& lesson : section.lessons) {
      if (lesson.source) files.push_back(&*lesson.source);
      if (lesson.document) files.push_back(&*lesson.document);
      for (auto& attachment : lesson.attachments) files.push_back(&attachment);
    }
  }
  return files;
}

std::string to_manifest(const PortableCourse& course) {
  json sections = json::array();
  for (const auto& section : course.sections) {
    json lessons = json::array();
    for (const auto& lesson : section.lessons) lessons.push_back(lesson_json(lesson));
    sections.push_back({{"title", section.title}, {"lessons", std::move(lessons)}});
  }
  json manifest = {{"format", kFormat},
                   {"version", kManifestVersion},
                   {"course", about_json(course.about)},
                   {"sections", std::move(sections)}};
  if (course.cover) manifest["cover"] = picture_json(*course.cover);
  for (const auto& [use, picture] : course.pictures)
    manifest["pictures"][std::string{text_of(use)}] = picture_json(picture);
  for (const auto& one : course.text_files)
    manifest["text_files"].push_back(
        {{"address", one.address}, {"words", one.words}, {"file", file_json(one.file)}});
  for (const auto& [name, part] : course.parts) manifest["parts"][name] = json::parse(part);
  return manifest.dump(2);
}

PortableCourse from_manifest(std::string_view text) {
  return ManifestReader{}.read(text);
}

}  // namespace lectern::catalog
