"""Doors of signing in through others, and of setting providers up."""

from table import (FOR_ALL_ROLES, FOR_EVERYBODY, FORBIDDEN, INVALID, NEW_THING, NO_INPUT, NOT_FOUND, OK,
                   OWN_ONLY, SIGN_IN, NotApplicable, Outcome, Row, Try)

NOBODYS = NotApplicable("providers belong to nobody")
BY_TEACHER = Try(FORBIDDEN, by="teacher")
AWAY = Outcome(303)  # a browser is on its way, and gets a page
PROVIDER = {"name": "Campus", "issuer": "https://login.invalid", "client_id": "lectern"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def prepare(world):
    world.call("admin", "POST", "/api/v1/identity-providers", {"id": "campus", **PROVIDER})


def of_provider(method, tail="", body=None, **cells):
    return Row(method, "/api/v1/identity-providers/{id}" + tail, at="/api/v1/identity-providers/campus" + tail, body=body,
               anonymous=SIGN_IN, wrong_role=BY_TEACHER, stranger=NOBODYS, **cells)


NOWHERE = "/api/v1/identity-providers/nowhere"

ROWS = [
    Row("GET", "/api/v1/auth/providers", anonymous=OK, wrong_role=FOR_ALL_ROLES, stranger=FOR_EVERYBODY, bad_input=NO_INPUT),
    Row("GET", "/api/v1/auth/oidc/{provider}/start", at="/api/v1/auth/oidc/campus/start", anonymous=AWAY,
        wrong_role=FOR_ALL_ROLES, stranger=FOR_EVERYBODY, bad_input=Try(NOT_FOUND, at="/api/v1/auth/oidc/nowhere/start")),
    Row("GET", "/api/v1/auth/oidc/{provider}/callback", at="/api/v1/auth/oidc/campus/callback", anonymous=AWAY,
        wrong_role=FOR_ALL_ROLES, stranger=FOR_EVERYBODY, bad_input=Try(AWAY, query="?state=nonsense&code=nonsense")),
    Row("POST", "/api/v1/auth/oidc/{provider}/backchannel-logout", at="/api/v1/auth/oidc/campus/backchannel-logout",
        headers=FORM, body="logout_token=", anonymous=INVALID, wrong_role=FOR_ALL_ROLES, stranger=NOBODYS,
        bad_input=Try(INVALID, by="anonymous", body="logout_token=nonsense")),
    Row("POST", "/api/v1/auth/oidc/logout", anonymous=SIGN_IN, wrong_role=FOR_ALL_ROLES, stranger=OWN_ONLY,
        bad_input=NO_INPUT),
    Row("GET", "/api/v1/me/identities", anonymous=SIGN_IN, wrong_role=FOR_ALL_ROLES, stranger=OWN_ONLY, bad_input=NO_INPUT),
    Row("POST", "/api/v1/me/identities", body={"provider": "campus"}, anonymous=SIGN_IN, wrong_role=FOR_ALL_ROLES,
        stranger=OWN_ONLY, bad_input=Try(NOT_FOUND, body={"provider": "nowhere"})),
    Row("DELETE", "/api/v1/me/identities/{provider}", at="/api/v1/me/identities/campus", anonymous=SIGN_IN,
        wrong_role=FOR_ALL_ROLES, stranger=OWN_ONLY, bad_input=NOT_FOUND),
    Row("GET", "/api/v1/identity-providers", anonymous=SIGN_IN, wrong_role=BY_TEACHER, stranger=NOBODYS, bad_input=NO_INPUT),
    Row("POST", "/api/v1/identity-providers", body={"id": "other", **PROVIDER}, anonymous=SIGN_IN, wrong_role=BY_TEACHER,
        stranger=NEW_THING, bad_input=Try(INVALID, by="admin", body={"id": "Not an id", **PROVIDER})),
    of_provider("PATCH", body={"name": "Campus"}, bad_input=Try(INVALID, by="admin", body={"issuer": "ftp://x"})),
    of_provider("POST", "/test", bad_input=Try(NOT_FOUND, by="admin", at=NOWHERE + "/test")),
    of_provider("DELETE", bad_input=Try(NOT_FOUND, by="admin", at=NOWHERE)),
]
