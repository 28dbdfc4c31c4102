#include "lms/enrolment/roster_api.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/json.h"
#include "http/page_json.h"
#include "lms/enrolment/enrolment_json.h"

namespace lectern::lms {

using catalog::CourseRole;
using http::Body;
using http::Lane;
using http::Method;
using http::page_json;
using http::Request;
using http::Response;
using http::Who;
using nlohmann::json;

namespace {

constexpr std::size_t kMostAtOnce = 1000;
constexpr TextRule kName{1, 100};
constexpr std::size_t kLargestFile = 1'000'000;

const std::vector<std::string_view> kRoles = {"student", "assistant", "instructor", "observer"};

CourseId course_of(const Request& request) {
  return http::id_parameter<CourseId>(request, "id");
}

template <typename Item>
json array_of(const std::vector<Item>& items) {
  json array = json::array();
  for (const auto& item : items) array.push_back(as_json(item));
  return array;
}

/// One of the texts of an enum, or nothing where the query does not name it.
template <typename Enum>
std::optional<Enum> query_choice(const Request& request, std::string_view name) {
  const auto text = request.find_query(name);
  if (!text || text->empty()) return std::nullopt;
  const auto value = from_text<Enum>(*text);
  if (!value) throw InvalidInput({Problem{std::string{name}, "There is no such choice."}});
  return value;
}

RosterFilter filter_of(const Request& request) {
  RosterFilter filter;
  filter.words = request.find_query("q").value_or("");
  filter.state = query_choice<catalog::EnrolmentState>(request, "state");
  filter.role = query_choice<CourseRole>(request, "role");
  filter.order = query_choice<RosterOrder>(request, "sort").value_or(RosterOrder::Name);
  if (const auto group = request.find_query("group"); group && !group->empty())
    filter.group = GroupId::parse(*group).value_or(GroupId{"none"});
  return filter;
}

CourseRole role_field(FieldReader& fields) {
  const auto role = fields.optional_choice("role", kRoles).value_or("student");
  return from_text<CourseRole>(role).value_or(CourseRole::Student);
}

std::string name_field(const Request& request) {
  const auto body = request.json();
  FieldReader fields(body);
  const auto name = fields.text("name", kName);
  fields.finish();
  return name;
}

constexpr http::Parameter kRosterFilter[] = {
    {"q", "Words in the name or the address."},
    {"state", "Only places in this state; where it is left out, everybody who has not left.",
     R"({"enum":["active","waiting","suspended","ended",""]})"},
    {"role", "Only people with this role in the course.",
     R"({"enum":["student","assistant","instructor","observer",""]})"},
    {"group", "Only members of the group with this id."},
    {"sort", "The order of the list; - turns it round.",
     R"({"enum":["name","-name","activity","-activity","progress","-progress",""],"default":"name"})"}};

}  // namespace

// clang-format off
const http::Entry<RosterApi> RosterApi::kRoutes[] = {
    {Method::Get,    "/api/v1/courses/{id}/roster",            Who::SignedIn,   Body::None, Lane::Worker, &RosterApi::list,              "List who belongs to a course",                     {"", "Roster", kRosterFilter}},
    {Method::Post,   "/api/v1/courses/{id}/roster",            Who::SignedIn,   Body::Json, Lane::Worker, &RosterApi::add,               "Add somebody by address",                          {"NewEnrolment", "Enrolment"}},
    {Method::Get,    "/api/v1/courses/{id}/roster.csv",        Who::SignedIn,   Body::None, Lane::Slow,   &RosterApi::export_csv,        "Get the roster as CSV",                            {"", "", kRosterFilter}},
    {Method::Post,   "/api/v1/courses/{id}/roster/people",     Who::SignedIn,   Body::Json, Lane::Worker, &RosterApi::add_people,        "Add many by address; invite whom nobody knows",    {"NewPeople", "Intake"}},
    {Method::Post,   "/api/v1/courses/{id}/roster/import",     Who::SignedIn,   Body::Json, Lane::Slow,   &RosterApi::import_csv,        "Add many from CSV, or try it first",               {"RosterImport", "Intake"}},
    {Method::Post,   "/api/v1/courses/{id}/roster/act",        Who::SignedIn,   Body::Json, Lane::Worker, &RosterApi::act,               "Change many at once",                              {"RosterAct", "RosterChanged"}},
    {Method::Get,    "/api/v1/courses/{id}/groups",            Who::SignedIn,   Body::None, Lane::Worker, &RosterApi::list_groups,       "List a course's groups",                           {"", "GroupList", {}, http::Pages::One}},
    {Method::Post,   "/api/v1/courses/{id}/groups",            Who::SignedIn,   Body::Json, Lane::Worker, &RosterApi::create_group,      "Make a group",                                     {"Named", "Group"}},
    {Method::Patch,  "/api/v1/groups/{id}",                    Who::SignedIn,   Body::Json, Lane::Worker, &RosterApi::rename_group,      "Rename a group",                                   {"Named", "Group"}},
    {Method::Delete, "/api/v1/groups/{id}",                    Who::SignedIn,   Body::None, Lane::Worker, &RosterApi::remove_group,      "Remove a group; its people stay in the course",    {}},
    {Method::Get,    "/api/v1/courses/{id}/invitations",       Who::SignedIn,   Body::None, Lane::Worker, &RosterApi::list_invitations,  "List a course's invitations",                      {"", "CourseInvitationList"}},
    {Method::Post,   "/api/v1/courses/{id}/invitations",       Who::SignedIn,   Body::Json, Lane::Worker, &RosterApi::create_invitation, "Make an invitation",                               {"NewCourseInvitation", "CourseInvitation"}},
    {Method::Delete, "/api/v1/course-invitations/{id}",        Who::SignedIn,   Body::None, Lane::Worker, &RosterApi::revoke_invitation, "Take an invitation back",                          {}},
    {Method::Get,    "/api/v1/courses/{id}/cohorts",           Who::SignedIn,   Body::None, Lane::Worker, &RosterApi::list_links,        "List the cohorts that a course has",               {"", "CohortLinkList", {}, http::Pages::One}},
    {Method::Put,    "/api/v1/courses/{id}/cohorts/{cohort}",  Who::SignedIn,   Body::Json, Lane::Worker, &RosterApi::link_cohort,       "Bring a cohort into a course",                     {"CohortRole", ""}},
    {Method::Delete, "/api/v1/courses/{id}/cohorts/{cohort}",  Who::SignedIn,   Body::None, Lane::Worker, &RosterApi::unlink_cohort,     "Take a cohort out of a course",                    {}},
    {Method::Get,    "/api/v1/cohorts",                        Who::SignedIn,   Body::None, Lane::Worker, &RosterApi::list_cohorts,      "List the institution's cohorts",                   {"", "CohortList"}},
    {Method::Post,   "/api/v1/cohorts",                        http::Permission::EnrolmentsManage, Body::Json, Lane::Worker, &RosterApi::create_cohort,     "Make a cohort",                                    {"Named", "Cohort"}},
    {Method::Patch,  "/api/v1/cohorts/{id}",                   http::Permission::EnrolmentsManage, Body::Json, Lane::Worker, &RosterApi::rename_cohort,     "Rename a cohort",                                  {"Named", "Cohort"}},
    {Method::Delete, "/api/v1/cohorts/{id}",                   http::Permission::EnrolmentsManage, Body::None, Lane::Worker, &RosterApi::remove_cohort,     "Remove a cohort",                                  {}},
    {Method::Get,    "/api/v1/cohorts/{id}/members",           http::Permission::EnrolmentsManage, Body::None, Lane::Worker, &RosterApi::list_members,      "List a cohort's members",                          {"", "CohortMemberList"}},
    {Method::Post,   "/api/v1/cohorts/{id}/members",           http::Permission::EnrolmentsManage, Body::Json, Lane::Worker, &RosterApi::add_members,       "Add members by address",                           {"Addresses", "UnknownAddresses"}},
    {Method::Delete, "/api/v1/cohorts/{id}/members/{user}",    http::Permission::EnrolmentsManage, Body::None, Lane::Worker, &RosterApi::remove_member,     "Take somebody out of a cohort",                    {}},
};
// clang-format on

std::vector<http::Route> RosterApi::routes() {
  return http::bind(*this, std::span<const http::Entry<RosterApi>>{kRoutes});
}

Response RosterApi::list(const Request& request) {
  return Response::json(as_json(desk_.roster.list(request.principal, course_of(request), filter_of(request),
                                                  http::paging_of(request))));
}

Response RosterApi::export_csv(const Request& request) {
  auto text = desk_.roster.export_csv(request.principal, course_of(request), filter_of(request));
  return Response::text(std::move(text), "text/csv; charset=utf-8")
      .with("Content-Disposition", "attachment; filename=\"roster.csv\"")
      .with("Cache-Control", "no-store");
}

Response RosterApi::add(const Request& request) {
  const auto course = course_of(request);
  const auto body = request.json();
  FieldReader fields(body);
  const auto email = fields.text("email", {3, 254});
  const auto role = role_field(fields);
  fields.finish();
  return Response::json(as_json(desk_.enrolments.add(request.principal, course, email, role)), 201);
}

Response RosterApi::add_people(const Request& request) {
  const auto course = course_of(request);
  const auto body = request.json();
  FieldReader fields(body);
  const auto emails = fields.texts("emails", kMostAtOnce, {1, 254});
  const auto role = role_field(fields);
  const auto group = fields.optional_text("group", {0, kName.max_characters}).value_or("");
  fields.finish();
  std::vector<IntakeLine> lines;
  for (const auto& email : emails) lines.push_back({lines.size() + 1, email, role, group});
  return Response::json(
      as_json(desk_.intake.take(request.principal, course, lines, Origin::Instructor, Run::Real), Run::Real));
}

Response RosterApi::import_csv(const Request& request) {
  const auto course = course_of(request);
  const auto body = request.json();
  FieldReader fields(body);
  const auto csv = fields.text("csv", {1, kLargestFile});
  const auto run = fields.optional_flag("dry_run").value_or(false) ? Run::Dry : Run::Real;
  fields.finish();
  std::vector<IntakeResult> results;
  const auto lines = read_intake(csv, results);
  for (auto& result : desk_.intake.take(request.principal, course, lines, Origin::Import, run))
    results.push_back(std::move(result));
  std::stable_sort(results.begin(), results.end(),
                   [](const IntakeResult& a, const IntakeResult& b) { return a.line < b.line; });
  return Response::json(as_json(results, run));
}

Response RosterApi::act(const Request& request) {
  const auto course = course_of(request);
  const auto body = request.json();
  FieldReader fields(body);
  BulkAct bulk;
  bulk.act = from_text<RosterAct>(fields.choice("act", {"suspend", "resume", "end", "restore", "set_role",
                                                        "add_to_group", "remove_from_group"}))
                 .value_or(RosterAct::Suspend);
  for (const auto& id : fields.texts("enrolment_ids", kMostAtOnce, {1, 26})) {
    const auto parsed = EnrolmentId::parse(id);
    if (!parsed) fields.add_problem("enrolment_ids", "These must be ids of enrolments.");
    bulk.people.push_back(parsed.value_or(EnrolmentId{}));
  }
  bulk.role = role_field(fields);
  if (const auto group = fields.optional_text("group_id", {1, 26}))
    bulk.group = GroupId::parse(*group).value_or(GroupId{"none"});
  fields.finish();
  json changed = json::array();
  for (const auto& id : desk_.roster.act(request.principal, course, bulk)) changed.push_back(id.text());
  return Response::json({{"changed", std::move(changed)}});
}

Response RosterApi::list_groups(const Request& request) {
  return Response::json(page_json(array_of(desk_.groups.list(request.principal, course_of(request)))));
}

Response RosterApi::create_group(const Request& request) {
  const auto course = course_of(request);
  return Response::json(as_json(desk_.groups.create(request.principal, course, name_field(request))), 201);
}

Response RosterApi::rename_group(const Request& request) {
  const auto id = http::id_parameter<GroupId>(request, "id");
  return Response::json(as_json(desk_.groups.rename(request.principal, id, name_field(request))));
}

Response RosterApi::remove_group(const Request& request) {
  desk_.groups.remove(request.principal, http::id_parameter<GroupId>(request, "id"));
  return Response::empty();
}

Response RosterApi::list_invitations(const Request& request) {
  const auto page = desk_.invitations.list(request.principal, course_of(request), http::paging_of(request));
  json items = json::array();
  for (const auto& invitation : page.items) items.push_back(as_json(invitation, desk_.clock.now()));
  return Response::json(page_json(std::move(items), page.next));
}

Response RosterApi::create_invitation(const Request& request) {
  const auto course = course_of(request);
  const auto body = request.json();
  FieldReader fields(body);
  NewInvitation draft;
  draft.role = role_field(fields);
  draft.email = fields.optional_text("email", {3, 254}).value_or("");
  draft.most_uses = fields.optional_integer("most_uses", 1, 100'000);
  if (const auto text = fields.optional_text("expires_at")) {
    draft.expires_at = from_rfc3339(*text);
    if (!draft.expires_at) fields.add_problem("expires_at", "This must be a time like 2026-09-01T08:00:00Z.");
  }
  fields.finish();
  return Response::json(
      as_json(desk_.invitations.create(request.principal, course, draft), desk_.clock.now()), 201);
}

Response RosterApi::revoke_invitation(const Request& request) {
  desk_.invitations.revoke(request.principal, http::id_parameter<InvitationId>(request, "id"));
  return Response::empty();
}

Response RosterApi::list_links(const Request& request) {
  return Response::json(page_json(array_of(desk_.cohorts.links(request.principal, course_of(request)))));
}

Response RosterApi::link_cohort(const Request& request) {
  const auto course = course_of(request);
  const auto cohort = http::id_parameter<CohortId>(request, "cohort");
  const auto body = request.json();
  FieldReader fields(body);
  const auto role = role_field(fields);
  fields.finish();
  desk_.cohorts.link(request.principal, course, cohort, role);
  return Response::empty();
}

Response RosterApi::unlink_cohort(const Request& request) {
  desk_.cohorts.unlink(request.principal, course_of(request),
                       http::id_parameter<CohortId>(request, "cohort"));
  return Response::empty();
}

Response RosterApi::list_cohorts(const Request& request) {
  // Whoever teaches brings one into a course.
  http::Door teaches = Who::Instructor;
  if (!request.principal.may(http::Permission::EnrolmentsManage)) teaches.check(request.principal);
  const auto page = desk_.cohorts.list(http::paging_of(request));
  return Response::json(page_json(array_of(page.items), page.next));
}

Response RosterApi::create_cohort(const Request& request) {
  return Response::json(as_json(desk_.cohorts.create(request.principal, name_field(request))), 201);
}

Response RosterApi::rename_cohort(const Request& request) {
  const auto id = http::id_parameter<CohortId>(request, "id");
  return Response::json(as_json(desk_.cohorts.rename(request.principal, id, name_field(request))));
}

Response RosterApi::remove_cohort(const Request& request) {
  desk_.cohorts.remove(request.principal, http::id_parameter<CohortId>(request, "id"));
  return Response::empty();
}

Response RosterApi::list_members(const Request& request) {
  const auto page =
      desk_.cohorts.members(http::id_parameter<CohortId>(request, "id"), http::paging_of(request));
  return Response::json(page_json(array_of(page.items), page.next));
}

Response RosterApi::add_members(const Request& request) {
  const auto id = http::id_parameter<CohortId>(request, "id");
  const auto body = request.json();
  FieldReader fields(body);
  const auto emails = fields.texts("emails", kMostAtOnce, {1, 254});
  fields.finish();
  return Response::json({{"unknown", desk_.cohorts.add_members(request.principal, id, emails)}});
}

Response RosterApi::remove_member(const Request& request) {
  desk_.cohorts.remove_member(request.principal, http::id_parameter<CohortId>(request, "id"),
                              http::id_parameter<UserId>(request, "user"));
  return Response::empty();
}

}  // namespace lectern::lms
