"""Doors of the catalog: categories, courses, sections, lessons."""

from table import (FOR_EVERYBODY, FORBIDDEN, FOR_ALL_ROLES, INVALID, NEW_THING, NOT_FOUND, OK, SIGN_IN, Row, Try,
                   missing)

#: Somebody else's draft is not even known to exist.
HIDDEN = NOT_FOUND
TITLE = {"title": "Renamed"}

ROWS = [
    Row("GET", "/api/v1/categories", anonymous=OK, wrong_role=FOR_ALL_ROLES, stranger=FOR_EVERYBODY, bad_input=FOR_EVERYBODY),
    Row("POST", "/api/v1/categories", body={"name": "Physics"}, anonymous=SIGN_IN, wrong_role=Try(FORBIDDEN, by="teacher"),
        stranger=NEW_THING, bad_input=Try(INVALID, by="admin", body={"name": ""})),
    Row("GET", "/api/v1/courses", anonymous=OK, wrong_role=FOR_ALL_ROLES, stranger=FOR_EVERYBODY,
        bad_input=Try(INVALID, by="anonymous", query="?limit=many")),
    Row("POST", "/api/v1/courses", body={"title": "New"}, anonymous=SIGN_IN, wrong_role=FORBIDDEN, stranger=NEW_THING,
        bad_input=Try(INVALID, body={"title": "", "colour": "red"})),
    Row("GET", "/api/v1/courses/{id}", at="/api/v1/courses/{draft}", anonymous=HIDDEN, wrong_role=HIDDEN, stranger=HIDDEN,
        bad_input=missing()),
    Row("PATCH", "/api/v1/courses/{id}", at="/api/v1/courses/{course}", body=TITLE, anonymous=SIGN_IN, wrong_role=FORBIDDEN,
        stranger=FORBIDDEN, bad_input=Try(INVALID, body={"title": ""})),
    Row("DELETE", "/api/v1/courses/{id}", at="/api/v1/courses/{course}", anonymous=SIGN_IN, wrong_role=FORBIDDEN,
        stranger=FORBIDDEN, bad_input=missing()),
    Row("POST", "/api/v1/courses/{id}/publish", at="/api/v1/courses/{draft}/publish", anonymous=SIGN_IN, wrong_role=HIDDEN,
        stranger=HIDDEN, bad_input=missing()),
    Row("GET", "/api/v1/courses/{id}/outline", at="/api/v1/courses/{draft}/outline", anonymous=HIDDEN, wrong_role=HIDDEN,
        stranger=HIDDEN, bad_input=missing()),
    Row("POST", "/api/v1/courses/{id}/sections", at="/api/v1/courses/{course}/sections", body=TITLE, anonymous=SIGN_IN,
        wrong_role=FORBIDDEN, stranger=FORBIDDEN, bad_input=Try(INVALID, body={})),
    Row("PATCH", "/api/v1/sections/{id}", at="/api/v1/sections/{shown_section}", body=TITLE, anonymous=SIGN_IN,
        wrong_role=FORBIDDEN, stranger=FORBIDDEN, bad_input=Try(INVALID, body={"title": 7})),
    Row("DELETE", "/api/v1/sections/{id}", at="/api/v1/sections/{shown_section}", anonymous=SIGN_IN, wrong_role=FORBIDDEN,
        stranger=FORBIDDEN, bad_input=missing()),
    Row("POST", "/api/v1/sections/{id}/lessons", at="/api/v1/sections/{shown_section}/lessons",
        body={"title": "New", "kind": "video"}, anonymous=SIGN_IN, wrong_role=FORBIDDEN, stranger=FORBIDDEN,
        bad_input=Try(INVALID, body={"title": "New", "kind": "play"})),
    Row("GET", "/api/v1/lessons/{id}", at="/api/v1/lessons/{lesson}", anonymous=HIDDEN, wrong_role=HIDDEN, stranger=HIDDEN,
        bad_input=missing()),
    Row("PATCH", "/api/v1/lessons/{id}", at="/api/v1/lessons/{shown_lesson}", body=TITLE, anonymous=SIGN_IN,
        wrong_role=FORBIDDEN, stranger=FORBIDDEN, bad_input=Try(INVALID, body={"title": ""})),
    Row("DELETE", "/api/v1/lessons/{id}", at="/api/v1/lessons/{shown_lesson}", anonymous=SIGN_IN, wrong_role=FORBIDDEN,
        stranger=FORBIDDEN, bad_input=missing()),
]
