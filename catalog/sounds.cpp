#include "catalog/sounds.h"

#include <array>
#include <chrono>

#include "base/error.h"
#include "base/random.h"
#include "base/scope_exit.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::catalog {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t kKeyBytes = 16;
constexpr std::size_t kHeadBytes = 16;
constexpr std::chrono::seconds kLongestWait{10};
constexpr std::int64_t kMostOfOne = 2000;

const storage::Query kInsert{"sound.insert", R"sql(
  INSERT INTO sound (key, account_id, title, type, duration_ms, blob_key, created_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7))sql"};

const storage::Query kOne{"sound.one", R"sql(
  SELECT key, title, type, duration_ms, blob_key FROM sound WHERE key = ?1)sql"};

const storage::Query kCount{"sound.count", R"sql(
  SELECT count(*) FROM sound WHERE account_id = ?1)sql"};

struct Magic {
  std::size_t offset;
  std::string_view bytes;
  std::string_view type;
};

constexpr std::array kMagic = {
    Magic{0, "ID3"sv, "audio/mpeg"},     Magic{0, "OggS"sv, "audio/ogg"},
    Magic{8, "WAVE"sv, "audio/wav"},     Magic{4, "ftypM4A"sv, "audio/mp4"},
    Magic{4, "ftypM4B"sv, "audio/mp4"},  Magic{4, "ftypmp4"sv, "audio/mp4"},
    Magic{4, "ftypisom"sv, "audio/mp4"}, Magic{4, "ftypiso"sv, "audio/mp4"},
};

/// The header of a frame: eleven bits set, and layer III (ISO/IEC 11172-3 §2.4.1.3).
bool is_mpeg_frame(std::string_view head) {
  return head.size() >= 2 && static_cast<unsigned char>(head[0]) == 0xffu &&
         (static_cast<unsigned char>(head[1]) & 0xe6u) == 0xe2u;
}

Sound as_sound(const storage::Row& row) {
  return {row.get<std::string>(0), row.get<std::string>(1), row.get<std::string>(2),
          Milliseconds{row.get<std::int64_t>(3)}, row.get<blobs::BlobKey>(4)};
}

std::string bytes_of(int source, std::size_t most) {
  std::string bytes(most, '\0');
  bytes.resize(read_at(source, bytes.data(), bytes.size(), 0));
  return bytes;
}

}  // namespace

std::optional<std::string_view> sound_type(std::string_view head) {
  for (const auto& magic : kMagic)
    if (head.size() >= magic.offset && head.substr(magic.offset).starts_with(magic.bytes)) return magic.type;
  if (is_mpeg_frame(head)) return "audio/mpeg";
  return std::nullopt;
}

std::optional<Sound> find_sound(const storage::Reader& db, const std::string& key) {
  return db.first(kOne, as_sound, key);
}

Milliseconds Sounds::inspect(int source) {
  if (!turns_.try_acquire_for(kLongestWait))
    throw Error(ErrorCode::Unavailable, "Many sounds are being checked. Try again in a moment.");
  const ScopeExit give_back([&] { turns_.release(); });
  return inspector_.inspect(source);
}

void Sounds::refuse_too_many(const UserId& owner) const {
  const auto as_count = [](const storage::Row& row) { return row.get<std::int64_t>(0); };
  const auto count = database_.read(
      [&](const storage::Reader& db) { return db.first(kCount, as_count, owner).value_or(0); });
  if (count >= kMostOfOne)
    throw Error(ErrorCode::Conflict, "You have put 2,000 sounds into texts. Make a lesson of more of them.");
}

Sound Sounds::keep(const UserId& owner, int source, const std::string& title) {
  refuse_too_many(owner);
  const auto type = sound_type(bytes_of(source, kHeadBytes));
  if (!type)
    throw Error(ErrorCode::Unsupported,
                "This is no sound that browsers play. Choose an MP3, M4A, Ogg or WAV file.");
  Sound sound{random_token(kKeyBytes), title.empty() ? "Sound" : title, std::string{*type}, inspect(source),
              new_id<blobs::BlobKey>(database_.clock())};
  blobs_.put(sound.blob, bytes_of(source, kLargestSound));
  database_.write([&](storage::Writer& db) {
    db.run(kInsert, sound.key, owner, sound.title, sound.type, sound.duration.count(), sound.blob, db.now());
  });
  return sound;
}

}  // namespace lectern::catalog
