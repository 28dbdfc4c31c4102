#pragma once
// What the head of a request must not be. libmicrohttpd lets much pass that a proxy in front may read
// differently (request smuggling); this refuses it. Fed header by header, without allocating.

#include <cstdint>
#include <optional>
#include <string_view>

namespace lectern::http {

struct HeadRefusal {
  int status = 400;
  std::string_view message;
};

class HeadCheck {
 public:
  /// `version` as on the request line: "HTTP/1.1".
  explicit HeadCheck(std::string_view version);

  void add(std::string_view name, std::string_view value);

  /// After the last header. RFC 9112 §3.2, §6.1, §6.3.
  std::optional<HeadRefusal> refusal() const;

  std::optional<std::uint64_t> content_length() const { return content_length_; }
  bool is_chunked() const { return is_chunked_; }
  bool has_body() const { return is_chunked_ || content_length_.value_or(0) > 0; }

 private:
  enum class Single { Host, ContentLength, TransferEncoding, Authorization, Count_ };

  void refuse(int status, std::string_view message);
  void add_single(Single header, std::string_view value);

  bool is_http_1_0_ = false;
  bool is_chunked_ = false;
  unsigned seen_ = 0;
  std::optional<std::uint64_t> content_length_;
  std::optional<HeadRefusal> refusal_;
};

}  // namespace lectern::http
