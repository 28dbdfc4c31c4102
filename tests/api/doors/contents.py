"""Doors of what lessons hold: documents and versions."""

from base64 import b64encode

from table import FORBIDDEN, INVALID, NOT_FOUND, SIGN_IN, Row, Try, missing


def prepare(world):
    words = {"purpose": "document", "filename": "data.txt", "lesson_id": world.names["shown_lesson"]}
    headers = {"Tus-Resumable": "1.0.0", "Upload-Length": "5", "Content-Type": "application/offset+octet-stream",
               "Upload-Metadata": ",".join(f"{key} {b64encode(value.encode()).decode()}" for key, value in words.items())}
    status, _, answer = world.send("teacher", "POST", "/api/v1/uploads", "hello", headers)
    assert status == 201, answer
    lesson = world.call("teacher", "GET", "/api/v1/lessons/{shown_lesson}")
    world.names["document"] = lesson["attachments"][0]["id"]
    versions = world.call("teacher", "GET", "/api/v1/lessons/{shown_lesson}/versions")
    world.names["version"] = versions["items"][0]["id"]


FILE = {"Content-Type": "application/octet-stream"}
CAPTIONS = "/api/v1/lessons/{shown_lesson}/captions"
CHAPTERS = "/api/v1/lessons/{shown_lesson}/chapters"

ROWS = [
    Row("GET", "/api/v1/lessons/{id}/captions", at=CAPTIONS, anonymous=SIGN_IN, wrong_role=FORBIDDEN, stranger=FORBIDDEN,
        bad_input=missing()),
    Row("GET", "/api/v1/lessons/{id}/captions/{language}", at=CAPTIONS + "/de", anonymous=SIGN_IN, wrong_role=FORBIDDEN,
        stranger=FORBIDDEN, bad_input=NOT_FOUND),
    Row("PUT", "/api/v1/lessons/{id}/captions/{language}", at=CAPTIONS + "/en", headers=FILE, body="no captions",
        anonymous=SIGN_IN, wrong_role=FORBIDDEN, stranger=FORBIDDEN, bad_input=INVALID),
    Row("DELETE", "/api/v1/lessons/{id}/captions/{language}", at=CAPTIONS + "/de", anonymous=SIGN_IN, wrong_role=FORBIDDEN,
        stranger=FORBIDDEN, bad_input=NOT_FOUND),
    Row("GET", "/api/v1/lessons/{id}/chapters", at=CHAPTERS, anonymous=SIGN_IN, wrong_role=FORBIDDEN, stranger=FORBIDDEN,
        bad_input=missing()),
    Row("PUT", "/api/v1/lessons/{id}/chapters", at=CHAPTERS, body={"chapters": []}, anonymous=SIGN_IN, wrong_role=FORBIDDEN,
        stranger=FORBIDDEN, bad_input=Try(INVALID, body={"chapters": [{"start_seconds": -1, "title": ""}]})),
    Row("DELETE", "/api/v1/lessons/{id}/chapters", at=CHAPTERS, anonymous=SIGN_IN, wrong_role=FORBIDDEN, stranger=FORBIDDEN,
        bad_input=missing()),
    Row("GET", "/api/v1/documents/{id}/access", at="/api/v1/documents/{document}/access", anonymous=SIGN_IN,
        wrong_role=Try(FORBIDDEN, by="outsider"), stranger=FORBIDDEN, bad_input=missing()),
    Row("PATCH", "/api/v1/documents/{id}", at="/api/v1/documents/{document}", body={"filename": "a.txt"}, anonymous=SIGN_IN,
        wrong_role=FORBIDDEN, stranger=FORBIDDEN, bad_input=Try(INVALID, body={"filename": ""})),
    Row("DELETE", "/api/v1/documents/{id}", at="/api/v1/documents/{document}", anonymous=SIGN_IN, wrong_role=FORBIDDEN,
        stranger=FORBIDDEN, bad_input=missing()),
    Row("GET", "/api/v1/lessons/{id}/versions", at="/api/v1/lessons/{shown_lesson}/versions", anonymous=SIGN_IN,
        wrong_role=FORBIDDEN, stranger=FORBIDDEN, bad_input=missing()),
    Row("GET", "/api/v1/courses/{id}/versions", at="/api/v1/courses/{course}/versions", anonymous=SIGN_IN,
        wrong_role=FORBIDDEN, stranger=FORBIDDEN, bad_input=missing()),
    Row("POST", "/api/v1/versions/{id}/restore", at="/api/v1/versions/{version}/restore", anonymous=SIGN_IN,
        wrong_role=FORBIDDEN, stranger=FORBIDDEN, bad_input=missing()),
]
