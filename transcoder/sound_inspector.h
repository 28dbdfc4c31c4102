#pragma once
// The parent's side of sounds in texts: one short-lived confined child for each upload.

#include <filesystem>
#include <string>
#include <vector>

#include "catalog/sound_inspector.h"

namespace lectern::transcoder {

class ChildSoundInspector final : public catalog::SoundInspector {
 public:
  /// `program` runs media_child_main(); the child's folders are made below `folder` and removed again.
  ChildSoundInspector(std::vector<std::string> program, std::filesystem::path folder)
      : program_(std::move(program)), folder_(std::move(folder)) {}

  Milliseconds inspect(int source) override;

 private:
  std::vector<std::string> program_;
  std::filesystem::path folder_;
};

}  // namespace lectern::transcoder
