#include "base/random.h"

#include <openssl/rand.h>

#include "base/encoding.h"
#include "base/error.h"

namespace lectern {
namespace {

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
  IdBytes bytes{};
  fill(bytes.data() + 6, bytes.size() - 6);
  auto milliseconds = static_cast<std::uint64_t>(at.time_since_epoch().count());
  for (std::size_t i = 6; i-- > 0; milliseconds >>= 8) bytes[i] = static_cast<std::uint8_t>(milliseconds);
  return encode_id(bytes);
}

}  // namespace lectern
