#include "lms/certificates/child_printer.h"

#include <chrono>
#include <optional>

#include "base/encoding.h"
#include "base/error.h"
#include "base/log.h"
#include "base/scope_exit.h"
#include "base/subprocess.h"

namespace lectern::lms {
namespace {

constexpr std::chrono::seconds kLongestWait{10};
/// Much more than letters of all scripts on one page need; most of it is fonts.
constexpr std::chrono::seconds kLongestDrawing{20};
constexpr std::size_t kLargestFile = 24ULL << 20;

[[noreturn]] void throw_undrawn(std::string detail) {
  throw Error(ErrorCode::Internal, "The certificate could not be drawn. Try again in a moment.",
              std::move(detail));
}

/// The one line of the answer; what it says beside is for the log.
std::optional<std::string> answer_of(Subprocess& child) {
  std::optional<std::string> answer;
  const auto end = std::chrono::steady_clock::now() + kLongestDrawing;
  for (ProcessLine line;;) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
    if (left.count() <= 0) return std::nullopt;
    const auto heard = child.next_line(left, line);
    if (heard == Heard::Closed) return answer;
    if (heard == Heard::Nothing) return std::nullopt;
    if (line.pipe == Pipe::Output)
      answer = std::move(line.text);
    else
      log::warning("drawing_child.says", {{"text", line.text}});
  }
}

}  // namespace

std::string ChildPrinter::print(const PrintOrder& order) {
  if (!turns_.try_acquire_for(kLongestWait))
    throw Error(ErrorCode::Unavailable, "Many certificates are being drawn. Try again in a moment.");
  const ScopeExit give_back([&] { turns_.release(); });
  Subprocess child({.arguments = program_, .longest_line = kLargestFile});
  if (!child.write(order_text(order) + "\n")) throw_undrawn("the child does not listen");
  child.close_input();
  const auto line = answer_of(child);
  const auto bytes = line ? from_base64(*line) : std::nullopt;
  if (!bytes || bytes->empty()) throw_undrawn("the child did not answer");
  return *bytes;
}

}  // namespace lectern::lms
