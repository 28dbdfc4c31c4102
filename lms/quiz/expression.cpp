#include "lms/quiz/expression.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <limits>
#include <numbers>

#include "base/error.h"

namespace lectern::lms {

struct Expression::Node {
  enum class Kind { Number, Variable, Sum, Difference, Product, Quotient, Power, Negative, Call };
  Kind kind = Kind::Number;
  double number = 0;
  std::string name;
  double (*function)(double) = nullptr;
  std::shared_ptr<const Node> left;
  std::shared_ptr<const Node> right;
};

namespace {

using Node = Expression::Node;
using Kind = Node::Kind;
using NodePtr = std::shared_ptr<const Node>;

struct Function {
  std::string_view name;
  double (*apply)(double);
};

constexpr std::array kFunctions = {
    Function{"sqrt", [](double x) { return std::sqrt(x); }},
    Function{"abs", [](double x) { return std::fabs(x); }},
    Function{"exp", [](double x) { return std::exp(x); }},
    Function{"ln", [](double x) { return std::log(x); }},
    Function{"log", [](double x) { return std::log10(x); }},
    Function{"sin", [](double x) { return std::sin(x); }},
    Function{"cos", [](double x) { return std::cos(x); }},
    Function{"tan", [](double x) { return std::tan(x); }},
    Function{"asin", [](double x) { return std::asin(x); }},
    Function{"acos", [](double x) { return std::acos(x); }},
    Function{"atan", [](double x) { return std::atan(x); }},
    Function{"floor", [](double x) { return std::floor(x); }},
    Function{"ceil", [](double x) { return std::ceil(x); }},
    Function{"round", [](double x) { return std::round(x); }},
};

/// Deeper than anybody types, and far from the end of the stack.
constexpr int kDeepest = 100;
constexpr std::size_t kLongest = 1000;

class Parser {
 public:
  Parser(std::string_view text, const std::vector<std::string>& variables)
      : text_(text), variables_(variables) {}

  NodePtr whole() {
    if (text_.size() > kLongest) fail("The formula is too long.");
    auto node = sum();
    if (!at_end()) fail(fmt::format("The formula cannot be read from its character {} on.", at_ + 1));
    return node;
  }

 private:
  [[noreturn]] static void fail(std::string message) { throw Error(ErrorCode::Invalid, std::move(message)); }

