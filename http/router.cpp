#include "http/router.h"

#include <algorithm>
#include <array>

#include "base/error.h"
#include "base/text.h"

namespace lectern::http {
namespace {

constexpr std::string_view kMediaPath = "/v/{rest...}";
constexpr std::size_t kMethodCount = static_cast<std::size_t>(Method::Options) + 1;

bool is_parameter(std::string_view segment) {
  return segment.starts_with('{') && segment.ends_with('}');
}

bool is_rest(std::string_view segment) {
  return is_parameter(segment) && segment.ends_with("...}");
}

std::string name_of_parameter(std::string_view segment) {
  const std::string_view inner = segment.substr(1, segment.size() - 2);
  return std::string{inner.substr(0, inner.find("..."))};
}

}  // namespace

struct Router::Node {
  using Values = std::vector<std::string_view>;

  std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
  std::unique_ptr<Node> parameter;
  std::unique_ptr<Node> rest;
  std::array<const Route*, kMethodCount> routes{};

  const Route* route_of(Method method) const {
    const Route* exact = routes[static_cast<std::size_t>(method)];
    if (exact == nullptr && method == Method::Head) return routes[static_cast<std::size_t>(Method::Get)];
    return exact;
  }

  /// The best node for the remaining path that `accepts`.
  template <typename Accepts>
  const Node* find(std::string_view path, Values& values, const Accepts& accepts) const {
    if (path.empty()) return accepts(*this) ? this : nullptr;
    const std::string_view after = path.substr(1);  // Past the slash.
    const std::string_view segment = after.substr(0, after.find('/'));
    const std::string_view remainder = after.substr(segment.size());
    if (const auto literal = literals.find(segment); literal != literals.end())
      if (const Node* found = literal->second->find(remainder, values, accepts)) return found;
    if (parameter && !segment.empty()) {
      values.push_back(segment);
      if (const Node* found = parameter->find(remainder, values, accepts)) return found;
      values.pop_back();
    }
    if (rest && accepts(*rest)) {
      values.push_back(after);
      return rest.get();
    }
    return nullptr;
  }
};

Router::Router(std::vector<Route> routes) : routes_(std::move(routes)), root_(std::make_unique<Node>()) {
  for (const Route& route : routes_) add(route);
}

Router::~Router() = default;

void Router::add(const Route& route) {
  LECTERN_ASSERT(route.path.starts_with('/'), "The path of a route begins with a slash.");
  LECTERN_ASSERT((route.body == Body::Stream) == static_cast<bool>(route.open),
                 "A streamed body needs open().");
  Node* node = root_.get();
  for (const std::string_view segment : split(route.path.substr(1), '/')) {
    std::unique_ptr<Node>& next = is_rest(segment)        ? node->rest
                                  : is_parameter(segment) ? node->parameter
                                                          : node->literals[std::string{segment}];
    if (!next) next = std::make_unique<Node>();
    node = next.get();
  }
  const Route*& place = node->routes[static_cast<std::size_t>(route.method)];
  if (place != nullptr)
    throw Error(ErrorCode::Internal, "Two routes have the same method and path.",
                std::string{name_of(route.method)} + " " + std::string{route.path});
  place = &route;
}

std::variant<Match, WrongMethod, NoRoute> Router::find(Method method, std::string_view path) const {
  Node::Values values;
  const auto takes_method = [method](const Node& node) { return node.route_of(method) != nullptr; };
  if (const Node* node = root_->find(path, values, takes_method)) {
    Match match{node->route_of(method), {}};
    std::size_t index = 0;
    for (const std::string_view segment : split(match.route->path.substr(1), '/'))
      if (is_parameter(segment))
        match.parameters.emplace_back(name_of_parameter(segment), std::string{values[index++]});
    return match;
  }
  const auto takes_any = [](const Node& node) {
    return std::any_of(node.routes.begin(), node.routes.end(),
                       [](const Route* route) { return route != nullptr; });
  };
  const Node* node = root_->find(path, values, takes_any);
  if (node == nullptr) return NoRoute{};
  std::string allow;
  for (std::size_t i = 0; i < kMethodCount; ++i) {
    const auto candidate = static_cast<Method>(i);
    if (node->route_of(candidate) == nullptr) continue;
    if (!allow.empty()) allow += ", ";
    allow += name_of(candidate);
  }
  return WrongMethod{std::move(allow)};
}

const Route* Router::media(Method method) const {
  const auto prefix = root_->literals.find("v");
  if (prefix == root_->literals.end() || !prefix->second->rest) return nullptr;
  const Route* route = prefix->second->rest->route_of(method);
  return route != nullptr && route->path == kMediaPath ? route : nullptr;
}

}  // namespace lectern::http
