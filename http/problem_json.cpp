#include "http/problem_json.h"

#include <array>
#include <nlohmann/json.hpp>

#include "base/log.h"
#include "http/refusal.h"

namespace lectern::http {
namespace {

struct Row {
  ErrorCode code;
  int status;
};

constexpr std::array kStatuses = {
    Row{ErrorCode::Invalid, 400},   Row{ErrorCode::Unauthenticated, 401}, Row{ErrorCode::Forbidden, 403},
    Row{ErrorCode::NotFound, 404},  Row{ErrorCode::Conflict, 409},        Row{ErrorCode::Gone, 410},
    Row{ErrorCode::TooLarge, 413},  Row{ErrorCode::Unsupported, 415},     Row{ErrorCode::RateLimited, 429},
    Row{ErrorCode::Cancelled, 503}, Row{ErrorCode::StorageFull, 507},     Row{ErrorCode::Unavailable, 503},
    Row{ErrorCode::Internal, 500},
};

void log_failure(const Request& request, std::string_view what) {
  log::error("request.failed", {{"request", request.request_id},
                                {"method", name_of(request.method)},
                                {"path", request.path},
                                {"error", what}});
}

}  // namespace

int status_of(ErrorCode code) {
  for (const Row& row : kStatuses)
    if (row.code == code) return row.status;
  return 500;
}

Response problem_json(const Error& error) {
  nlohmann::json body{{"code", name_of(error.code())}, {"message", error.message()}};
  if (const auto* invalid = dynamic_cast<const InvalidInput*>(&error)) {
    nlohmann::json fields = nlohmann::json::object();
    for (const Problem& problem : invalid->problems()) fields[problem.field] = problem.message;
    body["fields"] = std::move(fields);
  }
  Response response = Response::json({{"error", std::move(body)}}, status_of(error.code()));
  if (const auto* refusal = dynamic_cast<const Refusal*>(&error)) {
    response.status = refusal->status();
    for (const auto& [name, value] : refusal->headers().all()) response.headers.set(name, value);
  }
  // RFC 9110 §11.6.1: a 401 names a way in.
  if (response.status == 401) response.headers.set("WWW-Authenticate", "Bearer");
  if (response.status == 503 && !response.headers.find("Retry-After"))
    response.headers.set("Retry-After", "2");
  return response;
}

Response problem_json(std::exception_ptr thrown, const Request& request) {
  try {
    std::rethrow_exception(std::move(thrown));
  } catch (const Error& error) {
    if (status_of(error.code()) == 500) log_failure(request, error.what());
    return problem_json(error);
  } catch (const std::exception& error) {
    log_failure(request, error.what());
  } catch (...) {
    log_failure(request, "something that is no std::exception");
  }
  return problem_json(Error(ErrorCode::Internal, "Something went wrong on the server. It has been noted."));
}

}  // namespace lectern::http