  bool at_end() {
    while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_])) != 0) ++at_;
    return at_ == text_.size();
  }

  bool take(char wanted) {
    if (at_end() || text_[at_] != wanted) return false;
    ++at_;
    return true;
  }

  static NodePtr join(Kind kind, NodePtr left, NodePtr right) {
    Node node;
    node.kind = kind;
    node.left = std::move(left);
    node.right = std::move(right);
    return std::make_shared<const Node>(std::move(node));
  }

  NodePtr sum() {
    if (++depth_ > kDeepest) fail("The formula is nested too deeply.");
    auto left = product();
    while (true) {
      if (take('+')) {
        left = join(Kind::Sum, left, product());
      } else if (take('-')) {
        left = join(Kind::Difference, left, product());
      } else {
        --depth_;
        return left;
      }
    }
  }

  NodePtr product() {
    auto left = signed_power();
    while (true) {
      if (!at_end() && text_.substr(at_).starts_with("**")) return left;
      if (take('*')) {
        left = join(Kind::Product, left, signed_power());
      } else if (take('/')) {
        left = join(Kind::Quotient, left, signed_power());
      } else if (begins_value()) {
        left = join(Kind::Product, left, power());  // 2x
      } else {
        return left;
      }
    }
  }

  bool begins_value() {
    if (at_end()) return false;
    const auto next = static_cast<unsigned char>(text_[at_]);
    return std::isalpha(next) != 0 || next == '(' || next == '{';
  }

  /// -x^2 is -(x^2), and 2^-1 is a half.
  NodePtr signed_power() {
    if (++depth_ > kDeepest) fail("The formula is nested too deeply.");
    NodePtr node;
    if (take('-')) {
      node = join(Kind::Negative, signed_power(), nullptr);
    } else if (take('+')) {
      node = signed_power();
    } else {
      node = power();
    }
    --depth_;
    return node;
  }

  NodePtr power() {
    auto base = value();
    if (take('^')) return join(Kind::Power, base, signed_power());
    if (!at_end() && text_.substr(at_).starts_with("**")) {
      at_ += 2;
      return join(Kind::Power, base, signed_power());
    }
    return base;
  }

  NodePtr value() {
    if (at_end()) fail("The formula ends too early.");
    const auto next = static_cast<unsigned char>(text_[at_]);
    if (take('(')) return closed(')');
    if (std::isdigit(next) != 0 || next == '.') return number();
    if (std::isalpha(next) != 0 || next == '{') return named();
    fail(fmt::format(
        "The formula has something at its character {} that is no number, no variable and no function.",
        at_ + 1));
  }

  NodePtr closed(char bracket) {
    auto node = sum();
    if (!take(bracket)) fail("A bracket of the formula is not closed.");
    return node;
  }

  NodePtr number() {
    Node node;
    const auto [end, error] = std::from_chars(text_.data() + at_, text_.data() + text_.size(), node.number);
    if (error != std::errc{})
      fail(fmt::format("There is no number at character {} of the formula.", at_ + 1));
    at_ = static_cast<std::size_t>(end - text_.data());
    return std::make_shared<const Node>(std::move(node));
  }

  /// A function, a constant or a variable, which may stand in braces: {a}.
  NodePtr named() {
    const bool braced = take('{');
    const auto from = at_;
    while (at_ < text_.size() &&
           (std::isalnum(static_cast<unsigned char>(text_[at_])) != 0 || text_[at_] == '_'))
      ++at_;
    const std::string name{text_.substr(from, at_ - from)};
    if (braced && !take('}')) fail("A brace of the formula is not closed.");
    Node node;
    if (std::find(variables_.begin(), variables_.end(), name) != variables_.end()) {
      node.kind = Kind::Variable;
      node.name = name;
    } else if (name == "pi") {
      node.number = std::numbers::pi;
    } else if (name == "e") {
      node.number = std::numbers::e;
    } else {
      return call(name);
    }
    return std::make_shared<const Node>(std::move(node));
  }

  NodePtr call(const std::string& name) {
    const auto* function = std::find_if(kFunctions.begin(), kFunctions.end(),
                                        [&](const Function& one) { return one.name == name; });
    if (function == kFunctions.end())
      fail(fmt::format("The formula names {}, which is neither a variable nor a function.", name));
    if (!take('(')) fail(fmt::format("The function {} needs brackets: {}(x).", name, name));
    Node node;
    node.kind = Kind::Call;
    node.function = function->apply;
    node.left = closed(')');
    return std::make_shared<const Node>(std::move(node));
  }

  std::string_view text_;
  const std::vector<std::string>& variables_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

double evaluate(const Node& node, const Variables& variables) {
  const auto left = [&] { return evaluate(*node.left, variables); };
  const auto right = [&] { return evaluate(*node.right, variables); };
  switch (node.kind) {
    case Kind::Number:
      return node.number;
    case Kind::Variable: {
      const auto found = variables.find(node.name);
      return found == variables.end() ? std::numeric_limits<double>::quiet_NaN() : found->second;
    }
    case Kind::Sum:
      return left() + right();
    case Kind::Difference:
      return left() - right();
    case Kind::Product:
      return left() * right();
    case Kind::Quotient:
      return left() / right();
    case Kind::Power:
      return std::pow(left(), right());
    case Kind::Negative:
      return -left();
    case Kind::Call:
      return node.function(left());
  }
  return 0;
}

}  // namespace

Expression Expression::parse(std::string_view text, const std::vector<std::string>& variables) {
  return Expression(Parser(text, variables).whole());
}

double Expression::value(const Variables& variables) const {
  return evaluate(*root_, variables);
}

}  // namespace lectern::lms
