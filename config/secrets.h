#pragma once
// The keys of this instance: made on the first start, in a file that only its owner can read, and never
// printed or logged. Losing the file signs everybody out and ends what is being watched; nothing else.

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "base/crypto.h"

namespace lectern::config {

/// A key for playback tokens. The id stands in the token, so that the key before this one still counts after
/// a rotation.
struct PlaybackKey {
  std::uint8_t id = 0;
  std::string key;  ///< 32 bytes.
};

struct Secrets {
  std::string session_key;  ///< 32 bytes: CSRF tokens and the like.
  PlaybackKey playback_key;
  std::optional<PlaybackKey> previous_playback_key;
  Es256Key token_key;                  ///< Signs access tokens.
  std::string previous_token_key_pem;  ///< What it signed still counts; empty: none.
};

/// Reads the file, or makes it. Throws where others may read it, or where it is damaged.
Secrets load_or_make_secrets(const std::filesystem::path& file);

/// New keys for playback and for access tokens; the present ones become the previous ones, and those before
/// that count no more. The server takes them when it starts.
void rotate_keys(const std::filesystem::path& file);

}  // namespace lectern::config
