#pragma once
// The routes of what accompanies a recording in time: its captions and its chapters.

#include <memory>
#include <vector>

#include "catalog/captions.h"
#include "catalog/chapters.h"
#include "http/route.h"
#include "http/schema.h"

namespace lectern::catalog {

class CaptionsApi {
 public:
  CaptionsApi(Captions& captions, Chapters& chapters) : captions_(captions), chapters_(chapters) {}

  std::vector<http::Route> routes();

 private:
  static const http::Entry<CaptionsApi> kRoutes[];
  static const http::StreamEntry<CaptionsApi> kStreams[];

  http::Response list(const http::Request& request);
  http::Response get_text(const http::Request& request);
  std::unique_ptr<http::BodySink> put(const http::Request& request);
  http::Response remove(const http::Request& request);
  http::Response get_chapters(const http::Request& request);
  http::Response choose_chapters(const http::Request& request);
  http::Response reset_chapters(const http::Request& request);

  Captions& captions_;
  Chapters& chapters_;
};

std::span<const http::Schema> caption_schemas();

}  // namespace lectern::catalog
