#include "app/commands.h"

#include "app/archive_child.h"

#include <CLI/CLI.hpp>
#include <functional>
#include <string>
#include <vector>

#include "app/maintenance.h"
#include "app/serve.h"
#include "app/version.h"
#include "app/worker.h"
#include "config/loader.h"
#include "config/reference.h"
#include "transcoder/transcode_command.h"

namespace lectern::app {
namespace {

constexpr int kWrongUsage = 2;

struct SettingsFlags {
  std::string file;
  std::vector<std::string> changes;
};

void add_settings_flags(CLI::App& command, SettingsFlags& flags) {
  command.add_option("--config", flags.file, "Settings file with key = value lines")
      ->envname("LECTERN_CONFIG");
  command.add_option("--set", flags.changes, "One setting, as key=value; may be repeated")->take_all();
}

config::Settings load_settings(const SettingsFlags& flags) {
  config::Sources sources;
  if (!flags.file.empty()) sources.file = flags.file;
  sources.environment = config::process_environment();
  sources.flags = flags.changes;
  return config::load(sources);
}

/// The options of every command, and what each does once it is chosen.
struct CommandLine {
  CLI::App app{"Lectern: lecture videos and courses from one binary.", "lectern"};
  SettingsFlags settings;
  NewAccount account;
  std::string file;
  BackupScope scope = BackupScope::Everything;
  bool as_openapi = false;
  std::function<int()> chosen;

  CommandLine();
  CLI::App& add(const char* name, const char* summary, std::function<int()> run);
};

CLI::App& CommandLine::add(const char* name, const char* summary, std::function<int()> run) {
  CLI::App& command = *app.add_subcommand(name, summary);
  add_settings_flags(command, settings);
  command.callback([this, run = std::move(run)] { chosen = run; });
  return command;
}

CommandLine::CommandLine() {
  app.require_subcommand(1);
  app.set_version_flag("--version", std::string{kVersion});

  add("serve", "Run the server with its transcoding workers",
      [this] { return serve(load_settings(settings)); });
  add("worker", "Only transcode, for a server whose data folder is shared",
      [this] { return work(load_settings(settings)); });
  app.add_subcommand("transcode", "Make an HLS package of a media file: transcode INPUT OUTPUT_DIR");

  CLI::App& user = *app.add_subcommand("user", "Manage accounts");
  user.require_subcommand(1);
  CLI::App& add_user =
      *user.add_subcommand("add", "Add an account; its password is read from standard input");
  add_settings_flags(add_user, settings);
  add_user.add_option("--email", account.email, "Address to sign in with")->required();
  add_user.add_option("--name", account.name, "Name as others see it")->required();
  add_user.add_option("--role", account.role, "student, instructor or admin")
      ->required()
      ->check(CLI::IsMember({"student", "instructor", "admin"}));
  add_user.callback([this] { chosen = [this] { return add_account(load_settings(settings), account); }; });

  CLI::App& backup = add("backup", "Copy everything to one file while the server runs",
                         [this] { return make_backup(load_settings(settings), file, scope); });
  backup.add_option("FILE", file, "Where to")->required();
  backup.add_flag_callback(
      "--without-media", [this] { scope = BackupScope::WithoutMedia; }, "Only the database and the keys");
  add("restore", "Put a backup in the place of what there is; the server must not run",
      [this] { return restore_backup(load_settings(settings), file); })
      .add_option("FILE", file, "The backup")
      ->required();
  add("check", "Check that database, sources and packages are whole",
      [this] { return check_data(load_settings(settings)); });
  add("rotate-keys", "Make new keys for access tokens and playback; the server takes them when it starts",
      [this] { return rotate_keys(load_settings(settings)); });
  add("config", "Print the settings with their explanations", [this] {
    std::cout << config::print_settings(load_settings(settings));
    return 0;
  });
  add("routes", "Print the API", [this] {
    return list_routes(as_openapi ? RouteFormat::OpenApi : RouteFormat::Table);
  }).add_flag("--openapi", as_openapi, "As an OpenAPI description");
}

int parse_and_run(int argc, char** argv) {
  CommandLine line;
  try {
    line.app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = line.app.exit(error);
    return code == 0 ? 0 : kWrongUsage;
  }
  return line.chosen();
}

}  // namespace

int run_command(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  // These read their own arguments: one is the server talking to itself, the other the transcoder's own
  // command.
  if (!arguments.empty() && arguments[0] == "archive-child") archive_child_main();
  if (!arguments.empty() && arguments[0] == "transcode")
    return transcoder::transcode_command({arguments.begin() + 1, arguments.end()});
  return parse_and_run(argc, argv);
}

}  // namespace lectern::app
