#include "base/lanes.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>

namespace lectern {
namespace {

TEST(WorkLane, RunsWhatItAcceptedAlsoWhenItStops) {
  WorkLane lane("test", 2, 100);
  std::atomic<int> ran = 0;
  for (int i = 0; i < 100; ++i) EXPECT_TRUE(lane.try_submit([&] { ++ran; }));
  lane.start();
  lane.stop();
  EXPECT_EQ(ran, 100);
  EXPECT_FALSE(lane.try_submit([&] { ++ran; }));
}

TEST(WorkLane, RefusesWhenFullAndCountsSeatsThatAreHeld) {
  WorkLane lane("test", 1, 2);
  auto held = lane.reserve();
  EXPECT_TRUE(held);
  EXPECT_TRUE(lane.try_submit([] {}));
  EXPECT_FALSE(lane.reserve());
  held.reset();
  EXPECT_TRUE(lane.reserve());
}

TEST(WorkLane, RefusesWhereWhatItHoldsHasWaitedTooLong) {
  WorkLane slow("test", 1, 100, std::chrono::milliseconds(0));
  EXPECT_TRUE(slow.try_submit([] {}));
  while (slow.try_submit([] {})) continue;  // Until the clock has moved.
  WorkLane patient("test", 1, 3, std::chrono::hours(1));
  EXPECT_TRUE(patient.try_submit([] {}));
  EXPECT_TRUE(patient.try_submit([] {}));
}

TEST(WorkLane, SeatThatIsUsedIsCountedOnce) {
  WorkLane lane("test", 1, 2);
  lane.submit(*lane.reserve(), [] {});
  EXPECT_TRUE(lane.try_submit([] {}));
  EXPECT_FALSE(lane.try_submit([] {}));
}

TEST(WorkLane, AdmittedWorkRunsInTheCallerOnceTheLaneHasEnded) {
  WorkLane lane("test", 1, 1);
  lane.start();
  lane.stop();
  bool ran = false;
  lane.submit_admitted([&] { ran = true; });
  EXPECT_TRUE(ran);
}

TEST(WorkLane, ThreadsWorkSideBySide) {
  WorkLane lane("test", 2, 10);
  lane.start();
  std::promise<void> first;
  std::promise<void> second;
  lane.try_submit([&] {
    first.set_value();
    second.get_future().wait();
  });
  lane.try_submit([&] {
    first.get_future().wait();
    second.set_value();
  });
  lane.stop();
}

}  // namespace
}  // namespace lectern
