"""Doors of the catalogue: categories in their order, the trash, the checklist."""

from table import FORBIDDEN, INVALID, NOT_FOUND, SIGN_IN, Row, Try, missing


def prepare(world):
    world.names["category"] = world.call("admin", "POST", "/api/v1/categories", {"name": "Chemistry"})["id"]


ROWS = [
    Row("PATCH", "/api/v1/categories/{id}", at="/api/v1/categories/{category}", body={"name": "Alchemy"}, anonymous=SIGN_IN,
        wrong_role=FORBIDDEN, stranger=Try(FORBIDDEN, by="teacher"), bad_input=Try(INVALID, by="admin", body={"name": ""})),
    Row("DELETE", "/api/v1/categories/{id}", at="/api/v1/categories/{category}", anonymous=SIGN_IN, wrong_role=FORBIDDEN,
        stranger=Try(FORBIDDEN, by="teacher"), bad_input=missing("admin")),
    Row("POST", "/api/v1/courses/{id}/restore", at="/api/v1/courses/{course}/restore", anonymous=SIGN_IN, wrong_role=NOT_FOUND,
        stranger=NOT_FOUND, bad_input=missing()),
    Row("GET", "/api/v1/courses/{id}/checklist", at="/api/v1/courses/{course}/checklist", anonymous=SIGN_IN,
        wrong_role=FORBIDDEN, stranger=FORBIDDEN, bad_input=missing()),
]
