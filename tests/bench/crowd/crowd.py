"""crowd.py BINARY [--people 500] [--questions 10] [--seconds 30]: a class takes a timed quiz. Everybody has a connection of their
own, saves an answer every few seconds, one more in the last two seconds, and half of them hand in at the deadline; the
server hands in for the others. Then every answer that was told to be saved must be there, and every attempt marked.
Prints a Markdown table for docs/performance.md."""

import argparse
import asyncio
import json
import os
import random
import resource
import sqlite3
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "../../process/server"))
sys.path.insert(0, os.path.join(HERE, "../load"))

from laboratory import PASSWORD, Server, wait_for  # noqa: E402
from seed import NOW, Table, identity, person  # noqa: E402

#: Before the deadline, in seconds: the last answers, and handing in.
LAST = 2.0


class Student:
    """One browser: a connection that is kept, requests one after the other."""

    def __init__(self, number, port):
        self.number, self.port, self.token, self.attempt, self.saved = number, port, None, None, {}

    async def open(self):
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)

    async def ask(self, method, path, body=None):
        """Answers the status, what came, and when it was there."""
        content = b"" if body is None else json.dumps(body).encode()
        head = f"{method} /api/v1{path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {len(content)}\r\n"
        if self.token:
            head += f"Authorization: Bearer {self.token}\r\n"
        self.writer.write(head.encode() + b"\r\n" + content)
        answered = await self.reader.readuntil(b"\r\n\r\n")
        lines = answered.decode("latin-1").split("\r\n")
        length = next((int(line.split(":")[1]) for line in lines if line.lower().startswith("content-length:")), 0)
        content = await self.reader.readexactly(length)
        return int(lines[0].split()[1]), json.loads(content) if content else None, time.perf_counter()

    async def sign_in(self, lanes):
        async with lanes:
            status, answer, _ = await self.ask("POST", "/auth/login", {"email": f"person{self.number}@school.example",
                                                                       "password": PASSWORD})
        assert status == 200, answer
        self.token = answer["access_token"]

    async def begin(self, lesson):
        status, answer, _ = await self.ask("POST", f"/lessons/{lesson}/quiz/attempts", {})
        assert status == 201, answer
        self.attempt = answer["id"]
        return answer

    async def save(self, due, slot, times):
        """Counts from the instant at which it was due, so that a slow server is not spared."""
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        sequence = self.saved.get(slot, (0, 0))[0] + 1
        status, answer, at = await self.ask("PUT", f"/quiz-attempts/{self.attempt}/answers/{slot}",
                                            {"sequence": sequence, "response": {"text": str(4 * sequence)}})
        assert status == 200, (status, answer)
        self.saved[slot] = (sequence, 4 * sequence)
        times.append(at - due)

    async def submit(self, due, times):
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        status, answer, at = await self.ask("POST", f"/quiz-attempts/{self.attempt}/submit")
        assert status == 200, (status, answer)
        times.append(at - due)

    async def take(self, asked, chance, starts, ends, times):
        """Answers in turn until the end draws near, then one more and perhaps in."""
        every = (ends - starts - LAST) / asked.questions
        for slot in range(1, asked.questions + 1):
            await self.save(starts + every * (slot - 1 + chance.random()), slot, times["save"])
        await self.save(ends - LAST * chance.random(), 1, times["save in the last two seconds"])
        if self.number % 2 == 0:
            await self.submit(max(ends - 1 + chance.random(), time.perf_counter()), times["hand in"])


def seed_class(database, people, course):
    """Accounts with the teacher's password, enrolled: made by the API, hashing alone would take minutes."""
    connection = sqlite3.connect(database)
    password_hash = connection.execute("SELECT password_hash FROM account LIMIT 1").fetchone()[0]
    accounts, enrolments = Table(connection, "account"), Table(connection, "enrolment")
    for number in range(people):
        accounts.add(id=person(number), email=f"person{number}@school.example", name=f"Person {number:06d}", role="student",
                     password_hash=password_hash, language="en", time_zone="Europe/Berlin", created_at=NOW, username=None, state="active")
        enrolments.add(id=identity(5, number), course_id=course, account_id=person(number), role="student", state="active",
                       enrolled_at=NOW, last_active_at=NOW, completed_lessons=0, sort_name=f"person {number:06d}", created_at=NOW)
    with connection:
        accounts.flush()
        enrolments.flush()
    connection.close()


