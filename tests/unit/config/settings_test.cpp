#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "base/error.h"
#include "config/loader.h"
#include "config/reference.h"
#include "config/settings_table.h"

namespace lectern::config {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

std::vector<std::string> mistakes_of(const Sources& sources) {
  std::vector<std::string> messages;
  try {
    load(sources);
  } catch (const InvalidInput& error) {
    for (const auto& problem : error.problems()) messages.push_back(problem.message);
  }
  return messages;
}

Settings with_flag(const std::string& flag) {
  return load({{}, {}, {flag}});
}

TEST(Settings, DefaultsAloneAreValid) {
  EXPECT_EQ(load({}), Settings{});
}

TEST(Settings, EveryDefaultIsWithinItsOwnLimitsAndReadsBackAsItself) {
  std::set<std::string_view> keys;
  for (const auto& setting : settings_table()) {
    Settings settings;
    EXPECT_EQ(assign(settings, setting, value_text(Settings{}, setting)), std::nullopt) << setting.key;
    EXPECT_EQ(settings, Settings{}) << setting.key;
    EXPECT_TRUE(keys.insert(setting.key).second) << setting.key;
    EXPECT_TRUE(setting.sentence.ends_with('.')) << setting.key;
  }
}

TEST(Settings, FlagsOverrideTheEnvironment) {
  const Sources sources{{},
                        {"LECTERN_HTTP_LISTEN=127.0.0.1:9000", "LECTERN_DATA_DIR=/srv/x", "HOME=/root"},
                        {"http.listen=127.0.0.1:9001"}};
  const auto settings = load(sources);
  EXPECT_EQ(settings.http_listen, "127.0.0.1:9001");
  EXPECT_EQ(settings.data_dir, "/srv/x");
}

TEST(Settings, UnderstandsUnits) {
  EXPECT_EQ(with_flag("upload.max_size=2G").upload_max_size.bytes, std::uint64_t{2} << 30);
  EXPECT_EQ(with_flag("upload.max_size=1048576").upload_max_size.bytes, std::uint64_t{1} << 20);
  EXPECT_EQ(with_flag("session.lifetime=90m").session_lifetime, std::chrono::minutes{90});
  EXPECT_EQ(with_flag("session.lifetime=300000ms").session_lifetime, std::chrono::minutes{5});
  EXPECT_EQ(with_flag("http.trusted_proxies= 127.0.0.1 ,10.0.0.0/8").http_trusted_proxies,
            (std::vector<std::string>{"127.0.0.1", "10.0.0.0/8"}));
  EXPECT_EQ(with_flag("accounts.sign_up=invited").accounts_sign_up, SignUp::Invited);
  EXPECT_EQ(with_flag("log.level=debug").log_level, log::Level::Debug);
}

TEST(Settings, RefusesWhatIsOutOfItsLimits) {
  for (const auto* flag :
       {"upload.max_size=17T", "upload.max_size=-1", "upload.max_size=2X", "upload.max_size=99999999999999T",
        "session.lifetime=1m", "session.lifetime=5", "session.lifetime=", "http.listen=8080",
        "http.listen=:8080", "http.listen=127.0.0.1:99999", "http.listen=::1:80",
        "http.public_url=lectures.example.org", "http.public_url=https://x.org/", "first_admin.email=nobody",
        "http.trusted_proxies=proxy", "http.trusted_proxies=10.0.0.0/999", "accounts.sign_up=everybody",
        "log.level=loud", "http.max_connections=1"})
    EXPECT_THAT(mistakes_of({{}, {}, {flag}}), SizeIs(1)) << flag;
  EXPECT_EQ(with_flag("http.listen=[::1]:80").http_listen, "[::1]:80");
}

TEST(Settings, SaysWhatWasWantedAndWhatWasThere) {
  EXPECT_THAT(mistakes_of({{}, {}, {"session.lifetime=1m"}}),
              ElementsAre(AllOf(HasSubstr("--set session.lifetime"), HasSubstr("from 5m to 90d"),
                                HasSubstr("'1m'"))));
}

TEST(Settings, ReportsAllMistakesTogetherWithTheNearestName) {
  const Sources sources{
      {}, {"LECTERN_HTTP_LISTN=x"}, {"http.listem=x", "log.level=loud", "nonsense=1", "no equals"}};
  EXPECT_THAT(mistakes_of(sources),
              ElementsAre(HasSubstr("Did you mean LECTERN_HTTP_LISTEN?"),
                          HasSubstr("Did you mean http.listen?"), HasSubstr("debug, info, warning, error"),
                          Not(HasSubstr("Did you mean")), HasSubstr("key=value")));
}

TEST(Settings, LeavesVariablesOfOthersAlone) {
  EXPECT_EQ(load({{}, {"LECTERN_E2E_PASSWORD=x", "LECTERN_CONFIG=/etc/x", "LECTERN"}, {}}), Settings{});
}

TEST(Settings, ACertificateNeedsItsKey) {
  EXPECT_THAT(mistakes_of({{}, {}, {"http.tls_certificate=/etc/x.pem"}}),
              ElementsAre(HasSubstr("set together")));
}

TEST(Reference, ShowsDefaultsCommentedAndChangesPlain) {
  Settings settings;
  settings.http_listen = "0.0.0.0:80";
  const std::string text = print_settings(settings);
  EXPECT_THAT(text, HasSubstr("\nhttp.listen = 0.0.0.0:80\n"));
  EXPECT_THAT(text, HasSubstr("\n#session.lifetime = 30d\n"));
  EXPECT_THAT(text, HasSubstr("from 5m to 90d"));
}

}  // namespace
}  // namespace lectern::config
