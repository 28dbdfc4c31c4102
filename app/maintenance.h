#pragma once
// The commands that an administrator gives beside a running server, or before one.

#include <filesystem>
#include <string>

#include "app/whole_backup.h"
#include "config/settings.h"

namespace lectern::app {

struct NewAccount {
  std::string email;
  std::string name;
  std::string role;
};

/// The password is the first line of standard input.
int add_account(const config::Settings& settings, const NewAccount& account);

/// A bar on the terminal tells how far it is.
int make_backup(const config::Settings& settings, const std::filesystem::path& to, BackupScope scope);
int restore_backup(const config::Settings& settings, const std::filesystem::path& backup);

/// Prints what is missing or damaged, a line each; 1 where there is anything.
int check_data(const config::Settings& settings);

/// What the keys before signed counts until the next rotation.
int rotate_keys(const config::Settings& settings);

enum class RouteFormat { Table, OpenApi };
/// From the joined route tables of a server that is built but not started, in a folder that goes away.
int list_routes(RouteFormat format);

}  // namespace lectern::app
