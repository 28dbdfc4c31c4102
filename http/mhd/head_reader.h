#pragma once
// Reads the head of a request out of libmicrohttpd and sees to it that it was written as RFC 9112 §2.2, §3,
// §5 say.
//
// Note on lines: the library accepts bare LF, folded lines and stray blanks, and does not tell. But it parses
// in place: method, target, version, names and values all point into the one buffer that the client's bytes
// were read into, and it knows how long the head was. So if every piece begins exactly where the one before
// it must end, with one blank or with CR LF between them, nothing else was there. The arithmetic fails
// closed: were the library to parse in another way one day, every request would be refused, and the first
// test would tell.

#include <microhttpd.h>

#include <cstddef>
#include <string_view>

#include "http/head_check.h"
#include "http/message.h"

namespace lectern::http {

/// Media requests come by the ten thousand: only what the streamer asks for is kept of them.
enum class Keep { All, MediaHeaders };

struct RequestLine {
  const char* method;
  const char* target;            ///< Where it stood; the library has written over it by now.
  std::string_view kept_target;  ///< What it was.
  const char* version;
};

class HeadReader {
 public:
  HeadReader(const RequestLine& line, Keep keep, Headers& into);

  void read(MHD_Connection* connection);

  std::optional<HeadRefusal> refusal() const;
  const HeadCheck& check() const { return check_; }
  bool expects_continue() const { return expects_continue_; }

 private:
  static MHD_Result on_header(void* self, MHD_ValueKind kind, const char* name, std::size_t name_size,
                              const char* value, std::size_t value_size);
  void add(std::string_view name, std::string_view value);

  const Keep keep_;
  Headers& into_;
  HeadCheck check_;
  const char* const begin_;
  const char* next_line_;
  bool is_well_laid_out_;
  bool expects_continue_ = false;
};

}  // namespace lectern::http
