#pragma once
// Pictures of people and courses, on certificates and in texts. What is uploaded is never served: the child
// makes it anew in fixed sizes, and only those are kept. A picture's key is a secret of 128 bits: whoever has
// the address of a picture may see it, and nobody can guess one. Its owner is a row of its own, so that a
// picture that was replaced goes with its files.

#include <array>
#include <memory>
#include <optional>
#include <semaphore>
#include <string>
#include <string_view>
#include <vector>

#include "base/enum_text.h"
#include "base/file.h"
#include "base/ids.h"
#include "catalog/picture_maker.h"
#include "http/message.h"
#include "storage/blobs/blob_store.h"

namespace lectern::storage {
class Database;
class Reader;
class Writer;
}  // namespace lectern::storage

namespace lectern::catalog {

/// Before it is read by the child, as it arrives.
inline constexpr std::uint64_t kLargestPicture = 10ULL << 20;

enum class PictureUse { Account, Course, Text, CertificateLogo, CertificateSignature };
constexpr std::array kPictureUseTexts = {
    EnumText{PictureUse::Account, "account"}, EnumText{PictureUse::Course, "course"},
    EnumText{PictureUse::Text, "text"}, EnumText{PictureUse::CertificateLogo, "certificate_logo"},
    EnumText{PictureUse::CertificateSignature, "certificate_signature"}};
constexpr const auto& text_table(PictureUse) {
  return kPictureUseTexts;
}

/// Of a course, as its cover is.
constexpr bool is_on_certificates(PictureUse use) {
  return use == PictureUse::CertificateLogo || use == PictureUse::CertificateSignature;
}

/// Whose it is. A text's pictures belong to who uploaded them, and there may be many.
struct PictureOwner {
  PictureUse use = PictureUse::Account;
  std::string id;
};

struct Picture {
  std::string key;
  std::string alt;
  PictureUse use = PictureUse::Account;

  /// "/api/v1/pictures/<key>/<size>"; sizes are 64 and 256, 480 and 1280, 1600, or 1200.
  std::string url(std::string_view size) const;
};

/// Their names, from small to large.
std::vector<std::string> sizes_of(PictureUse use);

/// What an owner has, for whoever shows it beside a name or a title.
std::optional<Picture> picture_of(const storage::Reader& db, const PictureOwner& owner);
/// With what else goes: the files have no row from then on, and the janitor takes them.
void forget_pictures(storage::Writer& db, const PictureOwner& owner);

class Pictures {
 public:
  Pictures(storage::Database& database, blobs::BlobStore& blobs, PictureMaker& maker)
      : database_(database), blobs_(blobs), maker_(maker) {}

  /// Waits for the child; nothing is written if it refuses. Replaces what the owner had, except for texts.
  Picture keep(const PictureOwner& owner, int source, const std::string& alt);
  /// Nothing happens where there is none.
  void remove(const PictureOwner& owner);

  /// The file, open; nothing for what is not there.
  struct File {
    std::shared_ptr<const UniqueFd> file;
    std::uint64_t size = 0;
  };
  std::optional<File> open(const std::string& key, const std::string& size) const;
  static std::optional<blobs::BlobKey> blob_of(const storage::Reader& db, const std::string& key,
                                               const std::string& size);

 private:
  void refuse_too_many(const PictureOwner& owner) const;
  std::vector<MadePicture> make(PictureUse use, int source);

  storage::Database& database_;
  blobs::BlobStore& blobs_;
  PictureMaker& maker_;
  std::counting_semaphore<8> turns_{2};  ///< Children at the same time.
};

}  // namespace lectern::catalog
