"""Doors of resumable uploads (tus)."""

from base64 import b64encode

from table import (DONE, FOR_ALL_ROLES, FOR_EVERYBODY, FORBIDDEN, INVALID, NO_INPUT, NOT_FOUND, OWN_ONLY, SIGN_IN, Row, Try,
                   missing)

TUS = {"Tus-Resumable": "1.0.0"}
PIECE = {**TUS, "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}


def metadata(lesson):
    return f"filename {b64encode(b'a.mp4').decode()},lesson_id {b64encode(lesson.encode()).decode()}"


def prepare(world):
    headers = {**TUS, "Upload-Length": "10", "Upload-Metadata": metadata(world.names["lesson"])}
    status, answered, _ = world.send("teacher", "POST", "/api/v1/uploads", "", headers)
    assert status == 201, status
    world.names["upload"] = answered["Location"].rsplit("/", 1)[1]
    BEGIN["Upload-Metadata"] = metadata(world.names["shown_lesson"])


#: Filled in when the lesson is there.
BEGIN = {**TUS, "Upload-Length": "10", "Upload-Metadata": ""}

ROWS = [
    Row("OPTIONS", "/api/v1/uploads", anonymous=DONE, wrong_role=FOR_ALL_ROLES, stranger=FOR_EVERYBODY, bad_input=NO_INPUT),
    Row("OPTIONS", "/api/v1/uploads/{id}", at="/api/v1/uploads/{upload}", anonymous=DONE, wrong_role=FOR_ALL_ROLES,
        stranger=FOR_EVERYBODY, bad_input=NO_INPUT),
    Row("GET", "/api/v1/uploads", anonymous=SIGN_IN, wrong_role=FOR_ALL_ROLES, stranger=OWN_ONLY, bad_input=NO_INPUT),
    Row("GET", "/api/v1/uploads/{id}", at="/api/v1/uploads/{upload}", headers=TUS, anonymous=SIGN_IN, wrong_role=NOT_FOUND,
        stranger=NOT_FOUND, bad_input=missing()),
    Row("DELETE", "/api/v1/uploads/{id}", at="/api/v1/uploads/{upload}", headers=TUS, anonymous=SIGN_IN, wrong_role=NOT_FOUND,
        stranger=NOT_FOUND, bad_input=missing()),
    Row("POST", "/api/v1/uploads", headers=BEGIN, anonymous=SIGN_IN, wrong_role=FORBIDDEN, stranger=FORBIDDEN,
        bad_input=Try(INVALID, headers={"Upload-Length": "-1"})),
    Row("PATCH", "/api/v1/uploads/{id}", at="/api/v1/uploads/{upload}", headers=PIECE, body="0123", anonymous=SIGN_IN,
        wrong_role=NOT_FOUND, stranger=NOT_FOUND, bad_input=missing()),
]
