#include "transcoder/pacer.h"

#include <gmock/gmock.h>

namespace lectern::transcoder {

bool operator==(const Showing& a, const Showing& b) {
  return a.time == b.time && a.which == b.which && a.is_boundary == b.is_boundary;
}
void PrintTo(const Showing& showing, std::ostream* out) {
  *out << as_seconds(showing.time) << (showing.which == Which::Current ? " current" : " previous")
       << (showing.is_boundary ? " boundary" : "");
}

namespace {

using testing::ElementsAre;
using testing::IsEmpty;

MediaTime at(double seconds) {
  return std::chrono::round<MediaTime>(std::chrono::duration<double>(seconds));
}
Showing current(double seconds) {
  return {at(seconds), Which::Current, false};
}
Showing boundary(double seconds) {
  return {at(seconds), Which::Current, true};
}
Showing repeated(double seconds) {
  return {at(seconds), Which::Previous, true};
}

TEST(Pacer, PutsBoundariesOnPicturesThatStandThere) {
  Boundaries boundaries;
  Pacer pacer(boundaries, {});
  EXPECT_THAT(pacer.next(at(0)), ElementsAre(boundary(0)));
  EXPECT_THAT(pacer.next(at(1)), ElementsAre(current(1)));
  EXPECT_THAT(pacer.next(at(2)), ElementsAre(boundary(2)));
}

TEST(Pacer, MovesABoundaryToThePictureJustAfter) {
  Boundaries boundaries;
  Pacer pacer(boundaries, {});
  pacer.next(at(0));
  pacer.next(at(1.9686));
  EXPECT_THAT(pacer.next(at(2.002)), ElementsAre(boundary(2.002)));
  EXPECT_EQ(boundaries.at(1), at(2.002));
}

TEST(Pacer, RepeatsThePictureBeforeWhereNoneStands) {
  Boundaries boundaries;
  Pacer pacer(boundaries, {});
  pacer.next(at(0));
  EXPECT_THAT(pacer.next(at(9)), ElementsAre(repeated(2), repeated(4), repeated(8), current(9)));
}

TEST(Pacer, ShowsALateFirstPictureFromTheStart) {
  Boundaries boundaries;
  Pacer pacer(boundaries, {});
  EXPECT_THAT(pacer.next(at(2.5)), ElementsAre(boundary(0), boundary(2), current(2.5)));
}

TEST(Pacer, LetsAllTracksBeginAtZeroWhereTheFirstPictureIsAlmostThere) {
  Boundaries boundaries;
  Pacer pacer(boundaries, {});
  EXPECT_THAT(pacer.next(at(0.04)), ElementsAre(boundary(0.04)));
  EXPECT_EQ(boundaries.at(0), at(0));
}

TEST(Pacer, LeavesOutPicturesAboveTheRateButNeverABoundary) {
  Boundaries boundaries;
  Pacer pacer(boundaries, {});
  std::size_t shown = 0;
  for (int i = 0; i < 360; ++i) shown += pacer.next(at(i / 120.0)).size();
  EXPECT_EQ(shown, 180U);
  EXPECT_EQ(boundaries.at(1), at(2));
}

TEST(Pacer, IgnoresPicturesThatGoBack) {
  Boundaries boundaries;
  Pacer pacer(boundaries, {});
  pacer.next(at(1));
  EXPECT_THAT(pacer.next(at(0.5)), IsEmpty());
  EXPECT_THAT(pacer.next(at(1)), IsEmpty());
}

TEST(Pacer, FollowsBoundariesOfOthersExactly) {
  Boundaries boundaries;
  for (const double time : {0.0, 1.6, 4.8}) boundaries.decide(at(time));
  Pacer::Options options;
  options.role = Pacer::Role::Follows;
  Pacer pacer(boundaries, options);
  EXPECT_THAT(pacer.next(at(0)), ElementsAre(boundary(0)));
  EXPECT_THAT(pacer.next(at(1.6)), ElementsAre(boundary(1.6)));
  EXPECT_THAT(pacer.next(at(2)), ElementsAre(current(2)));
  EXPECT_THAT(pacer.next(at(5)), ElementsAre(repeated(4.8), current(5)));
}

TEST(Pacer, GoesOnFromABoundaryWithThePictureBeforeIt) {
  Boundaries boundaries;
  for (const double time : {0.0, 2.0, 4.0}) boundaries.decide(at(time));
  Pacer::Options options;
  options.start = at(4);
  options.boundary = 2;
  Pacer pacer(boundaries, options);
  EXPECT_THAT(pacer.next(at(3.5)), IsEmpty());
  EXPECT_THAT(pacer.next(at(4.5)), ElementsAre(repeated(4), current(4.5)));
}

TEST(Pacer, FillsUpToTheEndButBeginsNoTinySegment) {
  Boundaries boundaries;
  Pacer pacer(boundaries, {});
  pacer.next(at(0));
  EXPECT_THAT(pacer.finish(at(8.05)), ElementsAre(repeated(2), repeated(4)));
  EXPECT_TRUE(boundaries.is_known(99, at(1e6)));
}

TEST(RateLimit, KeepsEverySecondOfDoubleTheRate) {
  RateLimit limit(30);
  int kept = 0;
  for (int i = 0; i < 600; ++i) kept += limit.is_kept(at(i / 60.0)) ? 1 : 0;
  EXPECT_EQ(kept, 300);
}

TEST(RateLimit, KeepsTheNaturalRhythmBelowIt) {
  RateLimit limit(30);
  for (int i = 0; i < 300; ++i) EXPECT_TRUE(limit.is_kept(at(std::round(i * 1000 / 29.97) / 1000))) << i;
}

}  // namespace
}  // namespace lectern::transcoder
