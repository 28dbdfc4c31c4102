#include "catalog/text_files.h"

#include <algorithm>
#include <array>
#include <functional>
#include <optional>

#include "base/text.h"

namespace lectern::catalog {

namespace {

constexpr std::string_view kPictures = "/api/v1/pictures/";
constexpr std::string_view kSounds = "/api/v1/sounds/";
constexpr std::string_view kLessons = "/lessons/";
constexpr std::string_view kMoment = "?t=";
constexpr char kNumberSign = '#';

constexpr std::string_view kKeyCharacters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

std::string_view key_at(std::string_view text) {
  return text.substr(0, text.find_first_not_of(kKeyCharacters));
}

std::optional<TextFileAddress> address_at(std::string_view text) {
  if (text.starts_with(kSounds)) {
    const auto key = key_at(text.substr(kSounds.size()));
    if (key.empty()) return std::nullopt;
    return TextFileAddress{
        TextFileKind::Sound, std::string{text.substr(0, kSounds.size() + key.size())}, std::string{key}, {}};
  }
  const auto key = key_at(text.substr(kPictures.size()));
  const auto rest = text.substr(kPictures.size() + key.size());
  if (key.empty() || !rest.starts_with('/')) return std::nullopt;
  const auto size = key_at(rest.substr(1));
  if (size.empty()) return std::nullopt;
  const auto length = kPictures.size() + key.size() + 1 + size.size();
  return TextFileAddress{TextFileKind::Picture, std::string{text.substr(0, length)}, std::string{key},
                         std::string{size}};
}

/// The name between "/lessons/" and "?t=" of every moment, made another; nothing leaves it as it is.
std::string renamed(std::string_view text,
                    const std::function<std::optional<std::string>(std::string_view)>& rename) {
  std::string result;
  for (std::size_t at = 0;;) {
    const auto found = text.find(kLessons, at);
    if (found == std::string_view::npos) return result += text.substr(at);
    const auto start = found + kLessons.size();
    const auto end = text.find(kMoment, start);
    result += text.substr(at, start - at);
    at = start;
    constexpr std::size_t kLongestName = 26;
    if (end == std::string_view::npos || end - start > kLongestName) continue;
    if (const auto name = rename(text.substr(start, end - start))) {
      result += *name;
      at = end;
    }
  }
}

}  // namespace

std::vector<TextFileAddress> text_files_in(std::string_view text) {
  std::vector<TextFileAddress> found;
  for (std::size_t at = 0;;) {
    const auto next = std::min(text.find(kPictures, at), text.find(kSounds, at));
    if (next == std::string_view::npos) return found;
    const auto address = address_at(text.substr(next));
    at = next + (address ? address->address.size() : 1);
    if (address) found.push_back(*address);
  }
}

std::string with_addresses(std::string_view text, const std::map<std::string, std::string>& new_by_old) {
  std::string result;
  std::size_t at = 0;
  for (const auto& file : text_files_in(text)) {
    const auto place = text.find(file.address, at);
    const auto known = new_by_old.find(file.address);
    result += text.substr(at, place - at);
    result += known == new_by_old.end() ? file.address : known->second;
    at = place + file.address.size();
  }
  return result += text.substr(at);
}

std::string with_lesson_numbers(std::string_view text, const LessonNumbers& lessons) {
  return renamed(text, [&](std::string_view name) -> std::optional<std::string> {
    const auto id = LessonId::parse(name);
    const auto number = id ? lessons.number_of(*id) : std::nullopt;
    if (!number) return std::nullopt;
    return kNumberSign + std::to_string(*number);
  });
}

std::string with_lesson_ids(std::string_view text, const LessonNumbers& lessons) {
  return renamed(text, [&](std::string_view name) -> std::optional<std::string> {
    if (!name.starts_with(kNumberSign)) return std::nullopt;
    const auto number = parse_number<std::size_t>(name.substr(1));
    if (!number || *number >= lessons.count()) return std::nullopt;
    return lessons.at(*number).text();
  });
}

}  // namespace lectern::catalog
