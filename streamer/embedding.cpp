#include "streamer/embedding.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.h"

namespace lectern::streamer {
namespace {

constexpr int kLeastPixels = 64;
constexpr int kMostPixels = 4096;

std::string escape_attribute(std::string_view text) {
  std::string escaped;
  for (const char c : text) switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      default:
        escaped += c;
    }
  return escaped;
}

}  // namespace

std::optional<int> parse_pixels(std::string_view text) {
  const auto pixels = parse_number<int>(text);
  if (!pixels || *pixels < 1) return std::nullopt;
  return std::clamp(*pixels, kLeastPixels, kMostPixels);
}

std::optional<LessonId> lesson_of_page(std::string_view url, std::string_view origin) {
  if (!url.starts_with(origin)) return std::nullopt;
  url.remove_prefix(origin.size());
  if (!url.starts_with('/')) return std::nullopt;
  const auto segments = split(url.substr(0, url.find_first_of("?#")), '/');
  for (std::size_t i = 0; i + 1 < segments.size(); ++i)
    if (segments[i] == "lessons" || segments[i] == "embed") return LessonId::parse(segments[i + 1]);
  return std::nullopt;
}

nlohmann::json embedding_of(const LessonId& lesson, const std::string& title, const std::string& origin,
                            EmbeddingBounds bounds) {
  // The largest frame of 16 by 9 that has room.
  const int width = std::min(bounds.width, bounds.height * 16 / 9);
  const int height = width * 9 / 16;
  const std::string frame = fmt::format(
      "<iframe src=\"{}\" width=\"{}\" height=\"{}\" title=\"{}\" frameborder=\"0\" "
      "allow=\"fullscreen; picture-in-picture\" allowfullscreen referrerpolicy=\"no-referrer\"></iframe>",
      escape_attribute(origin + "/embed/" + lesson.text()), width, height, escape_attribute(title));
  return {{"type", "video"},
          {"version", "1.0"},
          {"title", title},
          {"html", frame},
          {"width", width},
          {"height", height},
          {"provider_name", "Lectern"},
          {"provider_url", origin + "/"}};
}

}  // namespace lectern::streamer
