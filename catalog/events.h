#pragma once
// What catalog tells the rest of the server: facts with ids, appended in the transaction that made them true.

#include <string>

#include "base/ids.h"
#include "catalog/video.h"
#include "storage/outbox/event.h"

namespace lectern::catalog {

/// Removed is into the trash, Restored out of it; Purged means that its recordings are gone for good.
enum class CourseFact { Created, Changed, Published, Removed, Restored, Purged };

struct CourseEvent {
  CourseFact fact = CourseFact::Changed;
  CourseId course;
  UserId owner;
};

enum class LessonFact { Added, Changed, Removed };

struct LessonEvent {
  LessonFact fact = LessonFact::Changed;
  LessonId lesson;
  CourseId course;
};

/// The video of a lesson has another state, facts or notes than before.
struct VideoChanged {
  LessonId lesson;
  VideoId video;
  std::int64_t generation = 0;
  VideoState state = VideoState::Probing;
};

/// A file of a lesson is gone: who reads it just now may not go on.
struct DocumentRemoved {
  std::string document;
  LessonId lesson;
};

outbox::NewEvent as_event(const CourseEvent& event);
outbox::NewEvent as_event(const LessonEvent& event);
outbox::NewEvent as_event(const VideoChanged& event);
outbox::NewEvent as_event(const DocumentRemoved& event);

inline constexpr char kVideoChangedTopic[] = "video.changed";
inline constexpr char kDocumentRemovedTopic[] = "document.removed";

}  // namespace lectern::catalog
