"""Every route of the program has a scenario: some test file names the telling words of its address, and its method.
The telling words are what stands after the last parameter, or before it where the address ends with one: tests build
addresses from parts. GET is what a scenario does when it names no method."""

import re
import subprocess
import sys

from sources import files, finish, read

BINARY = sys.argv[1]
ROUTE = re.compile(r"^\s*(GET|POST|PUT|PATCH|DELETE|OPTIONS)\s+(/\S*)", re.MULTILINE)


def telling_words(path):
    pieces = re.split(r"\{[^}]+\}", path)
    return pieces[-1] or pieces[-2].rstrip("/")


def is_covered(method, path, sources):
    words = re.compile(re.escape(telling_words(path)) + r'(?=["?/`{\w]|$)' if path.endswith("}")
                       else re.escape(telling_words(path)) + r'(?=["?`])')
    verb = re.compile(rf"\b{method}\b", re.IGNORECASE)
    return any(words.search(text) and (method == "GET" or verb.search(text)) for text in sources)


sources = [read(path) for path in files(".cpp", ".h", ".py", under="tests") + files(".ts", under="web/e2e")
           if not path.startswith(("tests/house", "tests/bench"))]
routes = ROUTE.findall(subprocess.run([BINARY, "routes"], check=True, capture_output=True, text=True).stdout)
problems = [f"{method} {path}: no test names it" for method, path in routes if not is_covered(method, path, sources)]
finish(problems if routes else ["`lectern routes` printed no route"])
