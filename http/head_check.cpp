#include "http/head_check.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace lectern::http {
namespace {

constexpr auto kTokenCharacters = [] {
  std::array<bool, 256> is_token{};
  for (const char c :
       std::string_view{"!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"})
    is_token[static_cast<unsigned char>(c)] = true;
  return is_token;
}();

/// RFC 9110 §5.6.2.
bool is_token(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(),
                                      [](char c) { return kTokenCharacters[static_cast<unsigned char>(c)]; });
}

/// RFC 9110 §5.5: visible characters, blanks, tabs, and bytes above 0x7f as opaque data.
bool is_field_value(std::string_view value) {
  return std::all_of(value.begin(), value.end(), [](char c) {
    return (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) || c == '\t';
  });
}

bool is_host(std::string_view value) {
  return !value.empty() && value.find_first_of(" \t,/@?#\\") == std::string_view::npos;
}

}  // namespace

HeadCheck::HeadCheck(std::string_view version) : is_http_1_0_(version == "HTTP/1.0") {
  if (!is_http_1_0_ && version != "HTTP/1.1") refuse(505, "This server speaks HTTP/1.1.");
}

void HeadCheck::refuse(int status, std::string_view message) {
  if (!refusal_) refusal_ = HeadRefusal{status, message};
}

void HeadCheck::add(std::string_view name, std::string_view value) {
  if (!is_token(name) || !is_field_value(value)) refuse(400, "A header of this request is malformed.");
  switch (name.size()) {
    case 4:
      if (equal_ignoring_case(name, "Host")) add_single(Single::Host, value);
      break;
    case 13:
      if (equal_ignoring_case(name, "Authorization")) add_single(Single::Authorization, value);
      break;
    case 14:
      if (equal_ignoring_case(name, "Content-Length")) add_single(Single::ContentLength, value);
      break;
    case 17:
      if (equal_ignoring_case(name, "Transfer-Encoding")) add_single(Single::TransferEncoding, value);
      break;
    default:
      break;
  }
}

void HeadCheck::add_single(Single header, std::string_view value) {
  const unsigned bit = 1U << static_cast<unsigned>(header);
  if ((seen_ & bit) != 0) refuse(400, "A header that may stand once stands twice.");
  seen_ |= bit;
  switch (header) {
    case Single::Host:
      if (!is_host(value)) refuse(400, "The Host header is malformed.");
      break;
    case Single::ContentLength:
      content_length_ = parse_number<std::uint64_t>(value);
      if (!content_length_) refuse(400, "The Content-Length header is malformed.");
      break;
    case Single::TransferEncoding:
      is_chunked_ = equal_ignoring_case(value, "chunked");
      if (!is_chunked_) refuse(501, "Of the transfer codings, only chunked is understood.");
      if (is_http_1_0_) refuse(400, "HTTP/1.0 has no Transfer-Encoding.");
      break;
    case Single::Authorization:
    case Single::Count_:
      break;
  }
}

std::optional<HeadRefusal> HeadCheck::refusal() const {
  if (refusal_) return refusal_;
  const auto has = [this](Single header) { return (seen_ & (1U << static_cast<unsigned>(header))) != 0; };
  if (has(Single::ContentLength) && has(Single::TransferEncoding))
    return HeadRefusal{400, "Content-Length and Transfer-Encoding exclude each other."};
  if (!is_http_1_0_ && !has(Single::Host)) return HeadRefusal{400, "The Host header is missing."};
  return std::nullopt;
}

}  // namespace lectern::http
