#pragma once
// Every call that Lectern makes to another server. Time-outs always; answers of bounded size; certificates
// always verified; idempotent calls are tried again after a pause with jitter; a destination that fails time
// after time is left alone for a while (base/circuit_breaker.h). Addresses inside a private network are
// refused, also behind names and redirects, unless the settings list them: who may name an address that
// Lectern calls shall not reach what only Lectern's machine can reach. Any thread; a call waits, so never on
// a loop.

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/destinations.h"
#include "base/error.h"
#include "base/networks.h"

namespace lectern {

struct HttpCall {
  std::string method = "GET";
  std::string url = {};
  std::vector<std::pair<std::string, std::string>> headers = {};
  std::string body = {};
  Milliseconds timeout{15'000};                           ///< Of one attempt, from the name to the last byte.
  std::size_t largest_answer = std::size_t{1024} * 1024;  ///< Beyond it: TooLarge.
  int attempts = 3;  ///< POST and PATCH are made once, whatever this says.
};

struct HttpAnswer {
  int status = 0;
  std::vector<std::pair<std::string, std::string>> headers;  ///< Names in lower case.
  std::string body;

  bool succeeded() const { return status >= 200 && status < 300; }
  std::optional<std::string_view> header(std::string_view lower_case_name) const;
};

struct HttpClientOptions {
  std::vector<std::string> private_networks = {};  ///< That may be called all the same.
  std::filesystem::path ca_file = {};              ///< Trusted beside those of the system.
  Milliseconds connect_timeout{5'000};
  Milliseconds first_pause{
      200};  ///< Before the second attempt; doubles, then jitter takes up to all of it away.
  BreakerRule breaker{};
};

class HttpClient {
 public:
  HttpClient(const Clock& clock, HttpClientOptions options = {});
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;
  ~HttpClient();

  /// Any status is an answer. Throws Unavailable where none came, TooLarge, Invalid for an address that is
  /// none, Forbidden for one inside a private network.
  HttpAnswer send(const HttpCall& call);

  /// Calls under way end with Cancelled, and no others begin.
  void stop();

  std::vector<Destination> destinations() const { return destinations_.list(); }
  /// For calls by other protocols: what is known of servers stands in one place.
  Destinations& known_destinations() { return destinations_; }

 private:
  struct Outcome;
  class Transfer;
  class HandlePool;

  void admit(const std::string& origin);
  void record(const std::string& origin, const Outcome& outcome);
  Outcome attempt(const HttpCall& call);
  bool pause_before(int attempt, const Outcome& outcome);

  const Clock& clock_;
  const HttpClientOptions options_;
  const Networks private_networks_;
  std::unique_ptr<HandlePool> handles_;
  Destinations destinations_;
  std::atomic<bool> stopping_ = false;
  std::mutex pause_mutex_;
  std::condition_variable stop_asked_;
};

}  // namespace lectern
