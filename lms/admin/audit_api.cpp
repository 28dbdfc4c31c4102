#include "lms/admin/audit_api.h"

#include <nlohmann/json.hpp>

#include "base/csv.h"
#include "base/error.h"
#include "base/text.h"
#include "catalog/page.h"
#include "http/page_json.h"
#include "lms/admin/audit_names.h"
#include "storage/audit/audit.h"

namespace lectern::lms {

using http::Body;
using http::Lane;
using http::Method;
using http::Permission;
using http::Request;
using http::Response;
using nlohmann::json;

namespace {

const storage::Query kName{"audit_api.name", "SELECT name, email FROM account WHERE id = ?1"};

/// Nobody for the server itself; an account that is gone keeps its id.
json person_json(const storage::Reader& db, const UserId& user) {
  if (user.empty()) return nullptr;
  const auto as_person = [&](const storage::Row& row) {
    return json{{"id", user.text()}, {"name", row.get<std::string>(0)}, {"email", row.get<std::string>(1)}};
  };
  return db.first(kName, as_person, user).value_or(json{{"id", user.text()}, {"name", ""}, {"email", ""}});
}

json as_json(const storage::Reader& db, const audit::Entry& entry) {
  const auto& act = entry.act;
  return {{"id", std::to_string(entry.sequence)},
          {"at", to_rfc3339(entry.at)},
          {"who", person_json(db, act.who)},
          {"action", act.action},
          {"object", {{"kind", act.object.kind}, {"id", act.object.id}}},
          {"details", json::parse(act.details)},
          {"names", names_of(db, act)},
          {"address", act.address},
          {"request_id", act.request_id}};
}

constexpr int kMostInCsv = 50'000;
constexpr int kCsvPage = 500;

void append_row(std::string& text, const storage::Reader& db, const audit::Entry& entry) {
  const auto value = as_json(db, entry);
  const auto& [who, act] = std::pair{value["who"], entry.act};
  const auto of_who = [&](const char* field) {
    return who.is_null() ? std::string{} : who.value(field, std::string{});
  };
  append_csv(text, {value["at"].get<std::string>(), of_who("name"), of_who("email"), act.action,
                    act.object.kind, act.object.id, value["names"].value(act.object.id, std::string{}),
                    act.details, act.address, act.request_id});
}

class FilterReader {
 public:
  explicit FilterReader(const Request& request) : request_(request) {}

  std::string text(std::string_view name) const {
    return std::string{request_.find_query(name).value_or("")};
  }

  std::optional<Instant> moment(std::string_view name) {
    const auto written = text(name);
    if (written.empty()) return std::nullopt;
    auto at = from_rfc3339(written);
    if (!at)
      problems_.push_back(
          {std::string{name}, "This must be a moment in RFC 3339, like 2026-01-31T08:00:00Z."});
    return at;
  }

  UserId user(std::string_view name) {
    const auto written = text(name);
    if (written.empty()) return {};
    const auto id = UserId::parse(written);
    if (!id) problems_.push_back({std::string{name}, "This must be the id of an account."});
    return id.value_or(UserId{});
  }

  std::optional<std::int64_t> place(const std::string& written) {
    if (written.empty()) return std::nullopt;
    const auto number = parse_number<std::int64_t>(written);
    if (!number) problems_.push_back({"after", "This must be what an earlier page named as next."});
    return number;
  }

  /// Throws where anything that was read is wrong.
  audit::Filter filter() {
    audit::Filter filter;
    filter.who = user("who");
    filter.action = text("action");
    filter.since = moment("since");
    filter.until = moment("until");
    if (text("object_kind").empty() && !text("object_id").empty())
      problems_.push_back({"object_kind", "Name the kind of the object beside its id."});
    if (!problems_.empty()) throw InvalidInput(std::move(problems_));
    if (auto kind = text("object_kind"); !kind.empty())
      filter.object = audit::Object{std::move(kind), text("object_id")};
    return filter;
  }

 private:
  const Request& request_;
  std::vector<Problem> problems_;
};

constexpr http::Parameter kAuditFilter[] = {
    {"who", "Only what the account with this id did."},
    {"action", "Only this action, such as user.disabled."},
    {"object_kind", "Only what was done to things of this kind, such as course."},
    {"object_id", "With object_kind: only what was done to this one."},
    {"since", "Only what was done at this moment or later.", R"({"type":"string","format":"date-time"})"},
    {"until", "Only what was done before this moment.", R"({"type":"string","format":"date-time"})"}};

}  // namespace

// clang-format off
const http::Entry<AuditApi> AuditApi::kRoutes[] = {
    {Method::Get, "/api/v1/audit",         Permission::AuditRead, Body::None, Lane::Worker, &AuditApi::list,    "List what was done, the newest first", {"", "AuditLog", kAuditFilter}},
    {Method::Get, "/api/v1/audit.csv",     Permission::AuditRead, Body::None, Lane::Slow,   &AuditApi::as_csv,  "Get what was done as CSV, the newest first: at most 50,000 acts", {"", "", kAuditFilter}},
    {Method::Get, "/api/v1/audit/actions", Permission::AuditRead, Body::None, Lane::Worker, &AuditApi::actions, "List the actions that were recorded",  {"", "AuditActions"}},
};
// clang-format on

std::vector<http::Route> AuditApi::routes() {
  return http::bind(*this, std::span<const http::Entry<AuditApi>>{kRoutes});
}

Response AuditApi::list(const Request& request) {
  const auto paging = http::paging_of(request);
  FilterReader reader(request);
  const auto before = reader.place(paging.after);
  const auto filter = reader.filter();

  return database_.read([&](const storage::Reader& db) {
    const auto page =
        catalog::as_page(audit::list(db, filter, before, paging.limit + 1), paging.limit,
                         [](const audit::Entry& entry) { return std::to_string(entry.sequence); });
    json items = json::array();
    for (const auto& entry : page.items) items.push_back(as_json(db, entry));
    return Response::json(http::page_json(std::move(items), page.next));
  });
}

Response AuditApi::as_csv(const Request& request) {
  const auto filter = FilterReader(request).filter();
  std::string text;
  append_csv(text, {"at", "who", "email", "action", "object_kind", "object_id", "object_name", "details",
                    "address", "request_id"});
  std::optional<std::int64_t> before;
  for (int count = 0; count < kMostInCsv; count += kCsvPage) {
    // A snapshot each, so that a long log holds no reader for long.
    const auto entries = database_.read([&](const storage::Reader& db) {
      auto page = audit::list(db, filter, before, kCsvPage);
      for (const auto& entry : page) append_row(text, db, entry);
      return page;
    });
    if (entries.size() < kCsvPage) break;
    before = entries.back().sequence;
  }
  return Response::text(std::move(text), "text/csv; charset=utf-8")
      .with("Content-Disposition", "attachment; filename=\"audit.csv\"")
      .with("Cache-Control", "no-store");
}

Response AuditApi::actions(const Request&) {
  return Response::json(
      {{"items", database_.read([](const storage::Reader& db) { return audit::actions(db); })}});
}

}  // namespace lectern::lms
