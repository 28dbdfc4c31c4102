#include "catalog/janitor.h"

#include <gtest/gtest.h>

#include "base/random.h"
#include "tests/support/test_appliance.h"

namespace lectern::catalog {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using testing::As;
using testing::TestAppliance;

class JanitorTest : public ::testing::Test {
 protected:
  JanitorTest() {
    VideoSource source;
    source.lesson = made_.lesson;
    source.blob = blob_;
    source.sha256 = "00";
    source.size = 3;
    appliance_.blobs.put(blob_, "abc");
    appliance_.database.write([&](storage::Writer& db) {
      video_ = appliance_.videos.ensure(db, made_.lesson);
      generation_ = appliance_.videos.add_version(db, source);
    });
    fs::create_directories(package());
    write_file_atomically(package() / "plan.json", "{}");
  }

  fs::path package() const {
    return appliance_.folder.path() / "packages" / video_.text() / std::to_string(generation_);
  }

  TestAppliance appliance_;
  TestAppliance::Course made_ = appliance_.make_course(Visibility::Public);
  blobs::BlobKey blob_ = new_id<blobs::BlobKey>(appliance_.clock);
  VideoId video_;
  std::int64_t generation_ = 0;
};

TEST_F(JanitorTest, DeletingALessonFreesItsFiles) {
  appliance_.lessons.remove(appliance_.person(As::Teacher).principal, made_.lesson);
  EXPECT_TRUE(fs::exists(package())) << "nothing goes before the commit";
  appliance_.clock.advance(1min);
  appliance_.run_until_idle();
  EXPECT_FALSE(fs::exists(package().parent_path()));
  EXPECT_FALSE(appliance_.blobs.exists(blob_));
}

TEST_F(JanitorTest, ADeletedCourseKeepsItsFilesForThirtyDays) {
  appliance_.trash.remove(appliance_.person(As::Teacher).principal, made_.course);
  appliance_.clock.advance(29 * 24h);
  appliance_.trash.purge();
  appliance_.run_until_idle();
  EXPECT_TRUE(fs::exists(package()));
  appliance_.clock.advance(2 * 24h);
  appliance_.trash.purge();
  appliance_.clock.advance(1min);
  appliance_.run_until_idle();
  EXPECT_FALSE(fs::exists(package().parent_path()));
  EXPECT_FALSE(appliance_.blobs.exists(blob_));
}

TEST_F(JanitorTest, WhatIsInUseStays) {
  appliance_.janitor.sweep();
  appliance_.clock.advance(48h);
  appliance_.run_until_idle();
  appliance_.janitor.sweep();
  EXPECT_TRUE(fs::exists(package()));
  EXPECT_TRUE(appliance_.blobs.exists(blob_));
}

TEST_F(JanitorTest, ASweepFindsOldOrphansAndLeavesYoungOnes) {
  const auto old_package =
      appliance_.folder.path() / "packages" / new_id<VideoId>(appliance_.clock).text() / "1";
  const auto young_package =
      appliance_.folder.path() / "packages" / new_id<VideoId>(appliance_.clock).text() / "1";
  fs::create_directories(old_package);
  fs::create_directories(young_package);
  fs::last_write_time(old_package, fs::file_time_type::clock::now() - 25h);
  appliance_.janitor.sweep();
  EXPECT_FALSE(fs::exists(old_package));
  EXPECT_TRUE(fs::exists(young_package));
}

}  // namespace
}  // namespace lectern::catalog
