"""console_test.py BINARY: whoever looks after the server hears of its state and of each job while the page is open, misses
nothing over a break, and nobody else hears it."""

import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "../../api/community"))

from laboratory import running_server  # noqa: E402
from listener import Listener  # noqa: E402


def listen(server, client):
    return Listener(server.port, {"Authorization": f"Bearer {client.token}"})


def hears_of_jobs(server, admin):
    page = listen(server, admin)
    before = page.subscribe("admin/jobs")
    assert before["type"] == "jobs", before
    admin.call("POST", "/api/v1/me/export")
    states = {}
    while not states or set(states.values()) != {"done"}:
        news = page.news("admin/jobs")
        assert news["type"] == "job", news
        states[news["job"]["id"]] = news["job"]["state"]
    page.close()
    return set(states)


def misses_nothing(server, admin, known):
    page = listen(server, admin)
    page.say({"subscribe": "admin/jobs"})
    while "seq" not in (said := page.hear()):
        pass
    page.close()
    admin.call("POST", "/api/v1/me/export")
    back = listen(server, admin)
    back.say({"subscribe": "admin/jobs", "after": said["seq"]})
    fresh = set()
    while not fresh:
        news = back.news("admin/jobs")
        jobs = news["jobs"] if news["type"] == "jobs" else [news["job"]]
        fresh = {job["id"] for job in jobs} - known
    back.close()


def hears_how_the_server_is(server, admin):
    page = listen(server, admin)
    first = page.subscribe("admin/status")
    assert first["web_sockets"] >= 1 and "outbound" in first, first
    assert page.news("admin/status")["at"] > first["at"]
    page.close()


def others_hear_nothing(server, student):
    page = listen(server, student)
    for topic in ("admin/status", "admin/jobs", "admin/else"):
        page.say({"subscribe": topic})
        assert page.hear() == {"refused": topic, "code": "forbidden"}, topic
    page.close()


def main(binary):
    with running_server(binary) as server:
        server.add_user("admin@lab.localhost", "admin")
        server.add_user("student@lab.localhost", "student")
        admin = server.client("admin@lab.localhost")
        known = hears_of_jobs(server, admin)
        misses_nothing(server, admin, known)
        hears_how_the_server_is(server, admin)
        others_hear_nothing(server, server.client("student@lab.localhost"))


if __name__ == "__main__":
    main(sys.argv[1])
