#include "lms/enrolment/place_mail.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "catalog/rows.h"
#include "lms/identity/accounts.h"
#include "storage/db/database.h"

namespace lectern::lms {

namespace {

struct Words {
  std::string_view language;
  std::string_view subject;  ///< With the course's title.
  std::string_view sentence;
  std::string_view button;
};

// clang-format off
constexpr Words kWords[] = {
    {"en", "You have a place in {}", "You were waiting for a place in “{}”, and now you have one.", "Go to the course"},
    {"de", "Sie haben einen Platz in {}", "Sie haben auf einen Platz in „{}“ gewartet, jetzt haben Sie ihn.", "Zum Kurs"},
};
// clang-format on

const Words& words_in(std::string_view language) {
  for (const auto& words : kWords)
    if (language.starts_with(words.language)) return words;
  return kWords[0];
}

}  // namespace

void PlaceMail::handle(const outbox::Event& event) {
  if (event.topic != "enrolment.promoted") return;
  const auto payload = nlohmann::json::parse(event.payload);
  const UserId user{payload.at("user_id").get<std::string>()};
  const CourseId id{payload.at("course_id").get<std::string>()};
  database_.write([&](storage::Writer& db) {
    const auto person = find_user(db, user);
    const auto course = catalog::find_course(db, id);
    if (!person || !course) return;
    const auto& words = words_in(person->language);
    Mail mail;
    mail.to = person->email;
    mail.to_name = person->name;
    mail.language = person->language;
    mail.subject = fmt::format(fmt::runtime(words.subject), course->title);
    mail.paragraphs = {fmt::format(fmt::runtime(words.sentence), course->title)};
    mail.action = MailAction{std::string{words.button}, mailer_.link("/courses/" + id.text())};
    mailer_.queue(db, mail);
  });
}

}  // namespace lectern::lms
