#include "base/ldap_client.h"

#include <ldap.h>

#include "base/error.h"
#include "base/scope_exit.h"
#include "base/text.h"

namespace lectern {

namespace {

constexpr char kHex[] = "0123456789abcdef";

void append_escaped(std::string& text, char c) {
  const auto byte = static_cast<unsigned char>(c);
  text += '\\';
  text += kHex[byte >> 4];
  text += kHex[byte & 15];
}

timeval as_timeval(Milliseconds time) {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(time);
  return {seconds.count(), std::chrono::duration_cast<std::chrono::microseconds>(time - seconds).count()};
}

[[noreturn]] void throw_unavailable(const char* step, int code) {
  throw Error(ErrorCode::Unavailable, "The directory does not answer as it should. Try again in a moment.",
              std::string{step} + ": " + ldap_err2string(code));
}

void check(int code, const char* step) {
  if (code != LDAP_SUCCESS) throw_unavailable(step, code);
}

/// What says that this person may not come in, and nothing about the server.
bool is_refusal(int code) {
  return code == LDAP_INVALID_CREDENTIALS || code == LDAP_NO_SUCH_OBJECT || code == LDAP_INVALID_DN_SYNTAX ||
         code == LDAP_UNWILLING_TO_PERFORM || code == LDAP_INAPPROPRIATE_AUTH ||
         code == LDAP_CONSTRAINT_VIOLATION || code == LDAP_INSUFFICIENT_ACCESS;
}

}  // namespace

std::string escape_filter_value(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '*' || c == '(' || c == ')' || c == '\\' || c == '\0')
      append_escaped(escaped, c);
    else
      escaped += c;
  }
  return escaped;
}

std::string escape_name_value(std::string_view text) {
  constexpr std::string_view kSpecial{"\"+,;<>\\=#\0 ", 12};
  std::string escaped;
  for (const char c : text) {
    if (kSpecial.find(c) != std::string_view::npos)
      append_escaped(escaped, c);
    else
      escaped += c;
  }
  return escaped;
}

std::string LdapEntry::first(const std::string& attribute) const {
  const auto found = values.find(to_lower_ascii(attribute));
  return found == values.end() || found->second.empty() ? std::string{} : found->second.front();
}

struct LdapConnection::Session {
  LDAP* handle = nullptr;
  timeval time_out{};

  explicit Session(const LdapServer& server) : time_out(as_timeval(server.time_out)) {
    check(ldap_initialize(&handle, server.url.c_str()), "take the address");
  }
  ~Session() { ldap_unbind_ext_s(handle, nullptr, nullptr); }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  void set(int option, const void* value) const {
    check(ldap_set_option(handle, option, value), "set an option");
  }

  void prepare(const LdapServer& server) const {
    const int version = LDAP_VERSION3;
    const int demand = LDAP_OPT_X_TLS_DEMAND;
    const int client_context = 0;
    set(LDAP_OPT_PROTOCOL_VERSION, &version);
    set(LDAP_OPT_REFERRALS, LDAP_OPT_OFF);
    set(LDAP_OPT_NETWORK_TIMEOUT, &time_out);
    set(LDAP_OPT_TIMEOUT, &time_out);
    set(LDAP_OPT_X_TLS_REQUIRE_CERT, &demand);
    if (!server.ca_file.empty()) set(LDAP_OPT_X_TLS_CACERTFILE, server.ca_file.c_str());
    // What was set of TLS holds from here on.
    set(LDAP_OPT_X_TLS_NEWCTX, &client_context);
  }
};

LdapConnection::LdapConnection(const LdapServer& server) : session_(std::make_unique<Session>(server)) {
  session_->prepare(server);
  if (server.tls == LdapServer::Tls::StartTls)
    check(ldap_start_tls_s(session_->handle, nullptr, nullptr), "begin TLS");
}

LdapConnection::~LdapConnection() = default;

bool LdapConnection::bind(const std::string& name, const std::string& password) {
  if (password.empty()) return false;
  berval secret{password.size(), const_cast<char*>(password.data())};  // Not written to.
  const int code =
      ldap_sasl_bind_s(session_->handle, name.c_str(), LDAP_SASL_SIMPLE, &secret, nullptr, nullptr, nullptr);
  if (is_refusal(code)) return false;
  check(code, "bind");
  return true;
}

namespace {

std::vector<std::string> values_of(LDAP* handle, LDAPMessage* entry, const char* attribute) {
  std::vector<std::string> values;
  berval** all = ldap_get_values_len(handle, entry, attribute);
  const ScopeExit free_them([&] { ldap_value_free_len(all); });
  for (int index = 0; all != nullptr && all[index] != nullptr; ++index)
    values.emplace_back(all[index]->bv_val, all[index]->bv_len);
  return values;
}

LdapEntry as_entry(LDAP* handle, LDAPMessage* message) {
  LdapEntry entry;
  char* name = ldap_get_dn(handle, message);
  const ScopeExit free_name([&] { ldap_memfree(name); });
  if (name != nullptr) entry.name = name;
  BerElement* place = nullptr;
  const ScopeExit free_place([&] {
    if (place != nullptr) ber_free(place, 0);
  });
  for (char* attribute = ldap_first_attribute(handle, message, &place); attribute != nullptr;
       attribute = ldap_next_attribute(handle, message, place)) {
    entry.values[to_lower_ascii(attribute)] = values_of(handle, message, attribute);
    ldap_memfree(attribute);
  }
  return entry;
}

}  // namespace

std::vector<LdapEntry> LdapConnection::search(const LdapSearch& search) {
  std::vector<char*> attributes;
  for (const auto& attribute : search.attributes) attributes.push_back(const_cast<char*>(attribute.c_str()));
  attributes.push_back(nullptr);
  const int scope = search.scope == LdapSearch::Scope::Entry ? LDAP_SCOPE_BASE : LDAP_SCOPE_SUBTREE;
  LDAPMessage* result = nullptr;
  const ScopeExit free_result([&] { ldap_msgfree(result); });
  auto time_out = session_->time_out;
  const int code = ldap_search_ext_s(session_->handle, search.base.c_str(), scope, search.filter.c_str(),
                                     attributes.data(), 0, nullptr, nullptr, &time_out, search.most, &result);
  std::vector<LdapEntry> entries;
  if (code == LDAP_NO_SUCH_OBJECT) return entries;
  if (code != LDAP_SIZELIMIT_EXCEEDED) check(code, "search");
  for (LDAPMessage* entry = ldap_first_entry(session_->handle, result); entry != nullptr;
       entry = ldap_next_entry(session_->handle, entry))
    entries.push_back(as_entry(session_->handle, entry));
  return entries;
}

}  // namespace lectern
