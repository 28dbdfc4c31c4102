"""quiz_kill_test.py BINARY: kill -9 of the server at random moments while people answer a quiz and hand it in. After each
restart every answer that was acknowledged is there, or a newer one; what was handed in is handed in and marked by just the
answers that are kept; and an answer, its number and its place in the log are there together or not at all."""

import http.client
import json
import random
import sys
import threading
import time

from laboratory import Refused, running_server, wait_for

KILLS = 4
PEOPLE = 3
QUESTIONS = 3


def make_quiz(teacher):
    """Numbers to be typed: 7 is right."""
    course = teacher.call("POST", "/api/v1/courses", {"title": "Optics"})["id"]
    section = teacher.call("POST", f"/api/v1/courses/{course}/sections", {"title": "Week 1"})["id"]
    lesson = teacher.call("POST", f"/api/v1/sections/{section}/lessons", {"title": "Test", "kind": "quiz"})["id"]
    questions = [teacher.call("POST", f"/api/v1/courses/{course}/questions", {
        "name": f"Number {number}", "type": "numeric", "definition": {"stem": "How many?", "answers": [{"value": 7}]}})["id"]
                 for number in range(QUESTIONS)]
    teacher.call("PUT", f"/api/v1/lessons/{lesson}/quiz/definition", {
        "rules": {"attempts": 0}, "slots": [{"question_id": question, "points": 1} for question in questions]})
    teacher.call("POST", f"/api/v1/courses/{course}/publish")
    return course, lesson


class Person:
    """Answers as fast as they can, and remembers what they were told has arrived."""

    def __init__(self, client, lesson, seed):
        self.client, self.lesson, self.chance = client, lesson, random.Random(seed)
        self.attempt = None
        self.saved = {}  # slot: the number that was acknowledged last
        self.sent = {}  # (slot, number): what was sent with it
        self.handed_in = False
        self.refused = None

    def begin(self):
        attempt = self.client.call("POST", f"/api/v1/lessons/{self.lesson}/quiz/attempts", {})
        if attempt["id"] != self.attempt:
            self.attempt, self.saved, self.sent, self.handed_in = attempt["id"], {}, {}, False
        return {question["slot"]: question["sequence"] for question in attempt["questions"]}

    def answer(self, numbers):
        for _ in range(self.chance.randint(6, 30)):
            slot = self.chance.randint(1, QUESTIONS)
            numbers[slot] += 1
            typed = self.chance.choice(["7", "8", str(numbers[slot])])
            self.sent[slot, numbers[slot]] = typed
            self.client.call("PUT", f"/api/v1/quiz-attempts/{self.attempt}/answers/{slot}",
                             {"sequence": numbers[slot], "response": {"text": typed}})
            self.saved[slot] = numbers[slot]
        self.client.call("POST", f"/api/v1/quiz-attempts/{self.attempt}/submit")
        self.handed_in = True

    def work(self):
        """Attempt after attempt, until the server is gone."""
        try:
            while True:
                self.answer(self.begin())
        except (OSError, http.client.HTTPException, json.JSONDecodeError):
            return
        except Refused as refused:
            self.refused = refused


def check(teacher, person):
    """Answers how many acknowledged answers were looked at."""
    assert person.refused is None, person.refused
    def settled():
        seen = teacher.call("GET", f"/api/v1/quiz-attempts/{person.attempt}")
        return seen if seen["state"] in ("open", "graded") else None
    seen = wait_for("what was handed in is marked", settled, 10)
    assert len(seen["questions"]) == QUESTIONS, seen
    if person.handed_in:
        assert seen["state"] == "graded", seen
    events = teacher.call("GET", f"/api/v1/quiz-attempts/{person.attempt}/events")["items"]
    assert [event["number"] for event in events] == list(range(1, len(events) + 1)), events
    assert [event["what"] for event in events].count("submitted") == (seen["state"] == "graded"), events
    right = 0
    for question in seen["questions"]:
        slot, number = question["slot"], question["sequence"]
        assert number >= person.saved.get(slot, 0), f"answer {person.saved[slot]} to {slot} was acknowledged, {number} is there"
        logged = [event for event in events if event["what"] == "answered" and event["slot"] == slot]
        assert len(logged) == number, f"{number} answers, and {len(logged)} in the log"
        kept = question["response"]["text"] if number else None
        assert kept == person.sent.get((slot, number)), (slot, number, question)
        assert not number or logged[-1]["details"]["text"] == kept, logged[-1]
        right += kept == "7"
    if seen["state"] == "graded":
        assert seen["points"] == right, (right, seen)
    return sum(person.saved.values())


def main(binary):
    seed = random.randrange(1 << 32)
    chance = random.Random(seed)
    print(f"seed {seed}")
    with running_server(binary) as server:
        teacher = server.client("teacher@lab.localhost")
        course, lesson = make_quiz(teacher)
        people = []
        for number in range(PEOPLE):
            email = f"student{number}@lab.localhost"
            server.add_user(email, "student")
            client = server.client(email)
            client.call("POST", f"/api/v1/courses/{course}/enrol")
            people.append(Person(client, lesson, chance.randrange(1 << 32)))
        answers = 0
        for _ in range(KILLS):
            threads = [threading.Thread(target=person.work) for person in people]
            for thread in threads:
                thread.start()
            time.sleep(chance.uniform(0.1, 0.6))
            server.kill()
            for thread in threads:
                thread.join()
            server.start()
            for person in people:
                if person.attempt:
                    answers += check(teacher, person)
        rows = teacher.call("GET", f"/api/v1/lessons/{lesson}/quiz/results?limit=100")["items"]
        assert len({(row["person"]["id"], row["number"]) for row in rows}) == len(rows), rows
        assert answers > 0
        print(f"{KILLS} kills, {len(rows)} attempts, {answers} acknowledged answers of open attempts there")


if __name__ == "__main__":
    main(sys.argv[1])
