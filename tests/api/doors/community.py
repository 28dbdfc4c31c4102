"""Doors of reviews, announcements and programmes, and of the pages that search engines read."""

from laboratory import wait_for
from table import (CONFLICT, FOR_ALL_ROLES, FOR_EVERYBODY, FORBIDDEN, INVALID, NEW_THING, NO_INPUT, NOT_FOUND, OK, OWN_ONLY,
                   SIGN_IN, NotApplicable, Row, Try, missing)

WORDS = {"title": "Moved", "body": "The lecture is in hall 2."}
FOR_SCRIPTLESS = NotApplicable("the page of the app: whatever is not there, the app says")


def reviewed(world):
    """A review takes having begun, and positions are gathered for some seconds before they are written."""
    status, _, review = world.send("student", "PUT", "/api/v1/courses/{course}/review", {"rating": 5}, {})
    return review["id"] if status == 200 else None


def prepare(world):
    world.names["announcement"] = world.call("teacher", "POST", "/api/v1/courses/{course}/announcements", WORDS)["id"]
    world.names["programme"] = world.call("teacher", "POST", "/api/v1/programmes", {"title": "Physics"})["id"]
    world.call("student", "PUT", "/api/v1/lessons/{shown_lesson}/position", {"seconds": 5})
    world.names["review"] = wait_for("the course is begun", lambda: reviewed(world), every=0.5)


