#pragma once
// What the streamer must know of people and courses and cannot know itself: may this one watch that lesson,
// until when, and where did they stop. Declared here; the roof adapts catalog and lms to it. Asked when
// playback begins, never for a segment.

#include <optional>
#include <string>

#include "base/clock.h"
#include "base/ids.h"
#include "http/principal.h"

namespace lectern::streamer {

struct WatchStanding {
  enum class Answer {
    Allowed,
    SignInFirst,  ///< Nobody is signed in, and the lesson is not for anyone.
    NotAllowed,   ///< Visible, but not theirs to watch.
    NoSuchLesson,
  };
  Answer answer = Answer::NoSuchLesson;
  std::string reason;            ///< A sentence for the page, where the answer is NotAllowed.
  std::optional<Instant> until;  ///< When the right ends by itself, where it does.
  double resume_seconds = 0;
  /// Set where the lesson is watched in order: how far they have come. What is a little further may be
  /// fetched.
  std::optional<Milliseconds> reach;
  bool may_download = false;           ///< The prepared file.
  bool may_download_original = false;  ///< The file as it was uploaded.
  bool may_manage = false;             ///< May list and end others' grants.
  bool open_to_anyone = false;         ///< May be watched, and embedded, without signing in.
  CourseId course;
  std::string title;
};

class Gate {
 public:
  virtual ~Gate() = default;
  /// On a worker: it may read the database.
  virtual WatchStanding standing(const http::Principal& principal, const LessonId& lesson) = 0;
};

}  // namespace lectern::streamer
