#include "base/http_client.h"

#include <curl/curl.h>
#include <fmt/format.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>

#include "base/log.h"
#include "base/metrics.h"
#include "base/outbound_rules.h"
#include "base/random.h"
#include "base/scope_exit.h"
#include "base/text.h"
#include "base/trace.h"

namespace lectern {
namespace {

constexpr long kMostRedirects = 3;
constexpr std::size_t kLargestHeader = 64 * 1024;
constexpr std::size_t kMostIdleHandles = 8;

using Handle = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
using HeaderList = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;
using Url = std::unique_ptr<CURLU, decltype(&curl_url_cleanup)>;

struct Target {
  std::string scheme;
  std::string host;
  std::string origin;
};

std::string part_of(CURLU* url, CURLUPart part, unsigned flags = 0) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, flags) != CURLUE_OK) return {};
  const ScopeExit free([&] { curl_free(text); });
  return text;
}

Target target_of(const std::string& address) {
  const Url url{curl_url(), &curl_url_cleanup};
  const bool is_url = curl_url_set(url.get(), CURLUPART_URL, address.c_str(), 0) == CURLUE_OK;
  Target target{part_of(url.get(), CURLUPART_SCHEME), part_of(url.get(), CURLUPART_HOST), {}};
  const bool is_web = target.scheme == "https" || target.scheme == "http";
  if (!is_url || !is_web || target.host.empty() || !part_of(url.get(), CURLUPART_USER).empty())
    throw Error(ErrorCode::Invalid, "This is not an address that Lectern can call. Write https://host/path.",
                address);
  target.origin = fmt::format("{}://{}:{}", target.scheme, target.host,
                              part_of(url.get(), CURLUPART_PORT, CURLU_DEFAULT_PORT));
  return target;
}

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

/// From the environment, as curl and others read it; HTTP_PROXY in capitals could be a client's header
/// (httpoxy).
std::string proxy_for(const Target& target) {
  auto no_proxy = variable("no_proxy");
  if (no_proxy.empty()) no_proxy = variable("NO_PROXY");
  if (goes_without_proxy(no_proxy, target.host)) return {};
  auto proxy = variable((target.scheme + "_proxy").c_str());
  if (proxy.empty() && target.scheme == "https") proxy = variable("HTTPS_PROXY");
  if (proxy.empty()) proxy = variable("all_proxy");
  return proxy;
}

double random_fraction() {
  const auto bytes = random_bytes(2);
  std::uint16_t value = 0;
  std::memcpy(&value, bytes.data(), sizeof value);
  return static_cast<double>(value) / 65'536.0;
}

}  // namespace

std::optional<std::string_view> HttpAnswer::header(std::string_view lower_case_name) const {
  for (const auto& [name, value] : headers) {
    if (name == lower_case_name) return value;
  }
  return std::nullopt;
}

/// Handles keep their connections, so the next call to the same server is spared the handshake.
class HttpClient::HandlePool {
 public:
  HandlePool() {
    static const CURLcode ready = curl_global_init(CURL_GLOBAL_ALL);
    if (ready != CURLE_OK) throw Error(ErrorCode::Internal, "libcurl did not start.");
  }

  Handle take() {
    return idle_.with([](auto& idle) {
      if (idle.empty()) return Handle{curl_easy_init(), &curl_easy_cleanup};
      Handle handle = std::move(idle.back());
      idle.pop_back();
      curl_easy_reset(handle.get());
      return handle;
    });
  }

  void give_back(Handle handle) {
    idle_.with([&](auto& idle) {
      if (idle.size() < kMostIdleHandles) idle.push_back(std::move(handle));
    });
  }

 private:
  Guarded<std::vector<Handle>> idle_;
};

/// How one attempt ended.
struct HttpClient::Outcome {
  HttpAnswer answer;
  std::optional<Error> error;
  bool destination_failed = false;  ///< No answer, or 5xx.
  bool says_nothing = false;        ///< About the destination.
};

/// One attempt: libcurl's callbacks and what they gather.
class HttpClient::Transfer {
 public:
  Transfer(const HttpCall& call, const Target& target, const HttpClientOptions& options,
           const Networks& allowed, const std::atomic<bool>& stopping)
      : call_(call), target_(target), options_(options), allowed_(allowed), stopping_(stopping) {}

  Outcome run(CURL* handle) {
    proxy_ = proxy_for(target_);
    set_call(handle);
    set_limits(handle);
    const CURLcode code = curl_easy_perform(handle);
    long status = 0;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    answer_.status = static_cast<int>(status);
    return outcome(code);
  }

