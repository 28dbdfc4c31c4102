#pragma once
// Randomness from OpenSSL's generator: ids, tokens, keys.

#include <cstddef>
#include <string>

#include "base/clock.h"
#include "base/ids.h"

namespace lectern {

/// `count` bytes fit for keys. Throws Internal where the system has no randomness to give.
std::string random_bytes(std::size_t count);

/// base64url of `bytes` random bytes: for session secrets and refresh tokens.
std::string random_token(std::size_t bytes = 32);

std::string new_id_text(Instant at);

template <typename AnId>
AnId new_id(const Clock& clock) {
  return AnId{new_id_text(clock.now())};
}

}  // namespace lectern
