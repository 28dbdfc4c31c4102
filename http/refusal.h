#pragma once
// An Error whose answer needs more than its code says: another status, or headers of its own.

#include "base/error.h"
#include "http/message.h"

namespace lectern::http {

class Refusal final : public Error {
 public:
  Refusal(const Error& error, int status, Headers headers)
      : Error(error.code(), error.message()), status_(status), headers_(std::move(headers)) {}

  int status() const { return status_; }
  const Headers& headers() const { return headers_; }

 private:
  int status_;
  Headers headers_;
};

}  // namespace lectern::http
