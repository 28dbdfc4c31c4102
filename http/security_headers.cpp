#include "http/security_headers.h"

#include <fmt/format.h>

namespace lectern::http {
namespace {

struct Row {
  std::string_view name;
  std::string_view value;
};

constexpr Row kSameEverywhere[] = {
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Permissions-Policy",
     "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
     "magnetometer=(), microphone=(), midi=(), payment=(), usb=()"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Origin-Agent-Cluster", "?1"},
    {"X-Permitted-Cross-Domain-Policies", "none"},
};

/// Styles: the component library writes its variables into a style element. Blobs: hls.js feeds the media
/// element from memory and runs its demuxer in a worker made from a blob.
constexpr std::string_view kContentPolicy =
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "media-src 'self' blob:; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action "
    "'self'; "
    "frame-ancestors {}";

/// For what is no page: nothing of it may run, and nobody may frame it.
constexpr std::string_view kDataPolicy = "default-src 'none'; frame-ancestors 'none'";

bool is_data(std::string_view path) {
  return path.starts_with("/api/v");
}

void add_if_absent(Response& response, std::string_view name, std::string_view value) {
  if (!response.headers.find(name)) response.headers.add(std::string{name}, std::string{value});
}

}  // namespace

void add_security_headers(const Request& request, Response& response) {
  for (const Row& row : kSameEverywhere) add_if_absent(response, row.name, row.value);
  const bool is_embeddable = request.path.starts_with("/embed/");
  if (is_data(request.path)) {
    add_if_absent(response, "Content-Security-Policy", kDataPolicy);
    // Search engines may ask, because pages that they run do; what they get is no page of its own.
    add_if_absent(response, "X-Robots-Tag", "noindex");
  }
  add_if_absent(response, "Content-Security-Policy",
                fmt::format(fmt::runtime(kContentPolicy), is_embeddable ? "*" : "'none'"));
  add_if_absent(response, "Cross-Origin-Resource-Policy", is_embeddable ? "cross-origin" : "same-origin");
  if (!is_embeddable) add_if_absent(response, "X-Frame-Options", "DENY");
  if (request.secure) add_if_absent(response, "Strict-Transport-Security", "max-age=31536000");
  if (request.path.starts_with("/api/")) add_if_absent(response, "Cache-Control", "no-store");
}

}  // namespace lectern::http
