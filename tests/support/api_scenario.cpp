#include "tests/support/api_scenario.h"

#include <gtest/gtest.h>

#include <set>

namespace lectern::testing {

namespace {

std::set<std::string> ids_of(const std::vector<jobs::Job>& jobs) {
  std::set<std::string> ids;
  for (const auto& job : jobs) ids.insert(job.id.text());
  return ids;
}

std::vector<std::string> kinds_beyond(const std::set<std::string>& before,
                                      const std::vector<jobs::Job>& now) {
  std::vector<std::string> kinds;
  for (auto job = now.rbegin(); job != now.rend(); ++job) {
    if (before.count(job->id.text()) == 0) kinds.push_back(job->kind);
  }
  return kinds;
}

std::vector<std::string> topics_after(const TestAppliance& appliance, std::int64_t sequence) {
  std::vector<std::string> topics;
  for (const auto& event : appliance.events_after(sequence)) topics.push_back(event.topic);
  return topics;
}

void check_fields(const Answer& answer, const ApiScenario& scenario) {
  for (const auto& [pointer, expected] : scenario.fields) {
    const nlohmann::json::json_pointer place{pointer};
    if (!answer.body.contains(place)) {
      ADD_FAILURE() << pointer << " is missing in " << answer.body.dump();
      continue;
    }
    EXPECT_EQ(answer.body.at(place), expected) << pointer;
  }
  for (const auto& pointer : scenario.absent)
    EXPECT_FALSE(answer.body.contains(nlohmann::json::json_pointer{pointer}))
        << pointer << " must not be there";
}

}  // namespace

std::string Answer::header(std::string_view name) const {
  return std::string{response.headers.find(name).value_or("")};
}

http::Request request_as(const TestAppliance& appliance, As as, http::Method method,
                         const std::string& target) {
  http::Request request;
  request.method = method;
  request.target = target;
  request.remote_address = "192.0.2.7";
  if (as == As::Nobody) return request;
  const auto& person = appliance.person(as);
  request.headers.add("Cookie", person.cookie);
  request.headers.add("X-CSRF-Token", person.csrf_token);
  return request;
}

Answer send(const TestAppliance& appliance, http::Request request) {
  Answer answer{appliance.answer(std::move(request)), nullptr};
  const auto* text = std::get_if<std::string>(&answer.response.content);
  if (text != nullptr && !text->empty())
    answer.body = nlohmann::json::parse(*text, nullptr, /*allow_exceptions=*/false);
  return answer;
}

Answer run(const TestAppliance& appliance, const ApiScenario& scenario) {
  SCOPED_TRACE(scenario.name);
  const auto events_before = appliance.last_event();
  const auto jobs_before = ids_of(appliance.queued_jobs());
  auto request = request_as(appliance, scenario.as, scenario.method, scenario.target);
  if (!scenario.body.is_null()) {
    request.body = scenario.body.dump();
    request.headers.add("Content-Type", "application/json");
  }
  auto answer = send(appliance, std::move(request));
  EXPECT_EQ(answer.response.status, scenario.status) << answer.body.dump();
  check_fields(answer, scenario);
  EXPECT_EQ(topics_after(appliance, events_before), scenario.events);
  EXPECT_EQ(kinds_beyond(jobs_before, appliance.queued_jobs()), scenario.jobs);
  return answer;
}

void run_all(const TestAppliance& appliance, const std::vector<ApiScenario>& scenarios) {
  for (const auto& scenario : scenarios) run(appliance, scenario);
}

}  // namespace lectern::testing
