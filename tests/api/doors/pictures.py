"""Doors of pictures: one's own, covers, those in texts, and the files."""

from table import (FOR_ALL_ROLES, FORBIDDEN, NEW_THING, NO_INPUT, NOT_FOUND, OK, OWN_ONLY, SIGN_IN,
                   NotApplicable, Outcome, Row, Try, missing)

NO_PICTURE = Outcome(415, "unsupported")
BYTES = {"Content-Type": "application/octet-stream"}

ROWS = [
    Row("GET", "/api/v1/me/picture", anonymous=SIGN_IN, wrong_role=FOR_ALL_ROLES, stranger=OWN_ONLY, bad_input=NO_INPUT),
    Row("PUT", "/api/v1/me/picture", headers=BYTES, body="no picture", anonymous=SIGN_IN, wrong_role=FOR_ALL_ROLES,
        stranger=OWN_ONLY, bad_input=NO_PICTURE),
    Row("DELETE", "/api/v1/me/picture", anonymous=SIGN_IN, wrong_role=FOR_ALL_ROLES, stranger=OWN_ONLY,
        bad_input=NO_INPUT),
    Row("GET", "/api/v1/courses/{id}/cover", at="/api/v1/courses/{course}/cover", anonymous=OK, wrong_role=FOR_ALL_ROLES,
        stranger=Try(NOT_FOUND, at="/api/v1/courses/{draft}/cover"), bad_input=missing()),
    Row("PUT", "/api/v1/courses/{id}/cover", at="/api/v1/courses/{course}/cover", headers=BYTES, body="no picture",
        anonymous=SIGN_IN, wrong_role=FORBIDDEN, stranger=FORBIDDEN, bad_input=NO_PICTURE),
    Row("DELETE", "/api/v1/courses/{id}/cover", at="/api/v1/courses/{course}/cover", anonymous=SIGN_IN,
        wrong_role=FORBIDDEN, stranger=FORBIDDEN, bad_input=missing()),
    Row("POST", "/api/v1/pictures", headers=BYTES, body="no picture", anonymous=SIGN_IN, wrong_role=FOR_ALL_ROLES,
        stranger=NEW_THING, bad_input=NO_PICTURE),
    Row("GET", "/api/v1/pictures/{key}/{size}", at="/api/v1/pictures/nonsense/64", anonymous=NOT_FOUND,
        wrong_role=FOR_ALL_ROLES, stranger=NotApplicable("who has the address may see it"), bad_input=NOT_FOUND),
]
