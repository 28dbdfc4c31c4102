#pragma once
// Makes pictures of pictures. Declared here; implemented by transcoder, whose confined child reads the
// upload.

#include <string>
#include <vector>

namespace lectern::catalog {

struct WantedPicture {
  std::string name;  ///< "256": by which it is asked for later.
  int width = 0;
  int height = 0;
  bool fills = true;  ///< Exactly that size, cut where need be; else no larger than it.
};

struct MadePicture {
  std::string name;
  std::string webp;
};

class PictureMaker {
 public:
  virtual ~PictureMaker() = default;
  /// `source` is open for reading. Waits for the child. Throws with a sentence for whoever chose the picture.
  virtual std::vector<MadePicture> make(int source, const std::vector<WantedPicture>& wanted) = 0;
};

}  // namespace lectern::catalog
