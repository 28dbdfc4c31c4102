"""Doors of duplicating a course, and of archives."""

from table import FORBIDDEN, INVALID, NO_INPUT, NOT_FOUND, OWN_ONLY, SIGN_IN, FOR_ALL_ROLES, Row, Try, missing


def prepare(world):
    world.names["archive"] = world.call("teacher", "POST", "/api/v1/courses/{course}/export", {"media": False})["id"]


ROWS = [
    Row("POST", "/api/v1/courses/{id}/duplicate", at="/api/v1/courses/{course}/duplicate", body={"title": "Again"},
        anonymous=SIGN_IN, wrong_role=FORBIDDEN, stranger=FORBIDDEN, bad_input=Try(INVALID, body={"title": ""})),
    Row("POST", "/api/v1/courses/{id}/export", at="/api/v1/courses/{course}/export", body={}, anonymous=SIGN_IN,
        wrong_role=FORBIDDEN, stranger=FORBIDDEN, bad_input=Try(INVALID, body={"media": "much"})),
    Row("GET", "/api/v1/archives", anonymous=SIGN_IN, wrong_role=FOR_ALL_ROLES, stranger=OWN_ONLY, bad_input=NO_INPUT),
    Row("GET", "/api/v1/archives/{id}", at="/api/v1/archives/{archive}", anonymous=SIGN_IN, wrong_role=NOT_FOUND,
        stranger=NOT_FOUND, bad_input=missing()),
    Row("GET", "/api/v1/archives/{id}/file", at="/api/v1/archives/{archive}/file", anonymous=SIGN_IN, wrong_role=NOT_FOUND,
        stranger=NOT_FOUND, bad_input=missing()),
    Row("POST", "/api/v1/archives/{id}/import", at="/api/v1/archives/{archive}/import", anonymous=SIGN_IN,
        wrong_role=FORBIDDEN, stranger=NOT_FOUND, bad_input=missing()),
]
