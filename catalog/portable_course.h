#pragma once
// A course without people: what is copied when a course is duplicated, and what an archive holds. As JSON it
// is the manifest of docs/course-archive.md. Values only; no id of this server stands in it.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/captions.h"
#include "catalog/chapters.h"
#include "catalog/course.h"
#include "catalog/lesson.h"
#include "catalog/pictures.h"
#include "storage/blobs/blob_store.h"

namespace lectern::catalog {

struct PortableFile {
  std::string filename;
  std::int64_t size = 0;
  std::string sha256;   ///< Hexadecimal; empty where it is not known yet.
  std::string entry;    ///< Its name in an archive; empty: the archive goes without media.
  blobs::BlobKey blob;  ///< Its bytes here; empty while they are elsewhere.
};

/// A version of a video whose package can be shared.
struct PortablePackage {
  VideoId video;
  std::int64_t generation = 0;
};

struct PortableLesson {
  std::string title;
  LessonKind kind = LessonKind::Video;
  LessonAccess access = LessonAccess::Course;
  Download download = Download::Refused;
  std::string text;
  std::string link;
  std::optional<Instant> opens_at;
  std::optional<std::int64_t> opens_after_days;
  std::optional<std::size_t>
      opens_after;                     ///< The number of another lesson, counted through all sections from 0.
  std::optional<PortableFile> source;  ///< Of a video or a sound.
  std::optional<PortablePackage> package;  ///< Within one server.
  std::optional<PortableFile> document;
  std::vector<PortableFile> attachments;
  std::vector<PortableCaption> captions;
  ChosenChapters chapters;
};

/// A picture or a sound that texts of the course name by its address.
struct PortableTextFile {
  std::string address;  ///< As it stands in the texts.
  std::string words;    ///< What a picture shows, or what is heard.
  PortableFile file;    ///< Checked, or made anew, where it arrives.
};

struct PortableSection {
  std::string title;
  std::vector<PortableLesson> lessons;
};

struct PortablePicture {
  std::string alt;
  PortableFile file;  ///< Any picture; it is made anew where it arrives.
};

struct PortableCourse {
  CourseDraft about;  ///< Without prerequisites: those are other courses.
  std::optional<PortablePicture> cover;
  std::map<PictureUse, PortablePicture> pictures;  ///< Others of the course: on its certificates.
  std::vector<PortableSection> sections;
  std::vector<PortableTextFile> text_files;
  std::map<std::string, std::string> parts;  ///< Of other modules, by name: JSON. catalog/course_parts.h
};

/// Recordings and documents, in order.
std::vector<PortableFile*> media_of(PortableCourse& course);
/// Those, its pictures, and what stands in texts.
std::vector<PortableFile*> files_of(PortableCourse& course);
std::vector<PortableCaption*> captions_of(PortableCourse& course);

/// What is written. Older ones are read as well.
inline constexpr int kManifestVersion = 5;

std::string to_manifest(const PortableCourse& course);
/// A manifest comes from outside: throws InvalidInput naming each place that breaks a rule.
PortableCourse from_manifest(std::string_view text);

}  // namespace lectern::catalog
