#pragma once
// The servables that are in use, the least recently used leaving first. Loops look here and nowhere else;
// what is not here is made on a worker. Safe from any thread; nothing is destroyed while the mutex is held.

#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/guarded.h"
#include "streamer/media_path.h"
#include "streamer/servable.h"

namespace lectern::streamer {

struct PackageKey {
  IdBytes video{};
  std::uint32_t generation = 0;

  auto operator<=>(const PackageKey&) const = default;
};

struct ObjectKey {
  PackageKey package;
  MediaObject object = MediaObject::Master;
  TrackName track;
  std::uint32_t number = 0;

  auto operator<=>(const ObjectKey&) const = default;
};

ObjectKey key_of(const MediaPath& path);

class ObjectCache {
 public:
  using Kept = std::shared_ptr<const Servable>;

  explicit ObjectCache(std::size_t capacity) : capacity_(capacity) {}

  /// Null where there is none, or where it was kept until a time that has passed.
  Kept find(const ObjectKey& key, Instant now);
  /// Until `until`, where that is set; then it has to be looked at again.
  void keep(const ObjectKey& key, Kept object, std::optional<Instant> until);
  void forget(const PackageKey& package);
  std::size_t size() const;

 private:
  struct Item {
    ObjectKey key;
    Kept object;
    std::optional<Instant> until;
  };
  struct KeyHash {
    std::size_t operator()(const ObjectKey& key) const noexcept;
  };
  struct Table {
    std::list<Item> items;  ///< The most recently used in front.
    std::unordered_map<ObjectKey, std::list<Item>::iterator, KeyHash> index;
  };

  std::size_t capacity_;
  Guarded<Table> table_;
};

}  // namespace lectern::streamer
