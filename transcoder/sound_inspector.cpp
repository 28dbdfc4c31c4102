#include "transcoder/sound_inspector.h"

#include "base/error.h"
#include "base/random.h"
#include "base/scope_exit.h"
#include "transcoder/child.h"
#include "transcoder/picture_maker.h"

namespace lectern::transcoder {

namespace {

constexpr std::uint64_t kMemory = 1ULL << 30;
constexpr std::uint64_t kLargestFile = 1ULL << 20;  // It writes none.
constexpr std::chrono::seconds kProcessorTime{20};
constexpr std::chrono::minutes kLongest{15};

}  // namespace

Milliseconds ChildSoundInspector::inspect(int source) {
  ChildOptions child;
  child.program = program_;
  child.source = source;
  child.package = folder_ / (kBriefFolder + random_token(12));
  child.order.is_sound = true;
  child.order.threads = 1;
  child.order.memory_limit = kMemory;
  child.order.file_limit = kLargestFile;
  child.order.processor_limit = kProcessorTime;
  child.order.max_duration = kLongest;
  child.stall_limit = kProcessorTime;
  std::filesystem::create_directories(child.package);
  const ScopeExit clear([&] {
    std::error_code ignored;
    std::filesystem::remove_all(child.package, ignored);
  });
  double seconds = 0;
  const auto hear = [&](const ChildMessage& message) {
    if (const auto* probed = std::get_if<message::Probed>(&message)) seconds = probed->duration_seconds;
  };
  const auto outcome = run_child(child, hear, {});
  if (outcome.end == ChildEnd::Crashed)
    throw Error(ErrorCode::Unsupported, "This sound cannot be read. Save it again, or choose another.",
                outcome.detail);
  if (outcome.end != ChildEnd::Done) throw Error(outcome.code, outcome.message, outcome.detail);
  return std::chrono::duration_cast<Milliseconds>(std::chrono::duration<double>(seconds));
}

}  // namespace lectern::transcoder
