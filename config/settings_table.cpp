#include "config/settings_table.h"

#include <algorithm>
#include <numeric>

#include "base/text.h"
#include "config/quantities.h"
#include "config/shapes.h"

namespace lectern::config {
namespace {

// clang-format off
constexpr Setting kSettings[] = {
    {"data_dir",                &Settings::data_dir,                "",           Applies::AtStart, "The folder that holds everything: database, uploads, videos, keys, backups."},

    {"http.listen",             &Settings::http_listen,             "host:port",  Applies::AtStart, "Address and port to listen on. Port 0 takes any free one."},
    {"http.public_url",         &Settings::http_public_url,         "url",        Applies::AtStart, "What people type to get here, where a proxy stands in front: https://lectures.example.org. Empty: the address the request came to."},
    {"http.tls_certificate",    &Settings::http_tls_certificate,    "",           Applies::AtStart, "Certificate chain in PEM, to serve HTTPS without a proxy."},
    {"http.tls_key",            &Settings::http_tls_key,            "",           Applies::AtStart, "The certificate's private key in PEM."},
    {"http.redirect_listen",    &Settings::http_redirect_listen,    "host:port?",  Applies::AtStart, "Where TLS is served: a second, plain address that sends everybody there, as 0.0.0.0:80. Empty: none."},
    {"http.trusted_proxies",    &Settings::http_trusted_proxies,    "addresses",  Applies::AtStart, "Addresses of proxies whose Forwarded and X-Forwarded headers are believed, separated by commas: 127.0.0.1, 10.0.0.0/8."},
    {"http.max_connections",    &Settings::http_max_connections,    "16..100000", Applies::AtStart, "Connections that may be open at once; more are refused."},

    {"limits.sign_ins",         &Settings::limits_sign_ins,         "0..100000",  Applies::AtOnce,  "Attempts to sign in or sign up that one address may make in a minute. 0: any number."},
    {"limits.writes",           &Settings::limits_writes,           "0..1000000", Applies::AtOnce,  "Changes that one person may make in a minute. 0: any number."},
    {"limits.reads",            &Settings::limits_reads,            "0..1000000", Applies::AtOnce,  "Requests to the API that one person may make in a minute. 0: any number."},
    {"limits.people_at_address", &Settings::limits_people_at_address, "1..100000", Applies::AtOnce,  "A school shares one address: it may make so many times the changes and requests that one person may."},

    {"institution.name",        &Settings::institution_name,        "name",       Applies::AtOnce,  "What the institution calls this place; it stands at the top of every page."},
    {"institution.accent",      &Settings::institution_accent,      "accent",     Applies::AtOnce,  "The institution's colour, dark enough for white text on it: #24417f."},

    {"first_admin.email",       &Settings::first_admin_email,       "email",      Applies::AtStart, "The administrator who is made on the first start."},
    {"accounts.sign_up",        &Settings::accounts_sign_up,        "",           Applies::AtOnce,  "Who may open an account: nobody, those who were invited, or everybody."},
    {"accounts.instructors",    &Settings::accounts_instructors,    "",           Applies::AtOnce,  "Whether those who sign up as instructors become one: never, after an administrator's approval, or at once."},
    {"accounts.confirm_email",  &Settings::accounts_confirm_email,  "",           Applies::AtOnce,  "Whether somebody who signs up must first open a link sent to the address."},
    {"accounts.deletion_grace", &Settings::accounts_deletion_grace, "0s..90d",    Applies::AtOnce,  "How long an account that its owner deletes can be had back by signing in."},
    {"session.lifetime",        &Settings::session_lifetime,        "5m..90d",    Applies::AtOnce,  "How long a sign-in lasts without being used."},
    {"playback.token_lifetime", &Settings::playback_token_lifetime, "5m..7d",     Applies::AtOnce,  "How long the address of a playing video works. Longer than the longest sitting: it is revoked at once where need be."},

    {"upload.max_size",         &Settings::upload_max_size,         "1M..16T",    Applies::AtOnce,  "The largest file that may be uploaded."},
    {"upload.quota",            &Settings::upload_quota,            "1M..1024T",  Applies::AtOnce,  "How much one instructor may keep here."},
    {"upload.keep_free",        &Settings::upload_keep_free,        "0..1T",      Applies::AtStart, "Room on the disk that uploads leave to the database."},
    {"upload.expires",          &Settings::upload_expires,          "1h..90d",    Applies::AtOnce,  "When an upload that nobody goes on with is removed."},
    {"versions.keep_files",     &Settings::versions_keep_files,     "1d..3650d",  Applies::AtOnce,  "How long files that were replaced in lessons are kept, so that they can be had back."},

    {"transcode.jobs",          &Settings::transcode_jobs,          "0..64",      Applies::AtStart, "Videos that are made ready at the same time. 0: none here, other machines do it."},
    {"transcode.threads",       &Settings::transcode_threads,       "0..256",     Applies::AtStart, "Processor cores that one video may use. 0: all there are."},
    {"transcode.memory_limit",  &Settings::transcode_memory_limit,  "512M..1T",   Applies::AtStart, "Memory that making one video ready may take; beyond it, that video fails and nothing else."},

    {"outbound.private_networks", &Settings::outbound_private_networks, "addresses", Applies::AtStart, "Private networks that Lectern may call, where an identity provider stands inside: 10.0.0.0/8. Everything private that is not listed is refused."},
    {"outbound.ca_file",        &Settings::outbound_ca_file,        "",           Applies::AtStart, "Certificate authorities in PEM that Lectern trusts, beside those of the system, when it calls other servers."},

    {"smtp.host",               &Settings::smtp_host,               "",           Applies::AtOnce,  "The mail server that takes our mail. Empty: mails wait until there is one."},
    {"smtp.port",               &Settings::smtp_port,               "1..65535",   Applies::AtOnce,  "Its port: 587 with starttls, 465 with tls, 25 with none."},
    {"smtp.security",           &Settings::smtp_security,           "",           Applies::AtOnce,  "How the connection to it is protected."},
    {"smtp.user",               &Settings::smtp_user,               "",           Applies::AtOnce,  "The name to sign in to it with. Empty: it asks for none."},
    {"smtp.password",           &Settings::smtp_password,           "secret",     Applies::AtOnce,  "The password to sign in to it with."},
    {"smtp.from",               &Settings::smtp_from,               "email",      Applies::AtOnce,  "The address that mails come from."},
    {"smtp.from_name",          &Settings::smtp_from_name,          "",           Applies::AtOnce,  "The name that mails come from."},

    {"ldap.url",                &Settings::ldap_url,                "ldap",       Applies::AtOnce,  "The directory that people without a password here sign in with: ldaps://ldap.example.org. Empty: none."},
    {"ldap.start_tls",          &Settings::ldap_start_tls,          "",           Applies::AtOnce,  "Whether a connection to an ldap:// address is protected before anything is said. Without it passwords travel in clear."},
    {"ldap.ca_file",            &Settings::ldap_ca_file,            "",           Applies::AtOnce,  "Certificate authorities in PEM that vouch for the directory. Empty: those of the system."},
    {"ldap.bind_name",          &Settings::ldap_bind_name,          "",           Applies::AtOnce,  "The distinguished name that searches for people. Empty: nobody in particular."},
    {"ldap.bind_password",      &Settings::ldap_bind_password,      "secret",     Applies::AtOnce,  "Its password."},
    {"ldap.user_name",          &Settings::ldap_user_name,          "login?",     Applies::AtOnce,  "Where people need not be searched for, their distinguished name: uid={login},ou=people,dc=example,dc=org."},
    {"ldap.search_base",        &Settings::ldap_search_base,        "",           Applies::AtOnce,  "Below which entry people are searched for: ou=people,dc=example,dc=org."},
    {"ldap.search_filter",      &Settings::ldap_search_filter,      "login",      Applies::AtOnce,  "What finds somebody by what they typed, which stands for {login}."},
    {"ldap.id_attribute",       &Settings::ldap_id_attribute,       "name",       Applies::AtOnce,  "What names an entry for ever: entryUUID, or objectGUID with Active Directory."},
    {"ldap.name_attribute",     &Settings::ldap_name_attribute,     "name",       Applies::AtOnce,  "What holds somebody's name."},
    {"ldap.email_attribute",    &Settings::ldap_email_attribute,    "name",       Applies::AtOnce,  "What holds their address."},
    {"ldap.groups_attribute",   &Settings::ldap_groups_attribute,   "name",       Applies::AtOnce,  "What names the groups that they are in."},
    {"ldap.roles",              &Settings::ldap_roles,              "groups",     Applies::AtOnce,  "Which group makes an instructor or an administrator: instructor=teachers; admin=it. Who is in none is a student. Empty: roles are given here."},
    {"ldap.cohorts",            &Settings::ldap_cohorts,            "groups",     Applies::AtOnce,  "Which cohort has the people of which group: Class of 2026=c26; Staff=staff."},
    {"ldap.link_by_address",    &Settings::ldap_link_by_address,    "",           Applies::AtOnce,  "Whether the directory's word on an address is enough to enter the account that has it. Not where people may change their address there."},

    {"log.level",               &Settings::log_level,               "",           Applies::AtOnce,  "The least that is logged."},
    {"log.media",               &Settings::log_media,               "",           Applies::AtOnce,  "Whether each request for a piece of video leaves a line in the log, without its token."},
};
// clang-format on

constexpr std::array kLevels = {EnumText{log::Level::Debug, "debug"}, EnumText{log::Level::Info, "info"},
                                EnumText{log::Level::Warning, "warning"},
                                EnumText{log::Level::Error, "error"}};

// What kind of text fills a field, and how to make it text again. One overload per type that a setting can
// have.
template <typename Table>
std::string listed(const Table& table) {
  std::string text;
  for (const auto& row : table) text += (text.empty() ? "" : ", ") + std::string{row.text};
  return text;
}

template <typename Enum, typename Table>
std::optional<std::string> assign_choice(Enum& field, const Table& table, std::string_view text) {
  for (const auto& row : table) {
    if (row.text != text) continue;
    field = row.value;
    return std::nullopt;
  }
  return "must be one of: " + listed(table);
}

template <typename Enum, typename Table>
std::string print_choice(Enum value, const Table& table) {
  for (const auto& row : table)
    if (row.value == value) return std::string{row.text};
  return {};
}

std::optional<std::string> put(std::string& field, std::string_view text, std::string_view rule) {
  field = text;
  return shape_problem(text, rule);
}

std::optional<std::string> put(std::filesystem::path& field, std::string_view text, std::string_view) {
  field = std::filesystem::path{text};
  return std::nullopt;
}

std::optional<std::string> put(std::vector<std::string>& field, std::string_view text,
                               std::string_view rule) {
  field.clear();
  if (trim(text).empty()) return std::nullopt;
  for (const auto part : split(text, ',')) {
    if (auto problem = shape_problem(trim(part), rule)) return problem;
    field.emplace_back(trim(part));
  }
  return std::nullopt;
}

std::optional<std::string> put(std::int64_t& field, std::string_view text, std::string_view rule) {
  const auto [value, problem] = parse_quantity(text, rule, kNumbers);
  if (!problem) field = static_cast<std::int64_t>(value);
  return problem;
}

std::optional<std::string> put(Size& field, std::string_view text, std::string_view rule) {
  const auto [value, problem] = parse_quantity(text, rule, kSizes);
  if (!problem) field = {value};
  return problem;
}

std::optional<std::string> put(Milliseconds& field, std::string_view text, std::string_view rule) {
  const auto [value, problem] = parse_quantity(text, rule, kDurations);
  if (!problem) field = Milliseconds{value};
  return problem;
}

template <HasTextTable Enum>
std::optional<std::string> put(Enum& field, std::string_view text, std::string_view) {
  return assign_choice(field, text_table(Enum{}), text);
}

std::optional<std::string> put(log::Level& field, std::string_view text, std::string_view) {
  return assign_choice(field, kLevels, text);
}

std::string print(const std::string& value) {
  return value;
}
std::string print(const std::filesystem::path& value) {
  return value.string();
}
std::string print(const std::vector<std::string>& value) {
  std::string text;
  for (const auto& part : value) text += (text.empty() ? "" : ", ") + part;
  return text;
}
std::string print(std::int64_t value) {
  return std::to_string(value);
}
std::string print(Size value) {
  return print_with_unit(value.bytes, kSizeUnits);
}
std::string print(Milliseconds value) {
  return print_with_unit(static_cast<std::uint64_t>(value.count()), kDurationUnits);
}
template <HasTextTable Enum>
std::string print(Enum value) {
  return std::string{text_of(value)};
}
std::string print(log::Level value) {
  return print_choice(value, kLevels);
}

template <typename T>
std::string choices_of(T Settings::*) {
  if constexpr (HasTextTable<T>) return "one of: " + listed(text_table(T{}));
  return {};
}
std::string choices_of(log::Level Settings::*) {
  return "one of: " + listed(kLevels);
}

// How many letters must be put in, taken out or changed to make one of the other (Levenshtein).
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), 0);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0u : 1u)});
      diagonal = above;
    }
  }
  return row.back();
}

