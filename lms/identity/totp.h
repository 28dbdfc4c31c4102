#pragma once
// Codes that count with time (RFC 6238: HMAC-SHA-1, six digits, thirty seconds), which every authenticator
// app speaks. Pure.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace lectern::lms {

/// The code of one step.
std::string totp_code(std::string_view secret, std::int64_t step);

/// The step whose code this is: the present one, or one beside it, since clocks differ (RFC 6238 §5.2). Steps
/// up to `used` count no more, so that a code that was seen is worth nothing.
std::optional<std::int64_t> find_totp_step(std::string_view secret, std::string_view code, Instant now,
                                           std::int64_t used);

/// RFC 4648 §6 without padding: how authenticator apps take secrets.
std::string to_base32(std::string_view bytes);

/// What the QR code says.
std::string totp_uri(std::string_view secret, std::string_view account, std::string_view issuer);

}  // namespace lectern::lms
