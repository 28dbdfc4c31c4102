#include "tests/process/transcoder/child_run.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>

#include "base/file.h"

namespace lectern::transcoder {
namespace {

std::filesystem::path new_folder() {
  std::string name = (std::filesystem::temp_directory_path() / "lectern-child-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw_errno("make", name);
  return name;
}

/// Removed when the program ends.
const Workshop& clips() {
  static const Workshop folder;
  return folder;
}

}  // namespace

Workshop::Workshop() : folder_(new_folder()) {
  std::filesystem::create_directories(package());
}
Workshop::~Workshop() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

std::filesystem::path clip(int seconds) {
  const std::filesystem::path file = clips().folder() / fmt::format("{}.mp4", seconds);
  if (std::filesystem::exists(file)) return file;
  const std::string command = fmt::format(
      "ffmpeg -nostdin -v error -f lavfi -i testsrc2=size=320x180:rate=25 -f lavfi -i sine=frequency=440 -t "
      "{} "
      "-c:v libx264 -preset ultrafast -g 250 -pix_fmt yuv420p -c:a aac {}",
      seconds, file.string());
  if (std::system(command.c_str()) != 0)
    throw Error(ErrorCode::Internal, "The clip could not be made.", command);
  return file;
}

ChildRun run_on(const std::filesystem::path& source, const std::filesystem::path& package,
                const RunOptions& options) {
  ChildRun run;
  const UniqueFd file = open_file(source, O_RDONLY | O_CLOEXEC);
  ChildOptions child;
  child.program = {PLANTED_CHILD};
  if (!options.fault.empty()) child.program.push_back(options.fault);
  child.source = file.get();
  child.package = package;
  child.order = options.order;
  child.stall_limit = options.stall_limit;
  run.outcome = run_child(
      child,
      [&](const ChildMessage& message) {
        run.messages.push_back(message);
        if (options.on_message) options.on_message(message);
      },
      options.stop);
  return run;
}

bool is_sanitized() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  return true;
#else
  return false;
#endif
}

}  // namespace lectern::transcoder
