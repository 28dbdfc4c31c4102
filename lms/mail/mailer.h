#pragma once
// Mail to people. It is queued in the transaction of what it tells of, as a row and a job, and sent by the
// job; what a mail said is forgotten once it is sent. Where no mail server is set, mails wait in the table
// until one is, or until what they say is out of date.

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/enum_text.h"
#include "base/guarded.h"
#include "base/ids.h"
#include "base/smtp_client.h"
#include "catalog/page.h"
#include "http/message.h"
#include "lms/mail/message.h"
#include "storage/jobs/job.h"

namespace lectern {
class Destinations;
}

namespace lectern::storage {
class Database;
class Reader;
class Writer;
}  // namespace lectern::storage

namespace lectern::lms {

using MailId = Id<struct MailTag>;

enum class MailState { Waiting, Sent, Failed, Expired };
constexpr std::array kMailStateTexts = {
    EnumText{MailState::Waiting, "waiting"}, EnumText{MailState::Sent, "sent"},
    EnumText{MailState::Failed, "failed"}, EnumText{MailState::Expired, "expired"}};
constexpr const auto& text_table(MailState) {
  return kMailStateTexts;
}

struct MailOptions {
  SmtpServer server;
  std::string from = "lectern@localhost";
  std::string from_name = "Lectern";
  std::string site_url;  ///< Without a slash at its end: what links in mails begin with.
};

/// A mail as administrators see it: never what it says.
struct MailEntry {
  MailId id;
  std::string to;
  std::string subject;
  MailState state = MailState::Waiting;
  Instant created_at;
  std::optional<Instant> ended_at;
};

struct MailStanding {
  bool is_configured = false;
  std::int64_t waiting = 0;  ///< Counted up to a thousand.
  std::int64_t failed = 0;
};

class Mailer {
 public:
  /// A mail server that fails time after time is left alone for a while, as every other server that is
  /// called.
  Mailer(storage::Database& database, Destinations& destinations, MailOptions options);

  /// Takes a new server at once; what was waiting for one goes out.
  void configure(MailOptions options);

  MailId queue(storage::Writer& db, const Mail& mail) const;
  /// Of a page of the browser app: "/reset#…" as it stands in a mail.
  std::string link(std::string_view path) const;

  MailStanding standing() const;
  catalog::Page<MailEntry> list(MailState state, const http::Paging& paging) const;

  jobs::JobKind job_kind();
  /// Queues jobs for mails that have none: those that waited for a server. At the start.
  void resume();
  /// Forgets old mails and those that nobody could send in time.
  void prune();

 private:
  void send(const jobs::Job& job, const jobs::JobContext& context);
  void enqueue(storage::Writer& db, const MailId& id) const;
  void hand_over(const SmtpServer& server, const Envelope& envelope, const std::string& message,
                 const std::stop_token& stop);

  storage::Database& database_;
  Destinations& destinations_;
  Guarded<MailOptions> options_;
};

}  // namespace lectern::lms
