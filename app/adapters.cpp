#include "app/adapters.h"

#include "base/error.h"

namespace lectern::app {

using streamer::WatchStanding;

WatchStanding CourseGate::standing(const http::Principal& principal, const LessonId& lesson) {
  return database_.read([&](const storage::Reader& db) -> WatchStanding {
    std::optional<catalog::OpenLesson> found;
    try {
      found = doors_.lesson(db, lesson, principal, catalog::Need::See);
    } catch (const Error& error) {
      if (error.code() != ErrorCode::NotFound) throw;
      return {};
    }
    const auto& [subject, course, viewer, lock] = *found;
    WatchStanding standing;
    standing.course = course.id;
    standing.title = subject.title;
    standing.open_to_anyone = subject.access == catalog::LessonAccess::Anyone;
    standing.may_manage = catalog::may_edit(course, viewer);
    if (!catalog::may_watch(course, subject, viewer)) {
      standing.answer =
          principal.is_signed_in() ? WatchStanding::Answer::NotAllowed : WatchStanding::Answer::SignInFirst;
      standing.reason = "This lesson is for those who take the course. Enrol to watch it.";
      return standing;
    }
    if (lock) {
      standing.answer = WatchStanding::Answer::NotAllowed;
      standing.reason = catalog::sentence_of(*lock);
      return standing;
    }
    standing.answer = WatchStanding::Answer::Allowed;
    standing.reach = watching_.limit(db, *found);
    // A file that was saved is watched in any order.
    const bool may_save = subject.download == catalog::Download::Allowed && !standing.reach;
    standing.may_download = may_save || standing.may_manage;
    standing.may_download_original = standing.may_download;
    if (principal.is_signed_in())
      standing.resume_seconds = positions_.resume_seconds(db, principal.user, subject.id);
    return standing;
  });
}

}  // namespace lectern::app
