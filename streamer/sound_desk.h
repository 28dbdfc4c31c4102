#pragma once
// Sounds of texts, to the browser's own player: in parts where it asks for parts, as it does when somebody
// seeks.

#include <string>
#include <vector>

#include "catalog/sounds.h"
#include "http/route.h"

namespace lectern::streamer {

class SoundDesk {
 public:
  SoundDesk(const storage::Database& database, const blobs::BlobStore& blobs)
      : database_(database), blobs_(blobs) {}

  std::vector<http::Route> routes();

 private:
  static const http::Entry<SoundDesk> kRoutes[];
  http::Response hear(const http::Request& request);

  const storage::Database& database_;
  const blobs::BlobStore& blobs_;
};

}  // namespace lectern::streamer
