"""Doors of quizzes: the question bank, writing a quiz, taking it, its results."""

from table import FORBIDDEN, INVALID, NOT_FOUND, OWN_ONLY, SIGN_IN, Row, Try, missing

TRUTH = {"stem": "Is it so?", "answer": True}
QUESTION = {"name": "Truth", "type": "true_false", "definition": TRUTH}


def prepare(world):
    world.names["question"] = world.call("teacher", "POST", "/api/v1/courses/{course}/questions", QUESTION)["id"]
    world.names["question_category"] = world.call("teacher", "POST", "/api/v1/courses/{course}/question-categories",
                                                  {"name": "Waves"})["id"]
    world.names["quiz"] = world.call("teacher", "POST", "/api/v1/sections/{shown_section}/lessons",
                                     {"title": "Test", "kind": "quiz"})["id"]
    slots = [{"question_id": world.names["question"]}]
    world.call("teacher", "PUT", "/api/v1/lessons/{quiz}/quiz/definition", {"rules": {}, "slots": slots})
    world.names["attempt"] = world.call("student", "POST", "/api/v1/lessons/{quiz}/quiz/attempts", {})["id"]
    world.names["slot"] = "1"
    world.names["moment"] = world.call("teacher", "PUT", "/api/v1/lessons/{shown_lesson}/video-questions/definition",
                                       {"moments": [{"at_seconds": 5, "question_id": world.names["question"]}]},
                                       )["moments"][0]["id"]


def of_course(method, tail, route_tail=None, **cells):
    return Row(method, "/api/v1/courses/{id}" + (route_tail or tail), at="/api/v1/courses/{course}" + tail,
               anonymous=SIGN_IN, wrong_role=FORBIDDEN, stranger=FORBIDDEN, **cells)


def of_quiz(method, tail, **cells):
    return Row(method, "/api/v1/lessons/{id}/quiz" + tail, at="/api/v1/lessons/{quiz}/quiz" + tail, anonymous=SIGN_IN,
               **({"wrong_role": FORBIDDEN, "stranger": FORBIDDEN} | cells))


def of_attempt(method, tail, **cells):
    return Row(method, "/api/v1/quiz-attempts/{id}" + tail, at="/api/v1/quiz-attempts/{attempt}" + tail, anonymous=SIGN_IN,
               **({"wrong_role": Try(NOT_FOUND, by="outsider"), "stranger": NOT_FOUND} | cells))


def of_video(method, tail, **cells):
    return Row(method, "/api/v1/lessons/{id}/video-questions" + tail, at="/api/v1/lessons/{shown_lesson}/video-questions" + tail,
               anonymous=SIGN_IN, **({"wrong_role": FORBIDDEN, "stranger": FORBIDDEN} | cells))


