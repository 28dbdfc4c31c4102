#include "config/live_settings.h"

#include <gmock/gmock.h>

#include "config/accent.h"
#include "config/loader.h"

namespace lectern::config {
namespace {

using ::testing::HasSubstr;

const Setting& named(std::string_view key) {
  return *find_setting(key);
}

TEST(LiveSettings, AChangeIsToldToWhoeverSubscribed) {
  LiveSettings settings{{}, {}};
  std::vector<std::uint64_t> heard;
  settings.subscribe([&](const Settings& now) { heard.push_back(now.upload_quota.bytes >> 30); });
  settings.apply({{"upload.quota", "7G"}});
  settings.apply({{"upload.quota", std::nullopt}});
  EXPECT_THAT(heard, ::testing::ElementsAre(500, 7, 500));
}

TEST(LiveSettings, EveryProblemIsNamedAndNothingChanges) {
  LiveSettings settings{{}, {}};
  try {
    settings.apply(
        {{"upload.quota", "much"}, {"http.listen", "0.0.0.0:80"}, {"no.such", "1"}, {"log.level", "debug"}});
    FAIL() << "was taken";
  } catch (const InvalidInput& refused) {
    EXPECT_EQ(refused.problems().size(), 3U);
  }
  EXPECT_EQ(settings.current()->log_level, log::Level::Info);
}

TEST(LiveSettings, WhatTheEnvironmentNamesIsLockedAndWins) {
  LiveSettings settings{load({std::nullopt, {"LECTERN_UPLOAD_QUOTA=3G"}, {}}), {{"upload.quota", "9G"}}};
  EXPECT_EQ(settings.current()->upload_quota, gibibytes(3));
  EXPECT_EQ(settings.origin_of(named("upload.quota")), Origin::Environment);
  EXPECT_FALSE(settings.is_open(named("upload.quota")));
  EXPECT_THROW(settings.check({{"upload.quota", "9G"}}), InvalidInput);
}

TEST(LiveSettings, WhatWasStoredHoldsUnlessItDoesNotFitAnyMore) {
  LiveSettings settings{{}, {{"upload.quota", "9G"}, {"session.lifetime", "for ever"}, {"long.gone", "1"}}};
  EXPECT_EQ(settings.current()->upload_quota, gibibytes(9));
  EXPECT_EQ(settings.origin_of(named("upload.quota")), Origin::Stored);
  EXPECT_EQ(settings.origin_of(named("session.lifetime")), Origin::Default);
}

TEST(Accent, IsAColourThatWhiteTextCanBeReadOn) {
  EXPECT_EQ(accent_problem("#24417f"), std::nullopt);
  EXPECT_EQ(accent_problem("#B3261E"), std::nullopt);
  EXPECT_THAT(accent_problem("#ffcc00").value_or(""), HasSubstr("darker"));
  for (const auto* text : {"blue", "#12345", "#12345g", "24417f0", ""})
    EXPECT_THAT(accent_problem(text).value_or(""), HasSubstr("like #24417f")) << text;
}

}  // namespace
}  // namespace lectern::config
