#include "streamer/packages.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <mutex>
#include <utility>

#include "catalog/file_type.h"
#include "streamer/download.h"
#include "streamer/open_package.h"
#include "transcoder/playlist.h"

namespace lectern::streamer {
namespace {

// Descriptors are not to be held for long after the last request.
constexpr Milliseconds kKeepFile = std::chrono::minutes{5};
constexpr std::string_view kDownloadType = "video/mp4";
constexpr std::string_view kDownloadName = "lecture.mp4";

ServableFacts to_be_saved(std::string etag, std::string_view type, std::string_view name) {
  ServableFacts facts;
  facts.etag = std::move(etag);
  facts.type = type;
  facts.file_name = name;
  return facts;
}

}  // namespace

struct Packages::Slot {
  Slot(const PackageRoot& root, const PackageKey& its_key) : key(its_key), package(root, its_key) {}

  const PackageKey key;
  std::mutex mutex;  ///< Held over reads of the disk: workers only.
  OpenPackage package;
};

Packages::Packages(const PackagesOptions& options, FindOriginal find_original, const Clock& clock)
    : root_(options.root),
      find_original_(std::move(find_original)),
      find_document_(options.find_document),
      captions_(options.captions),
      clock_(clock),
      most_packages_(options.most_packages),
      cache_(options.most_objects) {}

Packages::~Packages() = default;

std::shared_ptr<const Servable> Packages::find(const MediaPath& path) {
  return cache_.find(key_of(path), clock_.now());
}

std::shared_ptr<const Servable> Packages::make(const MediaPath& path) {
  const ObjectKey key = key_of(path);
  if (path.object == MediaObject::Original) return make_original(key);
  if (path.object == MediaObject::Download) return make_download(key);
  if (path.object == MediaObject::DocumentView || path.object == MediaObject::DocumentFile)
    return make_document(key);
  if (path.object == MediaObject::Subtitles && path.track.kind == 'c') return make_caption(key);
  const auto slot = open(key.package);
  if (!slot) return nullptr;
  const bool names_captions = path.object == MediaObject::Master || path.track.kind == 'c';
  const auto brought = names_captions ? captions(key.package) : std::vector<transcoder::SubtitleTrack>{};
  const Instant now = clock_.now();
  std::shared_ptr<const Servable> object;
  {
    const std::lock_guard lock(slot->mutex);
    refresh(*slot);
    object = slot->package.build(path, brought);
    if (!object) return nullptr;
    cache_.keep(key, object,
                object->caching() == Caching::Immutable ? std::nullopt : std::optional{now + kLookAgain});
  }
  object->warm(now);
  return object;
}

std::shared_ptr<const transcoder::PackageContents> Packages::contents(const PackageKey& key) {
  const auto slot = open(key);
  if (!slot) return nullptr;
  const std::lock_guard lock(slot->mutex);
  refresh(*slot);
  const auto& contents = slot->package.contents();
  return transcoder::is_playable(*contents) ? contents : nullptr;
}

std::shared_ptr<const transcoder::PackageContents> Packages::finished_contents(const PackageKey& key) {
  if (const auto slot = open(key)) {
    const std::lock_guard lock(slot->mutex);
    if (slot->package.refresh_at_once(clock_.now()) == OpenPackage::Change::Remade) cache_.forget(key);
  }
  return contents(key);
}

void Packages::forget(const PackageKey& key) {
  Slots leaving;
  slots_.with([&](Slots& slots) {
    const auto found =
        std::find_if(slots.begin(), slots.end(), [&](const auto& slot) { return slot->key == key; });
    if (found != slots.end()) leaving.splice(leaving.begin(), slots, found);
  });
  cache_.forget(key);
}

std::shared_ptr<Packages::Slot> Packages::open(const PackageKey& key) {
  const auto take = [&](Slots& slots) -> std::shared_ptr<Slot> {
    const auto found =
        std::find_if(slots.begin(), slots.end(), [&](const auto& slot) { return slot->key == key; });
    if (found == slots.end()) return nullptr;
    slots.splice(slots.begin(), slots, found);
    return slots.front();
  };
  if (auto known = slots_.with(take)) return known;
  // Without a plan there is nothing to watch, and a guessed number is not worth remembering.
  if (!root_.open(key, "plan.json")) return nullptr;
  const auto opened = std::make_shared<Slot>(root_, key);
  Slots leaving;
  return slots_.with([&](Slots& slots) {
    if (auto other = take(slots)) return other;
    slots.push_front(opened);
    if (slots.size() > most_packages_) leaving.splice(leaving.begin(), slots, std::prev(slots.end()));
    return opened;
  });
}

void Packages::refresh(Slot& slot) {
  if (slot.package.refresh(clock_.now()) == OpenPackage::Change::Remade) cache_.forget(slot.key);
}

std::shared_ptr<const Servable> Packages::make_original(const ObjectKey& key) {
  const auto original = find_original_(key.package);
  if (!original) return nullptr;
  return keep_a_while(key, to_be_saved(original->etag, original->type, original->name), original->source);
}

std::shared_ptr<const Servable> Packages::make_document(const ObjectKey& key) {
  const auto document = find_document_ ? find_document_(key.package) : std::nullopt;
  if (!document) return nullptr;
  ServableFacts facts{document->etag, document->type, Caching::Immutable, Firmness::Tentative, {}, {}};
  if (key.object == MediaObject::DocumentFile) {
    facts.file_name = document->name;
  } else {
    if (catalog::shown_as(document->type) == catalog::Shown::Nowhere) return nullptr;
    facts.shown_name = document->name;
    // Without a word on the encoding, browsers guess; what is text here was found to be UTF-8.
    if (facts.type == "text/plain") facts.type += "; charset=utf-8";
  }
  return keep_a_while(key, std::move(facts), document->source);
}

std::vector<transcoder::SubtitleTrack> Packages::captions(const PackageKey& key) const {
  return captions_.tracks ? captions_.tracks(key.video) : std::vector<transcoder::SubtitleTrack>{};
}

std::shared_ptr<const Servable> Packages::make_caption(const ObjectKey& key) {
  const auto text = captions_.text ? captions_.text(key.package.video, key.track.number) : std::nullopt;
  if (!text) return nullptr;
  std::string whole = transcoder::webvtt_on_media_clock(*text);
  ServableFacts facts{tag_of(whole), "text/vtt; charset=utf-8", Caching::Immutable, Firmness::Final, {}};
  const auto object = std::make_shared<const Servable>(std::move(facts), std::move(whole));
  cache_.keep(key, object, clock_.now() + kKeepFile);
  return object;
}

bool Packages::has_download(const PackageKey& key) {
  const auto known = contents(key);
  return known && known->summary && root_.open(key, "download.init");
}

std::shared_ptr<const Servable> Packages::make_download(const ObjectKey& key) {
  const auto known = contents(key.package);
  if (!known) return nullptr;
  const auto pieces = download_pieces(*known);
  const auto source = open_download(root_, key.package, pieces);
  if (!source) return nullptr;
  // A finished package gives the same bytes every time: a download goes on with ranges where it stopped.
  std::string etag = fmt::format("\"download-{}-{:x}\"", pieces.size(), source->size());
  return keep_a_while(key, to_be_saved(std::move(etag), kDownloadType, kDownloadName), source);
}

std::shared_ptr<const Servable> Packages::keep_a_while(const ObjectKey& key, ServableFacts facts,
                                                       std::shared_ptr<const http::ByteSource> source) {
  const auto object = std::make_shared<const Servable>(std::move(facts), std::move(source));
  cache_.keep(key, object, clock_.now() + kKeepFile);
  return object;
}

}  // namespace lectern::streamer
