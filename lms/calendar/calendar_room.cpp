#include "lms/calendar/calendar_room.h"

#include "storage/db/database.h"

namespace lectern::lms {

CalendarRoom::CalendarRoom(storage::Database& database, CalendarFeedHead head)
    : calendar(database),
      feeds_(database, calendar, std::move(head)),
      due_soon_(database, calendar),
      api_(calendar, feeds_, database.clock()) {}

}  // namespace lectern::lms
