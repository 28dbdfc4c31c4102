#pragma once
// What a hand-in comes to, and telling whoever waits for it. The one way to a grade: marking, peer review and
// imports all end here, in their own transaction.

#include "lms/assignment/assignment.h"

namespace lectern::storage {
class Reader;
class Writer;
}  // namespace lectern::storage

namespace lectern::lms {

/// Of one of the people whose work it is.
Verdicts verdicts_of(const storage::Reader& db, const Assignment& assignment, const HandIn& hand_in,
                     const UserId& user);
/// Something of it has changed: works out its share anew; where it is released, everybody's grade follows.
void settle(storage::Writer& db, const Assignment& assignment, const HandInId& id);
/// Shows it to those whose work it is. Conflict where nobody has marked it.
void release(storage::Writer& db, const Assignment& assignment, const HandInId& id);

}  // namespace lectern::lms
