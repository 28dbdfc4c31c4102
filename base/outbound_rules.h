#pragma once
// What a call to another server goes by, apart from the call itself: pure, and so tested without a network.

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace lectern {

/// RFC 9110 §9.2.2: made twice, it is as if it had been made once.
bool is_idempotent(std::string_view method);

/// Worth another attempt: the server, or a proxy before it, was busy or away for a moment.
bool is_passing_trouble(int status);

/// How long to pause before attempt 2, 3, …: doubles from `first`; `jitter` in 0…1 takes up to all of it
/// away, so that many who failed together do not come back together. A server's own word (Retry-After in
/// seconds) counts more; nothing where it asks for more patience than a call has.
std::optional<Milliseconds> pause_before_attempt(int attempt, Milliseconds first, double jitter,
                                                 std::optional<std::string_view> retry_after);

/// Names of hosts that are called without the proxy, as the variable no_proxy lists them: "example.org,
/// .local, *".
bool goes_without_proxy(std::string_view no_proxy, std::string_view host);

}  // namespace lectern
