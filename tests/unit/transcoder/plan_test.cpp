#include "transcoder/plan.h"

#include <gmock/gmock.h>

#include "base/error.h"

namespace lectern::transcoder {
namespace {

Plan sample_plan() {
  Plan plan;
  plan.container = "matroska,webm";
  plan.duration = Microseconds{12'345'678};
  plan.views = {{2,
                 29.97,
                 {{"v0", 1920, 1080, 60, 21.5, 5'000'000, 7'500'000, Making::Passthrough, false}},
                 {"faster", "bframes=0"}}};
  plan.audio = {{"a0", 1, "en", "English \"main\"", 1, 64'000, -3.25, true}};
  plan.subtitles = {{"s0", 3, "cs", "Čeština", false}};
  plan.trick.width = 320;
  plan.trick.height = 180;
  plan.chapters = {{Microseconds{0}, Microseconds{2'500'000}, "Opening"}};
  plan.notes = {"Something was odd."};
  return plan;
}

TEST(Plan, SurvivesBeingWrittenAndRead) {
  const std::string once = to_json(sample_plan());
  const Plan read = plan_from_json(once);
  EXPECT_EQ(to_json(read), once);
  EXPECT_EQ(read.views.at(0).rungs.at(0).making, Making::Passthrough);
  EXPECT_FALSE(read.views.at(0).rungs.at(0).early);
  EXPECT_EQ(read.views.at(0).encoder.preset, "faster");
  EXPECT_EQ(read.views.at(0).encoder.parameters, "bframes=0");
  EXPECT_EQ(read.duration, Microseconds{12'345'678});
  EXPECT_EQ(read.audio.at(0).label, "English \"main\"");
  EXPECT_EQ(read.chapters.at(0).end, Microseconds{2'500'000});
}

TEST(Plan, OfTextThatIsNotUtf8CanStillBeWritten) {
  Plan plan = sample_plan();
  plan.chapters.at(0).title = "\xff\xfe caf\xe9";
  EXPECT_NO_THROW(plan_from_json(to_json(plan)));
}

TEST(Plan, ThatIsDamagedIsSaidToBe) {
  EXPECT_THROW(plan_from_json("{}"), Error);
  EXPECT_THROW(plan_from_json("{\"views\":"), Error);
}

TEST(NominalStart, BeginsShortAndThenLastsSixSeconds) {
  std::vector<long> starts;
  for (std::size_t i = 0; i < 7; ++i) starts.push_back(nominal_start(i).count());
  EXPECT_THAT(starts, testing::ElementsAre(0, 2, 4, 8, 14, 20, 26));
}

}  // namespace
}  // namespace lectern::transcoder
