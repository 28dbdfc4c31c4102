"""Doors of lms/reports: how everybody gets on is for those who teach."""

from table import FORBIDDEN, INVALID, SIGN_IN, Row, Try, missing


def row(part, bad_input):
    return Row("GET", "/api/v1/courses/{id}/reports/" + part, at="/api/v1/courses/{course}/reports/" + part,
               anonymous=SIGN_IN, wrong_role=FORBIDDEN, stranger=Try(FORBIDDEN, by="rival"), bad_input=bad_input)


ROWS = [
    row("completion", missing()),
    row("learners", Try(INVALID, query="?after=x")),
    row("at-risk", Try(INVALID, query="?inactive_days=0")),
    row("completion.csv", missing()),
    row("at-risk.csv", Try(INVALID, query="?inactive_days=0")),
]
