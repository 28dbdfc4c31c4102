#include "base/error.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <utility>

namespace lectern {
namespace {

constexpr std::array<std::string_view, 13> kNames = {
    "invalid",     "unauthenticated", "forbidden", "not_found",    "conflict",    "gone",     "too_large",
    "unsupported", "rate_limited",    "cancelled", "storage_full", "unavailable", "internal",
};

std::string log_text(const std::string& message, const std::string& detail) {
  return detail.empty() ? message : message + " [" + detail + "]";
}

std::string sentence_for(const std::vector<Problem>& problems) {
  LECTERN_ASSERT(!problems.empty(), "InvalidInput needs at least one problem.");
  return problems.size() == 1 ? problems.front().message : "Some fields need attention.";
}

}  // namespace

std::string_view name_of(ErrorCode code) {
  return kNames.at(static_cast<std::size_t>(code));
}

Error::Error(ErrorCode code, std::string message, std::string detail)
    : std::runtime_error(log_text(message, detail)), code_(code), message_(std::move(message)) {}

InvalidInput::InvalidInput(std::vector<Problem> problems)
    : Error(ErrorCode::Invalid, sentence_for(problems)), problems_(std::move(problems)) {}

void assertion_failed(const char* condition, const char* file, int line, const char* advice) {
  std::fprintf(stderr, "%s:%d: broken invariant: %s: %s\n", file, line, condition, advice);
  std::abort();
}

}  // namespace lectern
