#include "lms/identity/totp.h"

#include <fmt/format.h>

#include "base/crypto.h"

namespace lectern::lms {

namespace {

constexpr std::int64_t kStepSeconds = 30;

std::int64_t step_at(Instant now) {
  return std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count() / kStepSeconds;
}

std::uint32_t byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}

std::string percent_encoded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool is_unreserved = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                               c == '-' || c == '.' || c == '_' || c == '~';
    out += is_unreserved ? std::string{c} : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

}  // namespace

std::string totp_code(std::string_view secret, std::int64_t step) {
  std::string counter(8, '\0');
  for (std::size_t i = 8; i-- > 0; step >>= 8) counter[i] = static_cast<char>(step & 0xFF);
  const auto digest = hmac_sha1(secret, counter);
  // RFC 4226 §5.3: the last four bits say where the number begins.
  const std::size_t offset = byte_at(digest, digest.size() - 1) & 0x0F;
  const std::uint32_t number = (byte_at(digest, offset) & 0x7F) << 24 | byte_at(digest, offset + 1) << 16 |
                               byte_at(digest, offset + 2) << 8 | byte_at(digest, offset + 3);
  return fmt::format("{:06}", number % 1'000'000);
}

std::optional<std::int64_t> find_totp_step(std::string_view secret, std::string_view code, Instant now,
                                           std::int64_t used) {
  const auto present = step_at(now);
  for (const auto step : {present, present - 1, present + 1}) {
    if (step > used && equal_in_constant_time(totp_code(secret, step), code)) return step;
  }
  return std::nullopt;
}

std::string to_base32(std::string_view bytes) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string text;
  std::uint32_t pending = 0;
  int bits = 0;
  for (const char c : bytes) {
    pending = pending << 8 | static_cast<unsigned char>(c);
    for (bits += 8; bits >= 5; bits -= 5) text += kDigits[pending >> (bits - 5) & 0x1F];
  }
  if (bits > 0) text += kDigits[pending << (5 - bits) & 0x1F];
  return text;
}

std::string totp_uri(std::string_view secret, std::string_view account, std::string_view issuer) {
  return fmt::format("otpauth://totp/{0}:{1}?secret={2}&issuer={0}", percent_encoded(issuer),
                     percent_encoded(account), to_base32(secret));
}

}  // namespace lectern::lms
