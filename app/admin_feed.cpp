#include "app/admin_feed.h"

#include <nlohmann/json.hpp>

#include "lms/admin/jobs_api.h"
#include "storage/jobs/job_queue.h"

namespace lectern::app {

using nlohmann::json;

namespace {

constexpr char kStatus[] = "admin/status";
constexpr char kJobs[] = "admin/jobs";
// As many as a page of them shows at most; what is older changes only while it is open.
constexpr int kNewest = 100;

bool is_open(std::string_view state) {
  return state == text_of(jobs::JobState::Running) || state == text_of(jobs::JobState::Queued);
}

}  // namespace

bool AdminFeed::may_hear(const http::Principal& who, std::string_view topic) {
  if (topic == kStatus) return who.may(http::Permission::SystemRead);
  return topic == kJobs && who.may(http::Permission::JobsManage);
}

void AdminFeed::provide_topics() {
  sockets_.provide({kStatus, [this](const auto&, auto) { return status_.status().dump(); }});
  sockets_.provide({kJobs, [this](const auto&, auto) { return jobs_content(); }});
}

void AdminFeed::tell_status() {
  if (sockets_.is_heard(kStatus)) sockets_.publish(kStatus, status_.status().dump());
}

void AdminFeed::tell_jobs() {
  if (!sockets_.is_heard(kJobs)) return;
  const std::lock_guard lock(mutex_);
  tell_changed_jobs();
}

std::string AdminFeed::jobs_content() {
  const std::lock_guard lock(mutex_);
  // Whoever listens already hears of it as a change, before the newcomer is told all of it.
  tell_changed_jobs();
  json all = json::array();
  for (const auto& [id, text] : *told_) all.push_back(json::parse(text));
  return json{{"type", "jobs"}, {"jobs", std::move(all)}}.dump();
}

void AdminFeed::tell_changed_jobs() {
  auto now = jobs_now();
  if (told_) {
    for (const auto& [id, text] : now) {
      const auto before = told_->find(id);
      if (before == told_->end() || before->second != text)
        sockets_.publish(kJobs, R"({"type":"job","job":)" + text + '}');
    }
  }
  told_ = std::move(now);
}

AdminFeed::Jobs AdminFeed::jobs_now() const {
  return database_.read([&](const storage::Reader& db) {
    Jobs known;
    const auto add = [&](const jobs::Job& job) {
      known.try_emplace(job.id.text(), lms::job_json(db, job).dump());
    };
    for (const auto& job : jobs::list(db, jobs::JobFilter{}, JobId{}, kNewest)) add(job);
    for (const auto state : {jobs::JobState::Running, jobs::JobState::Queued})
      for (const auto& job : jobs::list(db, state, JobId{}, kNewest)) add(job);
    // What was open when it was told last, and is too old for the list, has ended.
    for (const auto& [id, text] : told_.value_or(Jobs{})) {
      if (known.contains(id) || !is_open(json::parse(text).at("state").get<std::string>())) continue;
      if (const auto job = jobs::find(db, JobId{id})) add(*job);
    }
    return known;
  });
}

}  // namespace lectern::app
