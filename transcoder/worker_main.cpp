#include "transcoder/worker_main.h"

#include <fmt/format.h>
#include <poll.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <new>
#include <stop_token>
#include <thread>

#include "base/file.h"
#include "base/log.h"
#include "transcoder/order.h"
#include "transcoder/pictures.h"
#include "transcoder/sandbox.h"
#include "transcoder/sound_inspection.h"
#include "transcoder/transcode.h"

namespace lectern::transcoder {
namespace {

constexpr int kSource = 3;
constexpr std::size_t kLongestOrder = 64 * 1024;
constexpr const char* kNoMemory = "Decoding this file needs more memory than the server allows.";

void tell(const ChildMessage& message) {
  write_all(STDOUT_FILENO, to_line(message) + "\n");
}

std::string read_order() {
  std::string text;
  for (char c = 0; text.size() < kLongestOrder;) {
    const ssize_t count = ::read(STDIN_FILENO, &c, 1);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0 || c == '\n') return text;
    text += c;
  }
  throw Error(ErrorCode::Invalid, "The order is too long.");
}

class Teller final : public TranscodeListener {
 public:
  void probed(const MediaInfo& info) override {
    message::Probed probed;
    probed.duration_seconds =
        std::clamp(std::chrono::duration<double>(info.claimed_duration).count(), 0.0, 1e7);
    for (const VideoInfo& video : info.video) {
      if (video.width <= probed.width) continue;
      probed.width = video.width;
      probed.height = video.height;
    }
    probed.container = info.container.substr(0, info.container.find(','));
    tell(probed);
  }

  void planned(const Plan& plan) override {
    message::Planned planned;
    for (const View& view : plan.views) {
      for (const VideoRung& rung : view.rungs) planned.tracks.push_back(rung.name);
    }
    for (const AudioRendition& rendition : plan.audio) planned.tracks.push_back(rendition.name);
    for (const SubtitleTrack& track : plan.subtitles) planned.tracks.push_back(track.name);
    tell(planned);
  }

  void segment(const std::string& track, std::size_t number) override {
    tell(message::Segment{track, static_cast<std::int64_t>(number)});
  }
  void playable() override { tell(message::Playable{}); }
  void progress(const Progress& progress) override {
    tell(message::Progress{std::clamp(progress.fraction, 0.0, 1.0), std::clamp(progress.speed, 0.0, 1e7),
                           std::clamp(progress.seconds_left, 0.0, 1e7)});
  }
  void note(const std::string& sentence) override { tell(message::Note{sentence}); }
  void done() override { tell(message::Done{}); }
};

/// Blocked before any thread exists, so that only the watch hears them.
UniqueFd signals_to_watch() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return UniqueFd(signalfd(-1, &signals, SFD_CLOEXEC));
}

/// Passes on a request to stop, and ends the process at once when the parent is gone.
void watch(int signals, std::stop_source stop) {
  std::array<pollfd, 2> waiting{pollfd{STDIN_FILENO, POLLIN, 0}, pollfd{signals, POLLIN, 0}};
  for (;;) {
    if (::poll(waiting.data(), waiting.size(), -1) < 0) continue;
    std::array<char, sizeof(signalfd_siginfo)> block;
    if (waiting[0].revents != 0 && ::read(STDIN_FILENO, block.data(), block.size()) == 0) _exit(kOrphaned);
    if (waiting[1].revents != 0 && ::read(signals, block.data(), block.size()) > 0) stop.request_stop();
  }
}

TranscodeOptions options_of(const TranscodeOrder& order) {
  TranscodeOptions options;
  options.threads = order.threads;
  options.is_awaited = order.is_awaited;
  options.limits.max_streams = order.max_streams;
  options.limits.max_pixels = order.max_pixels;
  options.limits.max_duration = order.max_duration;
  return options;
}

void work(const std::function<void()>& before_work) {
  const TranscodeOrder order = order_from_json(read_order());
  const UniqueFd signals = signals_to_watch();
  const SandboxLimits limits{order.memory_limit, order.file_limit, order.processor_limit};
  log::info("media child", {{"sandbox", enter_sandbox(order.package, limits)}});
  std::stop_source stop;
  std::thread(watch, signals.get(), stop).detach();
  if (before_work) before_work();
  Teller teller;
  if (!order.pictures.empty()) {
    tell(make_pictures(kSource, order));
    return teller.done();
  }
  if (order.is_sound) {
    tell(inspect_sound(kSource, order));
    return teller.done();
  }
  transcode(kSource, ".", options_of(order), teller, stop.get_token());
}

/// The outermost catch of this process. What went wrong is the parent's to judge.
message::Failed attempt(const std::function<void()>& before_work, int& exit_code) {
  exit_code = 1;
  try {
    work(before_work);
    exit_code = 0;
    return {};
  } catch (const std::bad_alloc&) {
    return {ErrorCode::TooLarge, kNoMemory, "bad_alloc"};
  } catch (const Error& error) {
    return {error.code(), error.message(), error.what()};
  } catch (const std::exception& error) {
    return {ErrorCode::Internal, "The file could not be processed.", error.what()};
  }
}

}  // namespace

void media_child_main(const std::function<void()>& before_work) {
  std::signal(SIGPIPE, SIG_IGN);
  int exit_code = 1;
  const message::Failed failed = attempt(before_work, exit_code);
  try {
    if (exit_code != 0) tell(failed);
  } catch (const Error&) {
    exit_code = kOrphaned;  // Nobody listens.
  }
  // The watch still runs, and the checkers of sanitized builds would start a process at exit.
  _exit(exit_code);
}

}  // namespace lectern::transcoder
