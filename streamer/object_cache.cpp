#include "streamer/object_cache.h"

#include <iterator>

namespace lectern::streamer {

ObjectKey key_of(const MediaPath& path) {
  return {{path.video, path.generation}, path.object, path.track, path.number};
}

std::size_t ObjectCache::KeyHash::operator()(const ObjectKey& key) const noexcept {
  // The last bytes of an id are random already; the small numbers are spread by an odd factor (Knuth, 6.4).
  std::uint64_t hash = 0;
  for (std::size_t i = 8; i < key.package.video.size(); ++i) hash = (hash << 8) | key.package.video[i];
  const std::uint64_t place = (std::uint64_t{key.number} << 32) |
                              (std::uint64_t{key.package.generation} << 16) |
                              (std::uint64_t{static_cast<std::uint8_t>(key.track.kind)} << 8) |
                              (std::uint64_t{key.track.number} << 4) | static_cast<std::uint64_t>(key.object);
  return hash ^ (place * 0x9E3779B97F4A7C15ULL);
}

ObjectCache::Kept ObjectCache::find(const ObjectKey& key, Instant now) {
  return table_.with([&](Table& table) -> Kept {
    const auto found = table.index.find(key);
    if (found == table.index.end()) return nullptr;
    const auto item = found->second;
    if (item->until && *item->until <= now) return nullptr;
    table.items.splice(table.items.begin(), table.items, item);
    return item->object;
  });
}

void ObjectCache::keep(const ObjectKey& key, Kept object, std::optional<Instant> until) {
  std::list<Item> leaving;
  table_.with([&](Table& table) {
    if (const auto old = table.index.find(key); old != table.index.end()) {
      leaving.splice(leaving.begin(), table.items, old->second);
      table.index.erase(old);
    }
    table.items.push_front({key, std::move(object), until});
    table.index.emplace(key, table.items.begin());
    while (table.items.size() > capacity_) {
      table.index.erase(table.items.back().key);
      leaving.splice(leaving.begin(), table.items, std::prev(table.items.end()));
    }
  });
}

void ObjectCache::forget(const PackageKey& package) {
  std::list<Item> leaving;
  table_.with([&](Table& table) {
    for (auto item = table.items.begin(); item != table.items.end();) {
      const auto next = std::next(item);
      if (item->key.package == package) {
        table.index.erase(item->key);
        leaving.splice(leaving.begin(), table.items, item);
      }
      item = next;
    }
  });
}

std::size_t ObjectCache::size() const {
  return table_.with([](const Table& table) { return table.items.size(); });
}

}  // namespace lectern::streamer
