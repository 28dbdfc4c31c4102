#pragma once
// The routes of pictures: one's own, a course's cover, those on its certificates and in texts, and the files
// themselves.

#include <filesystem>
#include <memory>
#include <vector>

#include "catalog/doors.h"
#include "catalog/pictures.h"
#include "http/route.h"
#include "http/schema.h"

namespace lectern::catalog {

class PicturesApi {
 public:
  /// `waiting` is a folder for what is being received.
  PicturesApi(storage::Database& database, Pictures& pictures, const Doors& doors,
              std::filesystem::path waiting)
      : database_(database), pictures_(pictures), doors_(doors), waiting_(std::move(waiting)) {}

  std::vector<http::Route> routes();

 private:
  static const http::Entry<PicturesApi> kRoutes[];
  static const http::StreamEntry<PicturesApi> kStreams[];

  std::unique_ptr<http::BodySink> put_mine(const http::Request& request);
  std::unique_ptr<http::BodySink> put_cover(const http::Request& request);
  std::unique_ptr<http::BodySink> add_to_text(const http::Request& request);
  std::unique_ptr<http::BodySink> put_on_certificate(const http::Request& request);
  http::Response get_mine(const http::Request& request);
  http::Response get_cover(const http::Request& request);
  http::Response remove_mine(const http::Request& request);
  http::Response remove_cover(const http::Request& request);
  http::Response get_on_certificate(const http::Request& request);
  http::Response remove_on_certificate(const http::Request& request);
  http::Response show(const http::Request& request);

  PictureOwner certificate_part(const http::Request& request) const;
  http::Response answer(const PictureOwner& owner) const;
  std::unique_ptr<http::BodySink> receive(const http::Request& request, PictureOwner owner);

  storage::Database& database_;
  Pictures& pictures_;
  const Doors& doors_;
  std::filesystem::path waiting_;
};

std::span<const http::Schema> picture_schemas();

}  // namespace lectern::catalog
