#include "http/mhd/head_reader.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <string>

#include "base/text.h"
#include "http/target.h"

namespace lectern::http {
namespace {

constexpr std::array<std::string_view, 8> kMediaHeaders = {
    "Range",
    "If-None-Match",
    "If-Range",
    "If-Modified-Since",
    "Accept-Encoding",
    "Origin",
    "Access-Control-Request-Method",
    "Access-Control-Request-Headers",
};

bool is_media_header(std::string_view name) {
  return std::any_of(kMediaHeaders.begin(), kMediaHeaders.end(),
                     [name](std::string_view known) { return equal_ignoring_case(known, name); });
}

constexpr std::size_t kLineEnd = 2;

}  // namespace

HeadReader::HeadReader(const RequestLine& line, Keep keep, Headers& into)
    : keep_(keep),
      into_(into),
      check_(line.version),
      begin_(line.method),
      next_line_(line.version + std::strlen(line.version) + kLineEnd),
      is_well_laid_out_(line.method + std::strlen(line.method) + 1 == line.target &&
                        line.target + line.kept_target.size() + 1 == line.version &&
                        has_only_visible_characters(line.kept_target)) {}

void HeadReader::read(MHD_Connection* connection) {
  MHD_get_connection_values_n(connection, MHD_HEADER_KIND, &HeadReader::on_header, this);
  const auto* size = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
  is_well_laid_out_ =
      is_well_laid_out_ && size != nullptr && next_line_ + kLineEnd == begin_ + size->header_size;
}

MHD_Result HeadReader::on_header(void* self, MHD_ValueKind /*kind*/, const char* name, std::size_t name_size,
                                 const char* value, std::size_t value_size) {
  static_cast<HeadReader*>(self)->add({name, name_size}, {value == nullptr ? "" : value, value_size});
  return MHD_YES;
}

void HeadReader::add(std::string_view name, std::string_view value) {
  is_well_laid_out_ = is_well_laid_out_ && name.data() == next_line_;
  next_line_ = value.data() + value.size() + kLineEnd;
  check_.add(name, trim(value));
  if (equal_ignoring_case(name, "Expect")) expects_continue_ = true;
  if (keep_ == Keep::All || is_media_header(name)) into_.add(std::string{name}, std::string{trim(value)});
}

std::optional<HeadRefusal> HeadReader::refusal() const {
  if (const auto refused = check_.refusal()) return refused;
  if (!is_well_laid_out_) return HeadRefusal{400, "The head of this request is malformed."};
  return std::nullopt;
}

}  // namespace lectern::http
