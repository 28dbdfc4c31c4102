"""Doors of lms/certificates: designs and lists are for those who teach, a certificate for its holder, checking for all."""

from table import FOR_ALL_ROLES, FOR_EVERYBODY, FORBIDDEN, INVALID, NOT_FOUND, OK, OWN_ONLY, SIGN_IN, Row, Try, missing


def prepare(world):
    certificate = world.call("teacher", "POST", "/api/v1/courses/{course}/certificates", {"user_id": world.names["student_id"]})
    world.names["certificate"] = certificate["id"]
    world.names["certificate_code"] = certificate["code"]


COURSE = {"anonymous": SIGN_IN, "wrong_role": FORBIDDEN, "stranger": Try(FORBIDDEN, by="rival")}
PART = {"at": "/api/v1/courses/{course}/certificate-pictures/logo", **COURSE}
ONE = {"anonymous": SIGN_IN, "wrong_role": Try(NOT_FOUND, by="outsider"), "stranger": Try(NOT_FOUND, by="rival")}

ROWS = [
    Row("GET", "/api/v1/courses/{id}/certificate-design", at="/api/v1/courses/{course}/certificate-design", **COURSE, bad_input=missing()),
    Row("PATCH", "/api/v1/courses/{id}/certificate-design", at="/api/v1/courses/{course}/certificate-design", body={"title": "Proof"},
        **COURSE, bad_input=Try(INVALID, body={"title": "{x}"})),
    Row("GET", "/api/v1/courses/{id}/certificate-design/preview.pdf", at="/api/v1/courses/{course}/certificate-design/preview.pdf",
        **COURSE, bad_input=missing()),
    Row("GET", "/api/v1/courses/{id}/certificate-design/preview.png", at="/api/v1/courses/{course}/certificate-design/preview.png",
        **COURSE, bad_input=missing()),
    Row("GET", "/api/v1/courses/{id}/certificate-pictures/{part}", **PART,
        bad_input=Try(NOT_FOUND, at="/api/v1/courses/{course}/certificate-pictures/seal")),
    Row("DELETE", "/api/v1/courses/{id}/certificate-pictures/{part}", **PART,
        bad_input=Try(NOT_FOUND, at="/api/v1/courses/{course}/certificate-pictures/seal")),
    Row("PUT", "/api/v1/courses/{id}/certificate-pictures/{part}", **PART, headers={"Content-Type": "application/octet-stream"}, body="no picture",
        bad_input=Try(NOT_FOUND, at="/api/v1/courses/{course}/certificate-pictures/seal")),
    Row("GET", "/api/v1/courses/{id}/certificates", at="/api/v1/courses/{course}/certificates", **COURSE, bad_input=missing()),
    Row("POST", "/api/v1/courses/{id}/certificates", at="/api/v1/courses/{course}/certificates", body={"user_id": "0" * 26},
        **COURSE, bad_input=Try(INVALID, body={"user_id": "x"})),
    Row("POST", "/api/v1/courses/{id}/certificates/issue-completed", at="/api/v1/courses/{course}/certificates/issue-completed",
        **COURSE, bad_input=missing()),
    Row("GET", "/api/v1/me/certificates", anonymous=SIGN_IN, wrong_role=FOR_ALL_ROLES, stranger=OWN_ONLY,
        bad_input=Try(INVALID, query="?limit=x")),
    Row("GET", "/api/v1/certificates/{id}/pdf", at="/api/v1/certificates/{certificate}/pdf", **ONE, bad_input=missing()),
    Row("POST", "/api/v1/certificates/{id}/revoke", at="/api/v1/certificates/{certificate}/revoke", body={"reason": "A mistake"},
        anonymous=SIGN_IN, wrong_role=FORBIDDEN, stranger=Try(FORBIDDEN, by="rival"), bad_input=Try(INVALID, body={"reason": ""})),
    Row("POST", "/api/v1/certificates/{id}/renew", at="/api/v1/certificates/{certificate}/renew", **ONE, bad_input=missing()),
    Row("GET", "/api/v1/verify/{code}", at="/api/v1/verify/{certificate_code}", anonymous=OK, wrong_role=FOR_ALL_ROLES, stranger=FOR_EVERYBODY,
        bad_input=Try(NOT_FOUND, at="/api/v1/verify/none")),
]
