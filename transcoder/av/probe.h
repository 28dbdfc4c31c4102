#pragma once
// The facts of a source, from its header and its first packets.

#include "transcoder/av/input.h"
#include "transcoder/media_info.h"

namespace lectern::transcoder::av {

/// Streams that nothing can decode are left out, with a note. Passthrough verdicts are filled in. `fd` is the
/// file that `input` reads; its streams are to be chosen anew.
MediaInfo probe(Input& input, int fd);

}  // namespace lectern::transcoder::av
