#pragma once
// What the tests of accounts begin with: the addresses, who asks, and the letters that went out.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "storage/db/query.h"
#include "tests/support/api_scenario.h"

namespace lectern::testing {

inline const storage::Query kLastMail{"test.last_mail", R"sql(
  SELECT recipient, text FROM mail ORDER BY rowid DESC LIMIT 1)sql"};

inline constexpr char kSignUp[] = "/api/v1/auth/signup";
inline constexpr char kLogin[] = "/api/v1/auth/login";
inline constexpr char kForgot[] = "/api/v1/auth/password/forgot";
inline constexpr char kReset[] = "/api/v1/auth/password/reset";
inline constexpr char kMe[] = "/api/v1/me";

inline nlohmann::json wish(const std::string& email, const std::string& role = "student") {
  return {{"email", email}, {"name", "Nora"}, {"password", "violet trams"}, {"role", role}};
}

class AccountsApi : public ::testing::Test {
 protected:
  explicit AccountsApi(const ApplianceOptions& options = {}) : appliance_(options) {}

  Answer ask(http::Method method, const std::string& target, const nlohmann::json& body = nullptr,
             As as = As::Nobody) const {
    auto request = request_as(appliance_, as, method, target);
    if (!body.is_null()) {
      request.headers.add("Content-Type", "application/json");
      request.body = body.dump();
    }
    return send(appliance_, std::move(request));
  }
  int status(http::Method method, const std::string& target, const nlohmann::json& body = nullptr,
             As as = As::Nobody) const {
    return ask(method, target, body, as).response.status;
  }
  Answer with_token(const std::string& token, http::Method method, const std::string& target,
                    const nlohmann::json& body = nullptr) const {
    auto request = request_as(appliance_, As::Nobody, method, target);
    request.headers.add("Authorization", "Bearer " + token);
    if (!body.is_null()) {
      request.headers.add("Content-Type", "application/json");
      request.body = body.dump();
    }
    return send(appliance_, std::move(request));
  }
  std::pair<std::string, std::string> last_mail() const {
    return appliance_.database
        .read([](const storage::Reader& db) {
          return db.first(kLastMail, [](const storage::Row& row) {
            return std::pair{row.get<std::string>(0), row.get<std::string>(1)};
          });
        })
        .value_or(std::pair{std::string{}, std::string{}});
  }
  std::string link_in_mail() const {
    const auto text = last_mail().second;
    const auto begin = text.find('#') + 1;
    return text.substr(begin, text.find('\n', begin) - begin);
  }
  std::string id_of(As as) const { return appliance_.person(as).id.text(); }

  TestAppliance appliance_;
};

}  // namespace lectern::testing
