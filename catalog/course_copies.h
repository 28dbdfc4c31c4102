#pragma once
// Reads a course as something portable, and makes a course of something portable. Duplicating is one after
// the other: files are shared by their keys, finished packages by links on the disk, and nothing of learners
// comes along.

#include <filesystem>
#include <map>
#include <string>

#include "catalog/course_parts.h"
#include "catalog/courses.h"
#include "catalog/documents.h"
#include "catalog/doors.h"
#include "catalog/pictures.h"
#include "catalog/portable_course.h"
#include "catalog/sounds.h"
#include "catalog/text_files.h"
#include "catalog/trash.h"
#include "catalog/videos.h"

namespace lectern::catalog {

class CourseCopies {
 public:
  /// `packages` holds `<video>/<generation>/`.
  CourseCopies(storage::Database& database, const Doors& doors, Courses& courses, Trash& trash,
               Videos& videos, const Documents& documents, Pictures& pictures, Sounds& sounds,
               const blobs::BlobStore& blobs, std::filesystem::path packages)
      : database_(database),
        doors_(doors),
        courses_(courses),
        trash_(trash),
        videos_(videos),
        documents_(documents),
        pictures_(pictures),
        sounds_(sounds),
        blobs_(blobs),
        packages_(std::move(packages)) {}

  /// While the server is wired.
  void add(PortablePart part) { parts_.push_back(std::move(part)); }

  PortableCourse read(const storage::Reader& db, const CourseId& course, CopyFor copy_for) const;
  /// A draft of `owner`, all of it or nothing. Lessons whose files are elsewhere stay without.
  CourseId write(const http::Principal& owner, const PortableCourse& course);
  /// For the course's instructors. Who duplicates owns the copy.
  CourseView duplicate(const http::Principal& who, const CourseId& course, const std::string& title);

 private:
  /// The videos that will have the package of a lesson's.
  using Packages = std::map<const PortableLesson*, VideoId>;

  std::optional<PortablePicture> read_picture(const storage::Reader& db, PictureUse use,
                                              const CourseId& course) const;
  void keep_picture(PictureUse use, const CourseId& course, const PortablePicture& picture);
  std::vector<PortableTextFile> read_text_files(const storage::Reader& db,
                                                const PortableCourse& course) const;
  std::optional<PortableTextFile> read_text_file(const storage::Reader& db, const TextFileAddress& at) const;
  PortableCourse with_text_files(const http::Principal& owner, PortableCourse course);
  PortableLesson read_lesson(const storage::Reader& db, const Lesson& lesson) const;
  void write_contents(storage::Writer& db, const CourseId& id, const PortableCourse& course,
                      const Packages& packages, const http::Principal& owner);
  void write_parts(storage::Writer& db, const CourseId& id, const PortableCourse& course,
                   const LessonNumbers& lessons, const http::Principal& owner) const;
  void write_lesson(storage::Writer& db, const PortableLesson& lesson, const LessonId& id,
                    const Packages& packages);
  Packages link_packages(const PortableCourse& course) const;

  storage::Database& database_;
  const Doors& doors_;
  Courses& courses_;
  Trash& trash_;
  Videos& videos_;
  const Documents& documents_;
  Pictures& pictures_;
  Sounds& sounds_;
  const blobs::BlobStore& blobs_;
  std::filesystem::path packages_;
  std::vector<PortablePart> parts_;
};

}  // namespace lectern::catalog
