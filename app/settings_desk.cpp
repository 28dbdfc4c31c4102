#include "app/settings_desk.h"

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/text.h"
#include "catalog/acting.h"
#include "storage/db/query.h"

namespace lectern::app {
namespace {

using config::Setting;
using http::Body;
using http::Lane;
using http::Method;
using http::Permission;
using http::Request;
using http::Response;
using http::Who;
using nlohmann::json;

const storage::Query kStored{"settings.stored", "SELECT key, value FROM setting ORDER BY key"};
const storage::Query kStore{"settings.store", R"sql(
  INSERT INTO setting (key, value, changed_at) VALUES (?1, ?2, ?3)
      ON CONFLICT (key) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at)sql"};
const storage::Query kForget{"settings.forget", "DELETE FROM setting WHERE key = ?1"};

constexpr std::size_t kLongestValue = 2'000;

/// What must never leave the server, even towards an administrator.
bool is_secret(const Setting& setting) {
  return setting.rule == "secret";
}

json as_json(const Setting& setting, const config::LiveSettings& settings) {
  static const config::Settings kDefaults;
  const auto choices = config::choice_list(setting);
  return {
      {"key", setting.key},
      {"value", is_secret(setting) ? json(nullptr) : json(config::value_text(*settings.current(), setting))},
      {"default", config::value_text(kDefaults, setting)},
      {"help", setting.sentence},
      {"allowed", config::allowed_text(setting)},
      {"choices", choices},
      {"kind", config::kind_of(setting)},
      {"source", text_of(settings.origin_of(setting))},
      {"applies", setting.applies == config::Applies::AtOnce ? "at_once" : "at_start"},
      {"editable", settings.is_open(setting)}};
}

/// {"values": {"key": "text" or null for the default}}
config::LiveSettings::Changes changes_in(const json& body) {
  std::vector<Problem> problems;
  config::LiveSettings::Changes changes;
  if (!body.is_object() || !body.contains("values") || !body["values"].is_object() || body.size() != 1)
    throw InvalidInput(
        std::vector<Problem>{{"values", "Send an object of keys and their values, as texts."}});
  for (const auto& [key, value] : body["values"].items()) {
    if (value.is_null())
      changes[key] = std::nullopt;
    else if (value.is_string() && value.get_ref<const std::string&>().size() <= kLongestValue)
      changes[key] = std::string{trim(value.get_ref<const std::string&>())};
    else
      problems.push_back({key, "This must be a text of at most 2000 bytes, or null for the default."});
  }
  if (!problems.empty()) throw InvalidInput(std::move(problems));
  return changes;
}

}  // namespace

std::map<std::string, std::string> stored_settings(const storage::Database& database) {
  std::map<std::string, std::string> values;
  database.read([&](const storage::Reader& db) {
    db.each(kStored,
            [&](const storage::Row& row) { values[row.get<std::string>(0)] = row.get<std::string>(1); });
  });
  return values;
}

// clang-format off
const http::Entry<SettingsDesk> SettingsDesk::kRoutes[] = {
    {Method::Get,   "/api/v1/admin/settings", Permission::SettingsManage, Body::None, Lane::Worker, &SettingsDesk::show,   "List all settings, and where each comes from", {"", "Settings"}},
    {Method::Patch, "/api/v1/admin/settings", Permission::SettingsManage, Body::Json, Lane::Worker, &SettingsDesk::change, "Change settings while the server runs",        {"SettingsPatch", "Settings"}},
    {Method::Get,   "/api/v1/site",           Who::Anyone,                Body::None, Lane::Inline, &SettingsDesk::site,   "Name the institution, its colour and who may sign up", {"", "Site"}},
};
// clang-format on

std::vector<http::Route> SettingsDesk::routes() {
  return http::bind(*this, std::span<const http::Entry<SettingsDesk>>{kRoutes});
}

Response SettingsDesk::show(const Request&) {
  json items = json::array();
  for (const auto& setting : config::settings_table()) items.push_back(as_json(setting, settings_));
  return Response::json({{"items", std::move(items)}}).with("Cache-Control", "no-store");
}

Response SettingsDesk::change(const Request& request) {
  const auto changes = changes_in(request.json());
  // Whoever names the directory could let in whom they like, as what they like.
  for (const auto& [key, value] : changes)
    if (key.starts_with("ldap.") && !request.principal.is_admin())
      throw Error(ErrorCode::Forbidden, "Only administrators may set up who vouches for people.");
  settings_.check(changes);
  database_.write([&](storage::Writer& db) {
    for (const auto& [key, value] : changes) {
      const auto* setting = config::find_setting(key);
      const auto before = config::value_text(*settings_.current(), *setting);
      if (value)
        db.run(kStore, key, *value, db.now());
      else
        db.run(kForget, key);
      const json details = is_secret(*setting)
                               ? json::object()
                               : json{{"before", before}, {"after", value ? json(*value) : json(nullptr)}};
      audit::record(db, catalog::act_of(request.principal, "setting.changed", {"setting", key}, details));
    }
  });
  settings_.apply(changes);
  return show(request);
}

Response SettingsDesk::site(const Request&) {
  const auto settings = settings_.current();
  return Response::json({{"name", settings->institution_name},
                         {"accent", settings->institution_accent},
                         {"sign_up", text_of(settings->accounts_sign_up)}})
      .with("Cache-Control", "no-cache");
}

}  // namespace lectern::app