constexpr std::size_t kStillAlike = 4;

}  // namespace

std::span<const Setting> settings_table() {
  return kSettings;
}

const Setting* find_setting(std::string_view key) {
  const auto* found = std::find_if(std::begin(kSettings), std::end(kSettings),
                                   [&](const auto& row) { return row.key == key; });
  return found == std::end(kSettings) ? nullptr : found;
}

std::optional<std::string_view> nearest_key(std::string_view key) {
  std::optional<std::string_view> nearest;
  std::size_t least = kStillAlike;
  for (const auto& setting : kSettings) {
    const std::size_t apart = distance(key, setting.key);
    if (apart >= least) continue;
    least = apart;
    nearest = setting.key;
  }
  return nearest;
}

std::string environment_name(std::string_view key) {
  std::string name = "LECTERN_";
  for (const char c : key)
    name += c == '.' ? '_' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  return name;
}

std::optional<std::string> assign(Settings& settings, const Setting& setting, std::string_view text) {
  return std::visit([&](const auto member) { return put(settings.*member, text, setting.rule); },
                    setting.field);
}

std::string value_text(const Settings& settings, const Setting& setting) {
  return std::visit([&](const auto member) { return print(settings.*member); }, setting.field);
}

std::string allowed_text(const Setting& setting) {
  if (setting.rule.find("..") != std::string_view::npos) return range_words(setting.rule);
  return std::visit([](const auto member) { return choices_of(member); }, setting.field);
}

std::string_view kind_of(const Setting& setting) {
  // In the order of Field's types.
  static constexpr std::string_view kKinds[] = {"text", "path", "list", "number", "size", "duration"};
  const auto type = setting.field.index();
  return type < std::size(kKinds) ? kKinds[type] : "choice";
}

std::vector<std::string> choice_list(const Setting& setting) {
  constexpr std::string_view kBefore = "one of: ";
  const auto allowed = allowed_text(setting);
  std::vector<std::string> choices;
  if (!allowed.starts_with(kBefore)) return choices;
  for (const auto choice : split(std::string_view{allowed}.substr(kBefore.size()), ','))
    choices.emplace_back(trim(choice));
  return choices;
}

}  // namespace lectern::config
