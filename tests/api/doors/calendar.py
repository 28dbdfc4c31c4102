"""Doors of lms/calendar: one's own deadlines, and the address at which others' calendars read them."""

from table import FOR_ALL_ROLES, FOR_EVERYBODY, INVALID, NO_INPUT, NOT_FOUND, OWN_ONLY, SIGN_IN, Row, Try

OWN = {"anonymous": SIGN_IN, "wrong_role": FOR_ALL_ROLES, "stranger": OWN_ONLY}

ROWS = [
    Row("GET", "/api/v1/me/calendar", **OWN, bad_input=Try(INVALID, query="?from=yesterday")),
    Row("GET", "/api/v1/me/calendar-feed", **OWN, bad_input=NO_INPUT),
    Row("POST", "/api/v1/me/calendar-feed", **OWN, bad_input=NO_INPUT),
    Row("DELETE", "/api/v1/me/calendar-feed", **OWN, bad_input=NO_INPUT),
    Row("GET", "/api/v1/calendar/{token}/lectern.ics", at="/api/v1/calendar/nonsense/lectern.ics", anonymous=NOT_FOUND,
        wrong_role=FOR_ALL_ROLES, stranger=FOR_EVERYBODY, bad_input=NOT_FOUND),
]
