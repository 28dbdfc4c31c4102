"""Doors of enrolment: joining, rosters, groups, invitations, cohorts."""

from table import (FOR_ALL_ROLES, FOR_EVERYBODY, FORBIDDEN, INVALID, NEW_THING, NO_INPUT, NOT_FOUND, OWN_ONLY, SIGN_IN,
                   Row, Try, missing)

OWN = {"anonymous": SIGN_IN, "wrong_role": FOR_ALL_ROLES, "stranger": OWN_ONLY}
#: Of one enrolment: for its person and those who teach them; it exists for nobody else.
OF_ONE = {"anonymous": SIGN_IN, "wrong_role": Try(NOT_FOUND, by="outsider"), "stranger": NOT_FOUND}
#: Of a course that everybody sees: for those who teach it.
TEACHING = {"anonymous": SIGN_IN, "wrong_role": FORBIDDEN, "stranger": FORBIDDEN}
INSTITUTION = {"anonymous": SIGN_IN, "wrong_role": FORBIDDEN, "stranger": FORBIDDEN}
ENROLMENT = "/api/v1/enrolments/{enrolment}"
COURSE = "/api/v1/courses/{course}"


def prepare(world):
    world.names["group"] = world.call("teacher", "POST", COURSE + "/groups", {"name": "Tuesday"})["id"]
    invitation = world.call("teacher", "POST", COURSE + "/invitations", {"role": "student"})
    world.names["invitation"] = invitation["id"]
    world.names["code"] = invitation["code"]
    world.names["cohort"] = world.call("admin", "POST", "/api/v1/cohorts", {"name": "Class of 2026"})["id"]
    world.names["category"] = world.call("admin", "POST", "/api/v1/categories", {"name": "Doors"})["id"]
    world.server.add_user("watcher@lab.localhost", "student")
    observer = world.call("teacher", "POST", COURSE + "/roster", {"email": "watcher@lab.localhost", "role": "observer"})
    world.names["observer"] = observer["id"]
    message = {"enrolment_ids": [world.names["enrolment"]], "subject": "Hello", "body": "See you on Monday."}
    world.names["message"] = world.call("teacher", "POST", COURSE + "/messages", message)["id"]
    world.names["student"] = world.names["enrolment"]
    world.names["user"] = world.names["teacher_id"]


