#pragma once
// Links that are sent to an address, and what opening one proves. Each works once and not for long; only the
// hash of its secret is kept.

#include <array>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/enum_text.h"
#include "base/ids.h"

namespace lectern::storage {
class Writer;
}

namespace lectern::lms {

enum class LinkPurpose {
  Confirm,  ///< The address is theirs.
  Reset,    ///< A new password may be set.
  Email,    ///< The new address is theirs.
};
constexpr std::array kLinkPurposeTexts = {EnumText{LinkPurpose::Confirm, "confirm"},
                                          EnumText{LinkPurpose::Reset, "reset"},
                                          EnumText{LinkPurpose::Email, "email"}};
constexpr const auto& text_table(LinkPurpose) {
  return kLinkPurposeTexts;
}

struct AccountLink {
  UserId user;
  std::string target;  ///< The address that it was sent to.
};

/// Answers the secret. An earlier link of the same purpose is void from now on.
std::string issue_link(storage::Writer& db, LinkPurpose purpose, const AccountLink& link, Instant expires_at);

/// Takes it: a second time there is nothing, nor after its time, nor for another purpose.
std::optional<AccountLink> take_link(storage::Writer& db, LinkPurpose purpose, const std::string& secret);

/// Every link of the account is void.
void void_links(storage::Writer& db, const UserId& user);
void forget_expired_links(storage::Writer& db);

}  // namespace lectern::lms
