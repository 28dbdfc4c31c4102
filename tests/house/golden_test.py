"""What others rely on changes only on purpose: the routes, the API description and the schema are kept in
tests/golden. golden_test.py BINARY --regenerate writes them anew; the commit says why. (packaging/lectern.conf has
its test in tests/integration/config.)"""

import difflib
import json
import os
import sqlite3
import subprocess
import sys
import tempfile

from sources import ROOT

BINARY = sys.argv[1]


def ask(*arguments, data=None):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("LECTERN_")}
    if data:
        environment["LECTERN_DATA_DIR"] = data
    return subprocess.run([BINARY, *arguments], check=True, capture_output=True, text=True, env=environment,
                          input="a long enough password\n").stdout


def schema():
    """The tables as a new database gets them, made by the first command that needs one."""
    with tempfile.TemporaryDirectory() as data:
        ask("user", "add", "--email", "golden@example.org", "--name", "Golden", "--role", "admin", data=data)
        databases = [os.path.join(data, name) for name in os.listdir(data) if name.endswith((".db", ".sqlite"))]
        connection = sqlite3.connect(databases[0])
        rows = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type DESC, name")
        text = "\n".join(row[0] + ";" for row in rows) + "\n"
        connection.close()
        return text


def openapi():
    return json.dumps(json.loads(ask("routes", "--openapi")), indent=1, ensure_ascii=False) + "\n"


GOLDEN = {
    "tests/golden/routes.txt": lambda: ask("routes"),
    "tests/golden/openapi.json": openapi,
    "tests/golden/schema.sql": schema,
}

failed = False
for path, make in GOLDEN.items():
    full, now = os.path.join(ROOT, path), make()
    if "--regenerate" in sys.argv:
        with open(full, "w", encoding="utf-8") as file:
            file.write(now)
        continue
    before = ""
    if os.path.exists(full):
        with open(full, encoding="utf-8") as file:
            before = file.read()
    if before != now:
        failed = True
        print(f"{path} differs; if that is meant: python3 tests/house/golden_test.py {BINARY} --regenerate")
        print("\n".join(list(difflib.unified_diff(before.splitlines(), now.splitlines(), "kept", "now", lineterm=""))[:60]))
sys.exit(1 if failed else 0)
