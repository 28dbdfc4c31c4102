#include "config/loader.h"

#include <fmt/format.h>
#include <unistd.h>

#include <set>
#include <string_view>

#include "base/error.h"
#include "base/file.h"
#include "base/text.h"
#include "config/settings_table.h"

namespace lectern::config {
namespace {

constexpr std::string_view kPrefix = "LECTERN_";

class Loader {
 public:
  void read(const std::filesystem::path& file);
  void read_environment(const std::vector<std::string>& variables);
  void read_flags(const std::vector<std::string>& flags);
  Settings finish();

 private:
  void set(std::string_view origin, const std::string& place, std::string_view key, std::string_view value);
  void add_unknown(const std::string& place, std::string_view name, std::string_view hint);
  void check_together();

  Settings settings_;
  std::vector<Problem> problems_;
};

void Loader::set(std::string_view origin, const std::string& place, std::string_view key,
                 std::string_view value) {
  const Setting* setting = find_setting(key);
  if (setting == nullptr) {
    add_unknown(place, key, nearest_key(key).value_or(""));
    return;
  }
  settings_.origins[std::string{key}] = origin;
  if (const auto problem = assign(settings_, *setting, value))
    problems_.push_back(
        {std::string{key}, fmt::format("{}: {} {}; it is '{}'.", place, key, *problem, value)});
}

void Loader::add_unknown(const std::string& place, std::string_view name, std::string_view hint) {
  const std::string suggestion = hint.empty() ? std::string{} : fmt::format(" Did you mean {}?", hint);
  problems_.push_back(
      {std::string{name}, fmt::format("{}: There is no setting '{}'.{}", place, name, suggestion)});
}

void Loader::read(const std::filesystem::path& file) {
  const std::string text = read_file(file);
  std::set<std::string, std::less<>> seen;
  int number = 0;
  for (const auto raw : split(text, '\n')) {
    const std::string place = fmt::format("{}:{}", file.string(), ++number);
    const auto line = trim(raw);
    if (line.empty() || line.starts_with('#')) continue;
    const auto equals = line.find('=');
    if (equals == std::string_view::npos) {
      problems_.push_back({"", fmt::format("{}: Every line is 'key = value'; this one has no '='.", place)});
      continue;
    }
    const auto key = trim(line.substr(0, equals));
    if (!seen.emplace(key).second)
      problems_.push_back({std::string{key}, fmt::format("{}: {} is set a second time here.", place, key)});
    set("file", place, key, trim(line.substr(equals + 1)));
  }
}

// A name that is nearly one of ours is a mistake; any other after LECTERN_ belongs to somebody else.
void Loader::read_environment(const std::vector<std::string>& variables) {
  for (const auto& variable : variables) {
    const auto equals = variable.find('=');
    if (!variable.starts_with(kPrefix) || equals == std::string::npos) continue;
    const std::string name = variable.substr(0, equals);
    bool is_known = false;
    for (const auto& setting : settings_table()) {
      if (environment_name(setting.key) != name) continue;
      set("environment", "environment " + name, setting.key, variable.substr(equals + 1));
      is_known = true;
    }
    if (is_known) continue;
    std::string alike = to_lower_ascii(name.substr(kPrefix.size()));
    if (const auto underscore = alike.find('_');
        underscore != std::string::npos && !alike.starts_with("data"))
      alike[underscore] = '.';
    if (const auto key = nearest_key(alike)) add_unknown("environment", name, environment_name(*key));
  }
}

void Loader::read_flags(const std::vector<std::string>& flags) {
  for (const auto& flag : flags) {
    const auto equals = flag.find('=');
    if (equals == std::string::npos) {
      problems_.push_back({"", fmt::format("--set {}: This must be key=value.", flag)});
      continue;
    }
    const auto key = trim(std::string_view{flag}.substr(0, equals));
    set("flag", fmt::format("--set {}", key), key, trim(std::string_view{flag}.substr(equals + 1)));
  }
}

void Loader::check_together() {
  if (settings_.http_tls_certificate.empty() != settings_.http_tls_key.empty())
    problems_.push_back(
        {"http.tls_key", "http.tls_certificate and http.tls_key are set together or not at all."});
  if (settings_.data_dir.empty()) problems_.push_back({"data_dir", "data_dir must name a folder."});
}

Settings Loader::finish() {
  check_together();
  if (!problems_.empty()) throw InvalidInput(std::move(problems_));
  return std::move(settings_);
}

}  // namespace

std::vector<std::string> process_environment() {
  std::vector<std::string> variables;
  for (char** variable = environ; *variable != nullptr; ++variable) variables.emplace_back(*variable);
  return variables;
}

Settings load(const Sources& sources) {
  Loader loader;
  if (sources.file) loader.read(*sources.file);
  loader.read_environment(sources.environment);
  loader.read_flags(sources.flags);
  return loader.finish();
}

}  // namespace lectern::config
