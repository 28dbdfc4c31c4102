#include <gtest/gtest.h>

#include "tests/support/api_scenario.h"

namespace lectern::testing {
namespace {

using http::Method;

constexpr char kMail[] = "/api/v1/admin/mail";
constexpr char kMessages[] = "/api/v1/admin/mail/messages";
constexpr char kTrial[] = "/api/v1/admin/mail/trial";

TEST(MailApi, TellsAdministratorsWhetherMailGoesOut) {
  const TestAppliance appliance;
  run_all(appliance, {{.name = "anonymous", .target = kMail, .status = 401},
                      {.name = "instructor", .as = As::Teacher, .target = kMail, .status = 403},
                      {.name = "admin",
                       .as = As::Admin,
                       .target = kMail,
                       .fields = {{"/configured", true}, {"/waiting", 0}, {"/failed", 0}}}});
}

TEST(MailApi, ATrialIsQueuedAndListedWithoutWhatItSays) {
  const TestAppliance appliance;
  run_all(appliance,
          {{.name = "anonymous",
            .method = Method::Post,
            .target = kTrial,
            .body = {{"to", "a@example.org"}},
            .status = 401},
           {.name = "instructor",
            .as = As::Teacher,
            .method = Method::Post,
            .target = kTrial,
            .body = {{"to", "a@example.org"}},
            .status = 403},
           {.name = "bad input",
            .as = As::Admin,
            .method = Method::Post,
            .target = kTrial,
            .body = {{"to", "nowhere"}},
            .status = 400,
            .fields = {{"/error/fields/to", "This is not an e-mail address."}}},
           {.name = "sent",
            .as = As::Admin,
            .method = Method::Post,
            .target = kTrial,
            .body = {{"to", "a@example.org"}},
            .status = 202,
            .jobs = {"send_mail"}},
           {.name = "list, anonymous", .target = kMessages, .status = 401},
           {.name = "list, instructor", .as = As::Teacher, .target = kMessages, .status = 403},
           {.name = "list, bad state",
            .as = As::Admin,
            .target = std::string{kMessages} + "?state=lost",
            .status = 400},
           {.name = "list",
            .as = As::Admin,
            .target = kMessages,
            .fields = {{"/items/0/to", "a@example.org"}, {"/items/0/state", "waiting"}, {"/next", nullptr}},
            .absent = {"/items/0/text", "/items/0/html", "/items/1"}}});
}

}  // namespace
}  // namespace lectern::testing
