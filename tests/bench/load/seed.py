"""seed.py DATABASE [--people N --courses N --enrolments N]: fills a migrated database of a stopped server as a large school
would, straight into the tables. Columns that it does not know get the plainest value that the schema allows, so that
it goes on working while tables grow."""

import argparse
import random
import re
import sqlite3
import sys
import time

NOW = 1_767_225_600_000
DAY = 86_400_000
SUBJECTS = ["Optics", "Algebra", "Statics", "Ethics", "Botany", "Harmony", "Logic", "Genetics", "Rhetoric", "Topology"]
LEVELS = ["Introduction to", "Advanced", "Exercises in", "History of", "Seminar on"]
LANGUAGES = ["en", "de", "fr", "ar"]


def identity(kind, number):
    """Ids as the program makes them: 26 characters that sort by time."""
    return f"0{kind}{number:024d}"


def person(number):
    return identity(1, number)


def course(number):
    return identity(2, number)


class Table:
    """Inserts rows that name what matters; the rest comes from the schema."""

    def __init__(self, connection, name):
        self.connection, self.name, self.rows = connection, name, []
        self.columns = connection.execute(f"PRAGMA table_info({name})").fetchall()
        self.sql = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()[0]

    def plainest(self, column, kind):
        allowed = re.search(rf"\b{column}\s[^,]*?CHECK \({column} IN \(([^)]*)\)\)", self.sql)
        if allowed:
            first = allowed.group(1).split(",")[0].strip()
            return first.strip("'") if first.startswith("'") else int(first)
        return {"INTEGER": 0, "REAL": 0.0, "BLOB": b""}.get(kind, "")

    def add(self, **known):
        self.rows.append(known)
        if len(self.rows) >= 20_000:
            self.flush()

    def flush(self):
        if not self.rows:
            return
        fixed = {name: self.plainest(name, kind) for _, name, kind, required, default, key in self.columns
                 if (required or key) and default is None and name not in self.rows[0]}
        exists = {column[1] for column in self.columns}
        names = [name for name in self.rows[0] if name in exists]
        columns = names + list(fixed)
        marks = ", ".join("?" * len(columns))
        self.connection.executemany(f"INSERT INTO {self.name} ({', '.join(columns)}) VALUES ({marks})",
                                    [[row[name] for name in names] + list(fixed.values()) for row in self.rows])
        self.rows = []


def seed_people(connection, count, password_hash):
    accounts, sessions = Table(connection, "account"), Table(connection, "session")
    for number in range(count):
        role = "instructor" if number % 100 == 0 else "student"
        accounts.add(id=person(number), email=f"person{number}@school.example", name=f"Person {number:06d}", role=role,
                     password_hash=password_hash, language="en", time_zone="Europe/Berlin", created_at=NOW - number,
                     username=None, state="active")
        if number % 10 == 0:
            sessions.add(id=identity(7, number), account_id=person(number), secret_hash=f"{number:064x}",
                         refresh_generation=0, created_at=NOW, expires_at=4 * NOW)
    accounts.flush()
    sessions.flush()


