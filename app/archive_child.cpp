#include "app/archive_child.h"

#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <iostream>
#include <nlohmann/json.hpp>

#include "base/enum_text.h"
#include "base/error.h"
#include "base/log.h"
#include "base/subprocess.h"
#include "transcoder/sandbox.h"

namespace lectern::app {
namespace {

using nlohmann::json;

constexpr int kSource = 3;
constexpr std::chrono::milliseconds kLookAround{250};
/// Unpacking is fast: whoever takes longer than this for one entry hangs.
constexpr std::chrono::minutes kLongestSilence{10};

void tell(const json& line) {
  write_all(STDOUT_FILENO, line.dump(-1, ' ', false, json::error_handler_t::replace) + "\n");
}

transcoder::SandboxLimits sandbox_limits(const catalog::UnpackLimits& limits) {
  transcoder::SandboxLimits walls;
  walls.memory = 1ULL << 30;
  walls.file_size = limits.largest_whole;
  walls.processor = std::chrono::hours{1};
  walls.descriptors = 32;
  return walls;
}

void serve() {
  const catalog::UnpackLimits limits;
  std::string folder;
  std::getline(std::cin, folder);
  transcoder::enter_sandbox(folder, sandbox_limits(limits));
  for (const auto& entry : catalog::unpack(kSource, ".", limits))
    tell({{"name", entry.name}, {"file", entry.file}, {"size", entry.size}});
  tell({{"done", true}});
}

/// What the child said is as little to be trusted as what it read.
catalog::UnpackedEntry entry_of(const json& line) {
  catalog::UnpackedEntry entry{line.at("name").get<std::string>(), line.at("file").get<std::string>(),
                               line.at("size").get<std::uint64_t>()};
  const bool is_number =
      !entry.file.empty() && entry.file.find_first_not_of("0123456789") == std::string::npos;
  if (!is_number) throw Error(ErrorCode::Internal, "The archive could not be read.", "a strange file name");
  return entry;
}

/// The child tells its entries at the end; what it has written until then is there to be seen.
std::uint64_t bytes_in(const std::filesystem::path& folder) {
  std::uint64_t bytes = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::error_code gone;
    const auto size = entry.file_size(gone);
    if (!gone) bytes += size;
  }
  return bytes;
}

}  // namespace

void archive_child_main() {
  try {
    serve();
    std::_Exit(0);
  } catch (const Error& error) {
    tell({{"failed", name_of(error.code())}, {"message", error.message()}, {"detail", error.what()}});
  } catch (const std::exception& error) {
    tell({{"failed", "internal"}, {"message", "The archive could not be read."}, {"detail", error.what()}});
  }
  std::_Exit(1);
}

std::vector<catalog::UnpackedEntry> ChildUnpacker::unpack(int fd, const std::filesystem::path& folder,
                                                          const std::function<void(std::uint64_t)>& wrote,
                                                          const std::stop_token& stop) {
  Subprocess child({.arguments = {own_program(), "archive-child"}, .descriptor = fd});
  if (!child.write(std::filesystem::absolute(folder).string() + "\n"))
    throw Error(ErrorCode::Internal, "The archive could not be read.", "the child does not listen");
  std::vector<catalog::UnpackedEntry> entries;
  bool is_done = false;
  ProcessLine line;
  for (auto last = std::chrono::steady_clock::now();;) {
    if (stop.stop_requested()) throw Error(ErrorCode::Cancelled, "This was stopped.");
    const auto heard = child.next_line(kLookAround, line);
    if (heard == Heard::Closed) break;
    if (heard == Heard::Nothing) {
      wrote(bytes_in(folder));
      if (std::chrono::steady_clock::now() - last > kLongestSilence) break;
      continue;
    }
    last = std::chrono::steady_clock::now();
    if (line.pipe == Pipe::Error) {
      log::warning("archive_child.says", {{"text", line.text}});
      continue;
    }
    const auto said = json::parse(line.text);
    if (said.contains("failed")) {
      const bool too_large = said.value("failed", "") == name_of(ErrorCode::TooLarge);
      const bool is_ours = said.value("failed", "") == name_of(ErrorCode::Internal);
      throw Error(too_large ? ErrorCode::TooLarge
                  : is_ours ? ErrorCode::Internal
                            : ErrorCode::Unsupported,
                  said.value("message", ""), said.value("detail", ""));
    }
    if (said.contains("done"))
      is_done = true;
    else
      entries.push_back(entry_of(said));
  }
  if (!is_done) throw Error(ErrorCode::Unsupported, "This archive could not be read: reading it broke off.");
  transcoder::take_back(folder);
  return entries;
}

}  // namespace lectern::app
