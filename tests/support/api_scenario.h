#pragma once
// One request and all that may come of it: status, fields that must and must not be there, and exactly which
// events and jobs, so that a side effect cannot slip by.

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/test_appliance.h"

namespace lectern::testing {

struct ApiScenario {
  std::string name;
  As as = As::Nobody;
  http::Method method = http::Method::Get;
  std::string target;
  nlohmann::json body = nullptr;  ///< null: none is sent.
  int status = 200;
  /// JSON pointers and what they must hold.
  std::vector<std::pair<std::string, nlohmann::json>> fields{};
  /// JSON pointers that must lead nowhere.
  std::vector<std::string> absent{};
  /// Topics of the outbox and kinds of jobs: exactly these, in this order.
  std::vector<std::string> events{};
  std::vector<std::string> jobs{};
};

struct Answer {
  http::Response response;
  nlohmann::json body;

  std::string header(std::string_view name) const;
};

/// A request as `as` would send it with a browser: by cookie, with the session's CSRF token.
http::Request request_as(const TestAppliance& appliance, As as, http::Method method,
                         const std::string& target);
Answer send(const TestAppliance& appliance, http::Request request);

/// Fails the test, naming the scenario, wherever the answer or its traces differ.
Answer run(const TestAppliance& appliance, const ApiScenario& scenario);
void run_all(const TestAppliance& appliance, const std::vector<ApiScenario>& scenarios);

}  // namespace lectern::testing
