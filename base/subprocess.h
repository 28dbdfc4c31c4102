#pragma once
// A child process and its three pipes. The child gets standard input, output and error, one more descriptor
// (3) if wanted, and nothing else that is open here. The destructor kills what still runs, so that no child
// outlives its owner.

#include <sys/types.h>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"

namespace lectern {

/// How a process ended: by exit(code), or by a signal.
struct ProcessEnd {
  int exit_code = 0;
  int signal = 0;  ///< 0 where it exited.
  bool succeeded() const { return signal == 0 && exit_code == 0; }
};

/// "exit code 3", "signal 11 (Segmentation fault)".
std::string describe(const ProcessEnd& end);

enum class Pipe { Output, Error };

struct ProcessLine {
  Pipe pipe = Pipe::Output;
  std::string text;  ///< Without its line feed.
};

/// What a wait for the next line came to.
enum class Heard { Line, Nothing, Closed };

class Subprocess {
 public:
  struct Options {
    std::vector<std::string> arguments;  ///< The program's path first.
    int descriptor = -1;                 ///< Becomes descriptor 3. Stays the caller's here.
    /// A longer line is cut: a child that has gone wild must not fill memory.
    std::size_t longest_line = 64 * 1024;
  };

  explicit Subprocess(const Options& options);
  Subprocess(const Subprocess&) = delete;
  Subprocess& operator=(const Subprocess&) = delete;
  ~Subprocess();

  pid_t id() const { return id_; }
  /// Whole or not at all; false where the child no longer reads.
  [[nodiscard]] bool write(std::string_view bytes);
  /// The child sees the end of its standard input.
  void close_input();
  /// Closed once the child has closed both pipes and every line was handed over.
  Heard next_line(std::chrono::milliseconds at_most, ProcessLine& line);
  void send_signal(int number);
  /// Waits for the end; with a limit, nothing once that has passed.
  std::optional<ProcessEnd> wait(std::chrono::milliseconds at_most);

 private:
  struct Stream {
    Pipe pipe;
    UniqueFd fd;
    std::string pending;
    bool is_cut = false;
  };

  bool take_line(ProcessLine& line);
  void read_from(Stream& stream);

  std::size_t longest_line_;
  pid_t id_ = -1;
  std::optional<ProcessEnd> end_;
  UniqueFd input_;
  std::vector<Stream> streams_;
};

/// The path of the running program, also after its file was replaced.
std::string own_program();

}  // namespace lectern
