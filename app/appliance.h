#pragma once
// The composition root. Its members are the boot list: constructed in this order, destroyed in reverse. The
// constructor wires and opens files, but starts no thread of its own; start() begins the loops from the
// bottom up, stop() ends them in the order of docs/architecture.md so that nobody is left waiting.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/adapters.h"
#include "app/admin_feed.h"
#include "app/archive_child.h"
#include "app/data_folder.h"
#include "app/data_lock.h"
#include "app/deliveries.h"
#include "app/grant_keeper.h"
#include "app/page_heads.h"
#include "app/schedule.h"
#include "app/settings_desk.h"
#include "app/status_desk.h"
#include "app/web_bundle.h"
#include "base/clock.h"
#include "base/http_client.h"
#include "base/lanes.h"
#include "catalog/announcements_api.h"
#include "catalog/archive_feed.h"
#include "catalog/archives_api.h"
#include "catalog/captions_api.h"
#include "catalog/catalog_api.h"
#include "catalog/course_feed.h"
#include "catalog/documents.h"
#include "catalog/janitor.h"
#include "catalog/lessons_api.h"
#include "catalog/pictures_api.h"
#include "catalog/programmes_api.h"
#include "catalog/reviews_api.h"
#include "catalog/sounds_api.h"
#include "catalog/uploads_api.h"
#include "catalog/video_retry_api.h"
#include "config/live_settings.h"
#include "config/secrets.h"
#include "config/settings.h"
#include "http/pipeline.h"
#include "http/server.h"
#include "http/websocket.h"
#include "lms/admin/audit_api.h"
#include "lms/admin/jobs_api.h"
#include "lms/admin/users_api.h"
#include "lms/assignment/assignment_room.h"
#include "lms/calendar/calendar_room.h"
#include "lms/certificates/certificate_room.h"
#include "lms/certificates/child_printer.h"
#include "lms/enrolment/enrolment_room.h"
#include "lms/enrolment/standing.h"
#include "lms/forum/forum_room.h"
#include "lms/gradebook/gradebook_api.h"
#include "lms/identity/accounts_room.h"
#include "lms/identity/data_export_feed.h"
#include "lms/identity/directory_api.h"
#include "lms/identity/oidc_api.h"
#include "lms/mail/mail_api.h"
#include "lms/notes/notes_api.h"
#include "lms/progress/progress_room.h"
#include "lms/quiz/quiz_room.h"
#include "lms/reports/reports_api.h"
#include "storage/blobs/local_blob_store.h"
#include "storage/blobs/uploads.h"
#include "storage/db/database.h"
#include "storage/jobs/job_runner.h"
#include "storage/outbox/dispatcher.h"
#include "streamer/delivery.h"
#include "streamer/document_desk.h"
#include "streamer/playback.h"
#include "streamer/sound_desk.h"
#include "streamer/streamer_api.h"
#include "transcoder/picture_maker.h"
#include "transcoder/sound_inspector.h"

namespace lectern::app {

class Appliance {
 public:
  explicit Appliance(const config::Settings& settings);

  void start();
  /// Files that others renew are read again: the certificate and its key.
  void reload() { server_.reload_certificate(); }
  void stop();

  /// Of the one address that is listened on, be it plain or TLS.
  std::uint16_t port() const { return server_.port() != 0 ? server_.port() : server_.tls_port(); }
  /// What the API offers.
  const std::vector<http::Route>& routes() const { return routes_; }
  const std::string& openapi() const { return *openapi_; }

 private:
  std::vector<http::Route> join_routes();
  std::vector<jobs::JobKind> job_kinds();
  std::vector<outbox::Consumer> consumers();
  std::vector<PeriodicTask> tasks();
  void distribute_settings();
  void describe_routes();
  void write_first_sign_in();

  config::Settings settings_;
  DataFolder folder_;
  DataLock lock_;
  SystemClock clock_;
  config::Secrets secrets_;
  HttpClient outbound_;
  storage::Database database_;
  config::LiveSettings live_settings_;
  blobs::LocalBlobStore blobs_;
  blobs::Uploads uploads_;
  LateLive live_;

