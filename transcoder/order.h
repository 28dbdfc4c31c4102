#pragma once
// What parent and child say to each other (docs/architecture.md, "The child"): one order in, then messages
// out, each one line of JSON. The child is not trusted: a line that is no message is dropped by message_of.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/error.h"

namespace lectern::transcoder {

/// A picture that is wanted of an uploaded one.
struct PictureSize {
  std::string name;  ///< Of the file: "<name>.webp".
  int width = 0;
  int height = 0;
  bool fills = true;  ///< Exactly that size, cut where need be; else no larger than it.
};

struct TranscodeOrder {
  std::string package;  ///< The folder.
  int threads = 0;      ///< 0: as many as there are cores.
  /// Somebody wants to watch before it is finished. Where nobody does, it takes less work.
  bool is_awaited = true;
  std::uint64_t memory_limit = 4ULL << 30;
  std::uint64_t file_limit = 256ULL << 30;
  std::chrono::seconds processor_limit = std::chrono::hours{200};
  int max_streams = 64;
  std::int64_t max_pixels = 8192LL * 4352;
  std::chrono::seconds max_duration = std::chrono::hours{24};
  /// Where there are any, the source is a picture, and these are made of it instead of a package.
  std::vector<PictureSize> pictures = {};
  /// The source is a sound for a text: it is played through, and nothing is made of it.
  bool is_sound = false;
};

std::string to_json(const TranscodeOrder& order);
/// Throws InvalidInput.
TranscodeOrder order_from_json(std::string_view text);

namespace message {

struct Probed {
  double duration_seconds = 0;
  int width = 0;
  int height = 0;
  std::string container;
};
struct Planned {
  std::vector<std::string> tracks;
};
/// The track's segment `number` is on disk.
struct Segment {
  std::string track;
  std::int64_t number = 0;
};
struct Playable {};
struct Progress {
  double fraction = 0;
  double speed = 0;
  double seconds_left = 0;
};
struct Note {
  std::string sentence;
};
struct Done {};
struct Failed {
  ErrorCode code = ErrorCode::Internal;
  std::string message;
  std::string detail;
};

}  // namespace message

using ChildMessage = std::variant<message::Probed, message::Planned, message::Segment, message::Playable,
                                  message::Progress, message::Note, message::Done, message::Failed>;

/// Without a line feed.
std::string to_line(const ChildMessage& message);
std::optional<ChildMessage> message_of(std::string_view line);

}  // namespace lectern::transcoder
