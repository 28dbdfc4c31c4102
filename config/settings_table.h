#pragma once
// The table of settings: what a key is called, where its value goes, what it may be, and one sentence for
// people. The loader, the reference file and the admin page are all made from it.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "config/settings.h"

namespace lectern::config {

enum class Applies {
  AtStart,  ///< From the file, the environment or a flag.
  AtOnce,   ///< An administrator may change it while the server runs; it is then kept in the database.
};

using Field = std::variant<std::string Settings::*, std::filesystem::path Settings::*,
                           std::vector<std::string> Settings::*, std::int64_t Settings::*, Size Settings::*,
                           Milliseconds Settings::*, SignUp Settings::*, InstructorSignUp Settings::*,
                           EmailConfirmation Settings::*, Switch Settings::*, SmtpSecurity Settings::*,
                           log::Level Settings::*>;

struct Setting {
  std::string_view key;
  Field field;
  /// "5m..90d": a range. "host:port", "url", "email", "addresses" and others: a shape. "secret": never shown.
  /// Empty: anything.
  std::string_view rule;
  Applies applies;
  std::string_view sentence;
};

std::span<const Setting> settings_table();
const Setting* find_setting(std::string_view key);
/// The known key that is most like this one, where any is like it.
std::optional<std::string_view> nearest_key(std::string_view key);
/// "http.listen" → "LECTERN_HTTP_LISTEN".
std::string environment_name(std::string_view key);

/// Puts the text into its field, or answers in one sentence what is wrong with it.
std::optional<std::string> assign(Settings& settings, const Setting& setting, std::string_view text);
std::string value_text(const Settings& settings, const Setting& setting);
/// What the value may be, for people: "from 5m to 90d"; empty where anything goes.
std::string allowed_text(const Setting& setting);
/// "text", "path", "list", "number", "size", "duration" or "choice".
std::string_view kind_of(const Setting& setting);
/// Of a choice, all there are; of anything else none.
std::vector<std::string> choice_list(const Setting& setting);

}  // namespace lectern::config
