// Poster and storyboard as files.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/file.h"
#include "tests/media/outcomes/result.h"
#include "tests/process/transcoder/child_run.h"
#include "transcoder/stills.h"

namespace lectern::transcoder {
namespace {

using std::chrono::seconds;

Picture grey(std::uint8_t luma) {
  Picture picture = Picture::black(320, 180);
  std::fill_n(picture.bytes.begin(), 320 * 180, luma);
  return picture;
}

std::uint8_t grey_at(seconds time) {
  return static_cast<std::uint8_t>(40 + time.count());
}

void add_range(Stills& stills, seconds from, seconds to) {
  for (seconds time = from; time < to; time += seconds{1}) stills.add(grey(grey_at(time)).view(time));
}

/// The average grey of one tile, full range, as a browser would see it.
int tile_grey(const std::filesystem::path& sheet, int column, int row) {
  const Said said = run_program(
      "ffmpeg -nostdin -v error -i " + sheet.string() + " -vf crop=160:90:" + std::to_string(160 * column) +
      ":" + std::to_string(90 * row) + ",scale=1:1,format=gray -f rawvideo - | od -An -tu1");
  return std::stoi(said.text);
}

int as_full_range(std::uint8_t luma) {
  return (luma - 16) * 255 / 219;
}

TEST(Stills, EveryTileShowsItsSecond) {
  const Workshop workshop;
  Stills stills(workshop.folder(), seconds{150}, 320, 180);
  add_range(stills, seconds{0}, seconds{150});
  stills.finish(seconds{150});
  EXPECT_NEAR(tile_grey(workshop.folder() / "storyboard-0.jpg", 3, 4), as_full_range(grey_at(seconds{43})),
              3);
  EXPECT_NEAR(tile_grey(workshop.folder() / "storyboard-1.jpg", 9, 4), as_full_range(grey_at(seconds{149})),
              3);
  EXPECT_THAT(read_file(workshop.folder() / "storyboard.vtt"),
              testing::HasSubstr("00:02:29.000 --> 00:02:30.000"));
}

TEST(Stills, AResumedRunKeepsTheTilesBefore) {
  const Workshop workshop;
  {
    Stills killed(workshop.folder(), seconds{60}, 320, 180);
    add_range(killed, seconds{0}, seconds{25});
  }
  Stills resumed(workshop.folder(), seconds{60}, 320, 180);
  EXPECT_EQ(resumed.next_wanted(), seconds{25});
  add_range(resumed, seconds{20}, seconds{60});
  resumed.finish(seconds{60});
  EXPECT_NEAR(tile_grey(workshop.folder() / "storyboard-0.jpg", 7, 1), as_full_range(grey_at(seconds{17})),
              3);
  EXPECT_NEAR(tile_grey(workshop.folder() / "storyboard-0.jpg", 0, 5), as_full_range(grey_at(seconds{50})),
              3);
}

TEST(Stills, AStandingSlideFillsItsSeconds) {
  const Workshop workshop;
  Stills stills(workshop.folder(), seconds{60}, 320, 180);
  stills.add(grey(60).view(seconds{0}));
  stills.add(grey(90).view(seconds{10}));
  EXPECT_EQ(stills.next_wanted(), seconds{11});
  stills.finish(seconds{60});
  EXPECT_NEAR(tile_grey(workshop.folder() / "storyboard-0.jpg", 9, 0), as_full_range(60), 3);
  EXPECT_NEAR(tile_grey(workshop.folder() / "storyboard-0.jpg", 0, 1), as_full_range(90), 3);
}

TEST(Stills, GrowWhileTheLectureIsMade) {
  const Workshop workshop;
  Stills stills(workshop.folder(), seconds{60}, 320, 180);
  add_range(stills, seconds{0}, seconds{3});
  EXPECT_FALSE(std::filesystem::exists(workshop.folder() / "poster.jpg"))
      << "the first segments have the disk";
  add_range(stills, seconds{3}, seconds{4});
  EXPECT_TRUE(std::filesystem::exists(workshop.folder() / "storyboard-0.jpg"));
  EXPECT_TRUE(std::filesystem::exists(workshop.folder() / "storyboard.vtt"));
  EXPECT_TRUE(std::filesystem::exists(workshop.folder() / "poster.jpg"));
}

TEST(Stills, NoFileIsAddedToAFinishedStoryboard) {
  const Workshop workshop;
  {
    Stills stills(workshop.folder(), seconds{30}, 320, 180);
    add_range(stills, seconds{0}, seconds{30});
    stills.finish(seconds{30});
  }
  const std::string before = read_file(workshop.folder() / "storyboard-0.jpg");
  Stills again(workshop.folder(), seconds{30}, 320, 180);
  again.finish(seconds{30});
  EXPECT_EQ(read_file(workshop.folder() / "storyboard-0.jpg"), before);
}

}  // namespace
}  // namespace lectern::transcoder
