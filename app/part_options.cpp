#include "app/part_options.h"

#include <filesystem>

namespace lectern::app {
namespace {

void make_folders(const DataFolder& folder) {
  for (const auto& path : {folder.backups(), folder.blobs(), folder.uploads(), folder.packages()})
    std::filesystem::create_directories(path);
}

}  // namespace

lms::IdentityOptions identity_options(const config::Settings& settings, const config::Secrets& secrets) {
  lms::IdentityOptions options;
  options.secret_key = secrets.session_key;
  options.access_key_pem = secrets.token_key.to_pem();
  options.previous_access_key_pem = secrets.previous_token_key_pem;
  options.session_lifetime = settings.session_lifetime;
  return options;
}

lms::SignUpPolicy sign_up_policy(const config::Settings& settings) {
  return {
      .sign_up = from_text<lms::SignUp>(text_of(settings.accounts_sign_up)).value(),
      .instructors = from_text<lms::InstructorSignUp>(text_of(settings.accounts_instructors)).value(),
      .confirm_email = from_text<lms::EmailConfirmation>(text_of(settings.accounts_confirm_email)).value()};
}

lms::AccountsOptions accounts_options(const config::Settings& settings, const DataFolder& folder) {
  lms::AccountsOptions options;
  options.policy = sign_up_policy(settings);
  options.deletion_grace = settings.accounts_deletion_grace;
  options.public_url = settings.http_public_url;
  options.exports = folder.exports();
  return options;
}

std::string site_url(const config::Settings& settings) {
  if (!settings.http_public_url.empty()) return settings.http_public_url;
  return (settings.http_tls_certificate.empty() ? "http://" : "https://") + settings.http_listen;
}

lms::MailOptions mail_options(const config::Settings& settings) {
  lms::MailOptions options;
  options.server.host = settings.smtp_host;
  options.server.port = static_cast<std::uint16_t>(settings.smtp_port);
  options.server.security = settings.smtp_security;
  options.server.user = settings.smtp_user;
  options.server.password = settings.smtp_password;
  options.server.ca_file = settings.outbound_ca_file.string();
  options.from = settings.smtp_from;
  options.from_name = settings.smtp_from_name;
  options.site_url = site_url(settings);
  return options;
}

catalog::UploadLimits upload_limits(const config::Settings& settings) {
  return {.largest_video = settings.upload_max_size.bytes,
          .quota_of_owner = settings.upload_quota.bytes,
          .lifetime = settings.upload_expires};
}

std::vector<streamer::PlaybackKey> playback_keys(const config::Secrets& secrets) {
  std::vector<streamer::PlaybackKey> keys{{secrets.playback_key.id, secrets.playback_key.key}};
  if (secrets.previous_playback_key)
    keys.push_back({secrets.previous_playback_key->id, secrets.previous_playback_key->key});
  return keys;
}

http::ServerOptions server_options(const config::Settings& settings) {
  http::ServerOptions options;
  options.listen = settings.http_listen;
  options.max_connections = static_cast<std::size_t>(settings.http_max_connections);
  options.trusted_proxies = settings.http_trusted_proxies;
  if (!settings.http_tls_certificate.empty()) {
    // With a certificate the one address that is listened on speaks TLS.
    options.tls_certificate = settings.http_tls_certificate;
    options.tls_key = settings.http_tls_key;
    options.tls_listen = settings.http_listen;
    options.listen.clear();
    options.redirect_listen = settings.http_redirect_listen;
    options.redirect_origin = settings.http_public_url;
  }
  return options;
}

http::RateOptions rate_options(const config::Settings& settings) {
  return {.sign_ins = settings.limits_sign_ins,
          .writes = settings.limits_writes,
          .reads = settings.limits_reads,
          .people_at_address = settings.limits_people_at_address};
}

lms::DirectoryOptions directory_options(const config::Settings& settings) {
  lms::DirectoryOptions options;
  options.server.url = settings.ldap_url;
  options.server.ca_file = settings.ldap_ca_file;
  if (settings.ldap_start_tls == config::Switch::On) options.server.tls = LdapServer::Tls::StartTls;
  options.bind_name = settings.ldap_bind_name;
  options.bind_password = settings.ldap_bind_password;
  options.user_name = settings.ldap_user_name;
  options.search_base = settings.ldap_search_base;
  options.search_filter = settings.ldap_search_filter;
  options.id_attribute = settings.ldap_id_attribute;
  options.name_attribute = settings.ldap_name_attribute;
  options.email_attribute = settings.ldap_email_attribute;
  options.groups_attribute = settings.ldap_groups_attribute;
  options.roles = lms::parse_group_rules(settings.ldap_roles).value_or(options.roles);
  options.cohorts = lms::parse_group_rules(settings.ldap_cohorts).value_or(options.cohorts);
  if (settings.ldap_link_by_address == config::Switch::On) options.linking = lms::Linking::VerifiedEmail;
  return options;
}

storage::Options database_options(const DataFolder& folder) {
  make_folders(folder);
  return {.file = folder.database(), .backups = folder.backups()};
}

}  // namespace lectern::app
