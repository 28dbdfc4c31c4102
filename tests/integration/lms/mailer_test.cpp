#include "lms/mail/mailer.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "base/subprocess.h"
#include "base/text.h"
#include "storage/jobs/job_queue.h"
#include "storage/jobs/job_runner.h"
#include "tests/support/test_appliance.h"

namespace lectern::lms {
namespace {

using namespace std::chrono_literals;
using lectern::testing::TestAppliance;
using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr Milliseconds kPatience = 20s;

/// aiosmtpd, in a process of its own.
class MailServer {
 public:
  explicit MailServer(std::vector<std::string> mode) : process_({.arguments = command(std::move(mode))}) {
    port_ = parse_number<std::uint16_t>(next_line()).value_or(0);
  }
  std::uint16_t port() const { return port_; }
  json next_mail() { return json::parse(next_line()); }

 private:
  static std::vector<std::string> command(std::vector<std::string> mode) {
    std::vector<std::string> words{"/usr/bin/python3", "-B", "tests/integration/lms/mail_server.py"};
    words.insert(words.end(), mode.begin(), mode.end());
    return words;
  }
  std::string next_line() {
    ProcessLine line;
    while (process_.next_line(kPatience, line) == Heard::Line)
      if (line.pipe == Pipe::Output) return line.text;
    return "null";
  }

  Subprocess process_;
  std::uint16_t port_ = 0;
};

class MailerTest : public ::testing::Test {
 protected:
  Mailer make_mailer(std::uint16_t port) {
    MailOptions options;
    if (port != 0) options.server = {.host = "127.0.0.1", .port = port, .security = SmtpSecurity::None};
    options.site_url = "https://lectures.example.org";
    return {appliance_.database, appliance_.destinations, options};
  }

  MailId queue(const Mailer& mailer, const std::string& to, std::optional<Instant> expires_at = {}) {
    Mail mail{
        .to = to, .to_name = "Jörg", .language = "de", .subject = "Grüße", .paragraphs = {"Hallo Welt"}};
    mail.action = MailAction{"Öffnen", mailer.link("/reset#secret")};
    mail.expires_at = expires_at;
    return appliance_.database.write([&](storage::Writer& db) { return mailer.queue(db, mail); });
  }

  void run_jobs(Mailer& mailer) {
    jobs::JobRunner runner(appliance_.database, {mailer.job_kind()});
    runner.run_until_idle();
  }

  std::vector<jobs::Job> failed_jobs() {
    return appliance_.database.read(
        [](const storage::Reader& db) { return jobs::list(db, jobs::JobState::Failed, {}, 10); });
  }

  std::size_t count(const Mailer& mailer, MailState state) {
    return mailer.list(state, http::Paging{}).items.size();
  }

