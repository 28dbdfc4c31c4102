#pragma once
// The route tables. Each module has one: method, path, who, body, lane, handler, and one line that says what
// it does. `who` is the coarse door, checked before a body is read; the fine rule (this course, this lesson)
// is catalog/access, called by the service.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.h"

namespace lectern::http {

enum class Who { Anyone, SignedIn, Instructor, Admin };

/// The coarse door of a route: one of the built-in standings, or a permission that any role may carry.
class Door {
 public:
  constexpr Door(Who who) : who_(who) {}
  constexpr Door(Permission permission) : who_(Who::SignedIn), permission_(permission) {}

  constexpr bool operator==(const Door&) const = default;
  Who who() const { return who_; }
  const std::optional<Permission>& permission() const { return permission_; }
  /// "anyone", "signed in", "instructor", "admin", or the permission's name.
  std::string_view name() const;
  /// Throws Unauthenticated or Forbidden for who may not pass.
  void check(const Principal& principal) const;

 private:
  Who who_;
  std::optional<Permission> permission_;
};

enum class Body {
  None,
  Json,    ///< At most 1 MiB, given whole.
  Stream,  ///< Any size, handed over in blocks through a BodySink.
};

enum class Lane {
  Inline,       ///< On the loop: must not wait for anything.
  InlineFirst,  ///< On the loop; where the handler answers Response::later(), again on a worker.
  Worker,
  Slow,  ///< Password hashing and other long CPU work: a queue of its own.
};

/// Takes a streamed body. All calls come from a worker, one at a time, in order. After a call that threw,
/// nothing more is called: the destructor is the end.
class BodySink {
 public:
  virtual ~BodySink() = default;
  /// A block of at most 1 MiB.
  virtual void write(std::string_view block) = 0;
  /// The body is complete.
  virtual Response finish() = 0;
  /// The client is gone, or the server is stopping: keep what was written. Nothing more is called.
  virtual void abandon() noexcept = 0;
};

/// A parameter of the query. A handler can read none but those that its route names, so that the API
/// description tells them all.
struct Parameter {
  std::string_view name;
  std::string_view description;
  /// JSON Schema as text, with default and bounds. An array's values are separated by commas.
  std::string_view schema = R"({"type":"string"})";
};

enum class Pages {
  Many,  ///< A list (an answer with `items` and `next`) takes `limit` and `after`.
  One,   ///< The list is short, and answered whole.
};

/// What the API description tells of a route: names of schemas (http/schema.h), empty where there is no body,
/// and what may stand in the query.
struct Shapes {
  std::string_view request;
  std::string_view response;
  std::span<const Parameter> query = {};
  Pages pages = Pages::Many;
};

struct Route {
  Method method;
  std::string_view path;  ///< "/api/v1/lessons/{id}"; a last "{rest...}" takes all that remains.
  Door who;
  Body body;
  Lane lane;
  std::function<Response(const Request&)> handle;                 ///< Unless body is Stream.
  std::function<std::unique_ptr<BodySink>(const Request&)> open;  ///< If body is Stream. On a worker.
  std::string_view summary;
  Shapes shapes;

  /// `limit` and `after` belong to the lists; the house test of parameters sees to it that they are paged.
  bool takes_parameter(std::string_view name) const;
};

template <typename Api>
struct Entry {
  Method method;
  std::string_view path;
  Door who;
  Body body;
  Lane lane;
  Response (Api::*handle)(const Request&);
  std::string_view summary;
  Shapes shapes = {};
};

template <typename Api>
struct StreamEntry {
  Method method;
  std::string_view path;
  Door who;
  std::unique_ptr<BodySink> (Api::*open)(const Request&);
  std::string_view summary;
  Shapes shapes = {};
};

template <typename Api>
std::vector<Route> bind(Api& api, std::span<const Entry<Api>> entries) {
  std::vector<Route> routes;
  for (const auto& entry : entries) {
    auto handle = [&api, member = entry.handle](const Request& request) { return (api.*member)(request); };
    routes.push_back({entry.method, entry.path, entry.who, entry.body, entry.lane, std::move(handle), nullptr,
                      entry.summary, entry.shapes});
  }
  return routes;
}

template <typename Api>
std::vector<Route> bind(Api& api, std::span<const StreamEntry<Api>> entries) {
  std::vector<Route> routes;
  for (const auto& entry : entries) {
    auto open = [&api, member = entry.open](const Request& request) { return (api.*member)(request); };
    routes.push_back({entry.method, entry.path, entry.who, Body::Stream, Lane::Worker, nullptr,
                      std::move(open), entry.summary, entry.shapes});
  }
  return routes;
}

}  // namespace lectern::http
