#include "sample_database.h"

#include <cstdlib>

#include "base/random.h"

namespace lectern::streamer {
namespace {

const storage::Query kAccount{"test.account", R"sql(
  INSERT INTO account (id, email, name, role, password_hash, language, time_zone, epoch, created_at)
  VALUES (?1, ?1 || '@uni.example', 'Ada', 'student', '', 'en', 'UTC', 0, 0))sql"};
const storage::Query kCourse{"test.course", R"sql(
  INSERT INTO course (id, owner_id, title, summary, description, language, visibility, created_at, updated_at)
  VALUES (?1, ?2, 'Course', '', '', 'en', 'public', 0, 0))sql"};
const storage::Query kSection{"test.section", R"sql(
  INSERT INTO section (id, course_id, title, position, created_at) VALUES (?1, ?1, 'Section', 0, 0))sql"};
const storage::Query kLesson{"test.lesson", R"sql(
  INSERT INTO lesson (id, course_id, section_id, title, kind, access, allow_download, position, created_at)
  VALUES (?1, ?2, ?2, 'Lesson', 'video', 'course', 0, 0, 0))sql"};

}  // namespace

TempFolder::TempFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "lectern-streamer-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) std::abort();
  path_ = name;
}

TempFolder::~TempFolder() {
  std::filesystem::remove_all(path_);
}

storage::Options SampleDatabase::options() const {
  storage::Options options;
  options.file = folder.path() / "lectern.db";
  options.readers = 2;
  return options;
}

SampleDatabase::SampleDatabase()
    : user(new_id<UserId>(clock)),
      course(new_id<CourseId>(clock)),
      lesson(new_id<LessonId>(clock)),
      other_lesson(new_id<LessonId>(clock)),
      database(options(), clock) {
  database.write([&](storage::Writer& db) {
    db.run(kAccount, user);
    db.run(kCourse, course, user);
    db.run(kSection, course);
    db.run(kLesson, lesson, course);
    db.run(kLesson, other_lesson, course);
  });
}

}  // namespace lectern::streamer
