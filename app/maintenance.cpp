#include "app/maintenance.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>

#include "app/appliance.h"
#include "base/error.h"
#include "base/scope_exit.h"
#include "storage/db/backup.h"
#include "transcoder/package.h"

namespace lectern::app {
namespace {

const storage::Query kSources{"check.sources", R"sql(
  SELECT video_id, generation, state, blob_key, size FROM video_version ORDER BY video_id, generation)sql"};

struct StoredVersion {
  VideoId video;
  std::int64_t generation = 0;
  std::string state;
  blobs::BlobKey blob;
  std::int64_t size = 0;
};

StoredVersion as_version(const storage::Row& row) {
  return {row.get<VideoId>(0), row.get<std::int64_t>(1), row.get<std::string>(2),
          blobs::BlobKey{row.get<std::string>(3)}, row.get<std::int64_t>(4)};
}

void check_version(const StoredVersion& version, const blobs::BlobStore& blobs, const DataFolder& folder,
                   std::vector<std::string>& problems) {
  const std::string name = fmt::format("video {} generation {}", version.video.text(), version.generation);
  if (!blobs.exists(version.blob))
    problems.push_back(name + ": its source is missing.");
  else if (blobs.size(version.blob) != static_cast<std::uint64_t>(version.size))
    problems.push_back(name + ": its source does not have the size it was uploaded with.");
  const auto package = folder.packages() / version.video.text() / std::to_string(version.generation);
  if (version.state == "ready" && !std::filesystem::exists(package / "package.json"))
    problems.push_back(name + ": its package is not whole. Upload it again, or restore the folder.");
}

}  // namespace

int add_account(const config::Settings& settings, const NewAccount& account) {
  std::string password;
  std::getline(std::cin, password);
  const DataFolder folder{settings.data_dir};
  std::filesystem::create_directories(folder.root);
  SystemClock clock;
  storage::Database database({.file = folder.database(), .backups = folder.backups()}, clock);
  const auto secrets = config::load_or_make_secrets(folder.secrets());
  lms::Identity identity(database, clock,
                         {.secret_key = secrets.session_key, .access_key_pem = secrets.token_key.to_pem()});
  const auto user = identity.add_user({.email = account.email,
                                       .name = account.name,
                                       .password = password,
                                       .role = *lms::role_named(account.role)});
  std::cout << user.id.text() << '\n';
  return 0;
}

int rotate_keys(const config::Settings& settings) {
  config::rotate_keys(DataFolder{settings.data_dir}.secrets());
  std::cout << "New keys are made. Restart the server to use them.\n";
  return 0;
}

int make_backup(const config::Settings& settings, const std::filesystem::path& to, BackupScope scope) {
  const bool is_terminal = ::isatty(STDERR_FILENO) == 1;
  std::uint64_t told = 0;
  back_up(DataFolder{settings.data_dir}, to, scope, [&](std::uint64_t done, std::uint64_t whole) {
    const std::uint64_t percent = done * 100 / whole;
    if (!is_terminal || percent == told) return;
    told = percent;
    std::cerr << fmt::format("\r[{:<50}] {:>3} %{}", std::string(percent / 2, '='), percent,
                             done == whole ? "\n" : "");
  });
  return 0;
}

int restore_backup(const config::Settings& settings, const std::filesystem::path& backup) {
  const DataFolder folder{settings.data_dir};
  std::filesystem::create_directories(folder.root);
  const DataLock lock(folder);
  const auto kept = restore(backup, folder);
  std::cout << "Restored. What was there before is in " << kept.string() << ".\n";
  return 0;
}

int check_data(const config::Settings& settings) {
  const DataFolder folder{settings.data_dir};
  storage::verify(folder.database());
  SystemClock clock;
  const storage::Database database({.file = folder.database(), .backups = folder.backups()}, clock);
  const blobs::LocalBlobStore blobs(folder.blobs());
  std::vector<std::string> problems;
  for (const auto& version :
       database.read([](const storage::Reader& db) { return db.all(kSources, as_version); }))
    check_version(version, blobs, folder, problems);
  for (const std::string& problem : problems) std::cout << problem << '\n';
  if (problems.empty()) std::cout << "Everything is whole.\n";
  return problems.empty() ? 0 : 1;
}

int list_routes(RouteFormat format) {
  std::string pattern = (std::filesystem::temp_directory_path() / "lectern-routes-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr)
    throw Error(ErrorCode::Internal, "There is no temporary folder to use.");
  const ScopeExit remove([&] { std::filesystem::remove_all(pattern); });
  config::Settings settings;
  settings.data_dir = pattern;
  const Appliance appliance(settings);
  if (format == RouteFormat::OpenApi) {
    std::cout << appliance.openapi() << '\n';
    return 0;
  }
  for (const http::Route& route : appliance.routes())
    std::cout << fmt::format("{:<7} {:<46} {:<22} {}\n", http::name_of(route.method), route.path,
                             route.who.name(), route.summary);
  return 0;
}

}  // namespace lectern::app
