"""Doors of forums: only who takes or teaches the course is told that there is anything."""

from table import CONFLICT, FORBIDDEN, INVALID, NOT_FOUND, SIGN_IN, Row, Try, missing

POST = {"text": "Why is that so?"}
THREAD = {"title": "Why?", **POST}


def prepare(world):
    world.names["forum"] = world.call("teacher", "POST", "/api/v1/courses/{course}/forums", {"title": "Exercises"})["id"]
    thread = world.call("teacher", "POST", "/api/v1/forums/{forum}/threads", {**THREAD, "kind": "question"})
    world.names["thread"], world.names["opening"] = thread["id"], thread["opening_post_id"]
    world.names["reply"] = world.call("student", "POST", "/api/v1/threads/{thread}/posts", POST)["id"]
    world.names["place"] = "post-" + world.names["opening"]


def outside(method, path, at, **cells):
    """Whoever has no part in the course is told that there is no such thing."""
    return Row(method, "/api/v1" + path, at="/api/v1" + at, anonymous=SIGN_IN,
               **({"wrong_role": Try(NOT_FOUND, by="outsider"), "stranger": NOT_FOUND} | cells))


def of_course(method, tail, at=None, **cells):
    """The course itself is there for all to see."""
    return outside(method, "/courses/{id}" + tail, "/courses/{course}" + (at or tail),
                   **({"wrong_role": Try(FORBIDDEN, by="outsider"), "stranger": FORBIDDEN} | cells))


def of_forum(method, tail, **cells):
    return outside(method, "/forums/{id}" + tail, "/forums/{forum}" + tail, **cells)


def of_thread(method, tail, **cells):
    return outside(method, "/threads/{id}" + tail, "/threads/{thread}" + tail, **cells)


def of_post(method, tail, post="reply", **cells):
    return outside(method, "/posts/{id}" + tail, "/posts/{" + post + "}" + tail, **cells)


LEVEL = {"level": "following"}
NO_LEVEL = Try(INVALID, body={"level": "loudly"})
DRAFT = {"content": {"text": "Wh"}}

ROWS = [
    of_course("GET", "/forums", bad_input=missing()),
    of_course("POST", "/forums", body={"title": "Ours"}, wrong_role=FORBIDDEN,
              bad_input=Try(INVALID, body={"title": "", "posting": "nobody"})),
    of_forum("GET", "", bad_input=missing()),
    of_forum("PATCH", "", body={"title": "Ours"}, wrong_role=FORBIDDEN, bad_input=Try(INVALID, body={"title": ""})),
    of_forum("DELETE", "", wrong_role=FORBIDDEN, bad_input=Try(CONFLICT)),
    of_course("PUT", "/forum-subscription", body=LEVEL, bad_input=NO_LEVEL),
    of_forum("PUT", "/subscription", body=LEVEL, bad_input=NO_LEVEL),
    of_thread("PUT", "/subscription", body=LEVEL, bad_input=NO_LEVEL),
    of_thread("PUT", "/read", body={"until": "2026-10-01T08:00:00Z"}, bad_input=Try(INVALID, body={"until": "now"})),
    of_course("POST", "/forum-read", bad_input=missing()),
    of_course("GET", "/forum-drafts", bad_input=missing()),
    of_course("PUT", "/forum-drafts/{place}", body=DRAFT,
              bad_input=Try(INVALID, at="/api/v1/courses/{course}/forum-drafts/somewhere")),
    of_course("DELETE", "/forum-drafts/{place}", bad_input=missing()),
    of_course("GET", "/forum-search", bad_input=Try(INVALID, query="?q=a&limit=0")),
    of_course("GET", "/forum-people", bad_input=Try(INVALID, query="?q=" + "a" * 300)),

    of_forum("GET", "/threads", bad_input=Try(INVALID, query="?order=backwards")),
    of_forum("POST", "/threads", body=THREAD, bad_input=Try(INVALID, body={"title": "", "text": ""})),
    outside("GET", "/lessons/{id}/threads", "/lessons/{shown_lesson}/threads", wrong_role=Try(FORBIDDEN, by="outsider"),
            stranger=FORBIDDEN, bad_input=Try(INVALID, query="?after=nothing")),
    outside("GET", "/lessons/{id}/moments", "/lessons/{shown_lesson}/moments", wrong_role=Try(FORBIDDEN, by="outsider"),
            stranger=FORBIDDEN, bad_input=missing()),
    of_thread("GET", "", bad_input=missing()),
    of_thread("PATCH", "", body={"locked": True}, wrong_role=FORBIDDEN, bad_input=Try(INVALID, body={"title": ""})),
    of_thread("POST", "/merge", body={"into": "0" * 26}, bad_input=Try(INVALID, body={"into": ""})),
    of_thread("GET", "/posts", bad_input=Try(INVALID, query="?limit=0")),
    of_thread("POST", "/posts", body=POST, bad_input=Try(INVALID, body={"text": "", "seconds": -1})),
    of_post("GET", "", bad_input=missing()),
    of_post("PATCH", "", post="opening", body=POST, wrong_role=FORBIDDEN, bad_input=Try(INVALID, body={"text": ""})),
    of_post("DELETE", "", post="opening", wrong_role=FORBIDDEN, bad_input=missing()),
    of_post("POST", "/restore", wrong_role=FORBIDDEN, bad_input=missing()),
    of_post("GET", "/versions", bad_input=missing()),
    of_post("PUT", "/vote", wrong_role=FORBIDDEN, bad_input=missing()),
    of_post("DELETE", "/vote", wrong_role=FORBIDDEN, bad_input=missing()),
    of_post("PUT", "/accepted", wrong_role=FORBIDDEN, bad_input=Try(CONFLICT, at="/api/v1/posts/{opening}/accepted")),
    of_post("DELETE", "/accepted", wrong_role=FORBIDDEN, bad_input=missing()),
    of_post("PUT", "/endorsement", wrong_role=FORBIDDEN,
            bad_input=Try(CONFLICT, at="/api/v1/posts/{opening}/endorsement")),
    of_post("DELETE", "/endorsement", wrong_role=FORBIDDEN, bad_input=missing()),
    of_post("POST", "/report", body={"reason": "Rude"}, bad_input=Try(INVALID, body={"reason": ""})),
    of_course("GET", "/forum-reports", wrong_role=FORBIDDEN, bad_input=Try(INVALID, query="?limit=0")),
    of_post("POST", "/judge", body={"verdict": "hide"}, wrong_role=FORBIDDEN,
            bad_input=Try(INVALID, body={"verdict": "burn"})),
]
