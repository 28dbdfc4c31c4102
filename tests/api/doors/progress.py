"""Doors of lms/progress: where one stopped, one's courses."""

from table import FOR_ALL_ROLES, INVALID, NOT_FOUND, OWN_ONLY, SIGN_IN, Row, Try, missing

ROWS = [
    Row("PUT", "/api/v1/lessons/{id}/position", at="/api/v1/lessons/{lesson}/position", body={"seconds": 1}, anonymous=SIGN_IN,
        wrong_role=NOT_FOUND, stranger=NOT_FOUND, bad_input=Try(INVALID, body={"seconds": -1})),
    Row("GET", "/api/v1/lessons/{id}/position", at="/api/v1/lessons/{lesson}/position", anonymous=SIGN_IN,
        wrong_role=NOT_FOUND, stranger=NOT_FOUND, bad_input=missing()),
    Row("PUT", "/api/v1/lessons/{id}/completion", at="/api/v1/lessons/{lesson}/completion", anonymous=SIGN_IN,
        wrong_role=NOT_FOUND, stranger=NOT_FOUND, bad_input=missing()),
    Row("DELETE", "/api/v1/lessons/{id}/completion", at="/api/v1/lessons/{lesson}/completion", anonymous=SIGN_IN,
        wrong_role=NOT_FOUND, stranger=NOT_FOUND, bad_input=missing()),
    Row("GET", "/api/v1/courses/{id}/progress", at="/api/v1/courses/{draft}/progress", anonymous=SIGN_IN,
        wrong_role=NOT_FOUND, stranger=NOT_FOUND, bad_input=missing()),
    Row("GET", "/api/v1/me/home", anonymous=SIGN_IN, wrong_role=FOR_ALL_ROLES, stranger=OWN_ONLY,
        bad_input=Try(INVALID, query="?include=luck")),
]
