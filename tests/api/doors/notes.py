"""Doors of lms/notes: each sees their own, and nobody anybody else's."""

from table import INVALID, NOT_FOUND, SIGN_IN, Row, Try, missing


def prepare(world):
    note = world.call("student", "POST", "/api/v1/lessons/{shown_lesson}/notes", {"seconds": 5, "text": "Ask about this."})
    world.names["note"] = note["id"]


LESSON = {"at": "/api/v1/lessons/{lesson}/notes", "anonymous": SIGN_IN, "wrong_role": NOT_FOUND, "stranger": NOT_FOUND}
NOTE = {"at": "/api/v1/notes/{note}", "anonymous": SIGN_IN, "wrong_role": Try(NOT_FOUND, by="teacher"),
        "stranger": Try(NOT_FOUND, by="admin")}

ROWS = [
    Row("GET", "/api/v1/lessons/{id}/notes", **LESSON, bad_input=missing()),
    Row("POST", "/api/v1/lessons/{id}/notes", body={"seconds": 1, "text": "x"}, **LESSON,
        bad_input=Try(INVALID, body={"seconds": -1, "text": ""})),
    Row("PATCH", "/api/v1/notes/{id}", body={"text": "x"}, **NOTE, bad_input=Try(INVALID, body={"text": ""})),
    Row("DELETE", "/api/v1/notes/{id}", **NOTE, bad_input=missing()),
    Row("GET", "/api/v1/courses/{id}/notes.md", at="/api/v1/courses/{draft}/notes.md", anonymous=SIGN_IN,
        wrong_role=NOT_FOUND, stranger=NOT_FOUND, bad_input=missing()),
]
