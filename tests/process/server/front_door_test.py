"""front_door_test.py BINARY: the way into a new school, walked with curl alone: sign up as student and as course owner, make
a course with category and price, list, delete and restore it, subscribe to a category, and hear both course topics."""

import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "../../api/community"))

from laboratory import running_server  # noqa: E402
from listener import Listener  # noqa: E402

PRICE = {"amount": 4900, "currency": "EUR"}


class Curl:
    """Somebody with a terminal."""

    def __init__(self, server):
        self.origin, self.port, self.token = f"http://127.0.0.1:{server.port}/api/v1", server.port, None

    def ask(self, method, path, fields=None, expect=200):
        command = ["curl", "--silent", "--show-error", "--request", method, "--write-out", "\n%{http_code}"]
        if self.token:
            command += ["--header", f"Authorization: Bearer {self.token}"]
        if fields is not None:
            command += ["--header", "Content-Type: application/json", "--data", json.dumps(fields)]
        said = subprocess.run([*command, self.origin + path], capture_output=True, text=True, check=True).stdout
        body, status = said.rsplit("\n", 1)
        assert int(status) == expect, f"{method} {path}: {status} {body}"
        return json.loads(body) if body else None

    def sign_up(self, username, role):
        wish = {"email": f"{username}@school.localhost", "password": "violet trams run late", "name": username.title(),
                "username": username, "role": role}
        signed_in = self.ask("POST", "/auth/signup", wish, expect=201)
        assert signed_in["user"]["role"] == role and signed_in["expires_in"] > 0, signed_in
        return signed_in["user"]["id"]

    def sign_in(self, username):
        self.token = None
        answer = self.ask("POST", "/auth/login", {"email": username, "password": "violet trams run late"})
        self.token = answer["access_token"]
        renewed = self.ask("POST", "/auth/refresh", {"refresh_token": answer["refresh_token"]})
        assert renewed["refresh_token"] != answer["refresh_token"]
        self.token = renewed["access_token"]

    def listen(self):
        return Listener(self.port, {"Authorization": f"Bearer {self.token}"})


def titles(answer):
    return [course["title"] for course in answer["items"]]


def makes_courses(owner, owner_id):
    made = owner.ask("POST", "/courses", {"title": "Optics", "summary": "Light and lenses.", "category": "Physics", "price": PRICE},
                     expect=201)
    assert made["price"] == PRICE and made["category"] == "Physics", made
    free = owner.ask("POST", "/courses", {"title": "Waves", "summary": "Water and light.", "category": "Physics"}, expect=201)
    for course in (made, free):
        section = owner.ask("POST", f"/courses/{course['id']}/sections", {"title": "Week 1"}, expect=201)
        owner.ask("POST", f"/sections/{section['id']}/lessons", {"title": "Notes", "kind": "page", "text": "# Light"}, expect=201)
        owner.ask("POST", f"/courses/{course['id']}/publish")
    assert sorted(titles(owner.ask("GET", f"/courses?owner_id={owner_id}"))) == ["Optics", "Waves"]
    return made, free


def deletes_and_restores(owner, owner_id, course, hears):
    owner.ask("DELETE", f"/courses/{course['id']}", expect=204)
    assert hears.news("courses") == {"type": "removed", "course": {"id": course["id"], "owner_id": owner_id}}
    assert titles(owner.ask("GET", f"/courses?owner_id={owner_id}")) == ["Waves"]
    assert titles(owner.ask("GET", "/courses?state=deleted")) == ["Optics"]
    owner.ask("POST", f"/courses/{course['id']}/restore")
    assert hears.news("courses")["course"]["price"] == PRICE


def subscribes(student, category, free):
    placed = student.ask("POST", f"/categories/{category}/subscribe")
    assert (placed["status"], placed["course_id"]) == ("enrolled", free["id"]) and placed["message"], placed
    # The other course costs something, and nothing is taken by subscribing.
    refused = student.ask("POST", f"/courses/{free['id']}/enrol", expect=201)
    assert refused["state"] == "active", refused
    assert student.ask("GET", "/me/home")["courses"][0]["title"] == "Waves"


def main(binary):
    # Whoever asks to teach may, and no confirmation is waited for: both are settings.
    with running_server(binary, LECTERN_ACCOUNTS_SIGN_UP="open", LECTERN_ACCOUNTS_INSTRUCTORS="at_once",
                        LECTERN_ACCOUNTS_CONFIRM_EMAIL="off") as server:
        owner, student = Curl(server), Curl(server)
        owner_id = owner.sign_up("ada", "instructor")
        student.sign_up("sam", "student")
        owner.sign_in("ada")
        student.sign_in("sam")
        of_owner, of_anyone = owner.listen(), student.listen()
        assert of_owner.subscribe(f"courses/{owner_id}")["courses"] == []
        assert of_anyone.subscribe("courses")["courses"] == []
        paid, free = makes_courses(owner, owner_id)
        assert of_owner.news(f"courses/{owner_id}")["course"]["title"] == "Optics"
        assert [of_anyone.news("courses")["course"]["title"] for _ in range(2)] == ["Optics", "Waves"]
        assert {one["title"] for one in student.listen().subscribe("courses")["courses"]} == {"Optics", "Waves"}
        deletes_and_restores(owner, owner_id, paid, of_anyone)
        subscribes(student, paid["category_id"], free)
        refused = student.ask("POST", f"/courses/{paid['id']}/enrol", expect=402)
        assert refused["error"]["code"] == "payment_required", refused


if __name__ == "__main__":
    main(sys.argv[1])
