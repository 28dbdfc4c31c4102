#pragma once
// The walls around the process that parses uploaded bytes. Entered once, before the first of them is read and
// before any thread is started. What the kernel does not have is left out and said; what it has must work.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>

namespace lectern::transcoder {

struct SandboxLimits {
  std::uint64_t memory = 0;  ///< Bytes of address space. Not set in sanitized builds, which need terabytes.
  std::uint64_t file_size = 0;  ///< Bytes of any one file.
  std::chrono::seconds processor{0};
  std::uint64_t descriptors = 256;
};

/// `folder` becomes the working directory, and the only place where files can be opened: use paths relative
/// to it. A process of root goes on as nobody, who gets the folder and the files in it. Answers what stands,
/// for the log.
std::string enter_sandbox(const std::filesystem::path& folder, const SandboxLimits& limits);

/// The exit code of a child whose parent is gone.
constexpr int kOrphaned = 3;

/// Whoever may have been given files by enter_sandbox: makes `folder` and what is in it belong to its owner
/// again.
void take_back(const std::filesystem::path& folder);

}  // namespace lectern::transcoder
