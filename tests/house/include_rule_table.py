"""The table of docs/architecture.md that says who may include whom."""

import re

from sources import LIBRARIES, read


def read_table():
    """{library: (libraries it may include, single headers it may include)}."""
    table = {}
    for row in re.findall(r"^\| `(\w+)` \| (.*) \|$", read("docs/architecture.md"), re.MULTILINE):
        library, allowed = row
        if library not in LIBRARIES or library in table:
            continue
        headers = set(re.findall(r"`([\w/]+\.h)`", allowed))
        names = set(LIBRARIES) if "everything" in allowed else set(re.findall(r"\b\w+\b", re.sub(r"`[^`]*`", "", allowed)))
        table[library] = ((names & set(LIBRARIES)) - ({"app"} if library != "app" else set()) | {library}, headers)
    return table
