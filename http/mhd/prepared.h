#pragma once
// Answers in libmicrohttpd's form. One can be queued on any daemon, any number of times.

#include <microhttpd.h>

#include <memory>
#include <mutex>

#include "http/acceptor.h"
#include "http/message.h"

namespace lectern::http {

struct DestroyResponse {
  void operator()(MHD_Response* response) const { MHD_destroy_response(response); }
};
using MhdResponse = std::unique_ptr<MHD_Response, DestroyResponse>;

/// Throws Internal for headers that would break the message.
void add_headers(MHD_Response* response, const Headers& headers);

class Prepared {
 public:
  /// A string becomes shared bytes; what is already prepared gets the new headers beside its own. Throws
  /// Internal for headers that would break the message.
  explicit Prepared(Response source);

  const Response& source() const { return source_; }
  /// Files differ: TLS cannot sendfile, and reads a descriptor in blocks of 4 KiB only. Null for a
  /// SourceRange: what is read on the way belongs to one connection (feed.h).
  MHD_Response* response(Transport transport) const;

 private:
  Response source_;
  MhdResponse plain_;
  mutable MhdResponse tls_;
  mutable std::once_flag tls_made_;
};

/// Content and status of what was prepared, plus the headers set since.
Response unwrapped(Response response);

}  // namespace lectern::http