  TestAppliance appliance_;
};

TEST_F(MailerTest, AMailArrivesInBothForms) {
  MailServer server({"plain"});
  auto mailer = make_mailer(server.port());
  queue(mailer, "jorg@example.org");
  run_jobs(mailer);
  const auto mail = server.next_mail();
  EXPECT_EQ(mail["to"], json::array({"jorg@example.org"}));
  EXPECT_EQ(mail["subject"], "Grüße");
  EXPECT_EQ(mail["to_header"], "Jörg <jorg@example.org>");
  EXPECT_THAT(mail["text"].get<std::string>(), HasSubstr("https://lectures.example.org/reset#secret"));
  EXPECT_THAT(mail["html"].get<std::string>(),
              HasSubstr("href=\"https://lectures.example.org/reset#secret\""));
  EXPECT_EQ(mail["defects"], 0);
  EXPECT_EQ(count(mailer, MailState::Sent), 1u);
}

TEST_F(MailerTest, StartTlsAndSignInAreUsedAndTheCertificateIsChecked) {
  const auto folder = appliance_.folder.path();
  const auto certificate = (folder / "cert.pem").string();
  const auto key = (folder / "key.pem").string();
  const auto command =
      "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=lab "
      "-addext subjectAltName=IP:127.0.0.1 -out " +
      certificate + " -keyout " + key + " 2>/dev/null";
  ASSERT_EQ(std::system(command.c_str()), 0);
  MailServer server({"starttls", certificate, key});
  MailOptions options;
  options.server = {.host = "127.0.0.1", .port = server.port(), .user = "lectern", .password = "sesame"};
  Mailer mailer(appliance_.database, appliance_.destinations, options);
  queue(mailer, "a@example.org");
  run_jobs(mailer);
  EXPECT_EQ(count(mailer, MailState::Waiting), 1u) << "the certificate is trusted by nobody";

  options.server.ca_file = certificate;
  mailer.configure(options);
  appliance_.clock.advance(1min);
  run_jobs(mailer);
  const auto mail = server.next_mail();
  EXPECT_EQ(mail["tls"], true);
  EXPECT_EQ(mail["signed_in"], true);
}

TEST_F(MailerTest, WithoutAServerMailsWaitUntilThereIsOne) {
  auto mailer = make_mailer(0);
  queue(mailer, "a@example.org");
  run_jobs(mailer);
  EXPECT_FALSE(mailer.standing().is_configured);
  EXPECT_EQ(mailer.standing().waiting, 1);

  MailServer server({"plain"});
  MailOptions options;
  options.server = {.host = "127.0.0.1", .port = server.port(), .security = SmtpSecurity::None};
  mailer.configure(options);
  run_jobs(mailer);
  EXPECT_EQ(server.next_mail()["to"], json::array({"a@example.org"}));
  EXPECT_EQ(mailer.standing().waiting, 0);
}

TEST_F(MailerTest, ARefusalForGoodIsAFailedJobThatTellsNothingOfTheMail) {
  MailServer server({"plain"});
  auto mailer = make_mailer(server.port());
  queue(mailer, "nobody@example.org");
  run_jobs(mailer);
  ASSERT_EQ(failed_jobs().size(), 1u);
  EXPECT_THAT(failed_jobs()[0].last_error, HasSubstr("550"));
  EXPECT_THAT(failed_jobs()[0].payload + failed_jobs()[0].last_error, Not(HasSubstr("secret")));
  EXPECT_EQ(count(mailer, MailState::Failed), 1u);
}

TEST_F(MailerTest, ARefusalForNowIsTriedAgain) {
  MailServer server({"plain"});
  auto mailer = make_mailer(server.port());
  queue(mailer, "later@example.org");
  run_jobs(mailer);
  EXPECT_TRUE(failed_jobs().empty());
  EXPECT_EQ(count(mailer, MailState::Waiting), 1u);
  EXPECT_EQ(appliance_.queued_jobs().size(), 1u);
}

TEST_F(MailerTest, AServerThatRefusesMailsIsNotLeftAlone) {
  MailServer server({"plain"});
  auto mailer = make_mailer(server.port());
  for (int i = 0; i < 4; ++i) {
    queue(mailer, "nobody@example.org");
    queue(mailer, "later@example.org");
  }
  run_jobs(mailer);
  const auto known = appliance_.destinations.list();
  ASSERT_EQ(known.size(), 1u);
  EXPECT_EQ(known[0].state, BreakerState::Closed);
  EXPECT_EQ(known[0].calls, 8u);
  EXPECT_EQ(known[0].failures, 0u);
}

TEST_F(MailerTest, AServerThatIsGoneIsLeftAloneAndIsTriedAgainLater) {
  std::uint16_t port = 0;
  {
    const MailServer gone({"plain"});
    port = gone.port();
  }
  auto mailer = make_mailer(port);
  for (int i = 0; i < 8; ++i) queue(mailer, "a@example.org");
  run_jobs(mailer);
  const auto known = appliance_.destinations.list();
  ASSERT_EQ(known.size(), 1u);
  EXPECT_EQ(known[0].origin, fmt::format("smtp://127.0.0.1:{}", port));
  EXPECT_EQ(known[0].state, BreakerState::Open);
  EXPECT_EQ(known[0].calls, 5u);
  EXPECT_EQ(known[0].refused, 3u);
  EXPECT_EQ(count(mailer, MailState::Waiting), 8u);
  appliance_.clock.advance(1min);
  run_jobs(mailer);
  EXPECT_EQ(appliance_.destinations.list()[0].calls, 6u) << "one call is let through on trial";
}

TEST_F(MailerTest, AMailIsNotSentOnceWhatItSaysIsOutOfDate) {
  MailServer server({"plain"});
  auto mailer = make_mailer(server.port());
  queue(mailer, "a@example.org", appliance_.clock.now() + 1h);
  appliance_.clock.advance(2h);
  run_jobs(mailer);
  EXPECT_EQ(count(mailer, MailState::Expired), 1u);
}

TEST_F(MailerTest, OldMailsAreForgotten) {
  MailServer server({"plain"});
  auto mailer = make_mailer(server.port());
  queue(mailer, "a@example.org");
  run_jobs(mailer);
  appliance_.clock.advance(24h * 31);
  mailer.prune();
  EXPECT_EQ(count(mailer, MailState::Sent), 0u);
}

}  // namespace
}  // namespace lectern::lms
