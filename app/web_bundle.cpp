#include "app/web_bundle.h"

#include <array>

#include "app/web_files.h"
#include "base/text.h"

namespace lectern::app {
namespace {

struct Type {
  std::string_view ending;
  std::string_view name;
};

constexpr std::array kTypes = {
    Type{".html", "text/html; charset=utf-8"},
    Type{".js", "text/javascript; charset=utf-8"},
    Type{".css", "text/css; charset=utf-8"},
    Type{".svg", "image/svg+xml"},
    Type{".json", "application/json"},
    Type{".webmanifest", "application/manifest+json"},
    Type{".woff2", "font/woff2"},
    Type{".png", "image/png"},
    Type{".ico", "image/x-icon"},
    Type{".txt", "text/plain; charset=utf-8"},
};

constexpr std::string_view kForever = "public, max-age=31536000, immutable";
constexpr std::string_view kAskAgain = "no-cache";

std::string_view type_of(std::string_view path) {
  for (const Type& type : kTypes)
    if (path.ends_with(type.ending)) return type.name;
  return "application/octet-stream";
}

bool is_entry(std::string_view path) {
  return path.find('/', 1) == std::string_view::npos;
}

bool accepts_gzip(const http::Request& request) {
  const auto accepted = request.headers.find("Accept-Encoding");
  return accepted && accepted->find("gzip") != std::string_view::npos;
}

http::Response answer(const WebFile& file, std::string_view bytes, const std::string& etag) {
  http::Response response;
  response.content = http::SharedBytes{nullptr, bytes};
  response.headers.set("Content-Type", std::string{type_of(file.path)});
  response.headers.set("ETag", etag);
  response.headers.set("Cache-Control", std::string{is_entry(file.path) ? kAskAgain : kForever});
  if (file.gzip != nullptr) response.headers.set("Vary", "Accept-Encoding");
  return response;
}

std::string_view between(const char* begin, const char* end) {
  return {begin, static_cast<std::size_t>(end - begin)};
}

/// An address of the app ("/courses/…"), not a file that is missing ("/assets/old.js").
bool is_page(std::string_view path) {
  return path.substr(path.rfind('/') + 1).find('.') == std::string_view::npos;
}

}  // namespace

WebBundle::WebBundle() {
  for (const WebFile& file : web_files()) {
    Asset asset{.etag = "\"" + std::string{file.hash} + "\"",
                .plain = nullptr,
                .gzip = nullptr,
                .unchanged = nullptr};
    asset.plain = http::prepare(answer(file, between(file.plain, file.plain_end), asset.etag));
    if (file.gzip != nullptr) {
      auto packed = answer(file, between(file.gzip, file.gzip_end), asset.etag);
      packed.headers.set("Content-Encoding", "gzip");
      asset.gzip = http::prepare(std::move(packed));
    }
    auto unchanged = answer(file, {}, asset.etag);
    unchanged.status = 304;
    asset.unchanged = http::prepare(std::move(unchanged));
    assets_.emplace(file.path, std::move(asset));
  }
}

const WebBundle::Asset* WebBundle::find(std::string_view path) const {
  const auto found = assets_.find(path);
  return found == assets_.end() ? nullptr : &found->second;
}

http::Response WebBundle::serve(const http::Request& request) const {
  const Asset* asset = find(request.path);
  if (asset == nullptr && is_page(request.path))
    asset = find(request.path.starts_with("/embed/") ? "/embed.html" : "/index.html");
  if (asset == nullptr)
    return http::Response::text("There is no such page.\n", "text/plain; charset=utf-8", 404);
  if (const auto known = request.headers.find("If-None-Match");
      known && known->find(asset->etag) != std::string_view::npos)
    return http::Response::ready(asset->unchanged);
  return http::Response::ready(asset->gzip && accepts_gzip(request) ? asset->gzip : asset->plain);
}

}  // namespace lectern::app
