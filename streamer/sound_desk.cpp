#include "streamer/sound_desk.h"

#include "base/error.h"
#include "storage/db/database.h"
#include "streamer/byte_range.h"

namespace lectern::streamer {

using http::Response;

// clang-format off
const http::Entry<SoundDesk> SoundDesk::kRoutes[] = {
    // method              path                    who                 body              lane                handler           what it does
    {http::Method::Get, "/api/v1/sounds/{key}", http::Who::SignedIn, http::Body::None, http::Lane::Worker, &SoundDesk::hear, "A sound of a text, for who has its address", {}},
};
// clang-format on

std::vector<http::Route> SoundDesk::routes() {
  return http::bind(*this, std::span<const http::Entry<SoundDesk>>{kRoutes});
}

Response SoundDesk::hear(const http::Request& request) {
  const auto& key = request.parameter("key");
  const auto sound = database_.read([&](const storage::Reader& db) { return catalog::find_sound(db, key); });
  if (!sound) throw Error(ErrorCode::NotFound, "There is no such sound.");
  const auto file = std::make_shared<const UniqueFd>(blobs_.open(sound->blob));
  const auto size = size_of(file->get());
  const auto range = select_range(request.headers.find("Range").value_or(""), size);
  Response response;
  // It never changes under its address, and is shut off from our pages, were it opened as one.
  response.headers.set("Content-Type", sound->type);
  response.headers.set("Cache-Control", "private, max-age=31536000, immutable");
  response.headers.set("X-Content-Type-Options", "nosniff");
  response.headers.set("Content-Security-Policy", "default-src 'none'; sandbox");
  response.headers.set("Accept-Ranges", "bytes");
  if (range.kind == ByteRange::Kind::Unsatisfiable) {
    response.status = 416;
    response.headers.set("Content-Range", unsatisfied_range(size));
  } else if (range.kind == ByteRange::Kind::Part) {
    response.status = 206;
    response.headers.set("Content-Range", content_range(range, size));
    response.content = http::FileRange{file, range.offset, range.length};
  } else {
    response.content = http::FileRange{file, 0, size};
  }
  return response;
}

}  // namespace lectern::streamer
