#include "http/mhd/prepared.h"

#include <fcntl.h>

#include <algorithm>

#include "base/error.h"
#include "base/text.h"

namespace lectern::http {
namespace {

constexpr std::size_t kTlsBlock = 128U << 10;

using BytesOwner = std::shared_ptr<const void>;

void drop_bytes(void* owner) {
  delete static_cast<BytesOwner*>(owner);
}

void drop_range(void* range) {
  delete static_cast<FileRange*>(range);
}

ssize_t read_range(void* context, std::uint64_t position, char* to, std::size_t most) noexcept {
  const auto& range = *static_cast<const FileRange*>(context);
  if (position >= range.length) return MHD_CONTENT_READER_END_OF_STREAM;
  const std::size_t wanted = std::min<std::uint64_t>(most, range.length - position);
  try {
    const std::size_t got = read_at(range.file->get(), to, wanted, range.offset + position);
    return got > 0 ? static_cast<ssize_t>(got) : MHD_CONTENT_READER_END_WITH_ERROR;
  } catch (const std::exception&) {
    return MHD_CONTENT_READER_END_WITH_ERROR;
  }
}

MhdResponse of_bytes(const SharedBytes& shared) {
  auto owner = std::make_unique<BytesOwner>(shared.owner);
  // The library only reads from the buffer; its type is not const for reasons of age.
  MhdResponse made(MHD_create_response_from_buffer_with_free_callback_cls(
      shared.bytes.size(), const_cast<char*>(shared.bytes.data()), &drop_bytes, owner.get()));
  if (made) [[maybe_unused]]
    auto* given_away = owner.release();
  return made;
}

MhdResponse of_file(const FileRange& range, Transport transport) {
  if (range.length == 0) return of_bytes({});
  if (transport == Transport::Tls) {
    auto context = std::make_unique<FileRange>(range);
    MhdResponse made(
        MHD_create_response_from_callback(range.length, kTlsBlock, &read_range, context.get(), &drop_range));
    if (made) [[maybe_unused]]
      auto* given_away = context.release();
    return made;
  }
  // The library closes the descriptor that it is given.
  UniqueFd own(fcntl(range.file->get(), F_DUPFD_CLOEXEC, 0));
  if (!own.is_open()) throw_errno("duplicate the descriptor of", "a file to send");
  MhdResponse made(MHD_create_response_from_fd_at_offset64(range.length, own.get(), range.offset));
  if (made) own.release();
  return made;
}

MhdResponse make(const Response& source, Transport transport) {
  const auto* range = std::get_if<FileRange>(&source.content);
  MhdResponse made =
      range != nullptr ? of_file(*range, transport) : of_bytes(std::get<SharedBytes>(source.content));
  if (!made) throw Error(ErrorCode::Internal, "The answer could not be made.", "MHD_create_response");
  add_headers(made.get(), source.headers);
  return made;
}

bool is_read_on_the_way(const Response& source) {
  return std::holds_alternative<SourceRange>(source.content);
}

Response with_shared_content(Response source) {
  source = unwrapped(std::move(source));
  if (auto* text = std::get_if<std::string>(&source.content)) {
    auto kept = std::make_shared<const std::string>(std::move(*text));
    source.content = SharedBytes{kept, *kept};
  }
  return source;
}

}  // namespace

void add_headers(MHD_Response* response, const Headers& headers) {
  for (const auto& [name, value] : headers.all()) {
    if (equal_ignoring_case(name, "Content-Length")) continue;  // Follows from the content.
    if (MHD_add_response_header(response, name.c_str(), value.c_str()) == MHD_NO)
      throw Error(ErrorCode::Internal, "The answer could not be made.", "header " + name);
  }
}

Response unwrapped(Response response) {
  const auto* ready = std::get_if<std::shared_ptr<const Prepared>>(&response.content);
  if (ready == nullptr) return response;
  Response whole = (*ready)->source();
  for (const auto& [name, value] : response.headers.all()) whole.headers.set(name, value);
  return whole;
}

Prepared::Prepared(Response source) : source_(with_shared_content(std::move(source))) {
  if (!is_read_on_the_way(source_)) plain_ = make(source_, Transport::Plain);
}

MHD_Response* Prepared::response(Transport transport) const {
  if (transport != Transport::Tls || !std::holds_alternative<FileRange>(source_.content)) return plain_.get();
  std::call_once(tls_made_, [this] { tls_ = make(source_, Transport::Tls); });
  return tls_.get();
}

std::shared_ptr<const Prepared> prepare(Response response) {
  return std::make_shared<const Prepared>(std::move(response));
}

const Response& source_of(const Prepared& prepared) {
  return prepared.source();
}

}  // namespace lectern::http
