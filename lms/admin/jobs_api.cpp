#include "lms/admin/jobs_api.h"

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "catalog/acting.h"
#include "catalog/page.h"
#include "catalog/video_work.h"
#include "http/page_json.h"
#include "storage/db/query.h"
#include "storage/jobs/job_queue.h"

namespace lectern::lms {

using http::Body;
using http::Lane;
using http::Method;
using http::Permission;
using http::Request;
using http::Response;
using nlohmann::json;

namespace {

const storage::Query kAbout{"jobs_api.about", R"sql(
  SELECT l.id, l.title, c.id, c.title
    FROM video v JOIN lesson l ON l.id = v.lesson_id JOIN course c ON c.id = l.course_id WHERE v.id = ?1)sql"};

json moment(const std::optional<Instant>& at) {
  return at ? json(to_rfc3339(*at)) : json(nullptr);
}

/// The lesson whose video the work is for, where it is for one.
json about(const storage::Reader& db, const json& payload) {
  const auto video = VideoId::parse(payload.value("video_id", ""));
  if (!video) return nullptr;
  const auto as_about = [](const storage::Row& row) {
    return json{{"lesson_id", row.get<std::string>(0)},
                {"lesson_title", row.get<std::string>(1)},
                {"course_id", row.get<std::string>(2)},
                {"course_title", row.get<std::string>(3)}};
  };
  return db.first(kAbout, as_about, *video).value_or(json(nullptr));
}

jobs::JobFilter filter_of(const Request& request) {
  jobs::JobFilter filter;
  filter.kind = request.find_query("kind").value_or("");
  if (const auto state = request.find_query("state").value_or(""); !state.empty()) {
    filter.state = from_text<jobs::JobState>(state);
    if (!filter.state)
      throw InvalidInput(
          std::vector<Problem>{{"state", "Must be one of: queued, running, done, failed, cancelled."}});
  }
  return filter;
}

jobs::Job require(const storage::Reader& db, const JobId& id) {
  auto job = jobs::find(db, id);
  if (!job) throw Error(ErrorCode::NotFound, "There is no such job.");
  return std::move(*job);
}

audit::Act act_on(const Request& request, std::string action, const jobs::Job& job) {
  return catalog::act_of(request.principal, std::move(action), {"job", job.id.text()}, {{"kind", job.kind}});
}

constexpr http::Parameter kJobFilter[] = {
    {"kind", "Only jobs of this kind, such as transcode."},
    {"state", "Only jobs in this state.", R"({"enum":["queued","running","done","failed","cancelled",""]})"}};

}  // namespace

json job_json(const storage::Reader& db, const jobs::Job& job) {
  const auto payload = json::parse(job.payload, nullptr, /*allow_exceptions=*/false);
  return {{"id", job.id.text()},
          {"kind", job.kind},
          {"state", text_of(job.state)},
          {"progress", job.progress},
          {"attempts", job.attempts},
          {"last_error", job.last_error.empty() ? json(nullptr) : json(job.last_error)},
          {"about", payload.is_object() ? about(db, payload) : json(nullptr)},
          {"created_at", to_rfc3339(job.created_at)},
          {"run_at", to_rfc3339(job.run_at)},
          {"finished_at", moment(job.finished_at)}};
}

// clang-format off
const http::Entry<JobsApi> JobsApi::kRoutes[] = {
    {Method::Get,  "/api/v1/admin/jobs",             Permission::JobsManage, Body::None, Lane::Worker, &JobsApi::list,   "List jobs, the newest first",           {"", "JobList", kJobFilter}},
    {Method::Post, "/api/v1/admin/jobs/{id}/retry",  Permission::JobsManage, Body::None, Lane::Worker, &JobsApi::retry,  "Try a failed or cancelled job again",   {"", "Job"}},
    {Method::Post, "/api/v1/admin/jobs/{id}/cancel", Permission::JobsManage, Body::None, Lane::Worker, &JobsApi::cancel, "End a job that waits or runs",          {"", "Job"}},
};
// clang-format on

std::vector<http::Route> JobsApi::routes() {
  return http::bind(*this, std::span<const http::Entry<JobsApi>>{kRoutes});
}

Response JobsApi::list(const Request& request) {
  const auto filter = filter_of(request);
  const auto paging = http::paging_of(request);
  return database_.read([&](const storage::Reader& db) {
    const auto page = catalog::as_page(jobs::list(db, filter, JobId{paging.after}, paging.limit + 1),
                                       paging.limit, [](const jobs::Job& job) { return job.id.text(); });
    json items = json::array();
    for (const auto& job : page.items) items.push_back(job_json(db, job));
    return Response::json(http::page_json(std::move(items), page.next));
  });
}

Response JobsApi::retry(const Request& request) {
  const auto id = http::id_parameter<JobId>(request, "id");
  return database_.write([&](storage::Writer& db) {
    const auto job = require(db, id);
    // Somebody may have had it tried again by another way, or sent another file.
    if (!job.dedupe_key.empty() && jobs::find_active(db, job.dedupe_key))
      throw Error(ErrorCode::Conflict, "The same work is under way already.");
    jobs::retry(db, id);
    catalog::work_was_taken_up(db, videos_, job);
    audit::record(db, act_on(request, "job.retried", job));
    return Response::json(job_json(db, require(db, id)));
  });
}

Response JobsApi::cancel(const Request& request) {
  const auto id = http::id_parameter<JobId>(request, "id");
  return database_.write([&](storage::Writer& db) {
    const auto job = require(db, id);
    if (!jobs::cancel(db, id)) throw Error(ErrorCode::Conflict, "This job has ended already.");
    catalog::work_was_ended(db, videos_, job);
    audit::record(db, act_on(request, "job.cancelled", job));
    return Response::json(job_json(db, require(db, id)));
  });
}

}  // namespace lectern::lms
