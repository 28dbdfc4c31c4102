#pragma once
// Sounds in texts: a word to be repeated, a chord to be named. They are kept as they were sent, once the
// child has played them through, and served by streamer/sound_desk. As with pictures, the key is a secret of
// 128 bits that stands in the text alone.

#include <cstdint>
#include <optional>
#include <semaphore>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/ids.h"
#include "catalog/sound_inspector.h"
#include "storage/blobs/blob_store.h"

namespace lectern::storage {
class Database;
class Reader;
}  // namespace lectern::storage

namespace lectern::catalog {

inline constexpr std::uint64_t kLargestSound = 20ULL << 20;

struct Sound {
  std::string key;
  std::string title;
  std::string type;
  Milliseconds duration{0};
  blobs::BlobKey blob;

  std::string url() const { return "/api/v1/sounds/" + key; }
};

/// By the first bytes of a file; nothing for what is no sound that browsers play.
std::optional<std::string_view> sound_type(std::string_view head);

std::optional<Sound> find_sound(const storage::Reader& db, const std::string& key);

class Sounds {
 public:
  Sounds(storage::Database& database, blobs::BlobStore& blobs, SoundInspector& inspector)
      : database_(database), blobs_(blobs), inspector_(inspector) {}

  /// Waits for the child; nothing is written if it refuses. An empty title is “Sound”.
  Sound keep(const UserId& owner, int source, const std::string& title);

 private:
  void refuse_too_many(const UserId& owner) const;
  Milliseconds inspect(int source);

  storage::Database& database_;
  blobs::BlobStore& blobs_;
  SoundInspector& inspector_;
  std::counting_semaphore<8> turns_{2};  ///< Children at the same time.
};

}  // namespace lectern::catalog
