#include "lms/identity/letters.h"

#include <algorithm>

#include "base/error.h"

namespace lectern::lms {

namespace {

struct Text {
  Letter letter;
  std::string_view language;
  std::string_view subject;
  std::string_view words;
  std::string_view button = {};
};

// clang-format off
constexpr Text kTexts[] = {
    {Letter::Confirm, "en", "Confirm your address", "Somebody, we hope you, opened an account here with this address. Open the link within two days to use it. If it was not you, there is nothing to do.", "Confirm address"},
    {Letter::Confirm, "de", "Bestätigen Sie Ihre Adresse", "Jemand, hoffentlich Sie, hat hier mit dieser Adresse ein Konto angelegt. Öffnen Sie innerhalb von zwei Tagen den Link, um es zu benutzen. Wenn Sie das nicht waren, ist nichts zu tun.", "Adresse bestätigen"},
    {Letter::AlreadyHere, "en", "You have an account already", "Somebody tried to open an account here with this address. It has one already: sign in, or set a new password if you forgot it.", "Sign in"},
    {Letter::AlreadyHere, "de", "Sie haben bereits ein Konto", "Jemand wollte hier mit dieser Adresse ein Konto anlegen. Es gibt schon eines: Melden Sie sich an, oder setzen Sie ein neues Passwort, wenn Sie es vergessen haben.", "Anmelden"},
    {Letter::Invitation, "en", "You are invited", "You are invited to open an account here. The link works for two weeks.", "Open an account"},
    {Letter::Invitation, "de", "Sie sind eingeladen", "Sie sind eingeladen, hier ein Konto anzulegen. Der Link gilt zwei Wochen.", "Konto anlegen"},
    {Letter::Reset, "en", "Set a new password", "Somebody, we hope you, asked for a new password for this account. The link works once and for one hour. If it was not you, there is nothing to do: your password stays as it is.", "Set a new password"},
    {Letter::Reset, "de", "Neues Passwort setzen", "Jemand, hoffentlich Sie, möchte für dieses Konto ein neues Passwort. Der Link gilt einmal und eine Stunde lang. Wenn Sie das nicht waren, ist nichts zu tun: Ihr Passwort bleibt, wie es ist.", "Neues Passwort setzen"},
    {Letter::PasswordChanged, "en", "Your password was changed", "The password of your account was changed just now. If it was not you, set a new one at once and tell the administrators.", "Set a new password"},
    {Letter::PasswordChanged, "de", "Ihr Passwort wurde geändert", "Das Passwort Ihres Kontos wurde gerade geändert. Wenn Sie das nicht waren, setzen Sie sofort ein neues und sagen Sie es den Administratoren.", "Neues Passwort setzen"},
    {Letter::NewEmail, "en", "Confirm your new address", "Open the link within two days to use this address for your account from now on.", "Use this address"},
    {Letter::NewEmail, "de", "Bestätigen Sie Ihre neue Adresse", "Öffnen Sie innerhalb von zwei Tagen den Link, um künftig diese Adresse für Ihr Konto zu benutzen.", "Diese Adresse benutzen"},
    {Letter::EmailChanged, "en", "The address of your account was changed", "Your account has another e-mail address from now on, and nothing more will come to this one. If it was not you, tell the administrators at once."},
    {Letter::EmailChanged, "de", "Die Adresse Ihres Kontos wurde geändert", "Ihr Konto hat ab jetzt eine andere E-Mail-Adresse, an diese kommt nichts mehr. Wenn Sie das nicht waren, sagen Sie es sofort den Administratoren."},
    {Letter::Approved, "en", "You may teach now", "An administrator made you an instructor. You can create your first course.", "Create a course"},
    {Letter::Approved, "de", "Sie dürfen jetzt unterrichten", "Sie sind jetzt Lehrperson. Sie können Ihren ersten Kurs anlegen.", "Kurs anlegen"},
    {Letter::Declined, "en", "About your wish to teach", "An administrator did not make you an instructor. Your account stays, and you can take courses with it."},
    {Letter::Declined, "de", "Zu Ihrem Wunsch zu unterrichten", "Sie wurden nicht zur Lehrperson gemacht. Ihr Konto bleibt, und Sie können damit Kurse besuchen."},
    {Letter::SecondFactorOff, "en", "Two-step sign-in was turned off", "An administrator turned off two-step sign-in for your account. Turn it on again when you have your device.", "Account settings"},
    {Letter::SecondFactorOff, "de", "Die Anmeldung in zwei Schritten wurde ausgeschaltet", "Ein Administrator hat die Anmeldung in zwei Schritten für Ihr Konto ausgeschaltet. Schalten Sie sie wieder ein, sobald Sie Ihr Gerät haben.", "Kontoeinstellungen"},
    {Letter::ExportReady, "en", "Your data is ready", "The file with your data can be fetched for a week.", "Fetch it"},
    {Letter::ExportReady, "de", "Ihre Daten liegen bereit", "Die Datei mit Ihren Daten kann eine Woche lang abgeholt werden.", "Abholen"},
    {Letter::Leaving, "en", "Your account will be deleted", "You deleted your account. Until it is gone you can have it back by signing in.", "Keep my account"},
    {Letter::Leaving, "de", "Ihr Konto wird gelöscht", "Sie haben Ihr Konto gelöscht. Bis es so weit ist, bekommen Sie es zurück, indem Sie sich anmelden.", "Konto behalten"},
};
// clang-format on

const Text& text_for(Letter letter, std::string_view language) {
  const auto find = [&](std::string_view wanted) {
    return std::find_if(std::begin(kTexts), std::end(kTexts),
                        [&](const Text& text) { return text.letter == letter && text.language == wanted; });
  };
  const auto* found = find(language.substr(0, language.find('-')));
  if (found == std::end(kTexts)) found = find("en");
  LECTERN_ASSERT(found != std::end(kTexts), "Every letter is written in English.");
  return *found;
}

}  // namespace

Mail letter_to(const User& user, Letter letter, std::string url) {
  const auto& text = text_for(letter, user.language);
  Mail mail;
  mail.to = user.email;
  mail.to_name = user.name;
  mail.language = user.language;
  mail.subject = text.subject;
  mail.paragraphs = {std::string{text.words}};
  if (!text.button.empty() && !url.empty())
    mail.action = MailAction{std::string{text.button}, std::move(url)};
  return mail;
}

}  // namespace lectern::lms