def seed_courses(connection, count, people):
    categories, courses = Table(connection, "category"), Table(connection, "course")
    sections, lessons = Table(connection, "section"), Table(connection, "lesson")
    for number, subject in enumerate(SUBJECTS):
        categories.add(id=identity(6, number), name=subject, created_at=NOW)
    visibilities = re.search(r"visibility IN \(([^)]*)\)", courses.sql).group(1)
    shown = "published" if "published" in visibilities else "public"
    for number in range(count):
        subject = number % len(SUBJECTS)
        title = f"{LEVELS[number % len(LEVELS)]} {SUBJECTS[subject]} {number}"
        courses.add(id=course(number), owner_id=person(number * 100 % people // 100 * 100), title=title,
                    summary=f"What one must know of {SUBJECTS[subject]}.", description="Words. " * 40,
                    category_id=identity(6, subject), language=LANGUAGES[number % len(LANGUAGES)], visibility=shown,
                    created_at=NOW - number * 1000, updated_at=NOW - number * 1000, published_at=NOW - number * 1000)
        for week in range(4):
            section = identity(3, number * 4 + week)
            sections.add(id=section, course_id=course(number), title=f"Week {week + 1}", position=week, created_at=NOW)
            for part in range(5):
                lessons.add(id=identity(4, (number * 4 + week) * 5 + part), course_id=course(number), section_id=section,
                            title=f"Part {part + 1}", kind="video", access="course", position=part, created_at=NOW)
    for table in (categories, courses, sections, lessons):
        table.flush()


def seed_enrolments(connection, count, people, courses):
    enrolments = Table(connection, "enrolment")
    chance = random.Random(7)
    each = max(1, count // people)
    made = 0
    for number in range(people):
        for where in chance.sample(range(courses), min(courses, each)):
            enrolments.add(id=identity(5, made), course_id=course(where), account_id=person(number), role="student",
                           state="active", enrolled_at=NOW - made, last_active_at=NOW - made % (30 * DAY),
                           completed_lessons=made % 20, sort_name=f"person {number:06d}", created_at=NOW - made)
            made += 1
            if made >= count:
                break
    enrolments.flush()
    return made


def seed_forums(connection, courses, people):
    """A few lively threads in the first courses: enough to tell how their queries are planned."""
    forums, threads, posts = Table(connection, "forum"), Table(connection, "forum_thread"), Table(connection, "forum_post")
    words, reads = Table(connection, "forum_word"), Table(connection, "forum_read")
    for number in range(min(courses, 200)):
        forums.add(id=course(number), course_id=course(number), title="", description="", audience="course",
                   posting="everyone", anonymity="off", slow_mode_seconds=0, position=0, change=0, created_at=NOW)
        for part in range(5):
            thread, at = identity(8, number * 5 + part), NOW - part * DAY
            threads.add(id=thread, forum_id=course(number), course_id=course(number),
                        lesson_id=identity(4, number * 20 + part), kind="question", title=f"Question {part}",
                        author_id=person(part % people), anonymous=0, state="open", pinned=0, locked=0,
                        opening_post=identity(9, (number * 5 + part) * 4), replies=3, votes=0, change=0, created_at=at,
                        active_at=at)
            reads.add(account_id=person(number % people), thread_id=thread, read_at=at)
            for place in range(4):
                post = identity(9, (number * 5 + part) * 4 + place)
                posts.add(id=post, thread_id=thread, parent_id=None if place == 0 else identity(9, (number * 5 + part) * 4),
                          author_id=person((part + place) % people), anonymous=0, state="shown", text="Words. " * 10,
                          lesson_id=identity(4, number * 20 + part), seconds=float(place), version=1, votes=0,
                          created_at=at)
                words.add(course_id=course(number), word=f"word{place}", post_id=post)
    for table in (forums, threads, posts, words, reads):
        table.flush()


def seed(connection, people, courses, enrolments, password_hash=""):
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    with connection:
        seed_people(connection, people, password_hash)
        seed_courses(connection, courses, people)
        made = seed_enrolments(connection, enrolments, people, courses)
        seed_forums(connection, courses, people)
    connection.execute("ANALYZE")
    connection.commit()
    return made


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database")
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--courses", type=int, default=2_000)
    parser.add_argument("--enrolments", type=int, default=1_000_000)
    asked = parser.parse_args()
    connection = sqlite3.connect(asked.database)
    # Everybody gets the password of whoever is there already, so that a load test can sign in as anyone.
    known = connection.execute("SELECT password_hash FROM account LIMIT 1").fetchone()
    began = time.monotonic()
    made = seed(connection, asked.people, asked.courses, asked.enrolments, known[0] if known else "")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    print(f"{asked.people} people, {asked.courses} courses, {made} enrolments in {time.monotonic() - began:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
