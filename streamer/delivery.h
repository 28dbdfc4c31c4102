#pragma once
// Every request below /v/. On the loop: parse the address, check the token, look up the grant, find the
// object, answer. No SQL, no disk; whatever would wait is done again on a worker. What is checked and what is
// opened are the same parsed values.

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "http/message.h"
#include "http/route.h"
#include "streamer/grants.h"
#include "streamer/packages.h"
#include "streamer/playback_token.h"

namespace lectern::streamer {

class Delivery {
 public:
  Delivery(const PlaybackTokens& tokens, Grants& grants, Packages& packages, const Clock& clock);

  std::vector<http::Route> routes();

 private:
  static const http::Entry<Delivery> kRoutes[];

  http::Response serve(const http::Request& request);
  http::Response preflight(const http::Request& request);
  http::Response send(const http::Request& request, const MediaPath& path, const PlaybackClaims& claims);
  /// What is written down once the answer has gone out.
  std::function<void()> recorder(const MediaPath& path, const IdBytes& grant, std::uint64_t bytes,
                                 int status);

  const PlaybackTokens& tokens_;
  Grants& grants_;
  Packages& packages_;
  const Clock& clock_;
};

}  // namespace lectern::streamer
