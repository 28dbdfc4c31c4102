#include "lms/identity/directory.h"

#include <algorithm>

#include "base/encoding.h"
#include "base/error.h"
#include "base/log.h"
#include "base/text.h"
#include "lms/identity/identity.h"
#include "storage/db/database.h"

namespace lectern::lms {

namespace {

constexpr char kProvider[] = "ldap";
constexpr std::string_view kLogin = "{login}";
constexpr std::size_t kLongestLogin = 254;

std::string filled_in(std::string pattern, const std::string& login) {
  for (auto at = pattern.find(kLogin); at != std::string::npos; at = pattern.find(kLogin, at + login.size()))
    pattern.replace(at, kLogin.size(), login);
  return pattern;
}

/// "cn=Teachers,ou=groups" is "teachers" to who knows no distinguished names.
std::string first_value(std::string_view name) {
  const auto part = name.substr(0, name.find(','));
  return std::string{part.substr(part.find('=') + 1)};
}

bool is_in(const std::vector<std::string>& groups, const std::string& wanted) {
  return std::any_of(groups.begin(), groups.end(), [&](const std::string& group) {
    return equal_ignoring_case(group, wanted) || equal_ignoring_case(first_value(group), wanted);
  });
}

std::vector<std::string> attributes_of(const DirectoryOptions& options) {
  return {options.id_attribute, options.name_attribute, options.email_attribute, options.groups_attribute};
}

/// Nobody where it is not clear who is meant.
std::optional<LdapEntry> only_one(std::vector<LdapEntry> entries, const std::string& login) {
  if (entries.size() > 1) log::warning("directory.ambiguous", {{"login", login}});
  if (entries.size() != 1) return std::nullopt;
  return std::move(entries.front());
}

/// The entry of somebody whose password is right.
std::optional<LdapEntry> find(const DirectoryOptions& options, const std::string& login,
                              const std::string& password) {
  LdapConnection connection(options.server);
  if (!options.user_name.empty()) {
    const auto name = filled_in(options.user_name, escape_name_value(login));
    if (!connection.bind(name, password)) return std::nullopt;
    return only_one(
        connection.search({name, "(objectClass=*)", attributes_of(options), LdapSearch::Scope::Entry}),
        login);
  }
  if (!options.bind_name.empty() && !connection.bind(options.bind_name, options.bind_password))
    throw Error(ErrorCode::Unavailable,
                "The directory does not let Lectern search it. Tell an administrator.",
                "the bind name or its password is wrong");
  auto entry = only_one(
      connection.search({options.search_base, filled_in(options.search_filter, escape_filter_value(login)),
                         attributes_of(options)}),
      login);
  // The same connection again: who searched before is nobody then.
  if (!entry || !connection.bind(entry->name, password)) return std::nullopt;
  return entry;
}

/// Some directories keep their ids as bytes.
std::string subject_of(const DirectoryOptions& options, const LdapEntry& entry) {
  const auto id = entry.first(options.id_attribute);
  if (id.empty()) return to_lower_ascii(entry.name);
  return is_utf8(id) ? id : to_hex(id);
}

Vouched vouched_for(const DirectoryOptions& options, const LdapEntry& entry) {
  Vouched vouched;
  vouched.provider = kProvider;
  vouched.profile.subject = subject_of(options, entry);
  vouched.profile.email = entry.first(options.email_attribute);
  vouched.profile.email_is_verified = true;
  vouched.profile.name = entry.first(options.name_attribute);
  vouched.linking = options.linking;
  const auto groups = entry.values.find(to_lower_ascii(options.groups_attribute));
  vouched.granted =
      granted_by_groups(options, groups == entry.values.end() ? std::vector<std::string>{} : groups->second);
  return vouched;
}

}  // namespace

std::optional<std::vector<GroupRule>> parse_group_rules(std::string_view text) {
  std::vector<GroupRule> rules;
  for (const auto part : split(text, ';')) {
    if (trim(part).empty()) continue;
    const auto middle = part.find('=');
    if (middle == std::string_view::npos) return std::nullopt;
    GroupRule rule{std::string{trim(part.substr(0, middle))}, std::string{trim(part.substr(middle + 1))}};
    if (rule.name.empty() || rule.group.empty()) return std::nullopt;
    rules.push_back(std::move(rule));
  }
  return rules;
}

Granted granted_by_groups(const DirectoryOptions& options, const std::vector<std::string>& groups) {
  Granted granted;
  granted.roles_are_mapped = !options.roles.empty();
  granted.cohorts_are_mapped = !options.cohorts.empty();
  for (const auto& rule : options.roles) {
    const auto role = role_named(rule.name);
    if (role && is_in(groups, rule.group))
      granted.role = std::max(granted.role.value_or(http::Role::Student), *role);
  }
  for (const auto& rule : options.cohorts) {
    const auto& known = granted.cohorts;
    if (is_in(groups, rule.group) && std::find(known.begin(), known.end(), rule.name) == known.end())
      granted.cohorts.push_back(rule.name);
  }
  return granted;
}

void Directory::configure(DirectoryOptions options) {
  state_.with([&](State& state) { state.options = std::move(options); });
}

DirectoryOptions Directory::options() const {
  return state_.with([](const State& state) { return state.options; });
}

template <typename Call>
auto Directory::guarded(const DirectoryOptions& options, Call call) -> decltype(call()) {
  const auto& origin = options.server.url;
  destinations_.admit(origin);
  try {
    auto result = call();
    destinations_.succeeded(origin);
    state_.with([](State& state) { state.last_error.clear(); });
    return result;
  } catch (const std::exception& error) {
    log::warning("directory.failed", {{"error", error.what()}});
    destinations_.failed(origin);
    state_.with([&](State& state) { state.last_error = error.what(); });
    throw;
  }
}

std::optional<UserId> Directory::sign_in(const std::string& login, const std::string& password,
                                         const std::string& address) {
  const auto options = this->options();
  // RFC 4513 §5.1.2: with an empty password anybody could be anybody.
  if (!options.is_set() || login.empty() || login.size() > kLongestLogin || password.empty())
    return std::nullopt;
  const auto entry = guarded(options, [&] { return find(options, login, password); });
  if (!entry) return std::nullopt;
  return enter(options, *entry, address);
}

UserId Directory::enter(const DirectoryOptions& options, const LdapEntry& entry, const std::string& address) {
  http::Principal from;
  from.address = address;
  const auto vouched = vouched_for(options, entry);
  const auto entered =
      database_.write([&](storage::Writer& db) { return accounts_.enter(db, from, vouched); });
  if (entered.role_changed) {
    identity_.end_sessions(entered.user);
    identity_.follow(entered.user);
  }
  return entered.user;
}

DirectoryStanding Directory::standing() const {
  const auto state = state_.with([](const State& known) { return known; });
  const auto known = destinations_.of(state.options.server.url);
  return {state.options.is_set(), known.origin, known.state, known.calls, known.failures, state.last_error};
}

void Directory::test() {
  const auto options = this->options();
  if (!options.is_set())
    throw Error(ErrorCode::Conflict, "There is no directory. Write its address into ldap.url.");
  guarded(options, [&] {
    LdapConnection connection(options.server);
    if (!options.bind_name.empty() && !connection.bind(options.bind_name, options.bind_password))
      throw Error(ErrorCode::Unavailable, "The directory refuses ldap.bind_name with its password.");
    if (!options.user_name.empty()) return true;
    const auto anybody = connection.search(
        {options.search_base, filled_in(options.search_filter, "*"), attributes_of(options)});
    if (anybody.empty())
      throw Error(ErrorCode::Unavailable,
                  "Nobody is found: look at ldap.search_base and ldap.search_filter.");
    return true;
  });
}

}  // namespace lectern::lms