 private:
  void set_call(CURL* handle) {
    curl_easy_setopt(handle, CURLOPT_URL, call_.url.c_str());
    curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, call_.method.c_str());
    if (call_.method == "HEAD") curl_easy_setopt(handle, CURLOPT_NOBODY, 1L);
    if (const auto trace = current_traceparent(); !trace.empty()) add_header("traceparent: " + trace);
    for (const auto& [name, value] : call_.headers) add_header(fmt::format("{}: {}", name, value));
    if (!call_.body.empty() || call_.method == "POST") {
      curl_easy_setopt(handle, CURLOPT_POSTFIELDS, call_.body.data());
      curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(call_.body.size()));
      add_header("Expect:");  // No round trip before the body.
    }
    curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers_.get());
    curl_easy_setopt(handle, CURLOPT_USERAGENT, "Lectern");
    curl_easy_setopt(handle, CURLOPT_ACCEPT_ENCODING, "");
    // A body is not sent to another place than the one that was asked for.
    const bool may_follow = call_.method == "GET" || call_.method == "HEAD";
    curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, may_follow ? 1L : 0L);
    curl_easy_setopt(handle, CURLOPT_MAXREDIRS, kMostRedirects);
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(handle, CURLOPT_REDIR_PROTOCOLS_STR, target_.scheme == "https" ? "https" : "http,https");
    curl_easy_setopt(handle, CURLOPT_PROXY, proxy_.c_str());
  }

  void set_limits(CURL* handle) {
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options_.connect_timeout.count()));
    curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(call_.timeout.count()));
    curl_easy_setopt(handle, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(handle, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!options_.ca_file.empty()) curl_easy_setopt(handle, CURLOPT_CAINFO, options_.ca_file.c_str());
    curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, &Transfer::open_socket);
    curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, this);
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, &Transfer::take_body);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, this);
    curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, &Transfer::take_header);
    curl_easy_setopt(handle, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, &Transfer::go_on);
    curl_easy_setopt(handle, CURLOPT_XFERINFODATA, this);
    curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, words_);
  }

  void add_header(const std::string& line) {
    headers_.reset(curl_slist_append(headers_.release(), line.c_str()));
  }

  Outcome outcome(CURLcode code) {
    if (code == CURLE_OK) {
      const bool failed = answer_.status >= 500;
      return {.answer = std::move(answer_), .error = {}, .destination_failed = failed, .says_nothing = false};
    }
    const auto detail = fmt::format("{} {}: {}", call_.method, target_.origin,
                                    words_[0] != '\0' ? words_ : curl_easy_strerror(code));
    const auto failed = [&](ErrorCode kind, const std::string& sentence, bool says_nothing) {
      return Outcome{.answer = {},
                     .error = Error(kind, sentence, detail),
                     .destination_failed = !says_nothing,
                     .says_nothing = says_nothing};
    };
    if (stopping_) return failed(ErrorCode::Cancelled, "The server is stopping.", true);
    if (!refused_address_.empty())
      return failed(
          ErrorCode::Forbidden,
          fmt::format("{} leads to {}, inside a private network. Add it to outbound.private_networks if "
                      "Lectern may call it.",
                      target_.host, refused_address_),
          true);
    if (is_too_large_)
      return failed(ErrorCode::TooLarge, fmt::format("The answer of {} is too large.", target_.host), true);
    // Where it sends on to is not a matter of being up.
    const bool misled = code == CURLE_TOO_MANY_REDIRECTS || code == CURLE_UNSUPPORTED_PROTOCOL;
    return failed(ErrorCode::Unavailable, sentence_for(code), misled);
  }

  std::string sentence_for(CURLcode code) const {
    switch (code) {
      case CURLE_OPERATION_TIMEDOUT:
        return fmt::format("{} did not answer in time.", target_.host);
      case CURLE_COULDNT_RESOLVE_HOST:
        return fmt::format("There is no server with the name {}.", target_.host);
      case CURLE_PEER_FAILED_VERIFICATION:
      case CURLE_SSL_CACERT_BADFILE:
        return fmt::format("The certificate of {} cannot be trusted.", target_.host);
      case CURLE_TOO_MANY_REDIRECTS:
        return fmt::format("{} redirects too often.", target_.host);
      default:
        return fmt::format("{} cannot be reached.", target_.host);
    }
  }

  // libcurl's callbacks. None may throw through C.

  static curl_socket_t open_socket(void* self, curlsocktype, curl_sockaddr* address) noexcept {
    return static_cast<Transfer*>(self)->checked_socket(*address);
  }

  /// The address is looked at here, after the name was resolved: a name cannot change its mind in between.
  curl_socket_t checked_socket(const curl_sockaddr& address) noexcept try {
    if (address.family != AF_INET && address.family != AF_INET6) return CURL_SOCKET_BAD;
    sockaddr_storage storage{};
    std::memcpy(&storage, &address.addr, std::min<std::size_t>(address.addrlen, sizeof storage));
    const auto bytes = bytes_of(storage);
    // Behind a proxy the address is the proxy's, whom the administrator chose.
    if (proxy_.empty() && !is_public(bytes) && !allowed_.contains(bytes)) {
      refused_address_ = text_of(bytes);
      return CURL_SOCKET_BAD;
    }
    return ::socket(address.family, address.socktype | SOCK_CLOEXEC, address.protocol);
  } catch (...) {
    return CURL_SOCKET_BAD;
  }

  static std::size_t take_body(char* data, std::size_t, std::size_t count, void* self) noexcept try {
    auto& transfer = *static_cast<Transfer*>(self);
    if (transfer.answer_.body.size() + count > transfer.call_.largest_answer) {
      transfer.is_too_large_ = true;
      return 0;
    }
    transfer.answer_.body.append(data, count);
    return count;
  } catch (...) {
    return 0;
  }

  static std::size_t take_header(char* data, std::size_t, std::size_t count, void* self) noexcept try {
    auto& transfer = *static_cast<Transfer*>(self);
    const std::string_view line{data, count};
    if (line.starts_with("HTTP/")) {  // Each redirect begins anew.
      transfer.answer_.headers.clear();
      transfer.header_size_ = 0;
    }
    transfer.header_size_ += count;
    if (transfer.header_size_ > kLargestHeader) {
      transfer.is_too_large_ = true;
      return 0;
    }
    if (const auto colon = line.find(':'); colon != std::string_view::npos)
      transfer.answer_.headers.emplace_back(to_lower_ascii(line.substr(0, colon)),
                                            trim(line.substr(colon + 1)));
    return count;
  } catch (...) {
    return 0;
  }

  static int go_on(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t) noexcept {
    return static_cast<Transfer*>(self)->stopping_ ? 1 : 0;
  }

  const HttpCall& call_;
  const Target& target_;
  const HttpClientOptions& options_;
  const Networks& allowed_;
  const std::atomic<bool>& stopping_;
  HeaderList headers_{nullptr, &curl_slist_free_all};
  std::string proxy_;
  HttpAnswer answer_;
  std::size_t header_size_ = 0;
  bool is_too_large_ = false;
  std::string refused_address_;
  char words_[CURL_ERROR_SIZE] = {};
};

