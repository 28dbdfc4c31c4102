#include "http/proxies.h"

#include "base/text.h"

namespace lectern::http {

void describe_client(Request& request, const Networks& trusted) {
  if (trusted.empty()) return;
  auto here = parse_address(request.remote_address);
  if (!here || !trusted.contains(*here)) return;
  if (const auto scheme = request.headers.find("X-Forwarded-Proto"))
    request.secure = equal_ignoring_case(trim(*scheme), "https");
  const auto forwarded = request.headers.find("X-Forwarded-For");
  if (!forwarded) return;
  // Each proxy appends whom it saw: read from the right, as long as those who say so are trusted.
  auto hops = split(*forwarded, ',');
  while (!hops.empty() && trusted.contains(*here)) {
    const auto previous = parse_address(trim(hops.back()));
    if (!previous) break;
    here = previous;
    hops.pop_back();
  }
  request.remote_address = text_of(*here);
}

}  // namespace lectern::http
