#pragma once
// One package as far as it is made, and the making of a servable for each of its addresses. For workers:
// everything here may wait for the disk. Not synchronised; Packages holds one mutex a package.

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/file.h"
#include "streamer/media_path.h"
#include "streamer/package_root.h"
#include "streamer/servable.h"
#include "transcoder/package.h"

namespace lectern::streamer {

class OpenPackage {
 public:
  /// The package must have a plan.
  OpenPackage(const PackageRoot& root, const PackageKey& key);

  enum class Change {
    None,
    Grown,
    Remade,  ///< What was built before must be forgotten: it was finished, or made anew after a crash.
  };
  /// Takes in what was written since, unless that was done a moment ago.
  Change refresh(Instant now);
  /// The same, also if it was done a moment ago.
  Change refresh_at_once(Instant now);

  bool is_finished() const { return contents_->summary.has_value(); }
  const std::shared_ptr<const transcoder::PackageContents>& contents() const { return contents_; }
  /// Null where there is no such object, or not yet. `brought` are captions beside the file's own.
  std::shared_ptr<const Servable> build(const MediaPath& path,
                                        std::span<const transcoder::SubtitleTrack> brought = {});

 private:
  std::shared_ptr<const Servable> build_text(std::string_view type, std::string text, Caching caching) const;
  std::shared_ptr<const Servable> build_text_file(const std::string& name) const;
  std::shared_ptr<const Servable> build_picture(const std::string& name) const;
  std::shared_ptr<const Servable> build_stretch(const MediaPath& path);
  std::shared_ptr<const UniqueFd> track_file(const std::string& track);
  Caching caching() const { return is_finished() ? Caching::Immutable : Caching::Growing; }

  const PackageRoot& root_;
  PackageKey key_;
  std::optional<transcoder::PackageReader> reader_;  ///< Until it is finished.
  std::shared_ptr<const transcoder::PackageContents> contents_;
  Instant read_at_{};
  std::map<std::string, std::shared_ptr<const UniqueFd>> tracks_;
};

/// How long what was read of a growing package is taken for what is there. A segment lasts seconds.
inline constexpr Milliseconds kLookAgain{500};

}  // namespace lectern::streamer
