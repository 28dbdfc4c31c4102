#pragma once
// Every knob of the server with its default. The table in settings_table.cpp gives each its key, its limits
// and its sentence; modules never see this struct, only the small option structs that the roof makes of it.

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/enum_text.h"
#include "base/log.h"

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

/// Who may open an account without being invited.
enum class SignUp { Nobody, Students, Instructors };
constexpr std::array kSignUpTexts = {EnumText{SignUp::Nobody, "nobody"},
                                     EnumText{SignUp::Students, "students"},
                                     EnumText{SignUp::Instructors, "instructors"}};
constexpr const auto& text_table(SignUp) {
  return kSignUpTexts;
}

struct Settings {
  std::filesystem::path data_dir = "data";

  std::string http_listen = "127.0.0.1:8080";
  std::string http_public_url;
  std::filesystem::path http_tls_certificate;
  std::filesystem::path http_tls_key;
  std::vector<std::string> http_trusted_proxies;
  std::int64_t http_max_connections = 4096;

  std::string first_admin_email = "admin@lectern.local";
  SignUp accounts_sign_up = SignUp::Nobody;
  Milliseconds session_lifetime = std::chrono::days{30};
  Milliseconds playback_token_lifetime = std::chrono::hours{12};

  Size upload_max_size = gibibytes(50);
  Size upload_quota = gibibytes(500);
  Size upload_keep_free = gibibytes(1);
  Milliseconds upload_expires = std::chrono::days{7};

  std::int64_t transcode_jobs = 1;
  std::int64_t transcode_threads = 0;
  Size transcode_memory_limit = gibibytes(4);

  std::vector<std::string> outbound_private_networks;
  std::filesystem::path outbound_ca_file;

  log::Level log_level = log::Level::Info;

  bool operator==(const Settings&) const = default;
};

}  // namespace lectern::config
