#include "base/subprocess.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <thread>
#include <utility>

#include "base/error.h"
#include "base/scope_exit.h"

namespace lectern {
namespace {

/// Above every number that a child's descriptors get, so that moving one never overwrites another.
constexpr int kLowestOwn = 10;
constexpr int kFirstClosed = 4;

struct Ends {
  UniqueFd read;
  UniqueFd write;
};

UniqueFd moved_up(int fd) {
  UniqueFd high(::fcntl(fd, F_DUPFD_CLOEXEC, kLowestOwn));
  if (!high.is_open()) throw_errno("duplicate a descriptor", "pipe");
  return high;
}

Ends make_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw_errno("open", "pipe");
  const UniqueFd read(ends[0]);
  const UniqueFd write(ends[1]);
  return {moved_up(read.get()), moved_up(write.get())};
}

void require_spawn(int error, const char* doing) {
  if (error != 0) {
    throw Error(ErrorCode::Internal, "A helper process could not be started.",
                fmt::format("{}: {}", doing, std::strerror(error)));
  }
}

/// Signals as a new program expects them, whatever this thread blocks or ignores.
void set_signals(posix_spawnattr_t& attributes) {
  sigset_t none;
  sigset_t all;
  sigemptyset(&none);
  sigfillset(&all);
  sigdelset(&all, SIGKILL);
  sigdelset(&all, SIGSTOP);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
}

pid_t spawn(const Subprocess::Options& options, int input, int output, int error) {
  posix_spawn_file_actions_t actions;
  require_spawn(posix_spawn_file_actions_init(&actions), "file actions");
  const ScopeExit free_actions([&] { posix_spawn_file_actions_destroy(&actions); });
  posix_spawnattr_t attributes;
  require_spawn(posix_spawnattr_init(&attributes), "attributes");
  const ScopeExit free_attributes([&] { posix_spawnattr_destroy(&attributes); });
  UniqueFd passed;
  if (options.descriptor >= 0) passed = moved_up(options.descriptor);
  const std::array wanted = {std::pair{input, STDIN_FILENO}, std::pair{output, STDOUT_FILENO},
                             std::pair{error, STDERR_FILENO}, std::pair{passed.get(), 3}};
  for (const auto& [from, to] : wanted) {
    if (from >= 0) require_spawn(posix_spawn_file_actions_adddup2(&actions, from, to), "dup2");
  }
  const int first_closed = passed.is_open() ? kFirstClosed : kFirstClosed - 1;
  require_spawn(posix_spawn_file_actions_addclosefrom_np(&actions, first_closed), "closefrom");
  set_signals(attributes);
  std::vector<char*> arguments;
  for (const std::string& argument : options.arguments)
    arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  pid_t id = -1;
  require_spawn(::posix_spawn(&id, arguments[0], &actions, &attributes, arguments.data(), environ), "spawn");
  return id;
}

ProcessEnd as_end(int status) {
  if (WIFSIGNALED(status)) return {0, WTERMSIG(status)};
  return {WEXITSTATUS(status), 0};
}

}  // namespace

std::string describe(const ProcessEnd& end) {
  if (end.signal != 0) return fmt::format("signal {} ({})", end.signal, strsignal(end.signal));
  return fmt::format("exit code {}", end.exit_code);
}

Subprocess::Subprocess(const Options& options) : longest_line_(options.longest_line) {
  LECTERN_ASSERT(!options.arguments.empty(), "name the program to start");
  Ends input = make_pipe();
  Ends output = make_pipe();
  Ends error = make_pipe();
  id_ = spawn(options, input.read.get(), output.write.get(), error.write.get());
  input_ = std::move(input.write);
  streams_.push_back({Pipe::Output, std::move(output.read), {}, false});
  streams_.push_back({Pipe::Error, std::move(error.read), {}, false});
}

