"""Doors of lms/identity: accounts and sessions."""

from table import (CREATED, FOR_ALL_ROLES, FORBIDDEN, INVALID, NEW_THING, NO_INPUT, OWN_ONLY, SIGN_IN, NotApplicable,
                   Row, Try)

SOMEBODY = {"email": "new@lab.localhost", "name": "New", "password": "a long enough password"}
BEFORE_SIGN_IN = NotApplicable("who calls it is nobody yet")

ROWS = [
    Row("POST", "/api/v1/auth/signup", body=SOMEBODY, anonymous=CREATED, wrong_role=BEFORE_SIGN_IN, stranger=NEW_THING,
        bad_input=Try(INVALID, by="anonymous", body={**SOMEBODY, "email": "nobody"})),
    Row("POST", "/api/v1/auth/login", body={"email": "teacher@lab.localhost", "password": "not the password"},
        anonymous=SIGN_IN, wrong_role=BEFORE_SIGN_IN, stranger=BEFORE_SIGN_IN,
        bad_input=Try(INVALID, by="anonymous", body={"email": "teacher@lab.localhost"})),
    Row("POST", "/api/v1/auth/refresh", body={"refresh_token": "nonsense"}, anonymous=SIGN_IN, wrong_role=BEFORE_SIGN_IN,
        stranger=BEFORE_SIGN_IN, bad_input=Try(INVALID, by="anonymous", body={"refresh_token": 7})),
    Row("POST", "/api/v1/auth/logout", anonymous=SIGN_IN, wrong_role=FOR_ALL_ROLES, stranger=OWN_ONLY, bad_input=NO_INPUT),
    Row("GET", "/api/v1/me", anonymous=SIGN_IN, wrong_role=FOR_ALL_ROLES, stranger=OWN_ONLY, bad_input=NO_INPUT),
    Row("PATCH", "/api/v1/me", body={"name": "Me"}, anonymous=SIGN_IN, wrong_role=FOR_ALL_ROLES, stranger=OWN_ONLY,
        bad_input=Try(INVALID, body={"role": "admin"})),
    Row("GET", "/api/v1/users", anonymous=SIGN_IN, wrong_role=Try(FORBIDDEN, by="teacher"),
        stranger=NotApplicable("accounts belong to nobody"), bad_input=Try(INVALID, by="admin", query="?limit=0")),
    Row("POST", "/api/v1/users", body=SOMEBODY, anonymous=SIGN_IN, wrong_role=Try(FORBIDDEN, by="teacher"),
        stranger=NEW_THING, bad_input=Try(INVALID, by="admin", body={**SOMEBODY, "role": "king"})),
]
