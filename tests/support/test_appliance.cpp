#include "tests/support/test_appliance.h"

#include <gtest/gtest.h>

#include <utility>

#include "catalog/source_hash.h"
#include "lms/personal_data.h"
#include "storage/audit/actions.h"
#include "storage/audit/audit.h"
#include "storage/jobs/job_queue.h"
#include "storage/jobs/job_runner.h"
#include "storage/outbox/dispatcher.h"
#include "storage/outbox/outbox.h"

namespace lectern::testing {

namespace {

namespace fs = std::filesystem;

/// There is no server at that port: mails become jobs that tests look at, and do not run.
lms::MailOptions mail_options() {
  lms::MailOptions options;
  options.server.host = "127.0.0.1";
  options.server.port = 9;
  options.site_url = "https://lectures.example.org";
  return options;
}

constexpr char kSecretKey[] = "thirty-two bytes that are no secret";

lms::IdentityOptions identity_options(const std::string& key_pem) {
  lms::IdentityOptions options;
  options.access_key_pem = key_pem;
  options.secret_key = kSecretKey;
  return options;
}

lms::AccountsOptions accounts_options(const ApplianceOptions& options, const fs::path& folder) {
  lms::AccountsOptions accounts;
  accounts.policy = options.policy;
  accounts.public_url = "https://lectures.example.org";
  accounts.exports = folder / "exports";
  return accounts;
}

/// A migrated database with its people and their sessions, made once in a process.
struct Template {
  ScratchFolder folder;
  std::string key_pem = Es256Key::generate().to_pem();
  std::map<As, Person> people;
  Template();
  fs::path file() const { return folder.path() / "template.db"; }
};

struct Seed {
  As as;
  const char* email;
  const char* name;
  http::Role role;
};

constexpr Seed kSeeds[] = {
    {As::Student, "student@example.org", "Sam Student", http::Role::Student},
    {As::OtherStudent, "other.student@example.org", "Olga Student", http::Role::Student},
    {As::Teacher, "teacher@example.org", "Tess Teacher", http::Role::Instructor},
    {As::OtherTeacher, "other.teacher@example.org", "Otto Teacher", http::Role::Instructor},
    {As::Admin, "admin@example.org", "Ada Admin", http::Role::Admin},
};

Template::Template() {
  const FakeClock clock;
  storage::Options options;
  options.file = file();
  storage::Database database(options, clock);
  lms::Identity identity(database, clock, identity_options(key_pem));
  for (const auto& seed : kSeeds) {
    const auto user =
        identity.add_user({.email = seed.email, .name = seed.name, .password = kPassword, .role = seed.role});
    const auto signed_in = identity.begin_session(user, {.address = "192.0.2.1", .user_agent = "test"});
    people[seed.as] = {user.id,
                       seed.email,
                       "lectern_session=" + signed_in.secret,
                       signed_in.csrf_token,
                       signed_in.access_token,
                       signed_in.refresh_token,
                       {user.id, signed_in.session, seed.role}};
  }
}

const Template& the_template() {
  static const Template made;
  return made;
}

storage::Options copied_database(const fs::path& folder) {
  storage::Options options;
  options.file = folder / "lectern.db";
  for (const char* tail : {"", "-wal"}) {
    const fs::path from = the_template().file().string() + tail;
    if (fs::exists(from)) fs::copy_file(from, options.file.string() + tail);
  }
  return options;
}

blobs::UploadsOptions uploads_options(const fs::path& folder, std::uint64_t keep_free) {
  blobs::UploadsOptions options;
  options.folder = folder / "uploads";
  options.keep_free = keep_free;
  return options;
}

}  // namespace

TestAppliance::TestAppliance(const ApplianceOptions& options)
    : database(copied_database(folder.path()), clock),
      blobs(folder.path() / "blobs"),
      uploads(uploads_options(folder.path(), options.keep_free), blobs),
      doors(database, standing),
      videos(database, live, clock),
      courses(database, doors),
      categories(database),
      trash(database, doors, videos),
      documents(database, doors, blobs),
      versions(database, doors, videos, documents),
      lessons(database, doors, videos, documents),
      outlines(database, doors, courses, videos, documents),
      desk(database, uploads, doors, videos, documents, options.limits),
      reviews(database, doors),
      announcements(database, doors, standing.belonging()),
      course_feed(database, courses, doors, live),
      janitor(database, blobs, folder.path() / "packages"),
      destinations(clock),
      mailer(database, destinations, mail_options()),
      identity(database, clock, identity_options(the_template().key_pem)),
      accounts(database, identity, mailer, lms::personal_data(), accounts_options(options, folder.path())),
      roles(database),
      users(database, identity, roles, accounts.passwords),
      enrolment({database, doors, live, mailer, sales}),
      programmes(
          database, doors,
          [this](const http::Principal& who, const CourseId& course) { enrolments.enrol(who, course); }),
      progress(database, doors, deliveries),
      gradebook(database, doors),
      notes(database, doors),
      quizzes(database, doors, documents, desk),
      certificates({database,
                    doors,
                    blobs,
                    progress.watching,
                    printer,
                    {[] { return "Lectern"; }, "https://lectures.example.org"}}),
      assignments(database, doors, documents, desk),
      forums(database, doors, live),
      course_page(database, courses),
      catalog_api_(courses, course_page, categories, trash),
      lessons_api_(lessons, outlines, documents, versions),
      reviews_api_(reviews),
      announcements_api_(announcements),
      programmes_api_(programmes),
      uploads_api_(desk),
      mail_api_(database, mailer),
      audit_api_(database),
      users_api_(users, roles),
      jobs_api_(database, videos),
      video_retry_api_(database, doors, videos) {
  for (auto part :
       {lessons_api_.part(), reviews_api_.part(), announcements_api_.part(), lms::EnrolmentRoom::part()})
    course_page.add(std::move(part));
  progress.home.add(forums.home_part());
  identity.take_permissions_from(
      [this](const UserId& user, http::Role role) { return roles.permissions_of(user, role); });
  std::vector<http::Route> routes;
  for (auto table : {catalog_api_.routes(),    reviews_api_.routes(), announcements_api_.routes(),
                     programmes_api_.routes(), lessons_api_.routes(), uploads_api_.routes(),
                     mail_api_.routes(),       accounts.routes(),     enrolment.routes(),
                     progress.routes(),        gradebook.routes(),    notes.routes(),
                     quizzes.routes(),         assignments.routes(),  forums.routes(),
                     certificates.routes(),    calendar.routes(),     reports.routes(),
                     audit_api_.routes(),      users_api_.routes(),   jobs_api_.routes(),
                     video_retry_api_.routes()}) {
    for (auto& route : table) routes.push_back(std::move(route));
  }
  pipeline_ = std::make_unique<http::Pipeline>(std::move(routes), identity, clock);
}

// Whatever a test had the server do: an act without a row in the table has no words on the page either.
TestAppliance::~TestAppliance() {
  const auto actions = database.read([](const storage::Reader& db) { return audit::actions(db); });
  for (const auto& action : actions)
    EXPECT_TRUE(audit::is_known_action(action)) << action << " is missing in storage/audit/actions.h";
}

const Person& TestAppliance::person(As as) const {
  return the_template().people.at(as);
}

void TestAppliance::run_until_idle() {
  std::vector<outbox::Consumer> consumers = {videos.consumer(), progress.consumer(), gradebook.consumer(),
                                             certificates.consumer(), forums.consumer()};
  for (auto& consumer : enrolment.consumers()) consumers.push_back(std::move(consumer));
  outbox::Dispatcher dispatcher(database, std::move(consumers));
  dispatcher.run_until_idle();
  std::vector<jobs::JobKind> kinds = {janitor.job_kind(), catalog::source_hash_kind(database, blobs)};
  for (auto& kind : enrolment.job_kinds()) kinds.push_back(std::move(kind));
  jobs::JobRunner runner(database, std::move(kinds));
  runner.run_until_idle();
}

TestAppliance::Course TestAppliance::make_course(catalog::Visibility visibility) {
  const auto& teacher = person(As::Teacher).principal;
  catalog::CourseDraft draft;
  draft.title = "Optics";
  const auto course = courses.create(teacher, draft).course.id;
  const auto section = lessons.add_section(teacher, course, "Week 1").id;
  catalog::LessonDraft lesson;
  lesson.title = "Lenses";
  const auto lesson_id = lessons.add(teacher, section, lesson).lesson.id;
  if (visibility == catalog::Visibility::Public) courses.publish(teacher, course);
  return {course, section, lesson_id};
}

std::int64_t TestAppliance::last_event() const {
  return database.read([](const storage::Reader& db) { return outbox::last_sequence(db); });
}

std::vector<outbox::Event> TestAppliance::events_after(std::int64_t sequence) const {
  return database.read([&](const storage::Reader& db) { return outbox::read_after(db, sequence, 1000); });
}

std::vector<jobs::Job> TestAppliance::queued_jobs() const {
  return database.read(
      [](const storage::Reader& db) { return jobs::list(db, jobs::JobState::Queued, {}, 1000); });
}

}  // namespace lectern::testing
