"""Doors of the streamer. Media addresses have a test of their own: tests/process/server/token_walk_test.py."""

from table import (FOR_ALL_ROLES, FOR_EVERYBODY, FORBIDDEN, NO_INPUT, NOT_FOUND, SIGN_IN, NotApplicable, Outcome, Row, Try,
                   missing)

BY_TOKEN = NotApplicable("the address itself is the key")

ROWS = [
    Row("GET", "/api/v1/lessons/{id}/playback", at="/api/v1/lessons/{lesson}/playback", anonymous=NOT_FOUND,
        wrong_role=NOT_FOUND, stranger=NOT_FOUND, bad_input=missing()),
    Row("GET", "/api/v1/oembed", anonymous=NOT_FOUND, wrong_role=FOR_ALL_ROLES, stranger=FOR_EVERYBODY,
        bad_input=Try(Outcome(404, "not_found"), by="anonymous", query="?url=https://elsewhere.example/x")),
    Row("GET", "/api/v1/lessons/{id}/grants", at="/api/v1/lessons/{shown_lesson}/grants", anonymous=SIGN_IN,
        wrong_role=FORBIDDEN, stranger=FORBIDDEN, bad_input=missing()),
    Row("DELETE", "/api/v1/grants/{id}", at="/api/v1/grants/{missing}", anonymous=SIGN_IN, wrong_role=FORBIDDEN,
        stranger=NOT_FOUND, bad_input=missing()),
    Row("GET", "/v/{rest...}", at="/v/nonsense/x", anonymous=Outcome(404), wrong_role=BY_TOKEN, stranger=BY_TOKEN,
        bad_input=BY_TOKEN),
    Row("OPTIONS", "/v/{rest...}", at="/v/nonsense/x", anonymous=Outcome(204), wrong_role=BY_TOKEN, stranger=BY_TOKEN,
        bad_input=NO_INPUT),
]
