#include "catalog/drip.h"

#include <fmt/format.h>

#include <algorithm>

namespace lectern::catalog {

namespace {

/// "3 March 2026, 08:00 UTC": where nobody's time zone is known.
std::string in_words(Instant at) {
  constexpr const char* kMonths[] = {"January", "February", "March",     "April",   "May",      "June",
                                     "July",    "August",   "September", "October", "November", "December"};
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss time{std::chrono::floor<std::chrono::minutes>(at - day)};
  return fmt::format("{} {} {}, {:02}:{:02} UTC", static_cast<unsigned>(date.day()),
                     kMonths[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()),
                     time.hours().count(), time.minutes().count());
}

}  // namespace

Opening rules_for(const Course& course, const Lesson& lesson, const Viewer& viewer) {
  if (may_teach(course, viewer)) return {};
  const bool is_learner = viewer.role.has_value() && lesson.access == LessonAccess::Course;
  return is_learner ? lesson.opening : Opening{.at = lesson.opening.at};
}

std::optional<Lock> lock_of(const Opening& rules, const Learner& learner, Instant now) {
  std::optional<Instant> opens_at = rules.at;
  if (rules.days_after_enrolment) {
    const auto counted = learner.enrolled_at.value_or(now) + std::chrono::days{*rules.days_after_enrolment};
    opens_at = opens_at ? std::max(*opens_at, counted) : counted;
  }
  if (opens_at && *opens_at <= now) opens_at.reset();
  const bool waits = !rules.after_lesson.empty() &&
                     std::find(learner.completed.begin(), learner.completed.end(), rules.after_lesson) ==
                         learner.completed.end();
  if (!opens_at && !waits) return std::nullopt;
  return Lock{opens_at, waits ? rules.after_lesson : LessonId{}, {}};
}

std::string sentence_of(const Lock& lock) {
  const auto lesson = fmt::format("once you have completed “{}”", lock.after_title);
  if (!lock.opens_at) return fmt::format("This lesson opens {}.", lesson);
  const auto date = in_words(*lock.opens_at);
  if (lock.after_lesson.empty()) return fmt::format("This lesson opens on {}.", date);
  return fmt::format("This lesson opens on {}, {}.", date, lesson);
}

}  // namespace lectern::catalog
