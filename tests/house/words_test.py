"""Left-overs that have no place in the tree: a TODO without an issue number, a path of somebody's machine."""

import re

from sources import files, finish, read

KINDS = (".cpp", ".h", ".ts", ".tsx", ".py", ".sh", ".md", ".txt", ".sql", ".cmake", ".json", ".conf", ".html", ".css")
RULES = [
    (re.compile(r"\b(TODO|FIXME|XXX)\b(?! \(#\d+\))"), "write TODO (#number), or do it"),
    (re.compile(r"(?<![\w.:-])/(home|root|Users|work)/\w+"), "a path of one machine"),
    (re.compile(r"<<<<<<< |>>>>>>> "), "a merge left over"),
]
EXEMPT = {"tests/house/words_test.py", "web/package-lock.json"}

problems = []
for path in files(*KINDS):
    if path in EXEMPT:
        continue
    for number, line in enumerate(read(path).splitlines(), 1):
        problems += [f"{path}:{number}: {advice}: {line.strip()[:80]}" for rule, advice in RULES if rule.search(line)]
finish(problems)
