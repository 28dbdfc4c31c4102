"""No query scans a large table: each named query of the sources is explained on a seeded database with statistics. A walk
along an index that a LIMIT ends early is fine; so is one along a partial index, and what belongs to a small table."""

import glob
import os
import re
import sqlite3
import sys

from sources import ROOT, files, finish, read

sys.path.insert(0, os.path.join(ROOT, "tests/bench/load"))
from seed import seed  # noqa: E402

QUERY = re.compile(r'\bQuery\s+(k\w+)\s*\{\s*"([^"]+)",\s*(.*?)\};', re.DOTALL)
PIECE = re.compile(r'R"sql\((.*?)\)sql"|"((?:[^"\\]|\\.)*)"|(\w+)', re.DOTALL)
DEFINE = re.compile(r"^#define\s+(\w+)\s+((?:.*\\\n)*.*)$", re.MULTILINE)
PEOPLE, COURSES, ENROLMENTS = 4_000, 200, 20_000
#: Smaller than this in the seed: a scan is a look at a page or two.
LARGE = 150

#: Named queries that read a large table on purpose, and why that is right.
EXCUSED = {
    "identity.sessions": "the sessions that are alive are kept in memory, and read once, at the start",
    "api_tokens.living": "so are personal tokens",
    "migration.applied": "the table is made by the migrator itself",
    "migration.record": "the table is made by the migrator itself",
}


def text_of(expression, macros):
    """Adjacent literals and macros, as the compiler would join them."""
    text = ""
    for raw, quoted, name in PIECE.findall(expression):
        if name:
            text += text_of(macros[name], macros) if name in macros else ""
        else:
            text += raw or quoted.replace('\\"', '"').replace("\\n", "\n")
    return text


def queries():
    """Name, SQL and file of every Query."""
    for path in files(".cpp"):
        if path.startswith("tests/"):
            continue
        source = read(path)
        macros = {name: value.replace("\\\n", " ") for name, value in DEFINE.findall(source)}
        for header in re.findall(r'#include "([^"]+)"', source):
            if os.path.exists(os.path.join(ROOT, header)):
                macros.update({name: value.replace("\\\n", " ") for name, value in DEFINE.findall(read(header))})
        for _, name, expression in QUERY.findall(source):
            yield name, text_of(expression, macros), path


def seeded():
    connection = sqlite3.connect(":memory:")
    for migration in sorted(glob.glob(os.path.join(ROOT, "storage/schema/*.sql"))):
        connection.executescript(read(os.path.relpath(migration, ROOT)))
    seed(connection, PEOPLE, COURSES, ENROLMENTS)
    return connection


def sizes(connection):
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {table: connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] for table in tables}


def aliases(sql):
    """{name in the plan: table}."""
    named = {}
    for table, alias in re.findall(r"\b(?:FROM|JOIN|INTO|UPDATE|,)\s+(\w+)(?:\s+(?:AS\s+)?(\w+))?", sql, re.IGNORECASE):
        named[table] = table
        if alias:
            named[alias] = table
    return named


def partial_indexes(connection):
    return {name for name, sql in connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
            if re.search(r"\bWHERE\b", sql, re.IGNORECASE)}


def scans(connection, large, sql):
    """Steps of the plan that read all of a large table."""
    numbers = [int(number) for number in re.findall(r"\?(\d+)", sql)]
    count = max(numbers, default=sql.count("?"))
    plan = connection.execute("EXPLAIN QUERY PLAN " + sql, [None] * count).fetchall()
    named = aliases(sql)
    for *_, step in plan:
        scan = re.match(r"SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?", step)
        if not scan or named.get(scan.group(1), scan.group(1)) not in large:
            continue
        is_ended = re.search(r"\bLIMIT\b", sql, re.IGNORECASE)
        if scan.group(2) and (is_ended or scan.group(2) in partial_indexes(connection)):
            continue
        yield step


connection = seeded()
large = {table for table, size in sizes(connection).items() if size > LARGE}
problems, seen = [], 0
for name, sql, path in queries():
    seen += 1
    if name in EXCUSED:
        continue
    try:
        found = list(scans(connection, large, sql))
    except sqlite3.Error as error:
        problems.append(f"{path}: {name} could not be explained: {error}")
        continue
    problems += [f"{path}: {name}: {step}" for step in found]
print(f"{seen} queries explained; large tables: {', '.join(sorted(large))}")
finish(problems if seen else ["no query was found"])
