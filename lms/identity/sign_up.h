#pragma once
// How people come to have an account by themselves: open to all, or by invitation, or not at all; at once, or
// after showing that the address is theirs; as a student, or as an instructor whom an administrator approves.

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/guarded.h"
#include "lms/identity/identity.h"
#include "lms/identity/quota.h"
#include "lms/mail/mailer.h"

namespace lectern::lms {

enum class SignUp { Closed, Invited, Open };
constexpr std::array kSignUpTexts = {EnumText{SignUp::Closed, "closed"}, EnumText{SignUp::Invited, "invited"},
                                     EnumText{SignUp::Open, "open"}};
constexpr const auto& text_table(SignUp) {
  return kSignUpTexts;
}

/// When somebody who signs up as an instructor becomes one.
enum class InstructorSignUp { Never, Approved, AtOnce };
constexpr std::array kInstructorSignUpTexts = {EnumText{InstructorSignUp::Never, "never"},
                                               EnumText{InstructorSignUp::Approved, "approved"},
                                               EnumText{InstructorSignUp::AtOnce, "at_once"}};
constexpr const auto& text_table(InstructorSignUp) {
  return kInstructorSignUpTexts;
}

enum class EmailConfirmation { Off, Required };
constexpr std::array kEmailConfirmationTexts = {EnumText{EmailConfirmation::Off, "off"},
                                                EnumText{EmailConfirmation::Required, "required"}};
constexpr const auto& text_table(EmailConfirmation) {
  return kEmailConfirmationTexts;
}

struct SignUpPolicy {
  SignUp sign_up = SignUp::Closed;
  InstructorSignUp instructors = InstructorSignUp::Approved;
  EmailConfirmation confirm_email = EmailConfirmation::Off;
};

struct SignUpWish {
  NewUser user;
  std::string invitation;  ///< Its secret; empty: none.
};

using InvitationId = Id<struct InvitationTag>;

struct Invitation {
  InvitationId id;
  std::string email;
  http::Role role = http::Role::Student;
  Instant created_at;
  Instant expires_at;
};

class SignUps {
 public:
  SignUps(storage::Database& database, Identity& identity, Mailer& mailer, SignUpPolicy policy);

  SignUpPolicy policy() const;
  /// Takes new rules at once.
  void set_policy(SignUpPolicy policy);

  /// Nothing where a confirmation is pending: the answer is the same whether the address has an account or
  /// not. Forbidden unless the policy allows it; Conflict where address or username is taken.
  std::optional<SignIn> sign_up(const SignUpWish& wish, const Client& client);
  /// Who opened the link in the mail is signed in. Gone where it was opened before, or is too old.
  SignIn confirm(const std::string& secret, const Client& client);
  /// Does nothing for addresses that wait for no confirmation, and does not tell.
  void send_confirmation_again(const std::string& email, const Client& client);

  /// By an administrator.
  Invitation invite(const http::Principal& who, const std::string& email, http::Role role,
                    const std::string& language);
  std::vector<Invitation> invitations() const;
  void withdraw(const http::Principal& who, const InvitationId& id);
  /// What an invitation says, for the page that it leads to. Gone where it is void.
  Invitation find_invitation(const std::string& secret) const;

  void forget_expired();

 private:
  struct Standing {
    http::Role role = http::Role::Student;
    bool asks_to_teach = false;
    bool is_confirmed = false;
  };
  Standing standing_for(const SignUpWish& wish, const std::optional<Invitation>& invitation) const;
  void queue_confirmation(storage::Writer& db, const User& user) const;
  /// By mail, that they have an account already. False where nobody has.
  bool tell_owner(const std::string& email) const;

  storage::Database& database_;
  Identity& identity_;
  Mailer& mailer_;
  Guarded<SignUpPolicy> policy_;
  Quota per_address_;
  Quota per_email_;
};

}  // namespace lectern::lms
