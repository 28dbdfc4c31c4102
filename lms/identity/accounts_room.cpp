#include "lms/identity/accounts_room.h"

namespace lectern::lms {

AccountsRoom::AccountsRoom(storage::Database& database, Identity& identity, Mailer& mailer,
                           std::vector<PersonalData> data, const AccountsOptions& options)
    : sign_ups(database, identity, mailer, options.policy),
      passwords(database, identity, mailer),
      second_factors(database, identity, mailer),
      passkeys(database, identity.clock()),
      people(database, identity, mailer, std::move(data), options.deletion_grace),
      exports(database, people, mailer, options.exports),
      identity_api_(identity, second_factors, passkeys, options.public_url),
      sign_up_api_(identity, sign_ups, passwords),
      security_api_(identity, passwords, second_factors, passkeys, options.public_url),
      people_api_(identity, people, second_factors, exports) {}

std::vector<http::Route> AccountsRoom::routes() {
  std::vector<http::Route> routes;
  for (auto table :
       {identity_api_.routes(), sign_up_api_.routes(), security_api_.routes(), people_api_.routes()})
    for (auto& route : table) routes.push_back(std::move(route));
  return routes;
}

void AccountsRoom::sweep() {
  sign_ups.forget_expired();
  people.erase_leavers();
  exports.sweep();
}

}  // namespace lectern::lms
