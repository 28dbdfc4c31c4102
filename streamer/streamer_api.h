#pragma once
// The routes around watching: where a lecture plays, how it is embedded, and who is watching it.

#include <span>
#include <vector>

#include "http/route.h"
#include "http/schema.h"
#include "streamer/gate.h"
#include "streamer/grants.h"
#include "streamer/playback.h"

namespace lectern::streamer {

class StreamerApi {
 public:
  StreamerApi(PlaybackDesk& desk, Gate& gate, Grants& grants);

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
};

/// For the API description.
std::span<const http::Schema> schemas();

}  // namespace lectern::streamer
