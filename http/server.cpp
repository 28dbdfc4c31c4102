#include "http/server.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <iterator>
#include <mutex>
#include <thread>

#include "base/error.h"
#include "base/log.h"
#include "base/metrics.h"
#include "http/acceptor.h"
#include "http/certificate_files.h"
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
  using Loops = std::vector<std::shared_ptr<Loop>>;

  State(ServerOptions the_options, const Pipeline& pipeline, Lanes& lanes)
      : options(std::move(the_options)),
        shared(pipeline, lanes, Networks(options.trusted_proxies), options.body_memory),
        wake(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
        certificate(options.tls_certificate, options.tls_key),
        acceptor({options.max_connections, options.max_connections_per_address}, shared.proxies,
                 [this](Accepted accepted) { hand_on(std::move(accepted)); }) {}

  /// One for each core; they run.
  Loops start_loops(Transport transport) {
    LoopOptions of_loop{transport, options.max_connections, options.idle_time, {}, {}};
    if (transport == Transport::Tls) {
      of_loop.certificate = certificate.certificate();
      of_loop.key = certificate.key();
    }
    const auto closed = [this](const AddressBytes& address) { acceptor.closed(address); };
    Loops started;
    const unsigned count = transport == Transport::Redirect ? 1 : loop_count(options.loops);
    for (unsigned i = 0; i < count; ++i) {
      started.push_back(std::make_shared<Loop>(shared, of_loop, closed));
      started.back()->start();
    }
    return started;
  }

  std::uint16_t listen(const std::string& address, Transport transport) {
    if (address.empty()) return 0;
    const std::uint16_t bound = acceptor.listen(address, transport);
    for (auto& loop : start_loops(transport)) loops.push_back(std::move(loop));
    return bound;
  }

  /// In turn, because the library would let all connections of a moment land on one loop.
  void hand_on(Accepted accepted) {
    const std::lock_guard lock(mutex);
    do next_loop = (next_loop + 1) % loops.size();
    while (loops[next_loop]->transport() != accepted.transport);
    loops[next_loop]->add(std::move(accepted));
  }

  Loops all_loops() const {
    const std::lock_guard lock(mutex);
    Loops all = loops;
    all.insert(all.end(), retired.begin(), retired.end());
    return all;
  }

  void watch() {
    const PulseLimits limits{options.head_time, options.body_rate_window,
                             options.least_body_bytes_per_second};
    pollfd waiting{wake.get(), POLLIN, 0};
    while (poll(&waiting, 1, 1000) == 0) {
      for (const auto& loop : all_loops()) loop->check_pulses(limits);
      if (tls_port == 0) continue;
      if (certificate.have_settled_anew() || is_reload_wanted.exchange(false)) reload_certificate();
      end_retired_loops();
    }
  }

  /// New connections go to new loops; the old ones live as long as their connections.
  void reload_certificate() {
    try {
      Loops fresh = start_loops(Transport::Tls);
      const std::lock_guard lock(mutex);
      const auto old = std::stable_partition(
          loops.begin(), loops.end(), [](const auto& loop) { return loop->transport() != Transport::Tls; });
      std::move(old, loops.end(), std::back_inserter(retired));
      loops.erase(old, loops.end());
      std::move(fresh.begin(), fresh.end(), std::back_inserter(loops));
      count(Counter::TlsReloads);
      log::info("tls.reloaded", {{"certificate", options.tls_certificate.string()}});
    } catch (const std::exception& error) {
      count(Counter::TlsReloadsFailed);
      log::error("tls.reload_failed", {{"error", error.what()}});
    }
  }

  void end_retired_loops() {
    Loops ended;
    {
      const std::lock_guard lock(mutex);
      const auto idle = std::stable_partition(retired.begin(), retired.end(),
                                              [](const auto& loop) { return loop->open() > 0; });
      std::move(idle, retired.end(), std::back_inserter(ended));
      retired.erase(idle, retired.end());
    }
    for (const auto& loop : ended) loop->stop();
  }

  void let_answers_leave() const {
    const auto until = std::chrono::steady_clock::now() + options.stop_grace;
    const auto is_busy = [](const auto& loop) { return loop->busy() > 0; };
    const Loops all = all_loops();
    while (std::any_of(all.begin(), all.end(), is_busy) && std::chrono::steady_clock::now() < until)
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }

  const ServerOptions options;
  Shared shared;
  UniqueFd wake;
  CertificateFiles certificate;
  std::atomic<bool> is_reload_wanted = false;
  mutable std::mutex mutex;  ///< Of the loops: one is added to while others come and go.
  Loops loops;
  Loops retired;
  std::size_t next_loop = 0;
  std::uint16_t port = 0;
  std::uint16_t tls_port = 0;
  std::uint16_t redirect_port = 0;
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
  const ServerOptions& options = state.options;
  state.port = state.listen(options.listen, Transport::Plain);
  state.tls_port = state.listen(options.tls_listen, Transport::Tls);
  state.shared.tls_origin = options.redirect_origin;
  if (options.redirect_origin.empty() && state.tls_port != 443)
    state.shared.tls_origin = ":" + std::to_string(state.tls_port);
  state.redirect_port = state.listen(options.redirect_listen, Transport::Redirect);
  state.is_running = true;
  state.watchdog = std::jthread([&state] { state.watch(); });
  state.acceptor.start();
  log::info("http.listening", {{"port", state.port},
                               {"tls_port", state.tls_port},
                               {"redirect_port", state.redirect_port},
                               {"loops", state.loops.size()}});
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
  for (const auto& loop : state.all_loops()) loop->stop();
}

std::uint16_t Server::port() const {
  return state_->port;
}

std::uint16_t Server::tls_port() const {
  return state_->tls_port;
}

std::uint16_t Server::redirect_port() const {
  return state_->redirect_port;
}

void Server::reload_certificate() {
  state_->is_reload_wanted = true;
}

}  // namespace lectern::http
