#pragma once
// Who gets a place in a course. Pure: whoever asks brings the facts.
//
//                                      | window, dates | completed before | paid | places
//   oneself, or through a category     | counts        | counts           | yes  | a place, or the wait list
//   with an invitation                 | course dates  | –                | –    | a place, or the wait list
//   by its instructors, a cohort, CSV  | –             | –                | –    | always a place

#include <string>
#include <vector>

#include "catalog/course.h"

namespace lectern::lms {

enum class Way { Oneself, Invited, Brought };

struct AdmissionFacts {
  Instant now;
  bool is_open = false;              ///< Its visibility lets people in.
  std::vector<std::string> missing;  ///< Titles of the courses to complete first.
  bool is_paid = false;
  std::int64_t taken = 0;    ///< Places of students, suspended ones included.
  std::int64_t waiting = 0;  ///< Who waits already comes first.
};

struct Admission {
  enum class Verdict { Place, Queue, Unpaid, Refused };
  Verdict verdict = Verdict::Refused;
  std::string reason;  ///< Where there is no place: a sentence.
};

Admission admit(const catalog::Course& course, const AdmissionFacts& facts, Way way);

}  // namespace lectern::lms