ROWS = [
    of_course("GET", "/questions", bad_input=Try(INVALID, query="?limit=0")),
    of_course("POST", "/questions", body=QUESTION, bad_input=Try(INVALID, body={"name": "", "type": "riddle"})),
    of_course("POST", "/questions/import", body={"format": "gift", "text": "One?{T}"},
              bad_input=Try(INVALID, body={"format": "gift", "text": "One?{"})),
    of_course("GET", "/questions/export", bad_input=Try(INVALID, query="?format=luck")),
    of_course("GET", "/question-categories", bad_input=missing()),
    of_course("POST", "/question-categories", body={"name": "New"}, bad_input=Try(INVALID, body={"name": ""})),
    Row("PATCH", "/api/v1/question-categories/{id}", at="/api/v1/question-categories/{question_category}",
        body={"shared": True}, anonymous=SIGN_IN, wrong_role=NOT_FOUND, stranger=NOT_FOUND,
        bad_input=Try(INVALID, body={"shared": "yes"})),
    Row("DELETE", "/api/v1/question-categories/{id}", at="/api/v1/question-categories/{question_category}",
        anonymous=SIGN_IN, wrong_role=NOT_FOUND, stranger=NOT_FOUND, bad_input=missing()),
    Row("GET", "/api/v1/questions/{id}", at="/api/v1/questions/{question}", anonymous=SIGN_IN, wrong_role=NOT_FOUND,
        stranger=NOT_FOUND, bad_input=missing()),
    Row("PATCH", "/api/v1/questions/{id}", at="/api/v1/questions/{question}", body={"name": "Renamed"}, anonymous=SIGN_IN,
        wrong_role=NOT_FOUND, stranger=NOT_FOUND, bad_input=Try(INVALID, body={"definition": {"stem": ""}})),
    Row("DELETE", "/api/v1/questions/{id}", at="/api/v1/questions/{question}", anonymous=SIGN_IN, wrong_role=NOT_FOUND,
        stranger=NOT_FOUND, bad_input=missing()),
    Row("POST", "/api/v1/question-trials", body={"type": "true_false", "definition": TRUTH}, anonymous=SIGN_IN,
        wrong_role=FORBIDDEN, stranger=OWN_ONLY, bad_input=Try(INVALID, body={"type": "true_false", "definition": {}})),
    of_quiz("GET", "", wrong_role=Try(FORBIDDEN, by="outsider"), bad_input=missing()),
    of_quiz("GET", "/definition", bad_input=missing()),
    of_quiz("PUT", "/definition", body={"rules": {}, "slots": []},
            bad_input=Try(INVALID, body={"rules": {"attempts": -1}, "slots": []})),
    of_quiz("GET", "/overrides", bad_input=missing()),
    of_quiz("PUT", "/overrides", body={"overrides": []}, bad_input=Try(INVALID, body={"overrides": [{"whom": "nobody"}]})),
    of_quiz("POST", "/attempts", body={}, wrong_role=Try(FORBIDDEN, by="outsider"),
            bad_input=Try(INVALID, body={"password": 7})),
    of_quiz("GET", "/results", bad_input=Try(INVALID, query="?limit=0")),
    of_quiz("GET", "/results.csv", bad_input=missing()),
    of_quiz("GET", "/report", bad_input=missing()),
    of_quiz("GET", "/to-mark", bad_input=missing()),
    of_quiz("POST", "/regrade", body={"dry_run": True}, bad_input=Try(INVALID, body={"dry_run": "yes"})),
    of_attempt("GET", "", bad_input=missing()),
    of_attempt("PUT", "/answers/{slot}", body={"sequence": 1, "response": {"answer": True}},
               bad_input=Try(INVALID, by="student", body={"sequence": 0})),
    of_attempt("POST", "/answers/{slot}/hint", bad_input=missing()),
    of_attempt("PUT", "/marks/{slot}", body={"points": 1}, wrong_role=FORBIDDEN, stranger=FORBIDDEN,
               bad_input=Try(INVALID, body={"points": -1})),
    of_attempt("GET", "/answers/{slot}/files", stranger=NOT_FOUND, bad_input=missing()),
    Row("DELETE", "/api/v1/quiz-attempts/{id}/files/{file}", at="/api/v1/quiz-attempts/{attempt}/files/{missing}", anonymous=SIGN_IN,
        wrong_role=Try(NOT_FOUND, by="outsider"), stranger=NOT_FOUND,
        bad_input=Try(NOT_FOUND, by="student", at="/api/v1/quiz-attempts/{missing}/files/{missing}")),
    of_attempt("POST", "/leave-page", body={"page": 1}, bad_input=Try(INVALID, by="student", body={"page": 0})),
    of_attempt("POST", "/submit", bad_input=missing()),
    of_attempt("GET", "/events", wrong_role=NOT_FOUND, bad_input=missing()),
    of_video("GET", "", wrong_role=Try(FORBIDDEN, by="outsider"), bad_input=missing()),
    of_video("GET", "/definition", bad_input=missing()),
    of_video("PUT", "/definition", body={"moments": []}, bad_input=Try(INVALID, body={"moments": [{"at_seconds": -1}]})),
    of_video("GET", "/report", bad_input=missing()),
    of_video("POST", "/regrade", body={"dry_run": True}, bad_input=Try(INVALID, body={"dry_run": "yes"})),
    of_video("GET", "/people", bad_input=Try(INVALID, query="?limit=0")),
    Row("POST", "/api/v1/video-questions/{id}/answers", at="/api/v1/video-questions/{moment}/answers",
        body={"number": 1, "version": 1, "response": {}}, anonymous=SIGN_IN, wrong_role=Try(FORBIDDEN, by="outsider"),
        stranger=FORBIDDEN, bad_input=Try(INVALID, by="student", body={"number": 0})),
]
