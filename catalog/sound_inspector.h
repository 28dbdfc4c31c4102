#pragma once
// Whether an upload is a sound that browsers play, and how long it lasts. Declared here; implemented by
// transcoder, whose confined child reads the upload.

#include "base/clock.h"

namespace lectern::catalog {

class SoundInspector {
 public:
  virtual ~SoundInspector() = default;
  /// `source` is open for reading. Waits for the child, which plays all of it. Throws with a sentence for
  /// whoever chose the file.
  virtual Milliseconds inspect(int source) = 0;
};

}  // namespace lectern::catalog
