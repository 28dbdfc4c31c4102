"""Doors of enrolment."""

from table import FOR_ALL_ROLES, FORBIDDEN, INVALID, NOT_FOUND, SIGN_IN, Row, Try, missing

ROWS = [
    Row("POST", "/api/v1/courses/{id}/enrol", at="/api/v1/courses/{draft}/enrol", anonymous=SIGN_IN, wrong_role=FOR_ALL_ROLES,
        stranger=Try(NOT_FOUND, by="outsider"), bad_input=missing("outsider")),
    Row("DELETE", "/api/v1/enrolments/{id}", at="/api/v1/enrolments/{enrolment}", anonymous=SIGN_IN,
        wrong_role=Try(NOT_FOUND, by="outsider"), stranger=NOT_FOUND, bad_input=missing()),
    Row("GET", "/api/v1/courses/{id}/roster", at="/api/v1/courses/{course}/roster", anonymous=SIGN_IN, wrong_role=FORBIDDEN,
        stranger=FORBIDDEN, bad_input=missing()),
    Row("POST", "/api/v1/courses/{id}/roster", at="/api/v1/courses/{course}/roster", body={"email": "outsider@lab.localhost"},
        anonymous=SIGN_IN, wrong_role=FORBIDDEN, stranger=FORBIDDEN, bad_input=Try(INVALID, body={"email": 7})),
]
