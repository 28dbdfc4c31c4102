#pragma once
// A migrated database in a folder of its own, with one account, one course and two lessons in it.

#include <filesystem>
#include <string>

#include "base/clock.h"
#include "base/ids.h"
#include "storage/db/database.h"

namespace lectern::streamer {

class TempFolder {
 public:
  TempFolder();
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  ~TempFolder();
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

struct SampleDatabase {
  SampleDatabase();
  /// As after a restart: another connection to the same file.
  storage::Options options() const;

  TempFolder folder;
  FakeClock clock;
  UserId user;
  CourseId course;
  LessonId lesson;
  LessonId other_lesson;
  storage::Database database;
};

}  // namespace lectern::streamer
