#include "config/reference.h"

#include <fmt/format.h>

#include "config/settings_table.h"

namespace lectern::config {
namespace {

constexpr std::string_view kHead =
    "# The settings of Lectern. A line is 'key = value'; what is commented out shows the default.\n"
    "# The environment overrides this file (LECTERN_HTTP_LISTEN=…), and --set http.listen=… overrides "
    "both.\n";

constexpr std::size_t kWidth = 100;

// As comment lines of at most kWidth characters.
std::string wrapped(std::string_view sentence) {
  std::string text = "#";
  std::size_t length = 1;
  while (!sentence.empty()) {
    const auto space = sentence.find(' ');
    const auto word = sentence.substr(0, space);
    if (length + 1 + word.size() > kWidth) {
      text += "\n#";
      length = 1;
    }
    text += fmt::format(" {}", word);
    length += 1 + word.size();
    sentence.remove_prefix(space == std::string_view::npos ? sentence.size() : space + 1);
  }
  return text + "\n";
}

std::string words_about(const Setting& setting) {
  std::string words{setting.sentence};
  if (const auto allowed = allowed_text(setting); !allowed.empty()) words += fmt::format(" ({})", allowed);
  return words;
}

}  // namespace

std::string print_settings(const Settings& settings) {
  const Settings defaults;
  std::string text{kHead};
  for (const auto& setting : settings_table()) {
    const std::string value = value_text(settings, setting);
    const std::string_view mark = value == value_text(defaults, setting) ? "#" : "";
    const std::string line = fmt::format("{}{} = {}", mark, setting.key, value);
    text += fmt::format("\n{}{}\n", wrapped(words_about(setting)),
                        value.empty() ? line.substr(0, line.size() - 1) : line);
  }
  return text;
}

}  // namespace lectern::config
