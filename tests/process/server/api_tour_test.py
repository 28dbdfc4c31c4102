"""api_tour_test.py BINARY: a tour of the API through Prism, which holds every request and every answer against the
description that the server itself serves. Traffic and description cannot part without this failing."""

import json
import os
import re
import subprocess
import sys
import tempfile

from laboratory import PASSWORD, ROOT, TUS, Refused, free_port, running_server, wait_for
from client import Client

PRISM = os.path.join(ROOT, "web/node_modules/.bin/prism")
STUDENT, ADMIN = "student@lab.localhost", "admin@lab.localhost"


class Validator:
    """Prism as a proxy before the server: what the description does not allow becomes an error of its own."""

    def __init__(self, server, folder):
        document = os.path.join(folder, "openapi.json")
        _, _, text = server.client().send("GET", "/api/v1/openapi.json")
        with open(document, "wb") as file:
            file.write(text)
        self.paths = json.loads(text)["paths"]
        self.port, self.touched = free_port(), set()
        self.log = open(os.path.join(folder, "prism.log"), "w+", encoding="utf-8")
        self.process = subprocess.Popen([PRISM, "proxy", document, f"http://127.0.0.1:{server.port}", "--errors", "--port",
                                         str(self.port), "--host", "127.0.0.1"], stdout=self.log, stderr=self.log)
        wait_for("the validating proxy listens", self.is_up, 60, every=0.2)

    def is_up(self):
        assert self.process.poll() is None, self.tail()
        try:
            return Client("http", "127.0.0.1", self.port).send("GET", "/api/v1/courses")[0] == 200
        except OSError:
            return False

    def tail(self):
        self.log.seek(0)
        return "".join(self.log.readlines()[-30:])

    def client(self, email=None):
        client = Guest(self)
        if email:
            client.sign_in(email, PASSWORD)
        return client

    def end(self):
        self.process.terminate()
        self.process.wait()


class Guest(Client):
    """A client whose every word goes through the validator."""

    def __init__(self, validator):
        super().__init__("http", "127.0.0.1", validator.port)
        self.validator = validator

    def send(self, method, path, body=None, headers=None):
        status, answered, content = super().send(method, path, body, headers)
        violations = answered.get("sl-violations")
        assert not violations or '"severity":"Error"' not in violations.replace(" ", ""), f"{method} {path}: {violations}"
        assert b"https://stoplight.io/prism/errors" not in content, f"{method} {path}: {content.decode()}"
        self.validator.touched.add((method.lower(), path.split("?")[0]))
        return status, answered, content

    def refused(self, status, method, path, fields=None):
        """The refusal, too, must be as described."""
        try:
            self.call(method, path, fields)
        except Refused as refusal:
            assert f": {status} " in str(refusal), refusal
            return
        raise AssertionError(f"{method} {path} was answered")


def tour_accounts(validator, admin):
    nobody = validator.client()
    nobody.refused(401, "POST", "/api/v1/auth/login", {"email": STUDENT, "password": "not the password"})
    signed_in = nobody.call("POST", "/api/v1/auth/login", {"email": STUDENT, "password": PASSWORD})
    nobody.call("POST", "/api/v1/auth/refresh", {"refresh_token": signed_in["refresh_token"]})
    student = validator.client(STUDENT)
    student.call("GET", "/api/v1/me")
    student.call("PATCH", "/api/v1/me", {"name": "Sam"})
    student.refused(403, "GET", "/api/v1/users")
    admin.call("GET", "/api/v1/users?limit=2")
    return student


def tour_courses(teacher, admin):
    admin.call("POST", "/api/v1/categories", {"name": "Physics"})
    teacher.call("GET", "/api/v1/categories")
    course = teacher.call("POST", "/api/v1/courses", {"title": "Optics", "summary": "Light.", "category": "Physics"})["id"]
    section = teacher.call("POST", f"/api/v1/courses/{course}/sections", {"title": "Week 1"})["id"]
    lesson = teacher.call("POST", f"/api/v1/sections/{section}/lessons", {"title": "Lenses", "kind": "video"})["id"]
    teacher.call("PATCH", f"/api/v1/courses/{course}", {"summary": "Light and lenses."})
    teacher.call("PATCH", f"/api/v1/sections/{section}", {"title": "Week one"})
    teacher.call("PATCH", f"/api/v1/lessons/{lesson}", {"title": "Thin lenses"})
    teacher.call("POST", f"/api/v1/courses/{course}/publish")
    teacher.call("GET", f"/api/v1/courses/{course}")
    teacher.call("GET", f"/api/v1/courses/{course}/outline")
    teacher.call("GET", f"/api/v1/lessons/{lesson}")
    teacher.call("GET", "/api/v1/courses?q=optics&limit=5")
    teacher.refused(404, "GET", "/api/v1/courses/" + "0" * 26)
    return course, section, lesson


def tour_learning(student, teacher, course, lesson):
    enrolment = student.call("POST", f"/api/v1/courses/{course}/enrol")["id"]
    student.call("GET", "/api/v1/me/home")
    student.call("PUT", f"/api/v1/lessons/{lesson}/position", {"seconds": 12.5})
    student.call("GET", f"/api/v1/lessons/{lesson}/position")
    student.refused(409, "GET", f"/api/v1/lessons/{lesson}/playback")
    teacher.call("GET", f"/api/v1/courses/{course}/roster?limit=10")
    teacher.call("GET", f"/api/v1/lessons/{lesson}/grants")
    student.call("DELETE", f"/api/v1/enrolments/{enrolment}")


def tour_uploads(server, teacher, lesson):
    # The bytes themselves are no JSON and go straight to the server; what lists them is described.
    with tempfile.NamedTemporaryFile() as file:
        file.write(b"x" * 100)
        file.flush()
        place = server.client("teacher@lab.localhost").begin_upload(file.name, lesson, "a.mp4")
    teacher.call("GET", "/api/v1/uploads")
    status, _, _ = server.client("teacher@lab.localhost").send("DELETE", place, headers=TUS)
    assert status == 204, status


def covered(validator):
    """How many operations the tour went through."""
    patterns = [(method, re.compile(re.sub(r"\{[^}]+\}", "[^/]+", path) + "$"))
                for path, operations in validator.paths.items() for method in operations if method != "parameters"]
    return sum(any(method == done and pattern.match(path) for done, path in validator.touched)
               for method, pattern in patterns), len(patterns)


def main(binary):
    with tempfile.TemporaryDirectory() as folder, running_server(binary) as server:
        server.add_user(STUDENT, "student")
        server.add_user(ADMIN, "admin")
        validator = Validator(server, folder)
        try:
            admin, teacher = validator.client(ADMIN), validator.client("teacher@lab.localhost")
            student = tour_accounts(validator, admin)
            course, section, lesson = tour_courses(teacher, admin)
            tour_learning(student, teacher, course, lesson)
            tour_uploads(server, teacher, lesson)
            for path in (f"/api/v1/lessons/{lesson}", f"/api/v1/sections/{section}", f"/api/v1/courses/{course}"):
                teacher.call("DELETE", path)
            student.call("POST", "/api/v1/auth/logout")
            done, all_of_them = covered(validator)
            print(f"{done} of {all_of_them} operations went through the validator")
        finally:
            validator.end()


if __name__ == "__main__":
    main(sys.argv[1])