HttpClient::HttpClient(const Clock& clock, HttpClientOptions options)
    : clock_(clock),
      options_(std::move(options)),
      private_networks_(options_.private_networks),
      handles_(std::make_unique<HandlePool>()),
      destinations_(clock, options_.breaker) {}

HttpClient::~HttpClient() = default;

HttpAnswer HttpClient::send(const HttpCall& call) {
  const auto origin = target_of(call.url).origin;
  const int attempts = is_idempotent(call.method) ? call.attempts : 1;
  for (int number = 1;; ++number) {
    admit(origin);
    auto outcome = attempt(call);
    record(origin, outcome);
    const bool may_pass =
        outcome.error ? outcome.destination_failed : is_passing_trouble(outcome.answer.status);
    if (may_pass && number < attempts && pause_before(number + 1, outcome)) continue;
    if (outcome.error) throw Error(*outcome.error);
    return std::move(outcome.answer);
  }
}

void HttpClient::admit(const std::string& origin) {
  if (stopping_) throw Error(ErrorCode::Cancelled, "The server is stopping.");
  destinations_.admit(origin);
}

void HttpClient::record(const std::string& origin, const Outcome& outcome) {
  if (outcome.says_nothing) return destinations_.abandoned(origin);
  if (!outcome.destination_failed) return destinations_.succeeded(origin);
  log::warning("outbound.failed", {{"origin", origin},
                                   {"status", outcome.answer.status},
                                   {"error", outcome.error ? outcome.error->what() : ""}});
  destinations_.failed(origin);
}

HttpClient::Outcome HttpClient::attempt(const HttpCall& call) {
  const auto target = target_of(call.url);
  auto handle = handles_->take();
  auto outcome = Transfer(call, target, options_, private_networks_, stopping_).run(handle.get());
  handles_->give_back(std::move(handle));
  return outcome;
}

/// False where there shall be no further attempt.
bool HttpClient::pause_before(int attempt, const Outcome& outcome) {
  const auto pause = pause_before_attempt(attempt, options_.first_pause, random_fraction(),
                                          outcome.answer.header("retry-after"));
  if (!pause) return false;
  std::unique_lock lock(pause_mutex_);
  return !stop_asked_.wait_for(lock, *pause, [&] { return stopping_.load(); });
}

void HttpClient::stop() {
  {
    const std::lock_guard lock(pause_mutex_);
    stopping_ = true;
  }
  stop_asked_.notify_all();
}

}  // namespace lectern
