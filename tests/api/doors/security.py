"""Doors of lms/identity: what guards one's own account, and one's own data."""

from table import FOR_ALL_ROLES, INVALID, NO_INPUT, NOT_FOUND, OWN_ONLY, SIGN_IN, Row, Try, missing

WRONG = {"current_password": "not the password"}


def prepare(world):
    world.names["session"] = world.call("teacher", "GET", "/api/v1/me/sessions")["items"][0]["id"]


def own(method, path, bad_input=NO_INPUT, **more):
    return Row(method, path, anonymous=SIGN_IN, wrong_role=FOR_ALL_ROLES, stranger=OWN_ONLY, bad_input=bad_input, **more)


def asks_for_password(path, by="teacher"):
    return own("POST", path, Try(INVALID, by=by, body=WRONG), body={"current_password": "whatever"})


ROWS = [
    own("POST", "/api/v1/me/password", Try(INVALID, body={**WRONG, "new_password": "violet trams"}), body={}),
    own("POST", "/api/v1/me/email", Try(INVALID, body={"email": "nowhere"}), body={}),
    own("GET", "/api/v1/me/sessions"),
    own("DELETE", "/api/v1/me/sessions"),
    Row("DELETE", "/api/v1/me/sessions/{id}", at="/api/v1/me/sessions/{session}", anonymous=SIGN_IN, wrong_role=FOR_ALL_ROLES,
        stranger=NOT_FOUND, bad_input=missing()),
    own("GET", "/api/v1/me/tokens"),
    own("POST", "/api/v1/me/tokens", Try(INVALID, body={"name": "x", "scopes": ["fly"], "days": 1}), body={}),
    Row("DELETE", "/api/v1/me/tokens/{id}", at="/api/v1/me/tokens/{missing}", anonymous=SIGN_IN, wrong_role=FOR_ALL_ROLES,
        stranger=NOT_FOUND, bad_input=missing()),
    own("GET", "/api/v1/me/second-factor"),
    asks_for_password("/api/v1/me/second-factor"),
    own("POST", "/api/v1/me/second-factor/confirm", Try(INVALID, body={"code": "000000"}), body={}),
    asks_for_password("/api/v1/me/second-factor/recovery-codes"),
    asks_for_password("/api/v1/me/second-factor/off"),
    own("GET", "/api/v1/me/passkeys"),
    asks_for_password("/api/v1/me/passkeys/options"),
    own("POST", "/api/v1/me/passkeys", Try(INVALID, body={"name": "x"}), body={}),
    Row("PATCH", "/api/v1/me/passkeys/{id}", at="/api/v1/me/passkeys/{missing}", body={"name": "x"}, anonymous=SIGN_IN,
        wrong_role=FOR_ALL_ROLES, stranger=NOT_FOUND, bad_input=Try(INVALID, body={"name": ""})),
    Row("DELETE", "/api/v1/me/passkeys/{id}", at="/api/v1/me/passkeys/{missing}", anonymous=SIGN_IN, wrong_role=FOR_ALL_ROLES,
        stranger=NOT_FOUND, bad_input=missing()),
    asks_for_password("/api/v1/me/deletion", by="rival"),
    own("POST", "/api/v1/me/export"),
    own("GET", "/api/v1/me/export"),
    own("GET", "/api/v1/me/export/file"),
]
