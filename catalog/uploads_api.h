#pragma once
// Resumable uploads: the tus 1.0.0 protocol with creation, creation-with-upload, expiration, checksum and
// termination.

#include <memory>
#include <vector>

#include "catalog/upload_desk.h"
#include "http/route.h"

namespace lectern::catalog {

class UploadsApi {
 public:
  explicit UploadsApi(UploadDesk& desk) : desk_(desk) {}

  std::vector<http::Route> routes();

 private:
  static const http::Entry<UploadsApi> kRoutes[];
  static const http::StreamEntry<UploadsApi> kStreams[];

  http::Response describe(const http::Request& request);
  http::Response list(const http::Request& request);
  http::Response show(const http::Request& request);
  http::Response terminate(const http::Request& request);
  std::unique_ptr<http::BodySink> create(const http::Request& request);
  std::unique_ptr<http::BodySink> append(const http::Request& request);

  UploadDesk& desk_;
};

}  // namespace lectern::catalog
