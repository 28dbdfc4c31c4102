#include "app/appliance.h"

#include <malloc.h>

#include "app/live_keeper.h"
#include "app/part_options.h"
#include "app/transcoding.h"
#include "app/version.h"
#include "base/file.h"
#include "base/log.h"
#include "catalog/lesson_schemas.h"
#include "catalog/schemas.h"
#include "catalog/source_hash.h"
#include "http/openapi.h"
#include "http/system_api.h"
#include "lms/admin/schemas.h"
#include "lms/assignment/portable_assignments.h"
#include "lms/assignment/schemas.h"
#include "lms/calendar/schemas.h"
#include "lms/certificates/portable_certificates.h"
#include "lms/certificates/schemas.h"
#include "lms/enrolment/schemas.h"
#include "lms/forum/portable_forums.h"
#include "lms/forum/schemas.h"
#include "lms/gradebook/portable_gradebook.h"
#include "lms/gradebook/schemas.h"
#include "lms/identity/federation_schemas.h"
#include "lms/identity/identity_schemas.h"
#include "lms/notes/schemas.h"
#include "lms/personal_data.h"
#include "lms/progress/portable_rules.h"
#include "lms/progress/schemas.h"
#include "lms/quiz/portable_quizzes.h"
#include "lms/quiz/schemas.h"
#include "lms/reports/schemas.h"
#include "lms/schemas.h"
#include "storage/jobs/job_queue.h"
#include "storage/outbox/outbox.h"
#include "streamer/originals.h"
#include "transcoder/media_program.h"

