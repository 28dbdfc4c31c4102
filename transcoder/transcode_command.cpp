#include "transcoder/transcode_command.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <optional>
#include <stop_token>
#include <string_view>
#include <thread>

#include "base/file.h"
#include "base/log.h"
#include "base/text.h"
#include "transcoder/child.h"
#include "transcoder/media_program.h"
#include "transcoder/playlist_files.h"
#include "transcoder/progress_bar.h"
#include "transcoder/sandbox.h"

namespace lectern::transcoder {
namespace {

constexpr std::string_view kUsage =
    "Usage: lectern transcode [--json] [--threads N] INPUT OUTPUT_DIR\n"
    "\n"
    "Makes a complete HLS package (OUTPUT_DIR/master.m3u8) of a video or sound file.\n"
    "Run again on the same folder, it goes on where it stopped.\n"
    "\n"
    "  --json       progress as lines of JSON on standard output\n"
    "  --threads N  how many threads to use; 0, the default, is one for each core\n";

constexpr int kUsualColumns = 80;

enum class Style { Plain, Terminal, Json };

struct Request {
  std::string input;
  std::string output;
  Style style = Style::Plain;
  int threads = 0;
};

/// Nothing where the arguments are not understood.
std::optional<Request> request_of(std::span<const std::string> arguments) {
  Request request;
  request.style = isatty(STDERR_FILENO) == 1 ? Style::Terminal : Style::Plain;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& argument = arguments[i];
    if (argument == "--json") {
      request.style = Style::Json;
    } else if (argument == "--threads" && i + 1 < arguments.size()) {
      const auto threads = parse_number<int>(arguments[++i]);
      if (!threads || *threads < 0 || *threads > 1024) return std::nullopt;
      request.threads = *threads;
    } else if (argument.starts_with("--")) {
      return std::nullopt;
    } else {
      names.push_back(argument);
    }
  }
  if (names.size() != 2) return std::nullopt;
  request.input = names[0];
  request.output = names[1];
  return request;
}

int columns_of_terminal() {
  winsize size{};
  return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : kUsualColumns;
}

/// Shows messages as they come. The bar goes to standard error, so that standard output stays clean.
class Display {
 public:
  explicit Display(Style style) : style_(style) {}

  void show(const ChildMessage& message) {
    if (style_ == Style::Json) {
      fmt::print("{}\n", to_line(message));
      std::fflush(stdout);
      return;
    }
    if (const auto* note = std::get_if<message::Note>(&message)) say(note->sentence);
    if (std::holds_alternative<message::Playable>(message)) say("It can be watched from now on.");
    const auto* progress = std::get_if<message::Progress>(&message);
    if (progress != nullptr && style_ == Style::Terminal) {
      fmt::print(stderr, "\r\033[K{}", progress_line(*progress, columns_of_terminal() - 1));
      is_bar_shown_ = true;
    }
  }

  /// For Json too: a failure is said where errors are said.
  void say(const std::string& sentence) {
    fmt::print(stderr, "{}{}\n", is_bar_shown_ ? "\r\033[K" : "", sentence);
    is_bar_shown_ = false;
  }

  void end() {
    if (is_bar_shown_) fmt::print(stderr, "\n");
  }

 private:
  Style style_;
  bool is_bar_shown_ = false;
};

/// Ctrl-C and SIGTERM become a request to stop, for as long as it lives.
class StopOnSignals {
 public:
  StopOnSignals() {
    sigemptyset(&signals_);
    sigaddset(&signals_, SIGINT);
    sigaddset(&signals_, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals_, &before_);
    thread_ = std::jthread([this](const std::stop_token& over) {
      const timespec turn{0, 200'000'000};
      while (!over.stop_requested()) {
        if (sigtimedwait(&signals_, nullptr, &turn) > 0) stop_.request_stop();
      }
    });
  }
  StopOnSignals(const StopOnSignals&) = delete;
  StopOnSignals& operator=(const StopOnSignals&) = delete;
  ~StopOnSignals() {
    thread_.request_stop();
    thread_.join();
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  std::stop_token token() const { return stop_.get_token(); }

 private:
  sigset_t signals_{};
  sigset_t before_{};
  std::stop_source stop_;
  std::jthread thread_;
};

ChildOutcome run(const Request& request, Display& display) {
  if (!std::filesystem::exists(request.input))
    throw Error(ErrorCode::NotFound, fmt::format("There is no file {}.", request.input));
  const UniqueFd source = open_file(request.input, O_RDONLY | O_CLOEXEC);
  ChildOptions options;
  options.program = media_program();
  options.source = source.get();
  options.package = std::filesystem::absolute(request.output);
  options.order.threads = request.threads;
  options.order.is_awaited = false;
  std::filesystem::create_directories(options.package);
  const StopOnSignals signals;
  ChildOutcome outcome = run_child(
      options, [&](const ChildMessage& message) { display.show(message); }, signals.token());
  take_back(options.package);
  if (outcome.end == ChildEnd::Done) write_playlists(options.package);
  return outcome;
}

}  // namespace

int transcode_command(std::span<const std::string> arguments) {
  if (arguments.size() == 1 && arguments[0] == "--help") {
    fmt::print("{}", kUsage);
    return 0;
  }
  const auto request = request_of(arguments);
  if (!request) {
    fmt::print(stderr, "{}", kUsage);
    return 2;
  }
  log::set_level(log::Level::Warning);
  Display display(request->style);
  const ChildOutcome outcome = run(*request, display);
  display.end();
  if (outcome.end == ChildEnd::Done) return 0;
  if (request->style == Style::Json)
    display.show(message::Failed{outcome.code, outcome.message, outcome.detail});
  display.say(outcome.message);
  if (!outcome.detail.empty() && outcome.detail != outcome.message)
    log::warning("transcode failed", {{"detail", outcome.detail}});
  return 1;
}

}  // namespace lectern::transcoder
