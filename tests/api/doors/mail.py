"""Doors of lms/mail: what administrators see of the mail."""

from table import FORBIDDEN, INVALID, NO_INPUT, SIGN_IN, NotApplicable, Row, Try

NOBODYS = NotApplicable("mails belong to nobody")

ROWS = [
    Row("GET", "/api/v1/admin/mail", anonymous=SIGN_IN, wrong_role=Try(FORBIDDEN, by="teacher"), stranger=NOBODYS,
        bad_input=NO_INPUT),
    Row("GET", "/api/v1/admin/mail/messages", anonymous=SIGN_IN, wrong_role=Try(FORBIDDEN, by="teacher"), stranger=NOBODYS,
        bad_input=Try(INVALID, by="admin", query="?state=lost")),
    Row("POST", "/api/v1/admin/mail/trial", body={"to": "a@lab.localhost"}, anonymous=SIGN_IN,
        wrong_role=Try(FORBIDDEN, by="teacher"), stranger=NOBODYS, bad_input=Try(INVALID, by="admin", body={"to": "nowhere"})),
]
