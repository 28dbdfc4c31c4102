#include "config/live_settings.h"

#include <fmt/format.h>

#include "base/log.h"

namespace lectern::config {

LiveSettings::LiveSettings(Settings started, const std::map<std::string, std::string>& stored)
    : origins_(started.origins), current_(std::make_shared<const Settings>(std::move(started))) {
  for (const auto& [key, value] : stored) {
    const auto* setting = find_setting(key);
    if (setting == nullptr || !is_open(*setting)) continue;
    std::vector<Problem> problems;
    auto next = changed_by({{key, value}}, problems);
    if (!problems.empty()) {
      log::warning("settings.stored_value_left_out", {{"key", key}, {"problem", problems.front().message}});
      continue;
    }
    current_.with([&](auto& current) { current = std::make_shared<const Settings>(std::move(next)); });
    stored_.with([&](auto& kept) { kept[key] = value; });
  }
}

std::shared_ptr<const Settings> LiveSettings::current() const {
  return current_.with([](const auto& current) { return current; });
}

Origin LiveSettings::origin_of(const Setting& setting) const {
  const std::string key{setting.key};
  if (const auto named = origins_.find(key); named != origins_.end())
    return from_text<Origin>(named->second).value_or(Origin::File);
  const bool is_stored = stored_.with([&](const auto& stored) { return stored.contains(key); });
  return is_stored ? Origin::Stored : Origin::Default;
}

bool LiveSettings::is_open(const Setting& setting) const {
  return setting.applies == Applies::AtOnce && !origins_.contains(std::string{setting.key});
}

void LiveSettings::subscribe(Listener listener) {
  const std::lock_guard lock(changing_);
  listener(*current());
  listeners_.push_back(std::move(listener));
}

Settings LiveSettings::changed_by(const Changes& changes, std::vector<Problem>& problems) const {
  static const Settings kDefaults;
  Settings next = *current();
  for (const auto& [key, value] : changes) {
    const auto* setting = find_setting(key);
    if (setting == nullptr) {
      problems.push_back({key, "There is no such setting."});
    } else if (!is_open(*setting)) {
      problems.push_back(
          {key, setting->applies == Applies::AtStart
                    ? "This setting is read when the server starts; change it in the settings file."
                    : "This setting is named in the settings file or the environment, which win."});
    } else if (auto problem = assign(next, *setting, value ? *value : value_text(kDefaults, *setting))) {
      problems.push_back({key, fmt::format("This {}.", *problem)});
    }
  }
  return next;
}

void LiveSettings::check(const Changes& changes) const {
  std::vector<Problem> problems;
  changed_by(changes, problems);
  if (!problems.empty()) throw InvalidInput(std::move(problems));
}

void LiveSettings::apply(const Changes& changes) {
  const std::lock_guard lock(changing_);
  std::vector<Problem> problems;
  auto next = std::make_shared<const Settings>(changed_by(changes, problems));
  if (!problems.empty()) throw InvalidInput(std::move(problems));
  current_.with([&](auto& current) { current = next; });
  stored_.with([&](auto& stored) {
    for (const auto& [key, value] : changes) {
      if (value)
        stored[key] = *value;
      else
        stored.erase(key);
    }
  });
  for (const auto& listener : listeners_) listener(*next);
}

}  // namespace lectern::config
