"""Doors of lms/identity: signing in, and accounts as administrators and everybody see them."""

from table import (CONFLICT, CREATED, FOR_ALL_ROLES, FORBIDDEN, INVALID, NEW_THING, NO_INPUT, NOT_FOUND, OK, OWN_ONLY, SIGN_IN,
                   NotApplicable, Outcome, Row, Try)

SOMEBODY = {"email": "new@lab.localhost", "name": "New", "password": "violet trams"}
BEFORE_SIGN_IN = NotApplicable("who calls it is nobody yet")
NOBODYS = NotApplicable("accounts belong to nobody")
ADMINS = Try(FORBIDDEN, by="teacher")
ACCEPTED = Outcome(202)
GONE = Outcome(410, "gone")


def link(path, **more):
    """Takes the secret of a link: nobody has the one of the row."""
    return Row("POST", path, body={"token": "nonsense", **more}, anonymous=GONE, wrong_role=BEFORE_SIGN_IN,
               stranger=BEFORE_SIGN_IN, bad_input=Try(INVALID, by="anonymous", body={"token": 7}))


def admins(method, path, bad_input, **more):
    return Row(method, path, anonymous=SIGN_IN, wrong_role=ADMINS, stranger=NOBODYS, bad_input=bad_input, **more)


def no_such_user(method, tail):
    return admins(method, "/api/v1/users/{id}" + tail, Try(NOT_FOUND, by="admin", at="{missing}"),
                  at="/api/v1/users/{outsider_id}" + tail)


ROWS = [
    Row("POST", "/api/v1/auth/signup", body=SOMEBODY, anonymous=CREATED, wrong_role=BEFORE_SIGN_IN, stranger=NEW_THING,
        bad_input=Try(INVALID, by="anonymous", body={**SOMEBODY, "email": "nobody"})),
    Row("GET", "/api/v1/auth/rules", anonymous=OK, wrong_role=FOR_ALL_ROLES, stranger=NOBODYS, bad_input=NO_INPUT),
    link("/api/v1/auth/confirm"),
    link("/api/v1/auth/invitation"),
    link("/api/v1/auth/email"),
    link("/api/v1/auth/password/reset", password="violet trams"),
    Row("POST", "/api/v1/auth/confirm/again", body={"email": "nobody@lab.localhost"}, anonymous=ACCEPTED,
        wrong_role=BEFORE_SIGN_IN, stranger=BEFORE_SIGN_IN, bad_input=Try(INVALID, by="anonymous", body={})),
    Row("POST", "/api/v1/auth/password/forgot", body={"email": "nobody@lab.localhost"}, anonymous=ACCEPTED,
        wrong_role=BEFORE_SIGN_IN, stranger=BEFORE_SIGN_IN, bad_input=Try(INVALID, by="anonymous", body={})),
    Row("POST", "/api/v1/auth/login", body={"email": "teacher@lab.localhost", "password": "not the password"},
        anonymous=SIGN_IN, wrong_role=BEFORE_SIGN_IN, stranger=BEFORE_SIGN_IN,
        bad_input=Try(INVALID, by="anonymous", body={"email": "teacher@lab.localhost"})),
    Row("POST", "/api/v1/auth/second-step", body={"challenge": "nonsense", "code": "123456"}, anonymous=SIGN_IN,
        wrong_role=BEFORE_SIGN_IN, stranger=BEFORE_SIGN_IN, bad_input=Try(INVALID, by="anonymous", body={"code": "1"})),
    Row("POST", "/api/v1/auth/passkey/options", anonymous=CONFLICT, wrong_role=BEFORE_SIGN_IN, stranger=BEFORE_SIGN_IN,
        bad_input=NO_INPUT),
    Row("POST", "/api/v1/auth/passkey", body={"credential_id": "AA", "client_data": "AA", "authenticator_data": "AA",
                                              "signature": "AA"},
        anonymous=CONFLICT, wrong_role=BEFORE_SIGN_IN, stranger=BEFORE_SIGN_IN,
        bad_input=Try(INVALID, by="anonymous", body={"credential_id": "?"})),
    Row("POST", "/api/v1/auth/refresh", body={"refresh_token": "nonsense"}, anonymous=SIGN_IN, wrong_role=BEFORE_SIGN_IN,
        stranger=BEFORE_SIGN_IN, bad_input=Try(INVALID, by="anonymous", body={"refresh_token": 7})),
    Row("POST", "/api/v1/auth/logout", anonymous=SIGN_IN, wrong_role=FOR_ALL_ROLES, stranger=OWN_ONLY, bad_input=NO_INPUT),
    Row("GET", "/.well-known/jwks.json", anonymous=OK, wrong_role=FOR_ALL_ROLES, stranger=NOBODYS, bad_input=NO_INPUT),
    Row("GET", "/api/v1/me", anonymous=SIGN_IN, wrong_role=FOR_ALL_ROLES, stranger=OWN_ONLY, bad_input=NO_INPUT),
    Row("PATCH", "/api/v1/me", body={"name": "Me"}, anonymous=SIGN_IN, wrong_role=FOR_ALL_ROLES, stranger=OWN_ONLY,
        bad_input=Try(INVALID, body={"role": "admin"})),
    admins("GET", "/api/v1/users", Try(INVALID, by="admin", query="?limit=0")),
    admins("POST", "/api/v1/users", Try(INVALID, by="admin", body={**SOMEBODY, "role": "king"}), body=SOMEBODY),
    admins("GET", "/api/v1/users/requests", NO_INPUT),
    no_such_user("POST", "/approve"),
    no_such_user("POST", "/decline"),
    no_such_user("POST", "/disable"),
    no_such_user("POST", "/enable"),
    no_such_user("DELETE", ""),
    no_such_user("GET", "/data"),
    no_such_user("DELETE", "/second-factor"),
    admins("GET", "/api/v1/invitations", NO_INPUT),
    admins("POST", "/api/v1/invitations", Try(INVALID, by="admin", body={"email": "nowhere"}), body={"email": "a@lab.localhost"}),
    admins("DELETE", "/api/v1/invitations/{id}", Try(NOT_FOUND, by="admin", at="{missing}"),
           at="/api/v1/invitations/{missing}"),
]