ROWS = [
    Row("POST", "/api/v1/courses/{id}/enrol", at="/api/v1/courses/{draft}/enrol", anonymous=SIGN_IN, wrong_role=FOR_ALL_ROLES,
        stranger=Try(NOT_FOUND, by="outsider"), bad_input=missing("outsider")),
    Row("GET", "/api/v1/enrolments/{id}", at=ENROLMENT, **OF_ONE, bad_input=missing()),
    Row("PATCH", "/api/v1/enrolments/{id}", at=ENROLMENT, body={"role": "assistant"}, **OF_ONE,
        bad_input=Try(INVALID, body={"role": "king"})),
    Row("DELETE", "/api/v1/enrolments/{id}", at=ENROLMENT, **OF_ONE, bad_input=missing()),
    Row("POST", "/api/v1/enrolments/{id}/suspend", at=ENROLMENT + "/suspend", anonymous=SIGN_IN, wrong_role=FORBIDDEN,
        stranger=NOT_FOUND, bad_input=missing()),
    Row("POST", "/api/v1/enrolments/{id}/resume", at=ENROLMENT + "/resume", anonymous=SIGN_IN, wrong_role=FORBIDDEN,
        stranger=NOT_FOUND, bad_input=missing()),
    Row("GET", "/api/v1/enrolments/{id}/progress", at=ENROLMENT + "/progress", **OF_ONE, bad_input=missing()),
    Row("PUT", "/api/v1/enrolments/{id}/observed/{student}", at="/api/v1/enrolments/{observer}/observed/{enrolment}",
        **TEACHING, bad_input=missing()),
    Row("DELETE", "/api/v1/enrolments/{id}/observed/{student}", at="/api/v1/enrolments/{observer}/observed/{enrolment}",
        **TEACHING, bad_input=missing()),
    Row("GET", "/api/v1/enrolments/{id}/observed", at="/api/v1/enrolments/{observer}/observed", **TEACHING, bad_input=missing()),
    Row("GET", "/api/v1/me/observed", **OWN, bad_input=NO_INPUT),
    Row("GET", "/api/v1/me/enrolments", **OWN, bad_input=Try(INVALID, query="?state=lost")),
    Row("GET", "/api/v1/me/subscriptions", **OWN, bad_input=NO_INPUT),
    Row("POST", "/api/v1/categories/{id}/subscribe", at="/api/v1/categories/{category}/subscribe", **OWN, bad_input=missing()),
    Row("DELETE", "/api/v1/categories/{id}/subscribe", at="/api/v1/categories/{category}/subscribe", **OWN,
        bad_input=missing()),
    Row("GET", "/api/v1/join/{code}", anonymous=FOR_EVERYBODY, wrong_role=FOR_ALL_ROLES, stranger=FOR_EVERYBODY,
        bad_input=missing("anonymous")),
    Row("POST", "/api/v1/join/{code}", **OWN, bad_input=missing()),

    Row("GET", "/api/v1/courses/{id}/roster", at=COURSE + "/roster", **TEACHING,
        bad_input=Try(INVALID, query="?sort=shoe_size")),
    Row("POST", "/api/v1/courses/{id}/roster", at=COURSE + "/roster", body={"email": "outsider@lab.localhost"}, **TEACHING,
        bad_input=Try(INVALID, body={"email": 7})),
    Row("GET", "/api/v1/courses/{id}/roster.csv", at=COURSE + "/roster.csv", **TEACHING, bad_input=missing()),
    Row("POST", "/api/v1/courses/{id}/roster/people", at=COURSE + "/roster/people", body={"emails": ["a@lab.localhost"]},
        **TEACHING, bad_input=Try(INVALID, body={"emails": "a@lab.localhost"})),
    Row("POST", "/api/v1/courses/{id}/roster/import", at=COURSE + "/roster/import", body={"csv": "email\na@lab.localhost\n"},
        **TEACHING, bad_input=Try(INVALID, body={"csv": "name\nAda\n"})),
    Row("POST", "/api/v1/courses/{id}/roster/act", at=COURSE + "/roster/act",
        body={"act": "suspend", "enrolment_ids": ["{enrolment}"]}, anonymous=SIGN_IN,
        wrong_role=Try(FORBIDDEN, body={"act": "suspend", "enrolment_ids": []}),
        stranger=Try(FORBIDDEN, body={"act": "suspend", "enrolment_ids": []}),
        bad_input=Try(INVALID, body={"act": "promote", "enrolment_ids": ["x"]})),
    Row("POST", "/api/v1/courses/{id}/messages", at=COURSE + "/messages",
        body={"enrolment_ids": ["0" * 26], "subject": "Hello", "body": "See you."}, **TEACHING,
        bad_input=Try(INVALID, body={"enrolment_ids": [], "subject": "", "body": 7})),
    Row("GET", "/api/v1/courses/{id}/messages", at=COURSE + "/messages", **TEACHING, bad_input=Try(INVALID, query="?limit=0")),
    Row("GET", "/api/v1/me/messages", **OWN, bad_input=Try(INVALID, query="?limit=many")),
    Row("POST", "/api/v1/messages/{id}/read", at="/api/v1/messages/{message}/read", anonymous=SIGN_IN,
        wrong_role=Try(NOT_FOUND, by="outsider"), stranger=NOT_FOUND, bad_input=missing()),
    Row("GET", "/api/v1/courses/{id}/groups", at=COURSE + "/groups", **TEACHING, bad_input=missing()),
    Row("POST", "/api/v1/courses/{id}/groups", at=COURSE + "/groups", body={"name": "Friday"}, **TEACHING,
        bad_input=Try(INVALID, body={"name": ""})),
    Row("PATCH", "/api/v1/groups/{id}", at="/api/v1/groups/{group}", body={"name": "Friday"}, **TEACHING,
        bad_input=Try(INVALID, body={})),
    Row("DELETE", "/api/v1/groups/{id}", at="/api/v1/groups/{group}", **TEACHING, bad_input=missing()),
    Row("GET", "/api/v1/courses/{id}/invitations", at=COURSE + "/invitations", **TEACHING, bad_input=missing()),
    Row("POST", "/api/v1/courses/{id}/invitations", at=COURSE + "/invitations", body={}, **TEACHING,
        bad_input=Try(INVALID, body={"most_uses": 0})),
    Row("DELETE", "/api/v1/course-invitations/{id}", at="/api/v1/course-invitations/{invitation}", **TEACHING, bad_input=missing()),
    Row("GET", "/api/v1/courses/{id}/cohorts", at=COURSE + "/cohorts", **TEACHING, bad_input=missing()),
    Row("PUT", "/api/v1/courses/{id}/cohorts/{cohort}", at=COURSE + "/cohorts/{cohort}", body={}, **TEACHING,
        bad_input=Try(INVALID, body={"role": "king"})),
    Row("DELETE", "/api/v1/courses/{id}/cohorts/{cohort}", at=COURSE + "/cohorts/{cohort}", **TEACHING, bad_input=missing()),

    Row("GET", "/api/v1/cohorts", anonymous=SIGN_IN, wrong_role=FORBIDDEN, stranger=FOR_EVERYBODY,
        bad_input=Try(INVALID, query="?limit=many")),
    Row("POST", "/api/v1/cohorts", body={"name": "Class of 2027"}, anonymous=SIGN_IN, wrong_role=FORBIDDEN,
        stranger=NEW_THING, bad_input=Try(INVALID, by="admin", body={"name": ""})),
    Row("PATCH", "/api/v1/cohorts/{id}", at="/api/v1/cohorts/{cohort}", body={"name": "Class of 2027"}, **INSTITUTION,
        bad_input=Try(INVALID, by="admin", body={"name": 7})),
    Row("DELETE", "/api/v1/cohorts/{id}", at="/api/v1/cohorts/{cohort}", **INSTITUTION, bad_input=missing("admin")),
    Row("GET", "/api/v1/cohorts/{id}/members", at="/api/v1/cohorts/{cohort}/members", **INSTITUTION,
        bad_input=missing("admin")),
    Row("POST", "/api/v1/cohorts/{id}/members", at="/api/v1/cohorts/{cohort}/members", body={"emails": []}, **INSTITUTION,
        bad_input=Try(INVALID, by="admin", body={"emails": 7})),
    Row("DELETE", "/api/v1/cohorts/{id}/members/{user}", at="/api/v1/cohorts/{cohort}/members/{student_id}", **INSTITUTION,
        bad_input=missing("admin")),
]
