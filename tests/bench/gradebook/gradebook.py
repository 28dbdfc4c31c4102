"""gradebook.py BINARY [--people 5000 --items 100]: a gradebook as large as a large class's, seeded into a server of its own:
how long its answers take over HTTP, and how it scrolls in Chromium (with the browser app built and embedded). Prints a
Markdown table for docs/performance.md."""

import argparse
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from http.client import HTTPConnection

HERE = os.path.dirname(os.path.abspath(__file__))
for beside in ("../../process/server", "../load"):
    sys.path.insert(0, os.path.join(HERE, beside))

from laboratory import PASSWORD, Server  # noqa: E402
from seed import NOW, Table, course, identity, person  # noqa: E402

TEACHER = "teacher@lab.localhost"


def seed(database, people, items):
    with sqlite3.connect(database) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        owner = connection.execute("SELECT id FROM account WHERE email = ?", (TEACHER,)).fetchone()[0]
        tables = {name: Table(connection, name)
                  for name in ("course", "account", "enrolment", "gradebook", "grade_category", "grade_item", "grade")}
        tables["course"].add(id=course(0), owner_id=owner, title="A large class", visibility="public", language="en",
                             created_at=NOW, updated_at=NOW, published_at=NOW)
        tables["gradebook"].add(course_id=course(0), weighting="weights", scale="A 90 B 80 C 70")
        for number in range(5):
            tables["grade_category"].add(id=identity(6, number), course_id=course(0), name=f"Part {number + 1}", weight=number + 1,
                                         drop_lowest=1, position=number)
        for number in range(items):
            tables["grade_item"].add(id=identity(3, number), course_id=course(0), category_id=identity(6, number % 5),
                                     name=f"Exercise {number + 1}", most=10_000, extra_credit=0, position=number)
        for number in range(people):
            tables["account"].add(id=person(number), email=f"person{number}@school.example", name=f"Person {number:05d}",
                                  role="student", password_hash="", created_at=NOW, username=None, state="active")
            tables["enrolment"].add(id=identity(5, number), course_id=course(0), account_id=person(number), role="student",
                                    state="active", enrolled_at=NOW, sort_name=f"person {number:05d}", created_at=NOW)
            for item in range(items):
                tables["grade"].add(item_id=identity(3, item), account_id=person(number), course_id=course(0),
                                    earned=None, override=(number * 7 + item * 13) % 10_001, excused=0, updated_at=NOW)
        for table in tables.values():
            table.flush()
        connection.execute("ANALYZE")


class Asker:
    def __init__(self, port):
        self.connection = HTTPConnection("127.0.0.1", port, timeout=120)
        self.token = ""
        self.token = json.loads(self.ask("POST", "/auth/login", {"email": TEACHER, "password": PASSWORD})[1])["access_token"]

    def ask(self, method, path, body=None):
        """Answers milliseconds and bytes."""
        began = time.perf_counter()
        self.connection.request(method, "/api/v1" + path, body and json.dumps(body),
                                {"Content-Type": "application/json", **({"Authorization": "Bearer " + self.token} if self.token else {})})
        answer = self.connection.getresponse()
        content = answer.read()
        assert answer.status < 300, (path, answer.status, content[:200])
        return (time.perf_counter() - began) * 1000, content


def tell(what, times, note=""):
    times = sorted(times)
    print(f"| {what} | {times[len(times) // 2]:.0f} ms | {times[-1]:.0f} ms | {note} |", flush=True)


def all_rows(asker, path):
    times, rows, after = [], 0, ""
    while after is not None:
        took, content = asker.ask("GET", f"{path}/gradebook/rows?limit=200&after={after}")
        page = json.loads(content)
        times.append(took)
        rows += len(page["items"])
        after = page["next"]
    return times, rows


def measure(server):
    asker, path = Asker(server.port), f"/courses/{course(0)}"
    print("| what | median | worst | |\n|---|---|---|---|")
    tell("what is graded, and how it adds up", [asker.ask("GET", path + "/gradebook")[0] for _ in range(10)])
    times, rows = all_rows(asker, path)
    tell("a page of 200 people", times, f"{rows} people in {sum(times) / 1000:.1f} s, one page after the other")
    entered = [asker.ask("PUT", f"/grade-items/{identity(3, 5)}/grades/{person(number)}", {"value": 7})[0] for number in range(50)]
    tell("entering a grade", entered)
    csv = [asker.ask("GET", path + "/gradebook.csv") for _ in range(3)]
    tell("all of it as CSV", [took for took, _ in csv], f"{len(csv[0][1]) / 1e6:.1f} MB")
    tell("changing a weight, so that everybody's total changes",
         [asker.ask("PATCH", f"/grade-categories/{identity(6, 0)}", {"weight": weight})[0] for weight in (2, 3, 4)],
         "totals follow in the background")


def scroll(server, people):
    done = subprocess.run(["node", os.path.join(HERE, "scroll.mjs"), f"http://127.0.0.1:{server.port}", TEACHER, PASSWORD, course(0),
                           str(people)],
                          capture_output=True, text=True, check=False)
    print(done.stdout.strip() or done.stderr.strip()[-500:])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("binary")
    parser.add_argument("--people", type=int, default=5000)
    parser.add_argument("--items", type=int, default=100)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="lectern-grades-") as folder:
        server = Server(asked.binary, os.path.join(folder, "data"), LECTERN_TRANSCODE_JOBS="0")
        server.add_user(TEACHER, "instructor")
        seed(os.path.join(server.data, "lectern.db"), asked.people, asked.items)
        server.start()
        try:
            measure(server)
            scroll(server, asked.people)
        finally:
            server.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
