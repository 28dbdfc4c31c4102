"""Doors of sounds in texts."""

from table import FOR_ALL_ROLES, NEW_THING, NOT_FOUND, SIGN_IN, NotApplicable, Outcome, Row

ROWS = [
    Row("POST", "/api/v1/sounds", headers={"Content-Type": "application/octet-stream"}, body="no sound", anonymous=SIGN_IN,
        wrong_role=FOR_ALL_ROLES, stranger=NEW_THING, bad_input=Outcome(415, "unsupported")),
    Row("GET", "/api/v1/sounds/{key}", at="/api/v1/sounds/nonsense", anonymous=SIGN_IN, wrong_role=FOR_ALL_ROLES,
        stranger=NotApplicable("who has the address may hear it"), bad_input=NOT_FOUND),
]
