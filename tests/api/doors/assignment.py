"""Doors of assignments: writing one, handing in, marking, peer review."""

from table import CONFLICT, FORBIDDEN, INVALID, NOT_FOUND, SIGN_IN, Row, Try, missing

RULES = {"rules": {"peer": {"reviews": 1}}}


def prepare(world):
    world.names["assignment"] = world.call("teacher", "POST", "/api/v1/sections/{shown_section}/lessons",
                                           {"title": "Essay", "kind": "assignment"})["id"]
    world.call("teacher", "PUT", "/api/v1/lessons/{assignment}/assignment/definition", RULES)
    world.names["hand_in"] = world.call("student", "PUT", "/api/v1/lessons/{assignment}/assignment/draft",
                                        {"sequence": 1, "text": "Words"})["id"]
    world.call("student", "POST", "/api/v1/hand-ins/{hand_in}/submit")
    world.call("teacher", "PUT", "/api/v1/lessons/{assignment}/assignment/definition",
               {"rules": {"peer": {"reviews": 1, "self": True}}})
    world.call("teacher", "POST", "/api/v1/lessons/{assignment}/assignment/phase", {"phase": "reviewing"})
    reviews = world.call("student", "GET", "/api/v1/lessons/{assignment}/assignment")["reviews"]
    world.names["peer_review"] = reviews[0]["id"]
    world.call("teacher", "POST", "/api/v1/lessons/{assignment}/assignment/phase", {"phase": "handing_in"})


def of_assignment(method, tail, **cells):
    return Row(method, "/api/v1/lessons/{id}/assignment" + tail, at="/api/v1/lessons/{assignment}/assignment" + tail,
               anonymous=SIGN_IN, **({"wrong_role": FORBIDDEN, "stranger": FORBIDDEN} | cells))


def of_hand_in(method, tail, **cells):
    return Row(method, "/api/v1/hand-ins/{id}" + tail, at="/api/v1/hand-ins/{hand_in}" + tail, anonymous=SIGN_IN,
               **({"wrong_role": Try(NOT_FOUND, by="outsider"), "stranger": NOT_FOUND} | cells))


ROWS = [
    of_assignment("GET", "", wrong_role=Try(FORBIDDEN, by="outsider"), bad_input=missing()),
    of_assignment("PUT", "/draft", body={"sequence": 1, "text": "Mine"}, wrong_role=Try(FORBIDDEN, by="outsider"),
                  bad_input=Try(INVALID, by="student", body={"sequence": 0})),
    of_assignment("POST", "/reviews", wrong_role=Try(FORBIDDEN, by="outsider"), bad_input=Try(CONFLICT, by="student")),
    of_assignment("GET", "/definition", bad_input=missing()),
    of_assignment("PUT", "/definition", body=RULES, bad_input=Try(INVALID, body={"rules": {"late": "maybe"}})),
    of_assignment("GET", "/extensions", bad_input=missing()),
    of_assignment("PUT", "/extensions", body={"extensions": []}, bad_input=Try(INVALID, body={"extensions": 7})),
    of_assignment("GET", "/marking", bad_input=missing()),
    of_assignment("GET", "/hand-ins", bad_input=Try(INVALID, query="?state=lost")),
    of_assignment("GET", "/missing", bad_input=Try(INVALID, query="?limit=0")),
    of_assignment("GET", "/next", bad_input=missing()),
    of_assignment("POST", "/release", bad_input=missing()),
    of_assignment("GET", "/marks.csv", bad_input=missing()),
    of_assignment("POST", "/marks", body={"csv": "hand_in,points\n", "dry_run": True},
                  bad_input=Try(INVALID, body={"csv": "name\nSam\n"})),
    of_assignment("POST", "/phase", body={"phase": "handing_in"}, bad_input=Try(INVALID, body={"phase": "over"})),
    of_assignment("POST", "/allot", bad_input=missing()),
    of_assignment("GET", "/review-overview", bad_input=Try(INVALID, query="?limit=0")),
    Row("DELETE", "/api/v1/hand-in-files/{id}", at="/api/v1/hand-in-files/{missing}", anonymous=SIGN_IN,
        wrong_role=NOT_FOUND, stranger=NOT_FOUND, bad_input=missing()),
    of_hand_in("GET", "", bad_input=missing()),
    of_hand_in("POST", "/submit", bad_input=missing()),
    of_hand_in("GET", "/reviews", bad_input=missing()),
    of_hand_in("GET", "/mark", bad_input=missing()),
    of_hand_in("PUT", "/mark", body={"points": 1, "then": "keep"}, bad_input=Try(INVALID, body={"points": -1})),
    Row("GET", "/api/v1/peer-reviews/{id}", at="/api/v1/peer-reviews/{peer_review}", anonymous=SIGN_IN,
        wrong_role=Try(NOT_FOUND, by="outsider"), stranger=NOT_FOUND, bad_input=missing()),
    Row("PUT", "/api/v1/peer-reviews/{id}", at="/api/v1/peer-reviews/{peer_review}", body={"feedback": "Good"},
        anonymous=SIGN_IN, wrong_role=Try(NOT_FOUND, by="outsider"), stranger=NOT_FOUND,
        bad_input=Try(INVALID, by="student", body={"done": "yes"})),
]
