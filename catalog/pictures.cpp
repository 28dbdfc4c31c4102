#include "catalog/pictures.h"

#include <chrono>
#include <span>

#include "base/error.h"
#include "base/random.h"
#include "base/scope_exit.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::catalog {

namespace {

constexpr std::size_t kKeyBytes = 16;
constexpr std::chrono::seconds kLongestWait{10};

const storage::Query kOfOwner{"picture.of_owner", R"sql(
  SELECT key, alt, owner_use FROM picture WHERE owner_use = ?1 AND owner_id = ?2)sql"};

const storage::Query kInsert{"picture.insert", R"sql(
  INSERT INTO picture (key, owner_use, owner_id, alt, created_at) VALUES (?1, ?2, ?3, ?4, ?5))sql"};

const storage::Query kInsertFile{"picture.insert_file", R"sql(
  INSERT INTO picture_file (picture_key, size, blob_key) VALUES (?1, ?2, ?3))sql"};

const storage::Query kDelete{"picture.delete", R"sql(
  DELETE FROM picture WHERE key = ?1)sql"};

const storage::Query kDeleteOfOwner{"picture.delete_of_owner", R"sql(
  DELETE FROM picture WHERE owner_use = ?1 AND owner_id = ?2)sql"};

const storage::Query kCount{"picture.count", R"sql(
  SELECT count(*) FROM picture WHERE owner_use = ?1 AND owner_id = ?2)sql"};

const storage::Query kFiles{"picture.files", R"sql(
  SELECT blob_key FROM picture_file WHERE picture_key = ?1)sql"};

const storage::Query kFile{"picture.file", R"sql(
  SELECT blob_key FROM picture_file WHERE picture_key = ?1 AND size = ?2)sql"};

constexpr std::int64_t kMostInTexts = 2000;

// clang-format off
const std::vector<WantedPicture> kAvatars = {{"64", 64, 64}, {"256", 256, 256}};
const std::vector<WantedPicture> kCovers = {{"480", 480, 270}, {"1280", 1280, 720}};
const std::vector<WantedPicture> kInText = {{"1600", 1600, 4096, /*fills=*/false}};
// clang-format on

const std::vector<WantedPicture>& sizes_for(PictureUse use) {
  if (use == PictureUse::Account) return kAvatars;
  return use == PictureUse::Course ? kCovers : kInText;
}

Picture as_picture(const storage::Row& row) {
  return {row.get<std::string>(0), row.get<std::string>(1), row.get<PictureUse>(2)};
}

blobs::BlobKey as_blob(const storage::Row& row) {
  return row.get<blobs::BlobKey>(0);
}

/// Answers the blobs that nobody needs any more.
std::vector<blobs::BlobKey> take_away(storage::Writer& db, const PictureOwner& owner) {
  std::vector<blobs::BlobKey> left_over;
  for (const auto& old : db.all(kOfOwner, as_picture, owner.use, owner.id)) {
    for (auto& blob : db.all(kFiles, as_blob, old.key)) left_over.push_back(std::move(blob));
    db.run(kDelete, old.key);
  }
  return left_over;
}

}  // namespace

std::vector<std::string> sizes_of(PictureUse use) {
  std::vector<std::string> names;
  for (const auto& size : sizes_for(use)) names.push_back(size.name);
  return names;
}

std::optional<Picture> picture_of(const storage::Reader& db, const PictureOwner& owner) {
  return db.first(kOfOwner, as_picture, owner.use, owner.id);
}

void forget_pictures(storage::Writer& db, const PictureOwner& owner) {
  db.run(kDeleteOfOwner, owner.use, owner.id);
}

std::string Picture::url(std::string_view size) const {
  return "/api/v1/pictures/" + key + "/" + std::string{size};
}

std::vector<MadePicture> Pictures::make(PictureUse use, int source) {
  if (!turns_.try_acquire_for(kLongestWait))
    throw Error(ErrorCode::Unavailable, "Many pictures are being made ready. Try again in a moment.");
  const ScopeExit give_back([&] { turns_.release(); });
  return maker_.make(source, sizes_for(use));
}

void Pictures::refuse_too_many(const PictureOwner& owner) const {
  const auto as_count = [](const storage::Row& row) { return row.get<std::int64_t>(0); };
  const auto count = database_.read(
      [&](const storage::Reader& db) { return db.first(kCount, as_count, owner.use, owner.id).value_or(0); });
  if (count >= kMostInTexts)
    throw Error(ErrorCode::Conflict, "You have put 2,000 pictures into texts. Link to pictures elsewhere.");
}

Picture Pictures::keep(const PictureOwner& owner, int source, const std::string& alt) {
  refuse_too_many(owner);
  const auto made = make(owner.use, source);
  const Picture picture{random_token(kKeyBytes), alt, owner.use};
  struct Stored {
    std::string size;
    blobs::BlobKey blob;
  };
  std::vector<Stored> stored;
  for (const auto& one : made) {
    stored.push_back({one.name, new_id<blobs::BlobKey>(database_.clock())});
    blobs_.put(stored.back().blob, one.webp);
  }
  const auto left_over = database_.write([&](storage::Writer& db) {
    auto old = owner.use == PictureUse::Text ? std::vector<blobs::BlobKey>{} : take_away(db, owner);
    db.run(kInsert, picture.key, owner.use, owner.id, alt, db.now());
    for (const auto& [size, blob] : stored) db.run(kInsertFile, picture.key, size, blob);
    return old;
  });
  for (const auto& blob : left_over) blobs_.remove(blob);
  return picture;
}

void Pictures::remove(const PictureOwner& owner) {
  const auto left_over = database_.write([&](storage::Writer& db) { return take_away(db, owner); });
  for (const auto& blob : left_over) blobs_.remove(blob);
}

std::optional<Pictures::File> Pictures::open(const std::string& key, const std::string& size) const {
  const auto blob = database_.read([&](const storage::Reader& db) { return blob_of(db, key, size); });
  if (!blob) return std::nullopt;
  auto file = std::make_shared<const UniqueFd>(blobs_.open(*blob));
  return File{file, size_of(file->get())};
}

std::optional<blobs::BlobKey> Pictures::blob_of(const storage::Reader& db, const std::string& key,
                                                const std::string& size) {
  return db.first(kFile, as_blob, key, size);
}

}  // namespace lectern::catalog
