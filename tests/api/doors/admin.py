"""Doors of lms/admin and of the server's own desk: people, roles, the audit log, jobs, settings, status."""

from table import (CONFLICT, FOR_EVERYBODY, FORBIDDEN, INVALID, NEW_THING, NO_INPUT, NOT_FOUND, SIGN_IN, NotApplicable,
                   Row, Try)

NOBODYS = NotApplicable("it belongs to the institution, not to a person")
TEACHER = Try(FORBIDDEN, by="teacher")


def named(path):
    """Bad input of an address that names a thing: one that does not exist."""
    return Try(NOT_FOUND, by="admin", at=path)


ROWS = [
    Row("GET", "/api/v1/audit", anonymous=SIGN_IN, wrong_role=TEACHER, stranger=NOBODYS,
        bad_input=Try(INVALID, by="admin", query="?since=yesterday")),
    Row("GET", "/api/v1/audit.csv", anonymous=SIGN_IN, wrong_role=TEACHER, stranger=NOBODYS,
        bad_input=Try(INVALID, by="admin", query="?who=me")),
    Row("GET", "/api/v1/audit/actions", anonymous=SIGN_IN, wrong_role=TEACHER, stranger=NOBODYS, bad_input=NO_INPUT),

    Row("GET", "/api/v1/users/export", anonymous=SIGN_IN, wrong_role=TEACHER, stranger=NOBODYS, bad_input=NO_INPUT),
    Row("POST", "/api/v1/users/import", body={"csv": "email\n"}, anonymous=SIGN_IN, wrong_role=TEACHER, stranger=NEW_THING,
        bad_input=Try(INVALID, by="admin", body={"csv": "shoe_size\n43\n"})),
    Row("GET", "/api/v1/users/{id}", at="/api/v1/users/{student_id}", anonymous=SIGN_IN, wrong_role=TEACHER, stranger=NOBODYS,
        bad_input=named("/api/v1/users/{missing}")),
    Row("PATCH", "/api/v1/users/{id}", at="/api/v1/users/{student_id}", body={"name": "Sam"}, anonymous=SIGN_IN,
        wrong_role=TEACHER, stranger=NOBODYS, bad_input=Try(INVALID, by="admin", body={"role": "king"})),
    Row("POST", "/api/v1/users/{id}/reset-link", at="/api/v1/users/{student_id}/reset-link", anonymous=SIGN_IN,
        wrong_role=TEACHER, stranger=NOBODYS, bad_input=named("/api/v1/users/{missing}/reset-link")),
    Row("POST", "/api/v1/users/{id}/sign-out", at="/api/v1/users/{student_id}/sign-out", anonymous=SIGN_IN,
        wrong_role=TEACHER, stranger=NOBODYS, bad_input=named("/api/v1/users/{missing}/sign-out")),

    Row("GET", "/api/v1/roles", anonymous=SIGN_IN, wrong_role=TEACHER, stranger=NOBODYS, bad_input=NO_INPUT),
    Row("POST", "/api/v1/roles", body={"name": "Helpers"}, anonymous=SIGN_IN, wrong_role=TEACHER, stranger=NEW_THING,
        bad_input=Try(INVALID, by="admin", body={"name": "Fliers", "permissions": ["fly"]})),
    Row("PATCH", "/api/v1/roles/{id}", at="/api/v1/roles/student", body={"permissions": []}, anonymous=SIGN_IN,
        wrong_role=TEACHER, stranger=NOBODYS, bad_input=Try(INVALID, by="admin", body={"permissions": ["fly"]})),
    Row("DELETE", "/api/v1/roles/{id}", at="/api/v1/roles/student", anonymous=SIGN_IN, wrong_role=TEACHER,
        stranger=NOBODYS, bad_input=Try(CONFLICT, by="admin")),

    Row("GET", "/api/v1/admin/jobs", anonymous=SIGN_IN, wrong_role=TEACHER, stranger=NOBODYS,
        bad_input=Try(INVALID, by="admin", query="?state=lost")),
    Row("POST", "/api/v1/admin/jobs/{id}/retry", at="/api/v1/admin/jobs/{missing}/retry", anonymous=SIGN_IN,
        wrong_role=TEACHER, stranger=NOBODYS, bad_input=named("/api/v1/admin/jobs/{missing}/retry")),
    Row("POST", "/api/v1/admin/jobs/{id}/cancel", at="/api/v1/admin/jobs/{missing}/cancel", anonymous=SIGN_IN,
        wrong_role=TEACHER, stranger=NOBODYS, bad_input=named("/api/v1/admin/jobs/{missing}/cancel")),
    Row("POST", "/api/v1/lessons/{id}/video/retry", at="/api/v1/lessons/{lesson}/video/retry", anonymous=SIGN_IN,
        wrong_role=Try(NOT_FOUND, by="student"), stranger=Try(NOT_FOUND, by="rival"),
        bad_input=Try(CONFLICT, by="teacher")),

    Row("GET", "/api/v1/admin/settings", anonymous=SIGN_IN, wrong_role=TEACHER, stranger=NOBODYS, bad_input=NO_INPUT),
    Row("PATCH", "/api/v1/admin/settings", body={"values": {"upload.quota": "9G"}}, anonymous=SIGN_IN, wrong_role=TEACHER,
        stranger=NOBODYS, bad_input=Try(INVALID, by="admin", body={"values": {"upload.quota": "much"}})),
    Row("GET", "/api/v1/admin/directory", anonymous=SIGN_IN, wrong_role=TEACHER, stranger=NOBODYS, bad_input=NO_INPUT),
    Row("POST", "/api/v1/admin/directory/test", anonymous=SIGN_IN, wrong_role=TEACHER, stranger=NOBODYS,
        bad_input=Try(CONFLICT, by="admin")),
    Row("GET", "/api/v1/site", anonymous=FOR_EVERYBODY, wrong_role=FOR_EVERYBODY, stranger=FOR_EVERYBODY, bad_input=NO_INPUT),
    Row("GET", "/api/v1/admin/status", anonymous=SIGN_IN, wrong_role=TEACHER, stranger=NOBODYS, bad_input=NO_INPUT),
    Row("GET", "/api/v1/admin/storage", anonymous=SIGN_IN, wrong_role=TEACHER, stranger=NOBODYS, bad_input=NO_INPUT),
    Row("GET", "/api/v1/admin/storage/owners/{id}/courses", at="/api/v1/admin/storage/owners/{teacher_id}/courses",
        anonymous=SIGN_IN, wrong_role=TEACHER, stranger=NOBODYS, bad_input=named("/api/v1/admin/storage/owners/x/courses")),
]
