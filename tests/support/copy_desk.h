#pragma once
// What duplicates and packs the courses of a TestAppliance, with every picture and every sound alike.

#include "catalog/course_copies.h"
#include "tests/support/test_appliance.h"

namespace lectern::testing {

struct SamePictures final : catalog::PictureMaker {
  std::vector<catalog::MadePicture> make(int, const std::vector<catalog::WantedPicture>&) override {
    return {{"1600", "a picture"}};
  }
};

struct SameSounds final : catalog::SoundInspector {
  Milliseconds inspect(int) override { return Milliseconds{1000}; }
};

struct CopyDesk {
  explicit CopyDesk(TestAppliance& appliance)
      : pictures(appliance.database, appliance.blobs, same_pictures),
        sounds(appliance.database, appliance.blobs, same_sounds),
        copies(appliance.database, appliance.doors, appliance.courses, appliance.trash, appliance.videos,
               appliance.documents, pictures, sounds, appliance.blobs, appliance.folder.path() / "packages") {
  }

  SamePictures same_pictures;
  SameSounds same_sounds;
  catalog::Pictures pictures;
  catalog::Sounds sounds;
  catalog::CourseCopies copies;
};

}  // namespace lectern::testing
