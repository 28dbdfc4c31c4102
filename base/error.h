#pragma once
// What can go wrong, in one vocabulary. An Error carries a full sentence for whoever asked and, apart from
// it, a detail for the log. Answers that the caller branches on are return values, not errors.

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace lectern {

enum class ErrorCode {
  Invalid,
  Unauthenticated,
  Forbidden,
  NotFound,
  Conflict,
  Gone,
  TooLarge,
  Unsupported,
  RateLimited,
  Cancelled,
  StorageFull,
  Unavailable,
  Internal,
};

/// The name in the API and in the log: "not_found".
std::string_view name_of(ErrorCode code);

class Error : public std::runtime_error {
 public:
  /// `message` may be shown to anyone; `detail` goes to the log only.
  Error(ErrorCode code, std::string message, std::string detail = {});

  ErrorCode code() const { return code_; }
  const std::string& message() const { return message_; }

 private:
  ErrorCode code_;
  std::string message_;
};

struct Problem {
  std::string field;
  std::string message;
};

/// Input that breaks rules; it names every field at fault, not only the first.
class InvalidInput final : public Error {
 public:
  explicit InvalidInput(std::vector<Problem> problems);
  const std::vector<Problem>& problems() const { return problems_; }

 private:
  std::vector<Problem> problems_;
};

[[noreturn]] void assertion_failed(const char* condition, const char* file, int line, const char* advice);

}  // namespace lectern

/// Kept in release builds: a broken invariant is a bug, and going on would spread it.
#define LECTERN_ASSERT(condition, advice)                                                  \
  do {                                                                                     \
    if (!(condition)) ::lectern::assertion_failed(#condition, __FILE__, __LINE__, advice); \
  } while (false)
