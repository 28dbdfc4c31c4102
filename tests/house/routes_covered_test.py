"""Every route of the program has a scenario: some test names its method and, nearby, its address."""

import re
import subprocess
import sys

from sources import files, finish, read

BINARY = sys.argv[1]
NEARBY = 200  # letters between an address and its method
ROUTE = re.compile(r"^\s*(GET|POST|PUT|PATCH|DELETE|OPTIONS)\s+(/\S*)", re.MULTILINE)
# What a test may write for a part like {id}: a placeholder, a literal, or pieces of an expression.
ANY_PART = r'(?:\{[^{}"/]*\}|[^"/\s{}]+|"\s*\+[^;"]{1,80}?\+\s*"|"\s*\+[^;"]{1,80}|"\s*,[^;"]{1,80}?,\s*")'


def pattern_of(path):
    pieces = [re.escape(piece) for piece in re.split(r"\{[^}]+\}", path)]
    if path.endswith("...}"):  # the rest of an address is anything
        return re.compile(pieces[0])
    # The address ends there: at a quote, a query, or the end of an expression.
    return re.compile(ANY_PART.join(pieces) + (r'(?=["?`]|\{\})' if pieces[-1] else ""))


def is_covered(method, path, sources):
    pattern, verb = pattern_of(path), re.compile(rf"\b{method}\b", re.IGNORECASE)
    for text in sources:
        for found in pattern.finditer(text):
            if verb.search(text[max(0, found.start() - NEARBY):found.end() + NEARBY]):
                return True
    return False


sources = [read(path) for path in files(".cpp", ".h", ".py", ".ts", under="tests") + files(".ts", under="web/e2e")
           if not path.startswith("tests/house")]
routes = ROUTE.findall(subprocess.run([BINARY, "routes"], check=True, capture_output=True, text=True).stdout)
problems = [f"{method} {path}: no test names it" for method, path in routes if not is_covered(method, path, sources)]
finish(problems if routes else ["`lectern routes` printed no route"])
