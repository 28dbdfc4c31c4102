#include "http/gzip.h"

#include <zlib.h>

#include <limits>

#include "base/error.h"
#include "base/text.h"

namespace lectern::http {
namespace {

constexpr std::size_t kWorthIt = 512;

/// "gzip;q=0" refuses (RFC 9110 §12.4.2).
bool has_weight(std::string_view parameters) {
  for (const std::string_view piece : split(parameters, ';')) {
    const std::string_view parameter = trim(piece);
    if (!parameter.starts_with("q=") && !parameter.starts_with("Q=")) continue;
    return parameter.substr(2).find_first_not_of("0.") != std::string_view::npos;
  }
  return true;
}

}  // namespace

std::string gzip(std::string_view bytes) {
  constexpr int kGzipWindow = 15 + 16;
  z_stream stream{};
  LECTERN_ASSERT(bytes.size() < std::numeric_limits<uInt>::max(), "Compress text, not media.");
  if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    throw Error(ErrorCode::Internal, "The answer could not be compressed.", "deflateInit2");
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  // zlib's input is not const for reasons of age; it is only read.
  stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int result = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (result != Z_STREAM_END)
    throw Error(ErrorCode::Internal, "The answer could not be compressed.", "deflate");
  return out;
}

bool accepts_gzip(const Request& request) {
  const auto accepted = request.headers.find("Accept-Encoding");
  if (!accepted) return false;
  bool any = false;
  for (const std::string_view piece : split(*accepted, ',')) {
    const auto semicolon = piece.find(';');
    const std::string_view coding = trim(piece.substr(0, semicolon));
    const bool wanted = semicolon == std::string_view::npos || has_weight(piece.substr(semicolon + 1));
    if (equal_ignoring_case(coding, "gzip")) return wanted;
    if (coding == "*") any = wanted;
  }
  return any;
}

Response gzip_if_wanted(const Request& request, Response response) {
  auto* text = std::get_if<std::string>(&response.content);
  if (text == nullptr || text->size() < kWorthIt) return response;
  response.headers.add("Vary", "Accept-Encoding");
  if (!accepts_gzip(request)) return response;
  *text = gzip(*text);
  response.headers.set("Content-Encoding", "gzip");
  // Two codings are two representations: a strong validator would be a lie (RFC 9110 §8.8.1).
  if (const auto etag = response.headers.find("ETag"); etag && !etag->starts_with("W/"))
    response.headers.set("ETag", "W/" + std::string{*etag});
  return response;
}

}  // namespace lectern::http
