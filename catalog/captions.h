#pragma once
// Captions that instructors bring to a lesson's recording, one text a language. They stay when the recording
// is replaced. Watching them is the streamer's part.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/ids.h"
#include "catalog/doors.h"

namespace lectern::storage {
class Writer;
}

namespace lectern::catalog {

struct Caption {
  std::string language;  ///< BCP 47.
  std::string label;
  std::int64_t number = 0;  ///< Names this text among the lesson's for ever.
  std::int64_t cues = 0;
  Instant updated_at;
};

/// Captions as a version of the lesson names them: the number leads to the text.
struct CaptionMark {
  std::string language;
  std::string label;
  std::int64_t number = 0;

  bool operator==(const CaptionMark&) const = default;
};

/// As a file brings it.
struct CaptionDraft {
  std::string language;
  std::string label;
  std::string file;  ///< WebVTT or SubRip, in any usual encoding.
};

/// As a course takes it along.
struct PortableCaption {
  std::string language;
  std::string label;
  std::string text;   ///< WebVTT.
  std::string entry;  ///< Its name in an archive.
};

class Captions {
 public:
  Captions(storage::Database& database, const Doors& doors) : database_(database), doors_(doors) {}

  /// For editors, as all of these.
  std::vector<Caption> list(const http::Principal& who, const LessonId& lesson) const;
  /// WebVTT.
  std::string text(const http::Principal& who, const LessonId& lesson, const std::string& language) const;
  /// In place of what the language had. Throws InvalidInput with the line that is wrong; then nothing
  /// changed.
  Caption put(const http::Principal& who, const LessonId& lesson, const CaptionDraft& draft);
  void remove(const http::Principal& who, const LessonId& lesson, const std::string& language);

  /// What is shown with a video, and the text behind one number.
  static std::vector<Caption> of_video(const storage::Reader& db, const VideoId& video);
  static std::optional<std::string> text_of(const storage::Reader& db, const VideoId& video,
                                            std::int64_t number);

  static std::vector<CaptionMark> marks(const storage::Reader& db, const LessonId& lesson);
  /// Makes the lesson's captions those that are named.
  static void restore(storage::Writer& db, const LessonId& lesson, const std::vector<CaptionMark>& then);

  static std::vector<PortableCaption> portable(const storage::Reader& db, const LessonId& lesson);
  static void write(storage::Writer& db, const LessonId& lesson, const PortableCaption& caption);

 private:
  storage::Database& database_;
  const Doors& doors_;
};

}  // namespace lectern::catalog