def make_quiz(teacher, asked):
    course = teacher.call("POST", "/api/v1/courses", {"title": "Statics"})["id"]
    section = teacher.call("POST", f"/api/v1/courses/{course}/sections", {"title": "Exam"})["id"]
    lesson = teacher.call("POST", f"/api/v1/sections/{section}/lessons", {"title": "Final", "kind": "quiz"})["id"]
    slots = [{"question_id": teacher.call("POST", f"/api/v1/courses/{course}/questions", {
        "name": f"Sum {number}", "type": "numeric", "definition": {"stem": "2 + 2?", "answers": [{"value": 4}]}})["id"]}
        for number in range(asked.questions)]
    teacher.call("PUT", f"/api/v1/lessons/{lesson}/quiz/definition", {"rules": {}, "slots": slots})
    teacher.call("POST", f"/api/v1/courses/{course}/publish")
    return course, lesson, slots


def set_deadline(teacher, lesson, slots, seconds):
    """Answers when that is, by the clock that times are measured with."""
    now, clock = time.time(), time.perf_counter()
    closes = int(now + seconds)
    rules = {"closes_at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(closes))}
    teacher.call("PUT", f"/api/v1/lessons/{lesson}/quiz/definition", {"rules": rules, "slots": slots})
    return clock + closes - now


async def exam(server, teacher, lesson, slots, asked):
    students = [Student(number, server.port) for number in range(asked.people)]
    lanes = asyncio.Semaphore(4)
    for student in students:
        await student.open()
    await asyncio.gather(*(student.sign_in(lanes) for student in students))
    for student in students:  # They come in one by one; the crowd is at the end.
        await student.begin(lesson)
    ends = set_deadline(teacher, lesson, slots, asked.seconds)
    times = {"save": [], "save in the last two seconds": [], "hand in": []}
    chance = random.Random(3)
    starts = time.perf_counter() + 0.5
    await asyncio.gather(*(student.take(asked, chance, starts, ends, times) for student in students))
    return students, times


def check(teacher, lesson, students):
    """Every attempt is marked, and each answer is the last that was told to be saved."""
    def graded():
        rows, after = [], ""
        while after is not None:
            page = teacher.call("GET", f"/api/v1/lessons/{lesson}/quiz/results?limit=200&after={after}")
            rows, after = rows + page["items"], page["next"]
        return rows if all(row["state"] == "graded" for row in rows) else None
    rows = wait_for("every attempt is marked", graded, 60, 0.5)
    assert len(rows) == len(students), f"{len(students) - len(rows)} attempts are lost"
    lost = 0
    for student in students:
        seen = teacher.call("GET", f"/api/v1/quiz-attempts/{student.attempt}")
        for question in seen["questions"]:
            sequence, number = student.saved[question["slot"]]
            lost += question["sequence"] != sequence or question["response"] != {"text": str(number)}
    assert lost == 0, f"{lost} answers are lost"
    return sum(len(student.saved) for student in students)


def part(times, share):
    return sorted(times)[min(len(times) - 1, int(len(times) * share))] * 1000


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("binary")
    parser.add_argument("--people", type=int, default=500)
    parser.add_argument("--questions", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=30)
    asked = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_NOFILE, (4096, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    with tempfile.TemporaryDirectory(prefix="lectern-crowd-") as folder:
        server = Server(asked.binary, os.path.join(folder, "data"), LECTERN_TRANSCODE_JOBS="0")
        server.log_path = os.path.join(folder, "server.log")
        server.add_user("teacher@school.example", "instructor")
        server.start()
        course, lesson, slots = make_quiz(server.client("teacher@school.example"), asked)
        server.stop()
        seed_class(os.path.join(server.data, "lectern.db"), asked.people, course)
        server.start()
        try:
            teacher = server.client("teacher@school.example")
            students, times = asyncio.run(exam(server, teacher, lesson, slots, asked))
            answers = check(teacher, lesson, students)
        finally:
            server.stop()
    print(f"{asked.people} attempts marked, {answers} answers, none lost; load {os.getloadavg()[0]:.1f}\n")
    print("| request | how many | median | p95 | p99 | worst |\n|---|---|---|---|---|---|")
    for name, all_times in times.items():
        print(f"| {name} | {len(all_times)} | " + " | ".join(f"{part(all_times, share):.1f} ms" for share in (0.5, 0.95, 0.99, 1)) + " |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
