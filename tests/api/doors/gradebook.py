"""Doors of lms/gradebook: everyone's grades are for those who teach."""

from table import FORBIDDEN, INVALID, NOT_FOUND, SIGN_IN, Row, Try, missing


def prepare(world):
    book = world.call("teacher", "POST", "/api/v1/courses/{course}/grade-categories", {"name": "Homework"})
    world.names["grade_category"] = book["categories"][0]["id"]
    book = world.call("teacher", "POST", "/api/v1/courses/{course}/grade-items", {"name": "Essay", "most": 10})
    world.names["grade_item"] = book["items"][0]["id"]


ROWS = [
    Row("GET", "/api/v1/courses/{id}/gradebook", at="/api/v1/courses/{course}/gradebook", anonymous=SIGN_IN,
        wrong_role=FORBIDDEN, stranger=Try(FORBIDDEN, by="rival"), bad_input=missing()),
    Row("PATCH", "/api/v1/courses/{id}/gradebook", at="/api/v1/courses/{course}/gradebook", body={"scale": "A 90"}, anonymous=SIGN_IN,
        wrong_role=FORBIDDEN, stranger=Try(FORBIDDEN, by="rival"), bad_input=Try(INVALID, body={"scale": "A"})),
    Row("POST", "/api/v1/courses/{id}/grade-categories", at="/api/v1/courses/{course}/grade-categories", body={"name": "Exams"}, anonymous=SIGN_IN,
        wrong_role=FORBIDDEN, stranger=Try(FORBIDDEN, by="rival"), bad_input=Try(INVALID, body={"name": ""})),
    Row("PATCH", "/api/v1/grade-categories/{id}", at="/api/v1/grade-categories/{grade_category}", body={"weight": 2}, anonymous=SIGN_IN,
        wrong_role=FORBIDDEN, stranger=Try(FORBIDDEN, by="rival"), bad_input=Try(INVALID, body={"weight": -1})),
    Row("DELETE", "/api/v1/grade-categories/{id}", at="/api/v1/grade-categories/{grade_category}", anonymous=SIGN_IN,
        wrong_role=FORBIDDEN, stranger=Try(FORBIDDEN, by="rival"), bad_input=missing()),
    Row("POST", "/api/v1/courses/{id}/grade-items", at="/api/v1/courses/{course}/grade-items", body={"name": "Essay", "most": 10}, anonymous=SIGN_IN,
        wrong_role=FORBIDDEN, stranger=Try(FORBIDDEN, by="rival"), bad_input=Try(INVALID, body={"name": "Essay", "most": 0})),
    Row("PATCH", "/api/v1/grade-items/{id}", at="/api/v1/grade-items/{grade_item}", body={"most": 2}, anonymous=SIGN_IN,
        wrong_role=FORBIDDEN, stranger=Try(FORBIDDEN, by="rival"), bad_input=Try(INVALID, body={"most": -1})),
    Row("DELETE", "/api/v1/grade-items/{id}", at="/api/v1/grade-items/{grade_item}", anonymous=SIGN_IN,
        wrong_role=FORBIDDEN, stranger=Try(FORBIDDEN, by="rival"), bad_input=missing()),
    Row("GET", "/api/v1/courses/{id}/gradebook/rows", at="/api/v1/courses/{course}/gradebook/rows", anonymous=SIGN_IN,
        wrong_role=FORBIDDEN, stranger=Try(FORBIDDEN, by="rival"), bad_input=Try(INVALID, by="teacher", query="?after=x")),
    Row("PUT", "/api/v1/grade-items/{id}/grades/{user}", at="/api/v1/grade-items/{grade_item}/grades/{student_id}", body={"value": 2}, anonymous=SIGN_IN,
        wrong_role=FORBIDDEN, stranger=Try(FORBIDDEN, by="rival"), bad_input=Try(INVALID, body={"value": -1})),
    Row("GET", "/api/v1/grade-items/{id}/grades/{user}", at="/api/v1/grade-items/{grade_item}/grades/{student_id}", anonymous=SIGN_IN,
        wrong_role=FORBIDDEN, stranger=Try(FORBIDDEN, by="rival"), bad_input=missing()),
    Row("GET", "/api/v1/courses/{id}/grades", at="/api/v1/courses/{draft}/grades", anonymous=SIGN_IN,
        wrong_role=NOT_FOUND, stranger=NOT_FOUND, bad_input=missing()),
    Row("GET", "/api/v1/courses/{id}/learners/{user}/grades", at="/api/v1/courses/{course}/learners/{student_id}/grades", anonymous=SIGN_IN,
        wrong_role=FORBIDDEN, stranger=Try(FORBIDDEN, by="rival"), bad_input=missing()),
    Row("GET", "/api/v1/courses/{id}/gradebook.csv", at="/api/v1/courses/{course}/gradebook.csv", anonymous=SIGN_IN,
        wrong_role=FORBIDDEN, stranger=Try(FORBIDDEN, by="rival"), bad_input=missing()),
    Row("POST", "/api/v1/courses/{id}/gradebook/import", at="/api/v1/courses/{course}/gradebook/import", body={"csv": "email"}, anonymous=SIGN_IN,
        wrong_role=FORBIDDEN, stranger=Try(FORBIDDEN, by="rival"), bad_input=Try(INVALID, body={"csv": "name"})),
]
