#include "lms/admin/users_api.h"

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/json.h"
#include "catalog/picture_json.h"
#include "http/page_json.h"
#include "lms/identity/identity_json.h"

namespace lectern::lms {

using http::Body;
using http::Lane;
using http::Method;
using http::Permission;
using http::Request;
using http::Response;
using http::Who;
using nlohmann::json;

namespace {

constexpr TextRule kName{1, 100};
constexpr std::size_t kMostRoles = 50;

json as_json(const AccountDetails& details) {
  auto value = user_json(details.account);
  value["picture"] = catalog::as_json(details.picture);
  value["roles"] = details.roles;
  value["sessions"] = details.sessions;
  value["last_sign_in"] = time_or_null(details.last_sign_in);
  value["enrolments"] = details.enrolments;
  value["courses"] = details.courses;
  return value;
}

json as_json(const RoleRow& role) {
  return {{"id", role.id},
          {"name", role.name},
          {"built_in", role.built_in},
          {"locked", role.is_locked()},
          {"permissions", keys_of(role.permissions)},
          {"people", role.people}};
}

json as_json(const ImportResult& result) {
  json errors = json::array();
  for (const auto& error : result.errors)
    errors.push_back({{"line", error.line}, {"email", error.email}, {"reason", error.reason}});
  return {{"created", result.created},
          {"updated", result.updated},
          {"unchanged", result.unchanged},
          {"errors", std::move(errors)},
          {"applied", result.applied}};
}

/// One of `choices`, or nothing at all.
std::string choice_in_query(const Request& request, std::string_view name,
                            std::initializer_list<const char*> choices) {
  const std::string text{request.find_query(name).value_or("")};
  if (text.empty()) return text;
  std::string all;
  for (const auto* choice : choices) {
    if (text == choice) return text;
    all += (all.empty() ? "" : ", ") + std::string{choice};
  }
  throw InvalidInput(std::vector<Problem>{{std::string{name}, "Must be one of: " + all + "."}});
}

AccountFilter filter_of(const Request& request) {
  AccountFilter filter;
  filter.words = request.find_query("q").value_or("");
  filter.role = choice_in_query(request, "role", {"student", "instructor", "admin"});
  filter.state = choice_in_query(request, "state", {"active", "disabled"});
  const auto sort = choice_in_query(request, "sort", {"newest", "name", "email"});
  if (!sort.empty()) filter.sort = from_text<AccountSort>(sort).value();
  return filter;
}

http::Permissions permissions_in(const std::vector<std::string>& keys, FieldReader& fields) {
  http::Permissions permissions;
  for (const auto& key : keys) {
    if (const auto known = from_text<Permission>(key))
      permissions.add(*known);
    else
      fields.add_problem("permissions", "There is no permission called " + key + ".");
  }
  return permissions;
}

AccountPatch patch_of(const Request& request) {
  const auto body = request.json();
  FieldReader fields(body);
  AccountPatch patch;
  patch.name = fields.optional_text("name", kName);
  if (const auto email = fields.optional_text("email", {3, 254})) {
    patch.email = normal_email(*email);
    if (!patch.email) fields.add_problem("email", "This is not an e-mail address.");
  }
  if (const auto role = fields.optional_choice("role", {"student", "instructor", "admin"}))
    patch.role = role_named(*role);
  if (body.is_object() && body.contains("roles")) patch.roles = fields.texts("roles", kMostRoles, {1, 40});
  patch.disabled = fields.optional_flag("disabled");
  fields.finish();
  return patch;
}

constexpr http::Parameter kAccountFilter[] = {
    {"q", "Words anywhere in the name or the address."},
    {"role", "Only accounts with this role.", R"({"enum":["student","instructor","admin",""]})"},
    {"state", "Only accounts in this state.", R"({"enum":["active","disabled",""]})"},
    {"sort", "The order of the list.", R"({"enum":["newest","name","email",""],"default":"newest"})"}};

}  // namespace

// clang-format off
const http::Entry<UsersApi> UsersApi::kRoutes[] = {
    {Method::Get,    "/api/v1/users",               Permission::UsersRead,   Body::None, Lane::Worker, &UsersApi::list,        "List accounts",                              {"", "UserList", kAccountFilter}},
    {Method::Get,    "/api/v1/users/export",        Permission::UsersRead,   Body::None, Lane::Slow,   &UsersApi::as_csv,      "List all accounts as CSV",                   {}},
    {Method::Post,   "/api/v1/users/import",        Permission::UsersManage, Body::Json, Lane::Slow,   &UsersApi::import,      "Make and change accounts from CSV",          {"AccountImport", "AccountImportResult"}},
    {Method::Get,    "/api/v1/users/{id}",          Permission::UsersRead,   Body::None, Lane::Worker, &UsersApi::find,        "Show an account",                            {"", "AccountDetails"}},
    {Method::Patch,  "/api/v1/users/{id}",          Permission::UsersManage, Body::Json, Lane::Worker, &UsersApi::change,      "Change an account, its roles, disable it",   {"AccountPatch", "AccountDetails"}},
    {Method::Post,   "/api/v1/users/{id}/reset-link", Permission::UsersManage, Body::None, Lane::Worker, &UsersApi::send_reset, "Send somebody a link to set a new password",  {}},
    {Method::Post,   "/api/v1/users/{id}/sign-out", Permission::UsersManage, Body::None, Lane::Worker, &UsersApi::sign_out,    "End all sessions of an account",             {}},
    {Method::Get,    "/api/v1/roles",               Who::SignedIn,           Body::None, Lane::Worker, &UsersApi::list_roles,  "List roles and what each allows",            {"", "RoleTable"}},
    {Method::Post,   "/api/v1/roles",               Permission::RolesManage, Body::Json, Lane::Worker, &UsersApi::create_role, "Make a role",                                {"NewRole", "Role"}},
    {Method::Patch,  "/api/v1/roles/{id}",          Permission::RolesManage, Body::Json, Lane::Worker, &UsersApi::change_role, "Rename a role, or change what it allows",    {"RolePatch", "Role"}},
    {Method::Delete, "/api/v1/roles/{id}",          Permission::RolesManage, Body::None, Lane::Worker, &UsersApi::remove_role, "Delete a role",                              {}},
};
// clang-format on

std::vector<http::Route> UsersApi::routes() {
  return http::bind(*this, std::span<const http::Entry<UsersApi>>{kRoutes});
}

Response UsersApi::list(const Request& request) {
  const auto page = users_.list(filter_of(request), http::paging_of(request));
  json items = json::array();
  const auto pictures = users_.pictures_of(page.items);
  for (std::size_t at = 0; at < page.items.size(); ++at) {
    items.push_back(user_json(page.items[at]));
    items.back()["picture"] = catalog::as_json(pictures[at]);
  }
  return Response::json(http::page_json(std::move(items), page.next));
}

Response UsersApi::find(const Request& request) {
  return Response::json(as_json(users_.find(http::id_parameter<UserId>(request, "id"))));
}

Response UsersApi::change(const Request& request) {
  const auto id = http::id_parameter<UserId>(request, "id");
  const auto patch = patch_of(request);
  if (patch.role || patch.roles) http::require(request.principal, Permission::RolesManage);
  return Response::json(as_json(users_.change(request.principal, id, patch)));
}

Response UsersApi::send_reset(const Request& request) {
  users_.send_reset(request.principal, http::id_parameter<UserId>(request, "id"));
  return Response::empty();
}

Response UsersApi::sign_out(const Request& request) {
  users_.sign_out(request.principal, http::id_parameter<UserId>(request, "id"));
  return Response::empty();
}

Response UsersApi::import(const Request& request) {
  const auto body = request.json();
  FieldReader fields(body);
  const auto csv = fields.secret("csv");  // Taken as it is, not trimmed.
  const auto mode =
      fields.optional_choice("mode", {"all_or_nothing", "each_line"}).value_or("all_or_nothing");
  const auto rehearsal = fields.optional_flag("dry_run").value_or(false);
  fields.finish();
  return Response::json(as_json(users_.import(
      request.principal, csv, mode == "each_line" ? ImportMode::EachLine : ImportMode::AllOrNothing,
      rehearsal ? ImportRun::Rehearsal : ImportRun::Real)));
}

Response UsersApi::as_csv(const Request&) {
  return Response::text(users_.as_csv(), "text/csv; charset=utf-8")
      .with("Content-Disposition", "attachment; filename=\"people.csv\"")
      .with("Cache-Control", "no-store");
}

Response UsersApi::list_roles(const Request& request) {
  const auto& who = request.principal;
  if (!who.may(Permission::UsersRead)) http::require(who, Permission::RolesManage);
  json permissions = json::array();
  for (const auto& row : http::kPermissions)
    permissions.push_back({{"key", row.text}, {"sentence", row.sentence}});
  json roles = json::array();
  for (const auto& role : roles_.list()) roles.push_back(as_json(role));
  return Response::json({{"permissions", std::move(permissions)}, {"items", std::move(roles)}});
}

Response UsersApi::create_role(const Request& request) {
  const auto body = request.json();
  FieldReader fields(body);
  const auto name = fields.text("name", {1, 60});
  const auto permissions =
      permissions_in(fields.texts("permissions", http::kPermissionCount, {1, 60}), fields);
  fields.finish();
  return Response::json(as_json(roles_.create(request.principal, name, permissions)), 201);
}

Response UsersApi::change_role(const Request& request) {
  const auto body = request.json();
  FieldReader fields(body);
  RolePatch patch;
  patch.name = fields.optional_text("name", {1, 60});
  if (body.is_object() && body.contains("permissions"))
    patch.permissions = permissions_in(fields.texts("permissions", http::kPermissionCount, {1, 60}), fields);
  fields.finish();
  return Response::json(as_json(roles_.change(request.principal, request.parameter("id"), patch)));
}

Response UsersApi::remove_role(const Request& request) {
  roles_.remove(request.principal, request.parameter("id"));
  return Response::empty();
}

}  // namespace lectern::lms
