#pragma once
// What the tests of this folder share: a folder that goes away, and a child that is killed.

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <string>

namespace lectern::testing {

class TempFolder {
 public:
  TempFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "lectern-test-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  ~TempFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// Runs `work(acknowledge)` in a process of its own and kills it with signal 9 after so many
/// acknowledgements. Answers the last number acknowledged. Every acknowledgement is one number.
inline std::int64_t kill_after(int acknowledgements,
                               const std::function<void(const std::function<void(std::int64_t)>&)>& work) {
  int ends[2] = {-1, -1};
  EXPECT_EQ(::pipe(ends), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    ::close(ends[0]);
    work([&](std::int64_t number) {
      if (::write(ends[1], &number, sizeof number) != sizeof number) ::_exit(3);
    });
    ::pause();
    ::_exit(0);
  }
  ::close(ends[1]);
  std::int64_t last = -1;
  for (int i = 0; i < acknowledgements; ++i) {
    std::int64_t number = 0;
    if (::read(ends[0], &number, sizeof number) != sizeof number) break;
    last = number;
  }
  ::kill(child, SIGKILL);
  // What was acknowledged between the last look and the kill counts as well.
  for (std::int64_t number = 0; ::read(ends[0], &number, sizeof number) == sizeof number;) last = number;
  ::close(ends[0]);
  ::waitpid(child, nullptr, 0);
  return last;
}

}  // namespace lectern::testing
