#include "http/server.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <thread>

#include "base/error.h"
#include "base/log.h"
#include "http/acceptor.h"
#include "http/mhd/loop.h"
#include "http/mhd/shared.h"
#include "http/pulse.h"

namespace lectern::http {
namespace {

unsigned loop_count(unsigned wanted) {
  return wanted != 0 ? wanted : std::clamp(std::thread::hardware_concurrency(), 1U, 8U);
}

/// Every connection is a descriptor, and so is every prepared file.
void raise_descriptor_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace

struct Server::State {
  State(ServerOptions the_options, const Pipeline& pipeline, Lanes& lanes)
      : options(std::move(the_options)),
        shared(pipeline, lanes, Networks(options.trusted_proxies), options.body_memory),
        wake(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
        acceptor({options.max_connections, options.max_connections_per_address}, shared.proxies,
                 [this](Accepted accepted) { hand_on(std::move(accepted)); }) {}

  void add_loops(Transport transport) {
    LoopOptions of_loop{transport, options.max_connections, options.idle_time, {}, {}};
    if (transport == Transport::Tls) {
      of_loop.certificate = read_file(options.tls_certificate);
      of_loop.key = read_file(options.tls_key);
    }
    const auto closed = [this](const AddressBytes& address) { acceptor.closed(address); };
    for (unsigned i = 0; i < loop_count(options.loops); ++i)
      loops.push_back(std::make_unique<Loop>(shared, of_loop, closed));
  }

  /// In turn, because the library would let all connections of a moment land on one loop.
  void hand_on(Accepted accepted) {
    do next_loop = (next_loop + 1) % loops.size();
    while (loops[next_loop]->transport() != accepted.transport);
    loops[next_loop]->add(std::move(accepted));
  }

  void watch() {
    const PulseLimits limits{options.head_time, options.body_rate_window,
                             options.least_body_bytes_per_second};
    pollfd waiting{wake.get(), POLLIN, 0};
    while (poll(&waiting, 1, 1000) == 0)
      for (const auto& loop : loops) loop->check_pulses(limits);
  }

  bool is_busy() const {
    return std::any_of(loops.begin(), loops.end(), [](const auto& loop) { return loop->busy() > 0; });
  }

  void let_answers_leave() const {
    const auto until = std::chrono::steady_clock::now() + options.stop_grace;
    while (is_busy() && std::chrono::steady_clock::now() < until)
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }

  const ServerOptions options;
  Shared shared;
  UniqueFd wake;
  std::vector<std::unique_ptr<Loop>> loops;
  std::size_t next_loop = 0;
  std::uint16_t port = 0;
  std::uint16_t tls_port = 0;
  bool is_running = false;
  Acceptor acceptor;
  std::jthread watchdog;
};

Server::Server(ServerOptions options, const Pipeline& pipeline, Lanes& lanes)
    : state_(std::make_unique<State>(std::move(options), pipeline, lanes)) {}

Server::~Server() {
  stop();
}

void Server::start() {
  State& state = *state_;
  raise_descriptor_limit();
  if (!state.options.listen.empty()) {
    state.port = state.acceptor.listen(state.options.listen, Transport::Plain);
    state.add_loops(Transport::Plain);
  }
  if (!state.options.tls_listen.empty()) {
    state.tls_port = state.acceptor.listen(state.options.tls_listen, Transport::Tls);
    state.add_loops(Transport::Tls);
  }
  state.is_running = true;
  for (const auto& loop : state.loops) loop->start();
  state.watchdog = std::jthread([&state] { state.watch(); });
  state.acceptor.start();
  log::info("http.listening",
            {{"port", state.port}, {"tls_port", state.tls_port}, {"loops", state.loops.size()}});
}

void Server::stop(const std::function<void()>& before_daemons) {
  State& state = *state_;
  if (!state.is_running) return;
  state.is_running = false;
  state.acceptor.stop();
  // From here on nothing is suspended any more, and what was is answered: 503 where it had not begun.
  state.shared.stop_and_wait();
  if (before_daemons) before_daemons();
  state.let_answers_leave();
  eventfd_write(state.wake.get(), 1);
  if (state.watchdog.joinable()) state.watchdog.join();
  for (const auto& loop : state.loops) loop->stop();
}

std::uint16_t Server::port() const {
  return state_->port;
}

std::uint16_t Server::tls_port() const {
  return state_->tls_port;
}

}  // namespace lectern::http
