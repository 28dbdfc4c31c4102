#include "base/random.h"

#include <openssl/rand.h>

#include <cstdint>

#include "base/encoding.h"
#include "base/error.h"
#include "base/guarded.h"

namespace lectern {
namespace {

/// Ids of one millisecond count up from a chance beginning (RFC 9562, 6.2, method 1), so that what is sorted
/// by id is in the order of its making.
struct IdCounter {
  std::uint64_t milliseconds = 0;
  std::uint16_t count = 0;
};

void fill(unsigned char* to, std::size_t count) {
  if (RAND_bytes(to, static_cast<int>(count)) != 1)
    throw Error(ErrorCode::Internal, "The server could not get random numbers from the system.");
}

}  // namespace

std::string random_bytes(std::size_t count) {
  std::string bytes(count, '\0');
  fill(reinterpret_cast<unsigned char*>(bytes.data()), count);
  return bytes;
}

std::string random_token(std::size_t bytes) {
  return to_base64url(random_bytes(bytes));
}

std::string new_id_text(Instant at) {
  static Guarded<IdCounter> counter;
  IdBytes bytes{};
  fill(bytes.data() + 6, bytes.size() - 6);
  auto milliseconds = static_cast<std::uint64_t>(at.time_since_epoch().count());
  const std::uint16_t count = counter.with([&](IdCounter& last) {
    if (last.milliseconds == milliseconds) return ++last.count;
    last.milliseconds = milliseconds;
    // The upper half is left to count in.
    return last.count = static_cast<std::uint16_t>((bytes[6] << 8 | bytes[7]) & 0x7fff);
  });
  bytes[6] = static_cast<std::uint8_t>(count >> 8);
  bytes[7] = static_cast<std::uint8_t>(count);
  for (std::size_t i = 6; i-- > 0; milliseconds >>= 8) bytes[i] = static_cast<std::uint8_t>(milliseconds);
  return encode_id(bytes);
}

}  // namespace lectern
