#include "transcoder/picture_maker.h"

#include <fcntl.h>

#include "base/error.h"
#include "base/file.h"
#include "base/log.h"
#include "base/random.h"
#include "base/scope_exit.h"
#include "transcoder/child.h"

namespace lectern::transcoder {

namespace {

constexpr std::uint64_t kMemory = 1ULL << 30;
constexpr std::uint64_t kLargestFile = 8ULL << 20;
constexpr std::chrono::seconds kProcessorTime{20};
constexpr std::int64_t kMostPixels = 64'000'000;  // what telephones take today

TranscodeOrder order_for(const std::vector<catalog::WantedPicture>& wanted) {
  TranscodeOrder order;
  order.threads = 1;
  order.memory_limit = kMemory;
  order.file_limit = kLargestFile;
  order.processor_limit = kProcessorTime;
  order.max_pixels = kMostPixels;
  for (const auto& size : wanted) order.pictures.push_back({size.name, size.width, size.height, size.fills});
  return order;
}

/// The child is not trusted: what it left must be a plain file of a WebP picture, and not too large.
std::string read_made(const std::filesystem::path& path) {
  const UniqueFd file = open_file(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  std::string bytes(std::min<std::uint64_t>(size_of(file.get()), kLargestFile + 1), '\0');
  bytes.resize(read_at(file.get(), bytes.data(), bytes.size(), 0));
  const std::string_view text{bytes};
  if (bytes.size() > kLargestFile || !text.starts_with("RIFF") || text.substr(0, 12).substr(8) != "WEBP")
    throw Error(ErrorCode::Internal, "The picture could not be made.", "the child left no WebP");
  return bytes;
}

}  // namespace

void ChildPictureMaker::sweep() const {
  std::vector<std::filesystem::path> left;
  for (const auto& entry : std::filesystem::directory_iterator(folder_))
    if (entry.path().filename().string().starts_with(kBriefFolder)) left.push_back(entry.path());
  for (const auto& path : left) std::filesystem::remove_all(path);
}

std::vector<catalog::MadePicture> ChildPictureMaker::make(int source,
                                                          const std::vector<catalog::WantedPicture>& wanted) {
  ChildOptions child;
  child.program = program_;
  child.source = source;
  child.package = folder_ / (kBriefFolder + random_token(12));
  child.order = order_for(wanted);
  child.stall_limit = kProcessorTime;
  std::filesystem::create_directories(child.package);
  const ScopeExit clear([&] {
    std::error_code ignored;
    std::filesystem::remove_all(child.package, ignored);
  });
  const auto outcome = run_child(child, [](const ChildMessage&) {}, {});
  if (outcome.end == ChildEnd::Crashed)
    // The decoder broke on it: to whoever chose the file that is a bad file, to the log it is more.
    throw Error(ErrorCode::Unsupported, "This picture cannot be read. Save it again, or choose another.",
                outcome.detail);
  if (outcome.end != ChildEnd::Done) throw Error(outcome.code, outcome.message, outcome.detail);
  std::vector<catalog::MadePicture> made;
  for (const auto& size : wanted)
    made.push_back({size.name, read_made(child.package / (size.name + ".webp"))});
  return made;
}

}  // namespace lectern::transcoder
