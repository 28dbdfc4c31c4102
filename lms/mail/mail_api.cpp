#include "lms/mail/mail_api.h"

#include <nlohmann/json.hpp>

#include "base/json.h"
#include "http/page_json.h"
#include "lms/identity/user.h"
#include "storage/db/database.h"

namespace lectern::lms {

using http::Body;
using http::Lane;
using http::Method;
using http::Request;
using http::Response;
using http::Who;
using nlohmann::json;

namespace {

constexpr http::Parameter kMailFilter[] = {
    {"state", "Which mails.", R"({"enum":["waiting","sent","failed","expired"],"default":"waiting"})"}};

}  // namespace

// clang-format off
const http::Entry<MailApi> MailApi::kRoutes[] = {
    {Method::Get,  "/api/v1/admin/mail",          Who::Admin, Body::None, Lane::Worker, &MailApi::standing,   "Show whether mail goes out",       {"", "MailStanding"}},
    {Method::Get,  "/api/v1/admin/mail/messages", Who::Admin, Body::None, Lane::Worker, &MailApi::list,       "List mails, the newest first",            {"", "MailList", kMailFilter}},
    {Method::Post, "/api/v1/admin/mail/trial",    Who::Admin, Body::Json, Lane::Worker, &MailApi::send_trial, "Send a mail to see that it works", {"MailTrial", "MailQueued"}},
};
// clang-format on

std::vector<http::Route> MailApi::routes() {
  return http::bind(*this, std::span<const http::Entry<MailApi>>{kRoutes});
}

Response MailApi::standing(const Request&) {
  const auto standing = mailer_.standing();
  return Response::json(
      {{"configured", standing.is_configured}, {"waiting", standing.waiting}, {"failed", standing.failed}});
}

Response MailApi::list(const Request& request) {
  const auto state = from_text<MailState>(request.find_query("state").value_or("waiting"));
  if (!state)
    throw InvalidInput(
        std::vector<Problem>{{"state", "This must be one of: waiting, sent, failed, expired."}});
  const auto page = mailer_.list(*state, http::paging_of(request));
  json items = json::array();
  for (const auto& entry : page.items)
    items.push_back({{"id", entry.id.text()},
                     {"to", entry.to},
                     {"subject", entry.subject},
                     {"state", text_of(entry.state)},
                     {"created_at", to_rfc3339(entry.created_at)},
                     {"ended_at", entry.ended_at ? json(to_rfc3339(*entry.ended_at)) : json(nullptr)}});
  return Response::json(http::page_json(std::move(items), page.next));
}

Response MailApi::send_trial(const Request& request) {
  const auto body = request.json();
  FieldReader fields(body);
  const auto to = normal_email(fields.text("to", {3, 254}));
  if (!to) fields.add_problem("to", "This is not an e-mail address.");
  fields.finish();
  Mail mail;
  mail.to = *to;
  mail.subject = "Mail from Lectern works";
  mail.paragraphs = {"An administrator sent this to see that mail goes out. There is nothing to do."};
  const auto id = database_.write([&](storage::Writer& db) { return mailer_.queue(db, mail); });
  return Response::json({{"id", id.text()}}, 202);
}

}  // namespace lectern::lms
