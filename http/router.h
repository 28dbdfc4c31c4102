#pragma once
// From method and path to a route. Built once, then read by all loops at once.

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "http/route.h"

namespace lectern::http {

using Parameters = std::vector<std::pair<std::string, std::string>>;

struct Match {
  const Route* route = nullptr;
  Parameters parameters;
};

/// The path exists, the method does not. `allow` is the value of the header.
struct WrongMethod {
  std::string allow;
};

struct NoRoute {};

class Router {
 public:
  /// Throws Internal where two routes clash.
  explicit Router(std::vector<Route> routes);
  Router(const Router&) = delete;
  Router& operator=(const Router&) = delete;
  ~Router();

  /// A literal segment wins over a {name}, a {name} over a {rest...}. HEAD finds the route of GET.
  std::variant<Match, WrongMethod, NoRoute> find(Method method, std::string_view path) const;

  /// The route for all media requests ("/v/{rest...}"), which are found without the tree; null where there is
  /// none.
  const Route* media(Method method) const;

  const std::vector<Route>& routes() const { return routes_; }

 private:
  struct Node;

  void add(const Route& route);

  std::vector<Route> routes_;
  std::unique_ptr<Node> root_;
};

}  // namespace lectern::http
