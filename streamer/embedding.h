#pragma once
// Lectures on other people's pages, as oEmbed 1.0 describes them. Pure.

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "base/ids.h"

namespace lectern::streamer {

/// The most the embedding page has room for.
struct EmbeddingBounds {
  int width = 1280;
  int height = 720;
};

std::optional<int> parse_pixels(std::string_view text);

/// The lesson whose page `url` is, on this server: `origin` is "https://host". Both the lecture's page
/// (…/lessons/<id>) and its player (/embed/<id>) count.
std::optional<LessonId> lesson_of_page(std::string_view url, std::string_view origin);

/// An answer of the type "video" (oEmbed §2.3.4.2).
nlohmann::json embedding_of(const LessonId& lesson, const std::string& title, const std::string& origin,
                            EmbeddingBounds bounds);

}  // namespace lectern::streamer
