#pragma once
// From Error to status and JSON: the only place that knows both.

#include <exception>

#include "base/error.h"
#include "http/message.h"

namespace lectern::http {

int status_of(ErrorCode code);
/// {"error":{"code":…,"message":…,"fields":{…}}}
Response problem_json(const Error& error);
/// For whatever was thrown. What is no Error is 500, its words for the log alone.
Response problem_json(std::exception_ptr thrown, const Request& request);

}  // namespace lectern::http
