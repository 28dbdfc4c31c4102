"""What a row of the doors table is made of. One row a route: what happens to somebody who is not signed in, to the
wrong role, at somebody else's thing, and with bad input. See tests/api/README.md."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Outcome:
    """How a request must end. `code` is that of the error body; None where the request is answered."""
    status: int
    code: str | None = None


@dataclass(frozen=True)
class NotApplicable:
    """A cell that cannot be filled, and why."""
    reason: str


@dataclass(frozen=True)
class Try:
    """One request. What is not given is taken from the row."""
    outcome: Outcome
    by: str | None = None
    at: str | None = None
    body: object = None
    headers: dict = field(default_factory=dict)
    query: str = ""


@dataclass(frozen=True)
class Row:
    method: str
    path: str                 # as `lectern routes` prints it
    anonymous: object
    wrong_role: object
    stranger: object
    bad_input: object
    at: str | None = None     # the address, with names of the world: "/api/v1/courses/{draft}"
    body: object = None       # what would be right: the door must close before it is looked at
    headers: dict = field(default_factory=dict)


SIGN_IN = Outcome(401, "unauthenticated")
FORBIDDEN = Outcome(403, "forbidden")
INVALID = Outcome(400, "invalid")
NOT_FOUND = Outcome(404, "not_found")
CONFLICT = Outcome(409, "conflict")
OK = Outcome(200)
CREATED = Outcome(201)
DONE = Outcome(204)

#: Cells that many rows share.
FOR_ALL_ROLES = NotApplicable("every role may")
OWN_ONLY = NotApplicable("it is about oneself, and names nobody else's thing")
NEW_THING = NotApplicable("it makes a new thing")
NO_INPUT = NotApplicable("it takes no input")
FOR_EVERYBODY = NotApplicable("everybody may see it")

CELLS = ("anonymous", "wrong_role", "stranger", "bad_input")


def missing(by="teacher"):
    """Bad input of an address that names a thing: one that does not exist."""
    return Try(NOT_FOUND, by=by, at="{missing}")
