#pragma once
// Where sounds of texts are sent. They are heard through streamer/sound_desk.

#include <filesystem>
#include <memory>
#include <span>
#include <vector>

#include "catalog/sounds.h"
#include "http/route.h"
#include "http/schema.h"

namespace lectern::catalog {

class SoundsApi {
 public:
  /// `waiting` is a folder for what is being received.
  SoundsApi(Sounds& sounds, std::filesystem::path waiting) : sounds_(sounds), waiting_(std::move(waiting)) {}

  std::vector<http::Route> routes();

 private:
  static const http::StreamEntry<SoundsApi> kStreams[];
  std::unique_ptr<http::BodySink> add_to_text(const http::Request& request);

  Sounds& sounds_;
  std::filesystem::path waiting_;
};

std::span<const http::Schema> sound_schemas();

}  // namespace lectern::catalog
