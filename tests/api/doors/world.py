"""The people and things that the doors are tried with. Rows name them in braces. A module's file may add its own in
`prepare(world)`, by the API, as its people would."""

import json


class World:
    """People are clients that are signed in; `names` are ids."""

    def __init__(self, server):
        self.server = server
        self.names = {"missing": "0" * 26}
        server.add_user("admin@lab.localhost", "admin")
        server.add_user("rival@lab.localhost", "instructor")
        for student in ("student", "outsider"):
            server.add_user(f"{student}@lab.localhost", "student")
        self.people = {name: server.client(f"{name}@lab.localhost")
                       for name in ("admin", "teacher", "rival", "student", "outsider")}
        self.people["anonymous"] = server.client()
        self.names |= {f"{name}_id": client.call("GET", "/api/v1/me")["id"]
                       for name, client in self.people.items() if name != "anonymous"}
        self.draft()
        self.published()

    def call(self, who, method, path, body=None):
        return self.people[who].call(method, path.format(**self.names), body)

    def draft(self):
        """A course that its teacher has not shown to anybody yet."""
        self.names["draft"] = self.call("teacher", "POST", "/api/v1/courses", {"title": "Optics"})["id"]
        self.names["section"] = self.call("teacher", "POST", "/api/v1/courses/{draft}/sections", {"title": "Week 1"})["id"]
        self.names["lesson"] = self.call("teacher", "POST", "/api/v1/sections/{section}/lessons",
                                         {"title": "Lenses", "kind": "video"})["id"]

    def published(self):
        """A course that everybody sees and the student takes."""
        self.names["course"] = self.call("teacher", "POST", "/api/v1/courses", {"title": "Waves"})["id"]
        self.names["shown_section"] = self.call("teacher", "POST", "/api/v1/courses/{course}/sections",
                                                {"title": "Week 1"})["id"]
        self.names["shown_lesson"] = self.call("teacher", "POST", "/api/v1/sections/{shown_section}/lessons",
                                               {"title": "Light", "kind": "video"})["id"]
        self.call("teacher", "POST", "/api/v1/courses/{course}/publish")
        self.names["enrolment"] = self.call("student", "POST", "/api/v1/courses/{course}/enrol")["id"]

    def send(self, who, method, path, body, headers):
        """Answers status, headers and the body, read as JSON where it is some."""
        sent = dict(headers)
        if body is not None:
            sent.setdefault("Content-Type", "application/json")
        text = None if body is None else body if isinstance(body, str) else json.dumps(body)
        status, answered, content = self.people[who].send(method, path.format(**self.names), text, sent)
        is_json = answered.get("Content-Type", "").startswith("application/json")
        return status, answered, json.loads(content) if is_json and content else None
