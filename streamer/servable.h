#pragma once
// What stands behind one media address: immutable bytes with their headers, frozen once and sent any number
// of times. Bytes are a stretch of a file, text made from the index, or what is too long to be kept anywhere.

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/file.h"
#include "http/message.h"
#include "streamer/mapping.h"

namespace lectern::streamer {

enum class Caching {
  Immutable,  ///< The address will always give these bytes.
  Growing,    ///< More will be there in a moment: ask again.
};

/// Whether the file behind a stretch may still be cut shorter, as a resumed transcode may do.
enum class Firmness { Final, Tentative };

/// How a stretch of a file reaches the socket.
enum class Carrier { Mapped, SendFile };
/// By the table in servable.cpp, which tests/bench/delivery measured.
Carrier carrier_for(std::uint64_t size, Firmness firmness);

struct FileStretch {
  std::shared_ptr<const UniqueFd> file;
  std::uint64_t offset = 0;
  std::uint64_t length = 0;
};

struct ServableFacts {
  std::string etag;  ///< With its quotes.
  std::string type;
  Caching caching = Caching::Immutable;
  Firmness firmness = Firmness::Final;
  std::string file_name;        ///< Set: to be saved under this name, not shown.
  std::string shown_name = {};  ///< Set: shown as a page of its own, which is shut off from ours.
};

class Servable {
 public:
  Servable(ServableFacts facts, FileStretch stretch);
  /// Also kept compressed, for those who take it.
  Servable(ServableFacts facts, std::string text);
  /// Too long to wait for as a whole: each block is read when its turn has come.
  Servable(ServableFacts facts, std::shared_ptr<const http::ByteSource> source);

  std::uint64_t size() const { return size_; }
  const std::string& etag() const { return facts_.etag; }
  Caching caching() const { return facts_.caching; }
  /// Whether sending it would wait for no disk. Asks the kernel at most once a second.
  bool is_warm(Instant now) const;
  /// Waits until it is. Not on a loop.
  void warm(Instant now) const;
  /// The answer to GET or HEAD: 200, 206, 304 or 416.
  http::Response answer(const http::Request& request) const;

 private:
  bool is_mapped() const;
  http::Headers headers(std::string_view etag) const;
  http::Content content(std::uint64_t offset, std::uint64_t length) const;
  http::Response whole() const;
  http::Response part(std::string_view range_header) const;
  http::Response not_modified(const std::string& etag) const;

  ServableFacts facts_;
  std::uint64_t size_ = 0;
  FileStretch stretch_;
  std::shared_ptr<const Mapping> mapping_;
  std::shared_ptr<const std::string> text_;
  std::shared_ptr<const http::ByteSource> source_;
  std::string compressed_etag_;
  std::shared_ptr<const http::Prepared>
      prepared_;  ///< None of what goes by descriptor: it would hold one each.
  std::shared_ptr<const http::Prepared> prepared_compressed_;
  mutable std::atomic<Instant::rep> probed_at_{0};
};

/// What every answer below /v/ carries, errors included.
void add_common_headers(http::Headers& headers);

/// A strong tag for text: the start of its hash.
std::string tag_of(std::string_view text);

}  // namespace lectern::streamer
