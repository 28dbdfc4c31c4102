#pragma once
// One request and its answer, as handlers see them. Values only: libmicrohttpd stays in http/mhd/.

#include <cstdint>
#include <functional>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/clock.h"
#include "base/file.h"
#include "http/principal.h"

namespace lectern::http {

enum class Method { Get, Head, Post, Put, Patch, Delete, Options };

/// Names compare without regard to case (RFC 9110 §5.1). Order is kept.
class Headers {
 public:
  void add(std::string name, std::string value);
  /// Replaces what is there.
  void set(std::string name, std::string value);
  std::optional<std::string_view> find(std::string_view name) const;
  const std::vector<std::pair<std::string, std::string>>& all() const { return fields_; }
  void clear() { fields_.clear(); }

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
};

struct Route;

struct Request {
  Method method = Method::Get;
  std::string
      target;  ///< As it stood on the request line: not decoded, query included. Media is parsed from this.
  std::string path;  ///< Decoded once; never holds "..", "//" or a control character.
  std::vector<std::pair<std::string, std::string>> parameters;  ///< From the route's {names}.
  std::vector<std::pair<std::string, std::string>> query;       ///< Decoded.
  const Route* route = nullptr;                                 ///< That it came by; it lives longer.
  Headers headers;
  std::string body;  ///< Whole, for Body::Json. Empty for streams.
  Principal principal;
  std::string request_id;
  std::string remote_address;
  bool secure = false;   ///< Came over TLS, or a trusted proxy says so.
  bool on_loop = false;  ///< Runs on a loop thread now: may not wait. See Lane::InlineFirst.
  Instant deadline;

  /// Of the route; asserts that the route has it.
  const std::string& parameter(std::string_view name) const;
  /// Throws Internal where the route does not name it.
  std::optional<std::string_view> find_query(std::string_view name) const;
  std::optional<std::string_view> find_cookie(std::string_view name) const;
  /// Parses `body`; throws Invalid with a sentence where it is not JSON.
  nlohmann::json json() const;
};

[[noreturn]] void throw_no_such_thing();

/// An id from the route's path; one that is no id names nothing that exists: NotFound.
template <typename AnId>
AnId id_parameter(const Request& request, std::string_view name);

/// `?limit=&after=` of a list. The default limit is 50, the greatest 200.
struct Paging {
  int limit = 50;
  std::string after;
};
Paging paging_of(const Request& request);

struct FileRange {
  std::shared_ptr<const UniqueFd> file;
  std::uint64_t offset = 0;
  std::uint64_t length = 0;
};

/// Memory that somebody keeps: a mapped file, a cached playlist.
struct SharedBytes {
  std::shared_ptr<const void> owner;
  std::string_view bytes;
};

/// Bytes that may have to be waited for: read a block at a time on a worker, while their connection is
/// suspended. Any number of readers at once.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  virtual std::uint64_t size() const = 0;
  /// Exactly `length` bytes, all of them below size(). Throws where they cannot be had; the connection then
  /// ends before its answer does.
  virtual void read(std::uint64_t offset, char* to, std::size_t length) const = 0;
};

struct SourceRange {
  std::shared_ptr<const ByteSource> source;
  std::uint64_t offset = 0;
  std::uint64_t length = 0;
};

/// An answer frozen with status, headers and body, ready to be sent any number of times at the cost of a
/// reference.
class Prepared;

using Content =
    std::variant<std::string, SharedBytes, FileRange, SourceRange, std::shared_ptr<const Prepared>>;

/// A socket that speaks HTTP no more. `close` gives it back to the server; call it once, from any thread.
struct UpgradedSocket {
  int fd = -1;
  std::string received;  ///< What the client sent right behind its request.
  std::function<void()> close;
};

/// Who takes the socket after 101 Switching Protocols. Runs on a loop.
class SocketTaker {
 public:
  virtual ~SocketTaker() = default;
  virtual void take(UpgradedSocket socket) = 0;
};

struct Response {
  int status = 200;
  Headers headers;
  Content content;
  std::shared_ptr<SocketTaker> upgrade;  ///< With status 101 only.
  /// Called once the last byte went to the kernel, and never where the client left before. On a loop: must
  /// not wait.
  std::function<void()> on_sent;

  static Response json(const nlohmann::json& value, int status = 200);
  static Response text(std::string value, std::string_view type = "text/plain; charset=utf-8",
                       int status = 200);
  static Response empty(int status = 204);
  static Response ready(std::shared_ptr<const Prepared> prepared);
  /// An Inline-first handler's word that it would have to wait: it is called again on a worker.
  static Response later();
  bool is_later() const { return status == 0; }

  Response&& with(std::string name, std::string value) &&;
};

/// For HEAD, only the header is sent and Content-Length still tells the size. Any thread. A prepared
/// FileRange holds a descriptor of its own for as long as it lives.
std::shared_ptr<const Prepared> prepare(Response response);

/// What it was made from, its content in SharedBytes or a FileRange: for tests and for answers that add
/// headers.
const Response& source_of(const Prepared& prepared);

std::string_view name_of(Method method);
/// Methods are case-sensitive (RFC 9110 §9.1).
std::optional<Method> method_of(std::string_view name);

template <typename AnId>
AnId id_parameter(const Request& request, std::string_view name) {
  const auto id = AnId::parse(request.parameter(name));
  if (!id) [[unlikely]]
    throw_no_such_thing();
  return *id;
}

}  // namespace lectern::http
