#pragma once
// The packages that are being watched. find() answers from memory, for the loops; make() opens, reads and
// waits, on a worker. A package that is still growing is looked at again at most twice a second, however many
// watch it.

#include <filesystem>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/guarded.h"
#include "streamer/media_path.h"
#include "streamer/object_cache.h"
#include "streamer/package_root.h"
#include "streamer/servable.h"
#include "transcoder/package.h"

namespace lectern::streamer {

/// A file as it was uploaded: what a video was made from, or a document.
struct OriginalFile {
  std::shared_ptr<const http::ByteSource> source;
  std::string name;
  std::string etag;
  std::string type = "application/octet-stream";
};
using FindOriginal = std::function<std::optional<OriginalFile>(const PackageKey&)>;

/// Captions that were brought to a video, beside what its file holds. Both may wait.
struct BroughtCaptions {
  /// Their names are "c" and the number of the text.
  std::function<std::vector<transcoder::SubtitleTrack>(const IdBytes& video)> tracks;
  /// WebVTT that counts from the start of the recording.
  std::function<std::optional<std::string>(const IdBytes& video, std::uint32_t number)> text;
};

struct PackagesOptions {
  std::filesystem::path root;       ///< <root>/<video>/<generation>/
  std::size_t most_objects = 8192;  ///< Each holds a mapping; the kernel allows a process 65,530.
  std::size_t most_packages = 64;   ///< Each holds a descriptor a track.
  FindOriginal find_document = {};  ///< By a key that holds the document's id. Empty: there are none.
  BroughtCaptions captions = {};    ///< Empty: there are none.
};

class Packages {
 public:
  Packages(const PackagesOptions& options, FindOriginal find_original, const Clock& clock);
  ~Packages();

  /// Memory only. Null: not here, or no longer certain; make() knows.
  std::shared_ptr<const Servable> find(const MediaPath& path);
  /// Null where there is no such object. May wait for the disk.
  std::shared_ptr<const Servable> make(const MediaPath& path);

  /// What is known of a package now; null where there is none, or where nothing of it can be watched yet. May
  /// wait.
  std::shared_ptr<const transcoder::PackageContents> contents(const PackageKey& key);
  /// The same, where somebody else says that it was finished: what was read a moment before will not do.
  std::shared_ptr<const transcoder::PackageContents> finished_contents(const PackageKey& key);
  /// Whether download.mp4 can be had. May wait, but makes nothing.
  bool has_download(const PackageKey& key);
  /// What was brought to the video. May wait.
  std::vector<transcoder::SubtitleTrack> captions(const PackageKey& key) const;
  /// The package is gone, or is about to go.
  void forget(const PackageKey& key);

 private:
  struct Slot;
  using Slots = std::list<std::shared_ptr<Slot>>;

  std::shared_ptr<Slot> open(const PackageKey& key);
  void refresh(Slot& slot);
  std::shared_ptr<const Servable> make_original(const ObjectKey& key);
  std::shared_ptr<const Servable> make_document(const ObjectKey& key);
  std::shared_ptr<const Servable> make_caption(const ObjectKey& key);
  std::shared_ptr<const Servable> make_download(const ObjectKey& key);
  std::shared_ptr<const Servable> keep_a_while(const ObjectKey& key, ServableFacts facts,
                                               std::shared_ptr<const http::ByteSource> source);

  PackageRoot root_;
  FindOriginal find_original_;
  FindOriginal find_document_;
  BroughtCaptions captions_;
  const Clock& clock_;
  std::size_t most_packages_;
  ObjectCache cache_;
  Guarded<Slots> slots_;  ///< The most recently used in front.
};

}  // namespace lectern::streamer
