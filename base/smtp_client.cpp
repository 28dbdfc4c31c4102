#include "base/smtp_client.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>

#include "base/error.h"

namespace lectern {
namespace {

constexpr long kServiceNotAvailable = 421;

struct Easy {
  void operator()(CURL* handle) const noexcept { curl_easy_cleanup(handle); }
};
struct List {
  void operator()(curl_slist* list) const noexcept { curl_slist_free_all(list); }
};

struct Reading {
  std::string_view rest;
  std::stop_token stop;
};

std::size_t read_more(char* out, std::size_t size, std::size_t count, void* context) noexcept {
  auto& reading = *static_cast<Reading*>(context);
  const auto taken = std::min(reading.rest.size(), size * count);
  std::memcpy(out, reading.rest.data(), taken);
  reading.rest.remove_prefix(taken);
  return taken;
}

int stops(void* context, curl_off_t, curl_off_t, curl_off_t, curl_off_t) noexcept {
  return static_cast<Reading*>(context)->stop.stop_requested() ? 1 : 0;
}

template <typename T>
void set(CURL* handle, CURLoption option, T value) {
  if (curl_easy_setopt(handle, option, value) != CURLE_OK)
    throw Error(ErrorCode::Internal, "The mail client cannot be set up.", fmt::format("option {}", option));
}

void set_server(CURL* handle, const SmtpServer& server) {
  set(handle, CURLOPT_URL, origin_of(server).c_str());
  set(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  const bool is_plain = server.security == SmtpSecurity::None;
  set(handle, CURLOPT_USE_SSL, static_cast<long>(is_plain ? CURLUSESSL_NONE : CURLUSESSL_ALL));
  if (!server.ca_file.empty()) set(handle, CURLOPT_CAINFO, server.ca_file.c_str());
  if (!server.user.empty()) {
    set(handle, CURLOPT_USERNAME, server.user.c_str());
    set(handle, CURLOPT_PASSWORD, server.password.c_str());
  }
  set(handle, CURLOPT_NOSIGNAL, 1L);
  set(handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(server.time_out.count() / 2));
  set(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(server.time_out.count()));
}

// RFC 5321 §4.2.1: 5yz is a permanent answer, 4yz one for now; 421 is about the service, not about the mail
// (§3.8). Being refused the sign-in is not permanent: an administrator mends that.
[[noreturn]] void throw_failure(CURL* handle, CURLcode result, const char* words) {
  long reply = 0;
  curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &reply);
  const auto detail =
      fmt::format("{} (curl {}, reply {})", *words != 0 ? words : curl_easy_strerror(result), result, reply);
  if (result == CURLE_ABORTED_BY_CALLBACK) throw Error(ErrorCode::Cancelled, "Sending was stopped.", detail);
  if (result == CURLE_LOGIN_DENIED)
    throw Error(ErrorCode::Unavailable, "The mail server does not accept our user name and password.",
                detail);
  const bool was_answered = result == CURLE_SEND_ERROR || result == CURLE_RECV_ERROR ||
                            result == CURLE_WEIRD_SERVER_REPLY || result == CURLE_UPLOAD_FAILED;
  if (was_answered && reply >= 500 && reply < 600)
    throw MailRefused(ErrorCode::Invalid, fmt::format("The mail server refuses this mail (reply {}).", reply),
                      detail);
  if (was_answered && reply >= 400 && reply < 500 && reply != kServiceNotAvailable)
    throw MailRefused(ErrorCode::Unavailable,
                      fmt::format("The mail server does not take this mail now (reply {}).", reply), detail);
  throw Error(ErrorCode::Unavailable, "The mail server cannot be reached or does not take mail now.", detail);
}

}  // namespace

std::string origin_of(const SmtpServer& server) {
  const auto* scheme = server.security == SmtpSecurity::Tls ? "smtps" : "smtp";
  return fmt::format("{}://{}:{}", scheme, server.host, server.port);
}

void send_mail(const SmtpServer& server, const Envelope& envelope, const std::string& message,
               const std::stop_token& stop) {
  const std::unique_ptr<CURL, Easy> handle{curl_easy_init()};
  const std::unique_ptr<curl_slist, List> recipients{
      curl_slist_append(nullptr, fmt::format("<{}>", envelope.to).c_str())};
  if (!handle || !recipients) throw Error(ErrorCode::Internal, "The mail client cannot be set up.");
  std::array<char, CURL_ERROR_SIZE> words{};
  Reading reading{message, stop};
  set_server(handle.get(), server);
  set(handle.get(), CURLOPT_ERRORBUFFER, words.data());
  set(handle.get(), CURLOPT_MAIL_FROM, fmt::format("<{}>", envelope.from).c_str());
  set(handle.get(), CURLOPT_MAIL_RCPT, recipients.get());
  set(handle.get(), CURLOPT_UPLOAD, 1L);
  set(handle.get(), CURLOPT_READFUNCTION, &read_more);
  set(handle.get(), CURLOPT_READDATA, static_cast<void*>(&reading));
  set(handle.get(), CURLOPT_NOPROGRESS, 0L);
  set(handle.get(), CURLOPT_XFERINFOFUNCTION, &stops);
  set(handle.get(), CURLOPT_XFERINFODATA, static_cast<void*>(&reading));
  const auto result = curl_easy_perform(handle.get());
  if (result != CURLE_OK) throw_failure(handle.get(), result, words.data());
}

}  // namespace lectern
