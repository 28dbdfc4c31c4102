"""SQL names only tables of libraries that its own library may include."""

import re

from include_rule_table import read_table
from sources import files, finish, read

# The second word of a migration's name is the room that owns its tables.
OWNERS = {"storage": "storage", "identity": "lms", "catalog": "catalog", "uploads": "catalog", "enrolment": "lms",
          "progress": "lms", "certificates": "lms", "calendar": "lms", "mail": "lms", "quiz": "lms", "assignment": "lms",
          "forum": "lms", "streamer": "streamer", "transcoder": "transcoder"}


def owned_tables():
    owners = {}
    for path in files(".sql", under="storage/schema"):
        room = re.match(r"\d{4}_([a-z]+)", path.rsplit("/", 1)[1]).group(1)
        for table in re.findall(r"CREATE TABLE (?:IF NOT EXISTS )?(\w+)", read(path), re.IGNORECASE):
            owners[table] = OWNERS.get(room, room)
    return owners


def named_tables(path):
    """Table-like words of every raw string called sql."""
    for statement in re.findall(r'R"sql\((.*?)\)sql"', read(path), re.DOTALL):
        yield from re.findall(r"\b(?:FROM|JOIN|INTO|UPDATE)\s+(\w+)", statement)


owners = owned_tables()
problems = []
for library, (allowed, _) in read_table().items():
    for path in files(".cpp", ".h", under=library):
        problems += [f"{path}: {library} may not name {table}, a table of {owners[table]}"
                     for table in sorted(set(named_tables(path))) if owners.get(table, library) not in allowed]
finish(problems if owners else ["no table was found"])
