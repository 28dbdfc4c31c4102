#pragma once
// All of one's own data as a ZIP of JSON files: asked for, made by a job, told of by mail, fetched for a
// week.

#include <array>
#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "lms/identity/people.h"
#include "storage/jobs/job.h"

namespace lectern::lms {

using DataExportId = Id<struct DataExportTag>;

enum class DataExportState { Waiting, Ready, Failed };
constexpr std::array kDataExportStateTexts = {EnumText{DataExportState::Waiting, "waiting"},
                                              EnumText{DataExportState::Ready, "ready"},
                                              EnumText{DataExportState::Failed, "failed"}};
constexpr const auto& text_table(DataExportState) {
  return kDataExportStateTexts;
}

struct DataExport {
  DataExportId id;
  DataExportState state = DataExportState::Waiting;
  std::int64_t size = 0;
  Instant created_at;
  Instant expires_at;
};

/// As the API shows it.
nlohmann::json as_json(const std::optional<DataExport>& found);

/// The fact in the outbox; its subject is the person.
inline constexpr char kDataExportChangedTopic[] = "data_export.changed";

class DataExports {
 public:
  /// `folder` holds the files and nothing else.
  DataExports(storage::Database& database, const People& people, const Mailer& mailer,
              std::filesystem::path folder);

  /// Asking again while one is made answers that one; afterwards a new one takes its place.
  DataExport ask(const UserId& user);
  std::optional<DataExport> find(const UserId& user) const;
  /// NotFound unless one is ready.
  http::FileRange open(const UserId& user) const;
  /// Somebody's data for an administrator, who may have to answer in their place: at once, and in the audit
  /// log.
  std::string hand_out(const http::Principal& who, const UserId& user);

  jobs::JobKind job_kind();
  /// Removes files whose week is over, and those that no row names.
  void sweep();

 private:
  void make(const jobs::Job& job);
  std::string pack(const storage::Reader& db, const UserId& user) const;
  std::filesystem::path file_of(const DataExportId& id) const;

  storage::Database& database_;
  const People& people_;
  const Mailer& mailer_;
  std::filesystem::path folder_;
};

}  // namespace lectern::lms
