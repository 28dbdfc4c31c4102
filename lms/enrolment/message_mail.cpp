#include "lms/enrolment/message_mail.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/text.h"
#include "lms/identity/accounts.h"
#include "storage/db/database.h"

namespace lectern::lms {

namespace {

struct Words {
  std::string_view language;
  std::string_view sentence;  ///< With the author's name and the course's title.
  std::string_view button;
};

// clang-format off
constexpr Words kWords[] = {
    {"en", "{} wrote to you about “{}”:", "Open in Lectern"},
    {"de", "{} hat Ihnen zu „{}“ geschrieben:", "In Lectern öffnen"},
};
// clang-format on

// A commit each: a large course shall not hold up the writer.
constexpr int kAtOnce = 100;

const Words& words_in(std::string_view language) {
  for (const auto& words : kWords)
    if (language.starts_with(words.language)) return words;
  return kWords[0];
}

/// Parted by empty lines.
std::vector<std::string> paragraphs_of(std::string_view text) {
  std::vector<std::string> paragraphs{{}};
  for (const auto line : split(text, '\n')) {
    if (!trim(line).empty())
      paragraphs.back() += (paragraphs.back().empty() ? "" : "\n") + std::string{trim(line)};
    else if (!paragraphs.back().empty())
      paragraphs.emplace_back();
  }
  if (paragraphs.back().empty()) paragraphs.pop_back();
  return paragraphs;
}

}  // namespace

void MessageMail::handle(const outbox::Event& event) {
  if (event.topic != "message.sent") return;
  const MessageId id{event.subject};
  const nlohmann::json news{{"type", event.topic}, {"subject", event.subject}};
  for (;;) {
    const auto people = database_.write([&](storage::Writer& db) {
      const auto message = find_message(db, id);
      auto untold = message ? untold_people(db, id, kAtOnce) : std::vector<UserId>{};
      for (const auto& user : untold) {
        queue_mail(db, *message, user);
        mark_told(db, id, user);
      }
      return untold;
    });
    for (const auto& user : people) live_.publish(http::topic_of(user), news.dump());
    if (people.size() < kAtOnce) return;
  }
}

void MessageMail::queue_mail(storage::Writer& db, const CourseMessage& message, const UserId& user) const {
  const auto person = find_user(db, user);
  if (!person || person->email.empty()) return;
  const auto& words = words_in(person->language);
  Mail mail;
  mail.to = person->email;
  mail.to_name = person->name;
  mail.language = person->language;
  mail.subject = message.subject;
  mail.paragraphs = paragraphs_of(message.body);
  mail.paragraphs.insert(mail.paragraphs.begin(), fmt::format(fmt::runtime(words.sentence),
                                                              message.author_name, message.course_title));
  mail.action = MailAction{std::string{words.button}, mailer_.link("/messages")};
  mailer_.queue(db, mail);
}

}  // namespace lectern::lms
