#pragma once
// Formulas with variables, as people type them: "2x + sin(pi/4)^2". Parsed once, evaluated any number of
// times. Nothing but arithmetic: no names but the given variables, the constants pi and e, and a list of
// functions.

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace lectern::lms {

using Variables = std::map<std::string, double, std::less<>>;

class Expression {
 public:
  /// Throws Invalid with a sentence that names the place, also for a name that is none of `variables`.
  static Expression parse(std::string_view text, const std::vector<std::string>& variables);

  /// NaN or infinite where it has no value there.
  double value(const Variables& variables) const;

  struct Node;

 private:
  explicit Expression(std::shared_ptr<const Node> root) : root_(std::move(root)) {}
  std::shared_ptr<const Node> root_;
};

}  // namespace lectern::lms
