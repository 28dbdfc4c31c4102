#pragma once
// The parent's side of pictures: one short-lived confined child for each upload.

#include <filesystem>
#include <string>
#include <vector>

#include "catalog/picture_maker.h"

namespace lectern::transcoder {

/// What the folders of children that live for one upload are called.
inline constexpr char kBriefFolder[] = "brief-";

class ChildPictureMaker final : public catalog::PictureMaker {
 public:
  /// `program` runs media_child_main(); the child's folders are made below `folder` and removed again.
  ChildPictureMaker(std::vector<std::string> program, std::filesystem::path folder)
      : program_(std::move(program)), folder_(std::move(folder)) {}

  std::vector<catalog::MadePicture> make(int source,
                                         const std::vector<catalog::WantedPicture>& wanted) override;
  /// Removes what a crash left. Before anybody asks for a picture.
  void sweep() const;

 private:
  std::vector<std::string> program_;
  std::filesystem::path folder_;
};

}  // namespace lectern::transcoder
