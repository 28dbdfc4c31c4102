"""Doors of http itself: what operators and their tools ask, the API's description, the WebSocket."""

from table import FOR_ALL_ROLES, FOR_EVERYBODY, NO_INPUT, OK, OWN_ONLY, SIGN_IN, Outcome, Row, Try

UPGRADE_FIRST = Outcome(426)


def open_to_all(path):
    return Row("GET", path, anonymous=OK, wrong_role=FOR_ALL_ROLES, stranger=FOR_EVERYBODY, bad_input=NO_INPUT)


ROWS = [
    open_to_all("/healthz"),
    open_to_all("/readyz"),
    open_to_all("/metrics"),
    open_to_all("/api/v1/openapi.json"),
    Row("GET", "/api/v1/ws", anonymous=SIGN_IN, wrong_role=FOR_ALL_ROLES, stranger=OWN_ONLY, bad_input=Try(UPGRADE_FIRST)),
]
