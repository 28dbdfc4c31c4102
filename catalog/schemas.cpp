#include "catalog/schemas.h"

namespace lectern::catalog {

namespace {

constexpr http::Schema kSchemas[] = {
    {"Upload",
     R"({"type":"object","required":["id","filename","lesson_id","size","offset","expires_at","url"],
      "properties":{"id":{"type":"string"},"filename":{"type":"string"},"lesson_id":{"type":["string","null"]},
      "size":{"type":"integer"},"offset":{"type":"integer"},
      "expires_at":{"type":"string","format":"date-time"},"url":{"type":"string"}}})"},
    {"UploadList", R"({"type":"object","required":["items","next"],"properties":{
      "items":{"type":"array","items":{"$ref":"#/components/schemas/Upload"}},
      "next":{"type":["string","null"]}}})"},
};

}  // namespace

std::span<const http::Schema> schemas() {
  return kSchemas;
}

}  // namespace lectern::catalog
