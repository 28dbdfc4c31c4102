#pragma once
// The routes around watching: where a lecture plays, how it is embedded, and who is watching it.

#include <span>
#include <string>
#include <vector>

#include "http/route.h"
#include "http/schema.h"
#include "streamer/gate.h"
#include "streamer/grants.h"
#include "streamer/playback.h"

namespace lectern::streamer {

class StreamerApi {
 public:
  /// `public_url` is what others reach this server by, without a slash at its end; empty: as they asked.
  StreamerApi(PlaybackDesk& desk, Gate& gate, Grants& grants, std::string public_url = {});

  std::vector<http::Route> routes();

 private:
  static const http::Entry<StreamerApi> kRoutes[];

  http::Response open_playback(const http::Request& request);
  http::Response describe_embedding(const http::Request& request);
  http::Response list_grants(const http::Request& request);
  http::Response end_grant(const http::Request& request);
  WatchStanding require_management(const http::Request& request, const LessonId& lesson);

  PlaybackDesk& desk_;
  Gate& gate_;
  Grants& grants_;
  std::string public_url_;
};

/// For the API description.
std::span<const http::Schema> schemas();

}  // namespace lectern::streamer