Subprocess::~Subprocess() {
  if (end_) return;
  ::kill(id_, SIGKILL);
  int status = 0;
  while (::waitpid(id_, &status, 0) < 0 && errno == EINTR) {
  }
}

bool Subprocess::write(std::string_view bytes) {
  // A pipe has no MSG_NOSIGNAL: SIGPIPE is held back for this thread while writing, and taken if it came.
  sigset_t broken;
  sigset_t before;
  sigemptyset(&broken);
  sigaddset(&broken, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &broken, &before);
  const ScopeExit restore([&] { pthread_sigmask(SIG_SETMASK, &before, nullptr); });
  while (!bytes.empty()) {
    const ssize_t count = ::write(input_.get(), bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) {
      const timespec at_once{};
      if (errno == EPIPE) sigtimedwait(&broken, nullptr, &at_once);
      return false;
    }
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

void Subprocess::close_input() {
  input_.reset();
}

bool Subprocess::take_line(ProcessLine& line) {
  for (Stream& stream : streams_) {
    const std::size_t feed = stream.pending.find('\n');
    const bool is_last = !stream.fd.is_open() && !stream.pending.empty();
    const bool is_long = stream.pending.size() >= longest_line_;
    if (feed == std::string::npos && !is_last && !is_long) continue;
    const std::size_t length = std::min({feed, stream.pending.size(), longest_line_});
    line = {stream.pipe, stream.pending.substr(0, length)};
    stream.pending.erase(0, length + (length == feed ? 1 : 0));
    // What follows a cut belongs to the same line, and is dropped up to its end.
    const bool was_cut = std::exchange(stream.is_cut, length != feed && !is_last);
    if (was_cut) return take_line(line);
    return true;
  }
  return false;
}

void Subprocess::read_from(Stream& stream) {
  std::array<char, 16 * 1024> block;
  const ssize_t count = ::read(stream.fd.get(), block.data(), block.size());
  if (count > 0) {
    stream.pending.append(block.data(), static_cast<std::size_t>(count));
  } else if (count == 0 || errno != EINTR) {
    stream.fd.reset();
  }
}

Heard Subprocess::next_line(std::chrono::milliseconds at_most, ProcessLine& line) {
  const auto deadline = std::chrono::steady_clock::now() + at_most;
  for (;;) {
    if (take_line(line)) return Heard::Line;
    std::array<pollfd, 2> waiting{};
    nfds_t count = 0;
    for (const Stream& stream : streams_) {
      if (stream.fd.is_open()) waiting[count++] = {stream.fd.get(), POLLIN, 0};
    }
    if (count == 0) return Heard::Closed;
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    if (left.count() <= 0 && at_most.count() > 0) return Heard::Nothing;
    const int ready =
        ::poll(waiting.data(), count, static_cast<int>(std::max<std::int64_t>(0, left.count())));
    if (ready == 0) return Heard::Nothing;
    for (Stream& stream : streams_) {
      for (nfds_t i = 0; i < count && ready > 0; ++i) {
        if (waiting[i].fd == stream.fd.get() && waiting[i].revents != 0) read_from(stream);
      }
    }
  }
}

void Subprocess::send_signal(int number) {
  if (!end_) ::kill(id_, number);
}

std::optional<ProcessEnd> Subprocess::wait(std::chrono::milliseconds at_most) {
  constexpr std::chrono::milliseconds kStep{5};
  const auto deadline = std::chrono::steady_clock::now() + at_most;
  while (!end_) {
    int status = 0;
    const pid_t id = ::waitpid(id_, &status, WNOHANG);
    if (id == id_) {
      end_ = as_end(status);
    } else if (id < 0 && errno != EINTR) {
      throw_errno("wait for", "child process");
    } else if (std::chrono::steady_clock::now() >= deadline) {
      return std::nullopt;
    } else {
      std::this_thread::sleep_for(kStep);
    }
  }
  return end_;
}

std::string own_program() {
  return "/proc/self/exe";
}

}  // namespace lectern
