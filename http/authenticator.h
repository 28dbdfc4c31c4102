#pragma once
// How a request becomes a Principal. Declared here, implemented by lms/identity, given to the server by the
// roof.

#include "http/message.h"

namespace lectern::http {

struct Identified {
  Principal principal;
  /// Came by cookie: an unsafe method then needs the X-CSRF-Token that belongs to the session.
  bool by_cookie = false;
  /// Whether the token sent (if any) is the session's.
  bool csrf_token_matches = false;
};

class Authenticator {
 public:
  virtual ~Authenticator() = default;
  /// Memory only: this runs on the loop. Nobody where nothing valid was presented. A bearer token that is
  /// there but not valid throws Unauthenticated, so that a client learns to refresh it.
  virtual Identified identify(const Request& request) = 0;
};

}  // namespace lectern::http
