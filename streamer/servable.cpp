#include "streamer/servable.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "base/crypto.h"
#include "base/encoding.h"
#include "base/error.h"
#include "http/gzip.h"
#include "streamer/byte_range.h"
#include "streamer/conditional.h"
#include "streamer/disposition.h"

namespace lectern::streamer {
namespace {

struct CarrierRow {
  std::uint64_t up_to;
  Carrier carrier;
};

// Measured by tests/bench/delivery. Mapped memory saves the descriptor's bookkeeping and lets one write carry
// all. At 2 MiB sendfile costs less processor time but sends in turns of 128 KiB, and so half as many a
// second; what is larger is no segment, and is left to it.
constexpr std::array kCarriers = {
    CarrierRow{8ULL << 20, Carrier::Mapped},
    CarrierRow{std::numeric_limits<std::uint64_t>::max(), Carrier::SendFile},
};

// A page that was there a second ago is still there, unless memory is so short that waiting is the lesser
// evil.
constexpr Milliseconds kProbeLasts{1000};
constexpr std::size_t kReadBlock = 256 << 10;

constexpr std::string_view kImmutable = "private, max-age=31536000, immutable";
constexpr std::string_view kAskAgain = "no-cache";

std::string_view header_of(const http::Request& request, std::string_view name) {
  return request.headers.find(name).value_or(std::string_view{});
}

/// People's own files run nothing and reach nothing, whatever they claim to be. Chromium's reader of PDF does
/// not start in a sandbox; it has one of its own.
std::string_view policy_for(std::string_view type) {
  if (type == "application/pdf")
    return "default-src 'none'; object-src 'self'; plugin-types application/pdf; style-src 'unsafe-inline'; "
           "frame-ancestors 'self'";
  return "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'";
}

/// By descriptor, because a tentative stretch may end earlier than was said.
void read_through(const FileStretch& stretch) {
  std::string block(std::min<std::uint64_t>(kReadBlock, stretch.length), '\0');
  for (std::uint64_t at = 0; at < stretch.length; at += block.size())
    read_at(stretch.file->get(), block.data(), std::min<std::uint64_t>(block.size(), stretch.length - at),
            stretch.offset + at);
}

}  // namespace

Carrier carrier_for(std::uint64_t size, Firmness firmness) {
  if (firmness == Firmness::Tentative) return Carrier::SendFile;
  return std::find_if(kCarriers.begin(), kCarriers.end(), [&](const auto& row) { return size <= row.up_to; })
      ->carrier;
}

void add_common_headers(http::Headers& headers) {
  // No cookie and no other ambient right is ever looked at below /v/: any page may fetch what its address
  // allows.
  headers.add("Access-Control-Allow-Origin", "*");
  headers.add("Access-Control-Expose-Headers", "Content-Length, Content-Range, ETag");
  headers.add("Cross-Origin-Resource-Policy", "cross-origin");
  headers.add("Referrer-Policy", "no-referrer");
  headers.add("X-Content-Type-Options", "nosniff");
}

std::string tag_of(std::string_view text) {
  return fmt::format("\"{}\"", to_hex(std::string_view{sha256(text)}.substr(0, 12)));
}

Servable::Servable(ServableFacts facts, FileStretch stretch)
    : facts_(std::move(facts)), size_(stretch.length), stretch_(std::move(stretch)) {
  mapping_ = std::make_shared<const Mapping>(stretch_.file->get(), stretch_.offset, stretch_.length);
  if (!is_mapped()) return;
  prepared_ = http::prepare(whole());
  // The mapping needs no descriptor, and thousands of these are kept.
  stretch_.file.reset();
}

Servable::Servable(ServableFacts facts, std::string text)
    : facts_(std::move(facts)),
      size_(text.size()),
      text_(std::make_shared<const std::string>(std::move(text))) {
  prepared_ = http::prepare(whole());
  // Apple's authoring rules, 10.1: playlists are compressed.
  const auto compressed = std::make_shared<const std::string>(http::gzip(*text_));
  if (compressed->size() >= size_) return;
  compressed_etag_ = facts_.etag.substr(0, facts_.etag.size() - 1) + "-gz\"";
  http::Response response;
  response.headers = headers(compressed_etag_);
  response.headers.add("Content-Encoding", "gzip");
  response.content = http::SharedBytes{compressed, *compressed};
  prepared_compressed_ = http::prepare(std::move(response));
}

Servable::Servable(ServableFacts facts, std::shared_ptr<const http::ByteSource> source)
    : facts_(std::move(facts)), size_(source->size()), source_(std::move(source)) {}

bool Servable::is_warm(Instant now) const {
  if (!mapping_) return true;
  const Instant::rep at = now.time_since_epoch().count();
  if (at - probed_at_.load(std::memory_order_relaxed) < kProbeLasts.count()) return true;
  if (!mapping_->is_resident()) return false;
  probed_at_.store(at, std::memory_order_relaxed);
  return true;
}

bool Servable::is_mapped() const {
  return mapping_ && carrier_for(size_, facts_.firmness) == Carrier::Mapped;
}

void Servable::warm(Instant now) const {
  if (!mapping_) return;
  if (is_mapped())
    mapping_->read_in();
  else
    read_through(stretch_);
  probed_at_.store(now.time_since_epoch().count(), std::memory_order_relaxed);
}

http::Headers Servable::headers(std::string_view etag) const {
  http::Headers headers;
  headers.add("Content-Type", facts_.type);
  headers.add("ETag", std::string{etag});
  headers.add("Cache-Control", std::string{facts_.caching == Caching::Immutable ? kImmutable : kAskAgain});
  headers.add("Accept-Ranges", "bytes");
  if (text_) headers.add("Vary", "Accept-Encoding");
  if (!facts_.file_name.empty()) headers.add("Content-Disposition", attachment_named(facts_.file_name));
  if (!facts_.shown_name.empty()) {
    headers.add("Content-Disposition", inline_named(facts_.shown_name));
    headers.add("Content-Security-Policy", std::string{policy_for(facts_.type)});
    headers.add("X-Frame-Options", "SAMEORIGIN");
  }
  add_common_headers(headers);
  return headers;
}

http::Content Servable::content(std::uint64_t offset, std::uint64_t length) const {
  if (text_) return http::SharedBytes{text_, std::string_view{*text_}.substr(offset, length)};
  if (source_) return http::SourceRange{source_, offset, length};
  if (is_mapped()) return http::SharedBytes{mapping_, mapping_->bytes().substr(offset, length)};
  return http::FileRange{stretch_.file, stretch_.offset + offset, length};
}

http::Response Servable::whole() const {
  http::Response response;
  response.headers = headers(facts_.etag);
  response.content = content(0, size_);
  return response;
}

http::Response Servable::part(std::string_view range_header) const {
  const ByteRange range = select_range(range_header, size_);
  if (range.kind == ByteRange::Kind::Whole) return prepared_ ? http::Response::ready(prepared_) : whole();
  http::Response response;
  response.headers = headers(facts_.etag);
  if (range.kind == ByteRange::Kind::Unsatisfiable) {
    response.status = 416;
    response.headers.add("Content-Range", unsatisfied_range(size_));
    return response;
  }
  response.status = 206;
  response.headers.add("Content-Range", content_range(range, size_));
  response.content = content(range.offset, range.length);
  return response;
}

http::Response Servable::not_modified(const std::string& etag) const {
  http::Response response;
  response.status = 304;
  response.headers = headers(etag);
  return response;
}

http::Response Servable::answer(const http::Request& request) const {
  // RFC 9110 §13.2.2: If-None-Match is weighed before Range. A range is one of the plain text, never of the
  // compressed.
  const auto range = header_of(request, "Range");
  const bool is_compressed = prepared_compressed_ && range.empty() && http::accepts_gzip(request);
  const std::string& etag = is_compressed ? compressed_etag_ : facts_.etag;
  const auto if_none_match = header_of(request, "If-None-Match");
  if (!if_none_match.empty() && any_matches(if_none_match, etag)) return not_modified(etag);
  if (is_compressed) return http::Response::ready(prepared_compressed_);
  // RFC 9110 §14.2: Range is for GET alone.
  const bool wants_part = !range.empty() && request.method == http::Method::Get &&
                          range_still_applies(header_of(request, "If-Range"), facts_.etag);
  if (wants_part) return part(range);
  return prepared_ ? http::Response::ready(prepared_) : whole();
}

}  // namespace lectern::streamer
