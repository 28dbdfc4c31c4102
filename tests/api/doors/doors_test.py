"""doors_test.py BINARY [--complete]: knocks at every route of the real program as somebody who is not signed in, with the
wrong role, at somebody else's thing and with bad input, and compares with the rows of the modules' files beside this
one. --complete only asks whether every route has its row, and every row its route."""

import importlib
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.path.insert(0, os.path.join(HERE, "../../process/server"))

from table import CELLS, NotApplicable, Outcome, Row, Try  # noqa: E402

ROUTE = re.compile(r"^\s*(GET|POST|PUT|PATCH|DELETE|OPTIONS)\s+(/\S*)", re.MULTILINE)
NO_MODULES = {"table.py", "world.py", "doors_test.py"}
#: Nobody is kept out by counting here: the limits have tests of their own.
SETTINGS = {"LECTERN_ACCOUNTS_SIGN_UP": "open"}
CALLERS = {"anonymous": "anonymous", "wrong_role": "student", "stranger": "rival", "bad_input": "teacher"}


def modules():
    return [importlib.import_module(name[:-3]) for name in sorted(os.listdir(HERE))
            if name.endswith(".py") and name not in NO_MODULES]


def incomplete(binary, rows):
    """Routes without a row, rows without a route, routes with two, cells that say nothing."""
    printed = subprocess.run([binary, "routes"], check=True, capture_output=True, text=True).stdout
    routes = ROUTE.findall(printed)
    known = [(row.method, row.path) for row in rows]
    problems = [f"{method} {path}: no row in tests/api/doors" for method, path in routes if (method, path) not in known]
    problems += [f"{method} {path}: a row, but no such route" for method, path in known if (method, path) not in routes]
    problems += [f"{method} {path}: two rows" for method, path in set(known) if known.count((method, path)) > 1]
    for row in rows:
        for cell in CELLS:
            if not isinstance(getattr(row, cell), (NotApplicable, Outcome, Try)):
                problems.append(f"{row.method} {row.path}: {cell} is neither an outcome nor a reason")
    return problems if routes else ["`lectern routes` printed no route"]


def attempt_of(row, cell):
    wanted = getattr(row, cell)
    if isinstance(wanted, Outcome):
        wanted = Try(wanted)
    at = row.at or row.path
    if wanted.at == "{missing}":
        at = re.sub(r"\{[^}]+\}", "{missing}", row.path, count=1)
    elif wanted.at:
        at = wanted.at
    body = row.body if wanted.body is None else wanted.body
    return wanted.by or CALLERS[cell], at + wanted.query, body, {**row.headers, **wanted.headers}, wanted.outcome


def wrong_with(world, row, cell):
    """What is not as the row says; None where all is."""
    who, at, body, headers, outcome = attempt_of(row, cell)
    status, _, answer = world.send(who, row.method, at, body, headers)
    name = f"{row.method} {at} as {who} ({cell})"
    if status != outcome.status:
        return f"{name}: {status} instead of {outcome.status}: {answer}"
    if outcome.code is None:
        return None
    error = (answer or {}).get("error", {})
    if error.get("code") != outcome.code:
        return f"{name}: {error.get('code')} instead of {outcome.code}: {answer}"
    if not error.get("message", "").endswith("."):
        return f"{name}: says {error.get('message')!r}, which is no sentence"
    return None


def knock(binary, parts):
    from laboratory import running_server  # pylint: disable=import-outside-toplevel
    from world import World  # pylint: disable=import-outside-toplevel
    with running_server(binary, **SETTINGS) as server:
        world = World(server)
        for part in parts:
            getattr(part, "prepare", lambda _: None)(world)
        found = [wrong_with(world, row, cell) for part in parts for row in part.ROWS for cell in CELLS
                 if not isinstance(getattr(row, cell), NotApplicable)]
    print(f"{len(found)} doors tried, {sum(problem is not None for problem in found)} wrong")
    return [problem for problem in found if problem]


def main():
    binary, parts = sys.argv[1], modules()
    rows: list[Row] = [row for part in parts for row in part.ROWS]
    problems = incomplete(binary, rows)
    if "--complete" not in sys.argv:
        problems += knock(binary, parts)
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
