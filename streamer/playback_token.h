#pragma once
// The capability in the path of every media address: fixed-width claims and a MAC over them, as base64url. It
// says which grant it stands for; whether that grant still holds is asked of Grants. Checked with no database
// and, but for the MAC itself, no allocation.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/ids.h"

namespace lectern::streamer {

/// What a token allows beyond watching; a set of bits.
enum class Allowance : std::uint8_t { None = 0, Download = 1, Original = 2, Document = 4 };

constexpr Allowance operator|(Allowance a, Allowance b) {
  return static_cast<Allowance>(static_cast<std::uint8_t>(a) | static_cast<std::uint8_t>(b));
}
constexpr bool includes(Allowance all, Allowance one) {
  return (static_cast<std::uint8_t>(all) & static_cast<std::uint8_t>(one)) != 0;
}

struct PlaybackClaims {
  IdBytes grant{};
  IdBytes user{};  ///< Zero for a viewer who is not signed in.
  IdBytes video{};
  std::uint32_t generation = 0;
  Instant expires_at;  ///< Whole seconds.
  Allowance allowance = Allowance::None;

  bool operator==(const PlaybackClaims&) const = default;
};

struct PlaybackKey {
  std::uint8_t id = 0;
  std::string secret;  ///< 32 bytes.
};

class PlaybackTokens {
 public:
  /// The first key signs; all of them verify, so that a key is replaced without ending anybody's lecture.
  explicit PlaybackTokens(std::vector<PlaybackKey> keys);

  std::string sign(const PlaybackClaims& claims) const;
  /// Nothing for any text that sign() cannot have written. Expiry is the caller's to check: it knows the time
  /// and has a better word for it than "forged".
  std::optional<PlaybackClaims> verify(std::string_view token) const;

  /// Every token has this many characters.
  static constexpr std::size_t kLength = 106;

 private:
  const PlaybackKey* find_key(std::uint8_t id) const;

  std::vector<PlaybackKey> keys_;
};

}  // namespace lectern::streamer
