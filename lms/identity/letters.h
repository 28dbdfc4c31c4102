#pragma once
// What accounts are written by mail, in the languages of mails. One table.

#include <string>

#include "lms/identity/user.h"
#include "lms/mail/message.h"

namespace lectern::lms {

enum class Letter {
  Confirm,          ///< Open the link to show that the address is yours.
  AlreadyHere,      ///< Somebody signed up with an address that has an account.
  Invitation,       ///< Make an account here.
  Reset,            ///< Set a new password.
  PasswordChanged,  ///< In case it was not you.
  NewEmail,         ///< To the new address: open the link to use it.
  EmailChanged,     ///< To the old address, in case it was not you.
  Approved,         ///< You may teach now.
  Declined,         ///< You may not.
  SecondFactorOff,  ///< An administrator turned it off.
  ExportReady,      ///< Your data can be fetched.
  Leaving,          ///< When the account will be gone.
};

/// To the account's address, in its language. `url` is what the letter's button opens; letters without a
/// button take none.
Mail letter_to(const User& user, Letter letter, std::string url = {});

}  // namespace lectern::lms
