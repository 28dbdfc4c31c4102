#include "storage/db/query.h"

namespace lectern::storage {
namespace {

// Constant-initialised, so that it is there before the first query links itself in.
constinit const Query* newest = nullptr;

}  // namespace

Query::Query(const char* name, const char* sql, std::source_location where)
    : name_(name), sql_(sql), file_(where.file_name()), next_(newest) {
  newest = this;
}

const Query* Query::first() {
  return newest;
}

}  // namespace lectern::storage