ROWS = [
    Row("GET", "/api/v1/courses/{id}/reviews", at="/api/v1/courses/{draft}/reviews", anonymous=NOT_FOUND, wrong_role=NOT_FOUND,
        stranger=NOT_FOUND, bad_input=missing()),
    Row("PUT", "/api/v1/courses/{id}/review", at="/api/v1/courses/{course}/review", body={"rating": 5}, anonymous=SIGN_IN,
        wrong_role=Try(FORBIDDEN, by="teacher"), stranger=FORBIDDEN, bad_input=Try(INVALID, body={"rating": 6})),
    Row("DELETE", "/api/v1/courses/{id}/review", at="/api/v1/courses/{course}/review", anonymous=SIGN_IN,
        wrong_role=Try(NOT_FOUND, by="outsider"), stranger=NOT_FOUND, bad_input=missing()),
    Row("POST", "/api/v1/reviews/{id}/reply", at="/api/v1/reviews/{review}/reply", body={"text": "Thanks"}, anonymous=SIGN_IN,
        wrong_role=FORBIDDEN, stranger=FORBIDDEN, bad_input=Try(INVALID, body={"text": ""})),
    Row("POST", "/api/v1/reviews/{id}/report", at="/api/v1/reviews/{review}/report", body={"reason": "Rude"}, anonymous=SIGN_IN,
        wrong_role=FOR_ALL_ROLES, stranger=FOR_EVERYBODY, bad_input=Try(INVALID, body={})),
    Row("GET", "/api/v1/review-reports", anonymous=SIGN_IN, wrong_role=FORBIDDEN, stranger=Try(FORBIDDEN, by="teacher"),
        bad_input=Try(INVALID, by="admin", query="?limit=0")),
    Row("POST", "/api/v1/reviews/{id}/judge", at="/api/v1/reviews/{review}/judge", body={"judgement": "keep"},
        anonymous=SIGN_IN, wrong_role=FORBIDDEN, stranger=Try(FORBIDDEN, by="teacher"),
        bad_input=Try(INVALID, by="admin", body={"judgement": "burn"})),
    Row("GET", "/api/v1/me/announcements", anonymous=SIGN_IN, wrong_role=FOR_ALL_ROLES, stranger=OWN_ONLY,
        bad_input=Try(INVALID, query="?limit=0")),
    Row("GET", "/api/v1/courses/{id}/announcements", at="/api/v1/courses/{course}/announcements", anonymous=SIGN_IN,
        wrong_role=Try(FORBIDDEN, by="outsider"), stranger=FORBIDDEN, bad_input=missing()),
    Row("POST", "/api/v1/courses/{id}/announcements", at="/api/v1/courses/{course}/announcements", body=WORDS,
        anonymous=SIGN_IN, wrong_role=FORBIDDEN, stranger=FORBIDDEN, bad_input=Try(INVALID, body={"title": ""})),
    Row("GET", "/api/v1/announcements", anonymous=SIGN_IN, wrong_role=FORBIDDEN, stranger=Try(FORBIDDEN, by="teacher"),
        bad_input=Try(INVALID, by="admin", query="?after=never")),
    Row("POST", "/api/v1/announcements", body=WORDS, anonymous=SIGN_IN, wrong_role=FORBIDDEN,
        stranger=Try(FORBIDDEN, by="teacher"), bad_input=Try(INVALID, by="admin", body={"title": "x"})),
    Row("PATCH", "/api/v1/announcements/{id}", at="/api/v1/announcements/{announcement}", body={"title": "Moved again"},
        anonymous=SIGN_IN, wrong_role=NOT_FOUND, stranger=NOT_FOUND, bad_input=Try(INVALID, body={"title": ""})),
    Row("DELETE", "/api/v1/announcements/{id}", at="/api/v1/announcements/{announcement}", anonymous=SIGN_IN,
        wrong_role=NOT_FOUND, stranger=NOT_FOUND, bad_input=missing()),
    Row("POST", "/api/v1/announcements/{id}/read", at="/api/v1/announcements/{announcement}/read", anonymous=SIGN_IN,
        wrong_role=Try(NOT_FOUND, by="outsider"), stranger=NOT_FOUND, bad_input=missing()),
    Row("GET", "/api/v1/programmes", anonymous=OK, wrong_role=FOR_ALL_ROLES, stranger=FOR_EVERYBODY,
        bad_input=Try(INVALID, query="?limit=0")),
    Row("POST", "/api/v1/programmes", body={"title": "New"}, anonymous=SIGN_IN, wrong_role=FORBIDDEN, stranger=NEW_THING,
        bad_input=Try(INVALID, body={"title": "", "order": "none"})),
    Row("GET", "/api/v1/programmes/{id}", at="/api/v1/programmes/{programme}", anonymous=NOT_FOUND, wrong_role=NOT_FOUND,
        stranger=NOT_FOUND, bad_input=missing()),
    Row("PATCH", "/api/v1/programmes/{id}", at="/api/v1/programmes/{programme}", body={"title": "Renamed"}, anonymous=SIGN_IN,
        wrong_role=NOT_FOUND, stranger=NOT_FOUND, bad_input=Try(INVALID, body={"title": ""})),
    Row("DELETE", "/api/v1/programmes/{id}", at="/api/v1/programmes/{programme}", anonymous=SIGN_IN, wrong_role=NOT_FOUND,
        stranger=NOT_FOUND, bad_input=missing()),
    Row("POST", "/api/v1/programmes/{id}/enrol", at="/api/v1/programmes/{programme}/enrol", anonymous=SIGN_IN,
        wrong_role=NOT_FOUND, stranger=NOT_FOUND, bad_input=Try(CONFLICT, by="teacher")),
    Row("GET", "/courses", anonymous=FOR_EVERYBODY, wrong_role=FOR_ALL_ROLES, stranger=FOR_EVERYBODY, bad_input=NO_INPUT),
    Row("GET", "/courses/{id}", anonymous=FOR_EVERYBODY, wrong_role=FOR_ALL_ROLES, stranger=FOR_EVERYBODY,
        bad_input=FOR_SCRIPTLESS),
    Row("GET", "/sitemap.xml", anonymous=OK, wrong_role=FOR_ALL_ROLES, stranger=FOR_EVERYBODY, bad_input=NO_INPUT),
    Row("GET", "/robots.txt", anonymous=OK, wrong_role=FOR_ALL_ROLES, stranger=FOR_EVERYBODY, bad_input=NO_INPUT),
]
