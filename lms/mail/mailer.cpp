#include "lms/mail/mailer.h"

#include <nlohmann/json.hpp>

#include "base/destinations.h"
#include "base/error.h"
#include "base/log.h"
#include "base/random.h"
#include "storage/db/database.h"
#include "storage/db/query.h"
#include "storage/jobs/job_queue.h"

namespace lectern::lms {

namespace {

using namespace std::chrono_literals;

const storage::Query kInsert{"mail.insert", R"sql(
  INSERT INTO mail (id, recipient, recipient_name, subject, text, html, state, created_at, expires_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'waiting', ?7, ?8))sql"};

const storage::Query kFind{"mail.find", R"sql(
  SELECT recipient, recipient_name, subject, text, html, state, expires_at FROM mail WHERE id = ?1)sql"};

const storage::Query kEnd{"mail.end", R"sql(
  UPDATE mail SET state = ?2, text = '', html = '', ended_at = ?3 WHERE id = ?1)sql"};

// What it says stays: the failed job may be tried again.
const storage::Query kFail{"mail.fail", R"sql(
  UPDATE mail SET state = 'failed', ended_at = ?2 WHERE id = ?1)sql"};

const storage::Query kWaiting{"mail.waiting", R"sql(
  SELECT id FROM mail WHERE state = 'waiting' AND id > ?1 ORDER BY id LIMIT 500)sql"};

const storage::Query kCount{"mail.count", R"sql(
  SELECT count(*) FROM (SELECT 1 FROM mail WHERE state = ?1 LIMIT 1000))sql"};

const storage::Query kList{"mail.list", R"sql(
  SELECT id, recipient, subject, state, created_at, ended_at FROM mail
   WHERE state = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3)sql"};

const storage::Query kExpire{"mail.expire", R"sql(
  UPDATE mail SET state = 'expired', text = '', html = '', ended_at = ?1
   WHERE state IN ('waiting', 'failed') AND expires_at <= ?1)sql"};

const storage::Query kForget{"mail.forget", R"sql(
  DELETE FROM mail WHERE state IN ('sent', 'failed', 'expired') AND id < ?1)sql"};

constexpr char kKind[] = "send_mail";
constexpr Milliseconds kKept = 24h * 30;
constexpr char kBeyondIds[] = "~";

struct Stored {
  std::string to;
  std::string to_name;
  std::string subject;
  MailBody body;
  MailState state = MailState::Waiting;
  std::optional<Instant> expires_at;
};

Stored as_stored(const storage::Row& row) {
  return {row.get<std::string>(0), row.get<std::string>(1),
          row.get<std::string>(2), {row.get<std::string>(3), row.get<std::string>(4)},
          row.get<MailState>(5),   row.get<std::optional<Instant>>(6)};
}

MailEntry as_entry(const storage::Row& row) {
  return {row.get<MailId>(0),    row.get<std::string>(1), row.get<std::string>(2),
          row.get<MailState>(3), row.get<Instant>(4),     row.get<std::optional<Instant>>(5)};
}

std::string key_of(const MailId& id) {
  return "mail:" + id.text();
}

MailId mail_of(const jobs::Job& job) {
  return MailId{nlohmann::json::parse(job.payload).at("mail_id").get<std::string>()};
}

}  // namespace

Mailer::Mailer(storage::Database& database, Destinations& destinations, MailOptions options)
    : database_(database), destinations_(destinations), options_(std::move(options)) {}

void Mailer::configure(MailOptions options) {
  options_.with([&](MailOptions& current) { current = std::move(options); });
  resume();
}

MailId Mailer::queue(storage::Writer& db, const Mail& mail) const {
  const auto options = options_.with([](const MailOptions& current) { return current; });
  const auto body = compose(mail, options.site_url);
  const MailId id{new_id_text(db.now())};
  db.run(kInsert, id, mail.to, mail.to_name, mail.subject, body.text, body.html, db.now(), mail.expires_at);
  if (options.server.host.empty())
    log::warning("mail.not_configured", {{"mail", id.text()}});
  else
    enqueue(db, id);
  return id;
}

std::string Mailer::link(std::string_view path) const {
  return options_.with([&](const MailOptions& current) { return current.site_url + std::string{path}; });
}

void Mailer::enqueue(storage::Writer& db, const MailId& id) const {
  jobs::NewJob job;
  job.kind = kKind;
  job.payload = nlohmann::json{{"mail_id", id.text()}}.dump();
  job.dedupe_key = key_of(id);
  jobs::enqueue(db, job);
}

void Mailer::resume() {
  if (options_.with([](const MailOptions& current) { return current.server.host.empty(); })) return;
  const auto as_id = [](const storage::Row& row) { return row.get<MailId>(0); };
  std::string after;
  for (bool more = true; more;) {
    more = database_.write([&](storage::Writer& db) {
      const auto ids = db.all(kWaiting, as_id, after);
      for (const auto& id : ids) enqueue(db, id);
      if (!ids.empty()) after = ids.back().text();
      return !ids.empty();
    });
  }
}

void Mailer::prune() {
  database_.write([](storage::Writer& db) {
    db.run(kExpire, db.now());
    db.run(kForget, new_id_text(db.now() - kKept));
  });
}

MailStanding Mailer::standing() const {
  const auto as_count = [](const storage::Row& row) { return row.get<std::int64_t>(0); };
  MailStanding standing;
  standing.is_configured =
      options_.with([](const MailOptions& current) { return !current.server.host.empty(); });
  database_.read([&](const storage::Reader& db) {
    standing.waiting = db.first(kCount, as_count, MailState::Waiting).value_or(0);
    standing.failed = db.first(kCount, as_count, MailState::Failed).value_or(0);
  });
  return standing;
}

catalog::Page<MailEntry> Mailer::list(MailState state, const http::Paging& paging) const {
  return database_.read([&](const storage::Reader& db) {
    const std::string before = paging.after.empty() ? kBeyondIds : paging.after;
    return catalog::as_page(db.all(kList, as_entry, state, before, paging.limit + 1), paging.limit,
                            [](const MailEntry& entry) { return entry.id.text(); });
  });
}

jobs::JobKind Mailer::job_kind() {
  jobs::JobKind kind;
  kind.kind = kKind;
  kind.handler = [this](const jobs::Job& job, jobs::JobContext& context) { send(job, context); };
  kind.threads = 2;
  kind.lease = 2min;
  // Half a day in all: a mail server that greylists or is being mended takes it in the end.
  kind.max_attempts = 12;
  kind.backoff = {.first = 30s, .longest = 2h};
  kind.on_failed = [](storage::Writer& db, const jobs::Job& job, const jobs::Failure&) {
    db.run(kFail, mail_of(job), db.now());
  };
  return kind;
}

/// A server that refuses one mail is there all the same.
void Mailer::hand_over(const SmtpServer& server, const Envelope& envelope, const std::string& message,
                       const std::stop_token& stop) {
  const auto origin = origin_of(server);
  destinations_.admit(origin);
  try {
    send_mail(server, envelope, message, stop);
  } catch (const MailRefused&) {
    destinations_.succeeded(origin);
    throw;
  } catch (const Error& error) {
    error.code() == ErrorCode::Unavailable ? destinations_.failed(origin) : destinations_.abandoned(origin);
    throw;
  }
  destinations_.succeeded(origin);
}

void Mailer::send(const jobs::Job& job, const jobs::JobContext& context) {
  const auto id = mail_of(job);
  const auto options = options_.with([](const MailOptions& current) { return current; });
  const auto mail = database_.read([&](const storage::Reader& db) { return db.first(kFind, as_stored, id); });
  if (!mail || mail->state == MailState::Sent || mail->state == MailState::Expired) return;
  if (options.server.host.empty())
    throw Error(ErrorCode::Unavailable, "No mail server is set. Set smtp.host in the settings.");

  const auto now = database_.clock().now();
  const bool is_late = mail->expires_at && *mail->expires_at <= now;
  if (!is_late) {
    const MailHead head{id.text(),     options.from, options.from_name, mail->to, mail->to_name,
                        mail->subject, now};
    hand_over(options.server, {options.from, mail->to}, as_message(head, mail->body), context.stop_token());
  }
  database_.write([&](storage::Writer& db) {
    db.run(kEnd, id, is_late ? MailState::Expired : MailState::Sent, db.now());
    jobs::finish(db, job);
  });
}

}  // namespace lectern::lms