  lms::Mailer mailer_;
  lms::Identity identity_;
  lms::AccountsRoom accounts_;
  lms::DataExportFeed data_export_feed_;
  lms::Roles roles_;
  lms::Users users_;
  lms::Providers providers_;
  lms::ExternalAccounts external_accounts_;
  lms::Directory directory_;
  lms::OidcClient oidc_client_;
  lms::OidcSignIn oidc_sign_in_;
  lms::CourseStanding standing_;
  catalog::Doors doors_;
  catalog::Videos videos_;
  catalog::Courses courses_;
  catalog::Categories categories_;
  catalog::Trash trash_;
  catalog::Documents documents_;
  catalog::Versions versions_;
  catalog::Captions captions_;
  catalog::Chapters chapters_;
  catalog::Lessons lessons_;
  catalog::Outlines outlines_;
  catalog::UploadDesk upload_desk_;
  transcoder::ChildPictureMaker picture_maker_;
  catalog::Pictures pictures_;
  transcoder::ChildSoundInspector sound_inspector_;
  catalog::Sounds sounds_;
  catalog::CourseCopies copies_;
  ChildUnpacker unpacker_;
  catalog::CourseArchives archives_;
  catalog::ArchiveFeed archive_feed_;
  catalog::Reviews reviews_;
  catalog::Announcements announcements_;
  catalog::CourseFeed course_feed_;
  catalog::Janitor janitor_;
  lms::NoSales sales_;
  lms::EnrolmentRoom enrolment_;
  catalog::Programmes programmes_;
  StreamedDeliveries deliveries_;
  lms::ProgressRoom progress_;
  lms::GradebookApi gradebook_;
  lms::NotesApi notes_;
  lms::QuizRoom quizzes_;
  lms::ChildPrinter certificate_printer_;
  lms::CertificateRoom certificates_;
  lms::CalendarRoom calendar_;
  lms::ReportsApi reports_;
  lms::AssignmentRoom assignments_;
  lms::ForumRoom forums_;

  CourseGate gate_;
  streamer::PlaybackTokens tokens_;
  streamer::Grants grants_;
  streamer::Packages packages_;
  streamer::PlaybackDesk playback_desk_;
  streamer::DocumentDesk document_desk_;
  streamer::SoundDesk sound_desk_;
  streamer::Delivery delivery_;
  GrantKeeper grant_keeper_;

  catalog::CoursePage course_page_;
  catalog::CatalogApi catalog_api_;
  catalog::LessonsApi lessons_api_;
  catalog::CaptionsApi captions_api_;
  catalog::ArchivesApi archives_api_;
  catalog::ReviewsApi reviews_api_;
  catalog::AnnouncementsApi announcements_api_;
  catalog::ProgrammesApi programmes_api_;
  PageHeads page_heads_;
  catalog::UploadsApi uploads_api_;
  lms::MailApi mail_api_;
  catalog::PicturesApi pictures_api_;
  catalog::SoundsApi sounds_api_;
  lms::OidcApi oidc_api_;
  lms::DirectoryApi directory_api_;
  lms::AuditApi audit_api_;
  lms::UsersApi users_api_;
  lms::JobsApi jobs_api_;
  catalog::VideoRetryApi video_retry_api_;
  SettingsDesk settings_desk_;
  StatusDesk status_desk_;
  streamer::StreamerApi streamer_api_;
  WebBundle web_;

  Lanes lanes_;
  http::WebSockets web_sockets_;
  AdminFeed admin_feed_;
  std::shared_ptr<std::string> openapi_ = std::make_shared<std::string>();
  std::vector<http::Route> routes_;
  http::Pipeline pipeline_;
  http::Server server_;
  jobs::JobRunner jobs_;
  outbox::Dispatcher dispatcher_;
  Schedule schedule_;
};

}  // namespace lectern::app
