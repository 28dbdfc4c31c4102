#include "streamer/playback_token.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "base/crypto.h"
#include "base/encoding.h"
#include "base/error.h"

namespace lectern::streamer {
namespace {

// version | key | grant | user | video | generation | expiry | allowance | MAC; numbers big-endian.
constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kVersionAt = 0;
constexpr std::size_t kKeyAt = 1;
constexpr std::size_t kGrantAt = 2;
constexpr std::size_t kUserAt = 18;
constexpr std::size_t kVideoAt = 34;
constexpr std::size_t kGenerationAt = 50;
constexpr std::size_t kExpiryAt = 54;
constexpr std::size_t kAllowanceAt = 62;
constexpr std::size_t kSignedSize = 63;
constexpr std::size_t kMacSize = 16;
constexpr std::size_t kSize = kSignedSize + kMacSize;
static_assert((kSize * 4 + 2) / 3 == PlaybackTokens::kLength);

using Bytes = std::array<char, kSize>;

void put_number(Bytes& bytes, std::size_t at, std::size_t width, std::uint64_t value) {
  for (std::size_t i = width; i-- > 0; value >>= 8) bytes[at + i] = static_cast<char>(value & 0xff);
}

std::uint64_t number_at(const Bytes& bytes, std::size_t at, std::size_t width) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < width; ++i) value = (value << 8) | static_cast<std::uint8_t>(bytes[at + i]);
  return value;
}

void put_id(Bytes& bytes, std::size_t at, const IdBytes& id) {
  std::transform(id.begin(), id.end(), bytes.begin() + static_cast<std::ptrdiff_t>(at),
                 [](std::uint8_t byte) { return static_cast<char>(byte); });
}

IdBytes id_at(const Bytes& bytes, std::size_t at) {
  IdBytes id{};
  for (std::size_t i = 0; i < id.size(); ++i) id[i] = static_cast<std::uint8_t>(bytes[at + i]);
  return id;
}

int value_of_character(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == '-') return 62;
  return c == '_' ? 63 : -1;
}

/// RFC 4648 §5 without padding, into a fixed array. Left-over bits that are not zero are refused: one token,
/// one spelling.
bool decode(std::string_view text, Bytes& bytes) {
  if (text.size() != PlaybackTokens::kLength) return false;
  std::uint32_t held = 0;
  int bits = 0;
  std::size_t at = 0;
  for (const char c : text) {
    const int value = value_of_character(c);
    if (value < 0) return false;
    held = (held << 6) | static_cast<std::uint32_t>(value);
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = static_cast<char>((held >> bits) & 0xff);
    }
  }
  return at == kSize && (held & ((1u << bits) - 1)) == 0;
}

std::string_view signed_part(const Bytes& bytes) {
  return {bytes.data(), kSignedSize};
}

}  // namespace

PlaybackTokens::PlaybackTokens(std::vector<PlaybackKey> keys) : keys_(std::move(keys)) {
  LECTERN_ASSERT(!keys_.empty(), "Playback tokens need at least one key.");
  for (const auto& key : keys_)
    LECTERN_ASSERT(key.secret.size() >= 32, "A playback key has at least 32 bytes.");
}

const PlaybackKey* PlaybackTokens::find_key(std::uint8_t id) const {
  const auto found = std::find_if(keys_.begin(), keys_.end(), [&](const auto& key) { return key.id == id; });
  return found == keys_.end() ? nullptr : &*found;
}

std::string PlaybackTokens::sign(const PlaybackClaims& claims) const {
  const PlaybackKey& key = keys_.front();
  Bytes bytes{};
  bytes[kVersionAt] = static_cast<char>(kVersion);
  bytes[kKeyAt] = static_cast<char>(key.id);
  put_id(bytes, kGrantAt, claims.grant);
  put_id(bytes, kUserAt, claims.user);
  put_id(bytes, kVideoAt, claims.video);
  put_number(bytes, kGenerationAt, 4, claims.generation);
  const auto seconds = std::chrono::floor<std::chrono::seconds>(claims.expires_at.time_since_epoch());
  put_number(bytes, kExpiryAt, 8, static_cast<std::uint64_t>(seconds.count()));
  put_number(bytes, kAllowanceAt, 1, static_cast<std::uint8_t>(claims.allowance));
  const std::string mac = hmac_sha256(key.secret, signed_part(bytes));
  std::copy_n(mac.begin(), kMacSize, bytes.begin() + kSignedSize);
  return to_base64url({bytes.data(), bytes.size()});
}

std::optional<PlaybackClaims> PlaybackTokens::verify(std::string_view token) const {
  Bytes bytes{};
  if (!decode(token, bytes) || static_cast<std::uint8_t>(bytes[kVersionAt]) != kVersion) return std::nullopt;
  const PlaybackKey* key = find_key(static_cast<std::uint8_t>(bytes[kKeyAt]));
  if (key == nullptr) return std::nullopt;
  const std::string mac = hmac_sha256(key->secret, signed_part(bytes));
  const std::string_view claimed{bytes.data() + kSignedSize, kMacSize};
  if (!equal_in_constant_time(std::string_view{mac}.substr(0, kMacSize), claimed)) return std::nullopt;

  PlaybackClaims claims;
  claims.grant = id_at(bytes, kGrantAt);
  claims.user = id_at(bytes, kUserAt);
  claims.video = id_at(bytes, kVideoAt);
  claims.generation = static_cast<std::uint32_t>(number_at(bytes, kGenerationAt, 4));
  claims.expires_at = Instant{std::chrono::seconds{number_at(bytes, kExpiryAt, 8)}};
  claims.allowance = static_cast<Allowance>(number_at(bytes, kAllowanceAt, 1));
  return claims;
}

}  // namespace lectern::streamer