namespace lectern::app {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

template <typename T>
void move_into(std::vector<T>& all, std::vector<T> more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace

Appliance::Appliance(const config::Settings& settings)
    : settings_(settings),
      folder_{settings.data_dir},
      lock_(folder_),
      secrets_(config::load_or_make_secrets(folder_.secrets())),
      outbound_(clock_, {.private_networks = settings.outbound_private_networks,
                         .ca_file = settings.outbound_ca_file}),
      database_(database_options(folder_), clock_),
      live_settings_(settings, stored_settings(database_)),
      blobs_(folder_.blobs()),
      uploads_({.folder = folder_.uploads(), .keep_free = settings.upload_keep_free.bytes}, blobs_),
      mailer_(database_, outbound_.known_destinations(), mail_options(settings)),
      identity_(database_, clock_, identity_options(settings, secrets_)),
      accounts_(database_, identity_, mailer_, lms::personal_data(), accounts_options(settings, folder_)),
      data_export_feed_(accounts_.exports, live_),
      roles_(database_),
      users_(database_, identity_, roles_, accounts_.passwords),
      providers_(database_, hmac_sha256(secrets_.session_key, "identity providers")),
      directory_(database_, outbound_.known_destinations(), identity_, external_accounts_),
      oidc_client_(outbound_, clock_),
      oidc_sign_in_(database_, clock_, identity_, providers_, external_accounts_, oidc_client_),
      doors_(database_, standing_),
      videos_(database_, live_, clock_),
      courses_(database_, doors_),
      categories_(database_),
      trash_(database_, doors_, videos_),
      documents_(database_, doors_, blobs_),
      versions_(database_, doors_, videos_, documents_),
      captions_(database_, doors_),
      chapters_(database_, doors_),
      lessons_(database_, doors_, videos_, documents_),
      outlines_(database_, doors_, courses_, videos_, documents_),
      upload_desk_(database_, uploads_, doors_, videos_, documents_, upload_limits(settings)),
      picture_maker_(transcoder::media_program(), folder_.uploads()),
      pictures_(database_, blobs_, picture_maker_),
      sound_inspector_(transcoder::media_program(), folder_.uploads()),
      sounds_(database_, blobs_, sound_inspector_),
      copies_(database_, doors_, courses_, trash_, videos_, documents_, pictures_, sounds_, blobs_,
              folder_.packages()),
      archives_(database_, doors_, copies_, blobs_, unpacker_, folder_.archives()),
      archive_feed_(database_, archives_, live_),
      reviews_(database_, doors_),
      announcements_(database_, doors_, standing_.belonging()),
      course_feed_(database_, courses_, doors_, live_),
      janitor_(database_, blobs_, folder_.packages()),
      enrolment_({database_, doors_, live_, mailer_, sales_}),
      programmes_(database_, doors_,
                  [this](const http::Principal& who, const CourseId& course) {
                    enrolment_.enrolments().enrol(who, course);
                  }),
      deliveries_(grants_, packages_),
      progress_(database_, doors_, deliveries_),
      gradebook_(database_, doors_),
      notes_(database_, doors_),
      quizzes_(database_, doors_, documents_, upload_desk_),
      certificate_printer_({transcoder::media_program().front(), "certificate-child"}),
      certificates_({database_,
                     doors_,
                     blobs_,
                     progress_.watching,
                     certificate_printer_,
                     {[this] { return live_settings_.current()->institution_name; }, site_url(settings)}}),
      calendar_(database_, {settings.institution_name, site_url(settings)}),
      reports_(database_, doors_),
      assignments_(database_, doors_, documents_, upload_desk_),
      forums_(database_, doors_, live_),
      gate_(database_, doors_, progress_.positions, progress_.watching),
      tokens_(playback_keys(secrets_)),
      grants_(database_, clock_),
      packages_({.root = folder_.packages(),
                 .find_document = streamer::documents_of(database_, documents_, blobs_),
                 .captions = streamer::captions_of(database_)},
                streamer::originals_of(database_, videos_, blobs_), clock_),
      playback_desk_(database_, videos_, gate_, grants_, packages_, tokens_,
                     {.lifetime = settings.playback_token_lifetime}, clock_),
      document_desk_(database_, documents_, playback_desk_, grants_, tokens_,
                     settings.playback_token_lifetime, clock_),
      sound_desk_(database_, blobs_),
      delivery_(tokens_, grants_, packages_, clock_),
      grant_keeper_(grants_, gate_, identity_),
      course_page_(database_, courses_),
      catalog_api_(courses_, course_page_, categories_, trash_),
      lessons_api_(lessons_, outlines_, documents_, versions_),
      captions_api_(captions_, chapters_),
      archives_api_(copies_, archives_),
      reviews_api_(reviews_),
      announcements_api_(announcements_),
      programmes_api_(programmes_),
      page_heads_(database_, courses_, outlines_, settings.http_public_url,
                  [this] { return live_settings_.current()->institution_name; }),
      uploads_api_(upload_desk_),
      mail_api_(database_, mailer_),
      pictures_api_(database_, pictures_, doors_, folder_.uploads()),
      sounds_api_(sounds_, folder_.uploads()),
      oidc_api_(database_, identity_, providers_, external_accounts_, oidc_sign_in_, oidc_client_,
                settings.http_public_url),
      directory_api_(directory_),
      audit_api_(database_),
      users_api_(users_, roles_),
      jobs_api_(database_, videos_),
      video_retry_api_(database_, doors_, videos_),
      settings_desk_(database_, live_settings_),
      status_desk_(database_, folder_, outbound_, live_settings_),
      streamer_api_(playback_desk_, gate_, grants_, settings.http_public_url),
      web_sockets_(
          {},
          [this](const http::Principal& who, std::string_view topic) {
            if (AdminFeed::owns(topic)) return AdminFeed::may_hear(who, topic);
            for (const auto verdict :
                 {forums_.live().may_hear(who, topic), archive_feed_.may_hear(who, topic),
                  lms::DataExportFeed::may_hear(who, topic)})
              if (verdict) return *verdict;
            return doors_.may_hear(who, topic);
          },
          lanes_.worker),
      admin_feed_(database_, status_desk_, web_sockets_),
      routes_(join_routes()),
      pipeline_(
          routes_, identity_, clock_, [this](const http::Request& request) { return web_.serve(request); },
          rate_options(settings)),
      server_(server_options(settings), pipeline_, lanes_),
      jobs_(database_, job_kinds()),
      dispatcher_(database_, consumers()),
      schedule_(tasks()) {
  live_.connect(web_sockets_);
  identity_.take_permissions_from(
      [this](const UserId& user, http::Role role) { return roles_.permissions_of(user, role); });
  identity_.ask_for_passwords([this](const auto& login, const auto& password, const auto& address) {
    return directory_.sign_in(login, password, address);
  });
  identity_.on_rights_change([this](const UserId& user) { web_sockets_.rights_changed(user); });
  roles_.on_change([this](const UserId& user) { web_sockets_.rights_changed(user); });
  external_accounts_.take_cohorts_to(
      [this](storage::Writer& db, const UserId& user, const auto& names, std::string_view source) {
        enrolment_.cohorts().follow(db, user, names, source);
      });
  document_desk_.ask_for_hand_ins([this](const http::Principal& who, const auto& file) {
    if (quizzes_.files().holds(file)) return quizzes_.files().check_reader(who, file);
    assignments_.check_reader(who, file);
  });
  distribute_settings();
  for (auto topic : {course_feed_.topic(), archive_feed_.topic(), data_export_feed_.topic()})
    web_sockets_.provide(std::move(topic));
  for (auto topic : forums_.live().topics()) web_sockets_.provide(std::move(topic));
  progress_.home.add(forums_.home_part());
  admin_feed_.provide_topics();
  for (auto part :
       {lessons_api_.part(), reviews_api_.part(), announcements_api_.part(), lms::EnrolmentRoom::part()})
    course_page_.add(std::move(part));
  for (auto part : {lms::portable_quizzes(), lms::portable_assignments(), lms::portable_completion(),
                    lms::portable_gradebook(), lms::portable_forums(), lms::portable_certificates()})
    copies_.add(std::move(part));
  identity_.on_session_end([this](const SessionId& session) {
    grants_.revoke({.session = session});
    web_sockets_.end_session(session);
  });
  describe_routes();
}

std::vector<http::Route> Appliance::join_routes() {
  std::vector<http::Route> routes;
  const auto database_answers = [this]() -> std::optional<std::string> {
    database_.read([](const storage::Reader& db) { db.now(); });
    return std::nullopt;
  };
  const auto blobs_have_room = [this]() -> std::optional<std::string> {
    if (blobs_.free_space() > settings_.upload_keep_free.bytes) return std::nullopt;
    return "The disk is nearly full: uploads are refused.";
  };
  move_into(routes, http::system_routes({{"database", database_answers}, {"blobs", blobs_have_room}},
                                        [this] { return outbound_.known_destinations().metrics_text(); }));
  move_into(routes, mail_api_.routes());
  move_into(routes, accounts_.routes());
  move_into(routes, oidc_api_.routes());
  move_into(routes, directory_api_.routes());
  move_into(routes, catalog_api_.routes());
  move_into(routes, reviews_api_.routes());
  move_into(routes, announcements_api_.routes());
  move_into(routes, programmes_api_.routes());
  move_into(routes, page_heads_.routes());
  move_into(routes, lessons_api_.routes());
  move_into(routes, captions_api_.routes());
  move_into(routes, archives_api_.routes());
  move_into(routes, uploads_api_.routes());
  move_into(routes, pictures_api_.routes());
  move_into(routes, sounds_api_.routes());
  move_into(routes, enrolment_.routes());
  move_into(routes, progress_.routes());
  move_into(routes, gradebook_.routes());
  move_into(routes, notes_.routes());
  move_into(routes, quizzes_.routes());
  move_into(routes, certificates_.routes());
  move_into(routes, calendar_.routes());
  move_into(routes, reports_.routes());
  move_into(routes, assignments_.routes());
  move_into(routes, forums_.routes());
  move_into(routes, audit_api_.routes());
  move_into(routes, users_api_.routes());
  move_into(routes, jobs_api_.routes());
  move_into(routes, video_retry_api_.routes());
  move_into(routes, settings_desk_.routes());
  move_into(routes, status_desk_.routes());
  move_into(routes, streamer_api_.routes());
  move_into(routes, document_desk_.routes());
  move_into(routes, sound_desk_.routes());
  move_into(routes, delivery_.routes());
  move_into(routes, web_sockets_.routes());
  routes.push_back(http::openapi_route(openapi_));
  return routes;
}

/// Whoever depends on a setting that may change while the server runs is told here.
void Appliance::distribute_settings() {
  live_settings_.subscribe([this](const config::Settings& settings) {
    identity_.set_session_lifetime(settings.session_lifetime);
    accounts_.sign_ups.set_policy(sign_up_policy(settings));
    upload_desk_.set_limits(upload_limits(settings));
    playback_desk_.set_lifetime(settings.playback_token_lifetime);
    mailer_.configure(mail_options(settings));
    accounts_.people.set_grace(settings.accounts_deletion_grace);
    directory_.configure(directory_options(settings));
    pipeline_.change_rates(rate_options(settings));
    pipeline_.log_media_requests(settings.log_media == config::Switch::On);
    log::set_level(settings.log_level);
  });
}

void Appliance::describe_routes() {
  std::vector<http::Schema> schemas;
  for (const auto& part : {catalog::schemas(),           catalog::course_schemas(),
                           catalog::community_schemas(), catalog::lesson_schemas(),
                           catalog::caption_schemas(),   catalog::picture_schemas(),
                           catalog::sound_schemas(),     lms::schemas(),
                           lms::identity_schemas(),      lms::federation_schemas(),
                           lms::admin_schemas(),         lms::enrolment_schemas(),
                           lms::progress_schemas(),      lms::gradebook_schemas(),
                           lms::notes_schemas(),         lms::quiz_schemas(),
                           lms::video_quiz_schemas(),    lms::assignment_schemas(),
                           lms::forum_schemas(),         lms::certificate_schemas(),
                           lms::calendar_schemas(),      lms::report_schemas(),
                           streamer::schemas()})
    schemas.insert(schemas.end(), part.begin(), part.end());
  *openapi_ = http::openapi_document(routes_, schemas, kVersion);
}

std::vector<jobs::JobKind> Appliance::job_kinds() {
  std::vector<jobs::JobKind> kinds;
  kinds.push_back(transcoding_kind(settings_, folder_, database_, blobs_, videos_));
  kinds.push_back(catalog::source_hash_kind(database_, blobs_));
  kinds.push_back(janitor_.job_kind());
  move_into(kinds, archives_.job_kinds());
  kinds.push_back(mailer_.job_kind());
  kinds.push_back(accounts_.job_kind());
  move_into(kinds, enrolment_.job_kinds());
  return kinds;
}

std::vector<outbox::Consumer> Appliance::consumers() {
  std::vector<outbox::Consumer> consumers = {
      {"grants", [this](const outbox::Event& event) { grant_keeper_.handle(event); }},
      videos_.consumer(),
      course_feed_.consumer(),
      archive_feed_.consumer(),
      data_export_feed_.consumer(),
      {"listeners", [this](const outbox::Event& event) { ask_listeners_again(web_sockets_, event); }},
      progress_.consumer(),
      gradebook_.consumer(),
      certificates_.consumer(),
      forums_.consumer()};
  move_into(consumers, enrolment_.consumers());
  return consumers;
}

std::vector<PeriodicTask> Appliance::tasks() {
  const auto prune = [this] {
    database_.write([](storage::Writer& db) {
      outbox::prune(db, db.now() - hours{24});
      jobs::remove_ended(db, db.now() - hours{24 * 14});
    });
  };
  return {
      {"progress.flush", seconds{5}, [this] { progress_.flush(); }, AtEnd::Run},
      {"progress.sweep", minutes{5}, [this] { progress_.sweep(); }},
      {"assignments.sweep", seconds{5}, [this] { assignments_.sweep(); }},
      {"quizzes.sweep", seconds{1}, [this] { quizzes_.sweep(); }},
      {"admin.jobs", seconds{1}, [this] { admin_feed_.tell_jobs(); }},
      {"admin.status", seconds{3}, [this] { admin_feed_.tell_status(); }},
      {"enrolments.sweep", minutes{1}, [this] { enrolment_.enrolments().sweep(); }},
      {"calendar.sweep", seconds{30}, [this] { calendar_.sweep(); }},
      {"certificates.sweep", minutes{10}, [this] { certificates_.sweep(); }},
      {"grants.flush", seconds{5}, [this] { grants_.flush(); }, AtEnd::Run},
      {"grants.sweep", hours{1}, [this] { grants_.sweep(); }},
      {"sessions.flush", minutes{5}, [this] { identity_.flush(); }, AtEnd::Run},
      {"oidc.sweep", minutes{10}, [this] { oidc_sign_in_.sweep(); }},
      {"uploads.sweep", hours{1}, [this] { upload_desk_.sweep(); }},
      {"announcements.due", seconds{20}, [this] { announcements_.announce_due(); }},
      {"trash.purge", hours{24}, [this] { trash_.purge(); }},
      {"archives.sweep", hours{6}, [this] { archives_.sweep(); }},
      {"versions.forget", hours{24},
       [this] {
         versions_.forget_files_before(clock_.now() - live_settings_.current()->versions_keep_files);
       }},
      {"janitor.sweep", hours{6}, [this] { janitor_.sweep(); }},
      {"accounts.sweep", hours{1}, [this] { accounts_.sweep(); }},
      {"mail.prune", hours{1}, [this] { mailer_.prune(); }},
      {"storage.prune", hours{1}, prune},
      // What requests and pages of the database took goes back to the system.
      {"memory.trim", minutes{1}, [] { ::malloc_trim(0); }},
  };
}

/// The password is nowhere else in clear; the file is for its owner's eyes, and may be deleted.
void Appliance::write_first_sign_in() {
  const auto password = identity_.ensure_first_admin(settings_.first_admin_email);
  if (!password) return;
  write_file_atomically(folder_.first_sign_in(), "role: admin\nemail: " + settings_.first_admin_email +
                                                     "\npassword: " + *password + "\n");
  log::info("first_admin.made",
            {{"email", settings_.first_admin_email}, {"file", folder_.first_sign_in().string()}});
}

void Appliance::start() {
  grants_.load();
  write_first_sign_in();
  picture_maker_.sweep();
  mailer_.resume();
  // Uploads that a crash left complete become lessons' videos now.
  upload_desk_.sweep();
  lanes_.start();
  web_sockets_.start();
  course_feed_.start();
  dispatcher_.start();
  jobs_.start();
  schedule_.start();
  server_.start();
}

void Appliance::stop() {
  outbound_.stop();
  server_.stop([this] { web_sockets_.stop(); });
  lanes_.stop();
  jobs_.stop();
  dispatcher_.stop();
  schedule_.stop();
}

}  // namespace lectern::app
