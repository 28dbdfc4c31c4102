#pragma once
// Every knob of the server with its default. The table in settings_table.cpp gives each its key, its limits
// and its sentence; modules never see this struct, only the small option structs that the roof makes of it.

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/enum_text.h"
#include "base/log.h"
#include "base/smtp_client.h"

namespace lectern::config {

/// A number of bytes: written 512M, 50G.
struct Size {
  std::uint64_t bytes = 0;
  auto operator<=>(const Size&) const = default;
};

constexpr Size mebibytes(std::uint64_t count) {
  return {count << 20};
}
constexpr Size gibibytes(std::uint64_t count) {
  return {count << 30};
}

/// Who may open an account.
enum class SignUp { Closed, Invited, Open };
constexpr std::array kSignUpTexts = {EnumText{SignUp::Closed, "closed"}, EnumText{SignUp::Invited, "invited"},
                                     EnumText{SignUp::Open, "open"}};
constexpr const auto& text_table(SignUp) {
  return kSignUpTexts;
}

/// When somebody who signs up as an instructor becomes one.
enum class InstructorSignUp { Never, Approved, AtOnce };
constexpr std::array kInstructorSignUpTexts = {EnumText{InstructorSignUp::Never, "never"},
                                               EnumText{InstructorSignUp::Approved, "approved"},
                                               EnumText{InstructorSignUp::AtOnce, "at_once"}};
constexpr const auto& text_table(InstructorSignUp) {
  return kInstructorSignUpTexts;
}

enum class EmailConfirmation { Off, Required };
constexpr std::array kEmailConfirmationTexts = {EnumText{EmailConfirmation::Off, "off"},
                                                EnumText{EmailConfirmation::Required, "required"}};
constexpr const auto& text_table(EmailConfirmation) {
  return kEmailConfirmationTexts;
}

enum class Switch { Off, On };
constexpr std::array kSwitchTexts = {EnumText{Switch::Off, "off"}, EnumText{Switch::On, "on"}};
constexpr const auto& text_table(Switch) {
  return kSwitchTexts;
}

struct Settings {
  /// The keys that were named somewhere, and where: "file", "environment", "flag".
  std::map<std::string, std::string> origins = {};

  std::filesystem::path data_dir = "data";

  std::string http_listen = "127.0.0.1:8080";
  std::string http_public_url;
  std::filesystem::path http_tls_certificate;
  std::filesystem::path http_tls_key;
  std::string http_redirect_listen;
  std::vector<std::string> http_trusted_proxies;
  std::int64_t http_max_connections = 4096;

  std::int64_t limits_sign_ins = 60;
  std::int64_t limits_writes = 300;
  std::int64_t limits_reads = 1200;
  std::int64_t limits_people_at_address = 20;

  std::string institution_name = "Lectern";
  std::string institution_accent = "#24417f";

  std::string first_admin_email = "admin@lectern.local";
  SignUp accounts_sign_up = SignUp::Closed;
  InstructorSignUp accounts_instructors = InstructorSignUp::Approved;
  EmailConfirmation accounts_confirm_email = EmailConfirmation::Off;
  Milliseconds accounts_deletion_grace = std::chrono::days{14};
  Milliseconds session_lifetime = std::chrono::days{30};
  Milliseconds playback_token_lifetime = std::chrono::hours{12};

  Size upload_max_size = gibibytes(50);
  Size upload_quota = gibibytes(500);
  Size upload_keep_free = gibibytes(1);
  Milliseconds upload_expires = std::chrono::days{7};
  Milliseconds versions_keep_files = std::chrono::days{90};

  std::int64_t transcode_jobs = 1;
  std::int64_t transcode_threads = 0;
  Size transcode_memory_limit = gibibytes(4);

  std::vector<std::string> outbound_private_networks;
  std::filesystem::path outbound_ca_file;

  std::string smtp_host;
  std::int64_t smtp_port = 587;
  SmtpSecurity smtp_security = SmtpSecurity::StartTls;
  std::string smtp_user;
  std::string smtp_password;
  std::string smtp_from = "lectern@localhost";
  std::string smtp_from_name = "Lectern";

  std::string ldap_url;
  Switch ldap_start_tls = Switch::Off;
  std::filesystem::path ldap_ca_file;
  std::string ldap_bind_name;
  std::string ldap_bind_password;
  std::string ldap_user_name;
  std::string ldap_search_base;
  std::string ldap_search_filter = "(|(uid={login})(mail={login}))";
  std::string ldap_id_attribute = "entryUUID";
  std::string ldap_name_attribute = "cn";
  std::string ldap_email_attribute = "mail";
  std::string ldap_groups_attribute = "memberOf";
  std::string ldap_roles;
  std::string ldap_cohorts;
  Switch ldap_link_by_address = Switch::Off;

  log::Level log_level = log::Level::Info;
  Switch log_media = Switch::Off;

  bool operator==(const Settings&) const = default;
};

}  // namespace lectern::config
